"""The production shape: docker-compose.yml and the files that it mounts.

The images are not pulled here and nothing is started in a container. What is proved instead: the
compose file follows its schema and the list of the hardened services; the mounted files agree with
one another; PostgreSQL accepts its settings. The proxy has tests of its own, in test_proxy.py.
"""

import importlib.resources
import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from deployment_files import CONFIG, ROOT, odoo_options, read_compose

ONE_SHOT = {"init"}
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


@pytest.fixture(scope="module")
def compose() -> dict:
    return read_compose()


@pytest.fixture(scope="module")
def services(compose) -> dict:
    return compose["services"]


# --- docker-compose.yml ------------------------------------------------------------------------


def test_the_compose_file_follows_the_compose_specification(compose):
    folder = importlib.resources.files("check_jsonschema.builtin_schemas.vendor")
    schema = json.loads((folder / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(compose)


def test_the_services_are_the_promised_ones(services):
    assert set(services) == {"proxy", "odoo", "init", "db", "mail"}
    assert services["mail"]["profiles"] == ["try"]
    assert not any("profiles" in services[name] for name in ("proxy", "odoo", "init", "db"))


def test_every_service_that_stays_up_has_a_health_check(services):
    for name, service in services.items():
        if name not in ONE_SHOT:
            check = service["healthcheck"]
            assert check["test"][0] in ("CMD", "CMD-SHELL"), name
            assert {"interval", "timeout", "retries"} <= set(check), name


def test_odoo_is_asked_for_its_health_on_both_ports_and_for_its_database(services):
    command = services["odoo"]["healthcheck"]["test"][1]
    options = odoo_options("odoo.prod.conf")
    assert f":{options['http_port']}/web/health?db_server_status=1" in command
    assert f":{options['gevent_port']}/web/health" in command


def test_every_service_that_stays_up_is_restarted_and_the_one_shot_is_not(services):
    for name, service in services.items():
        assert service["restart"] == ("no" if name in ONE_SHOT else "unless-stopped"), name


def test_no_service_is_root_or_can_become_it(services):
    for name, service in services.items():
        assert service["user"].split(":")[0] not in ("", "0", "root"), name
        assert service["cap_drop"] == ["ALL"], name
        assert "cap_add" not in service and not service.get("privileged"), name
        assert "no-new-privileges:true" in service["security_opt"], name


def test_every_root_file_system_is_read_only_and_tmp_is_in_memory(services):
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert any(mount.startswith("/tmp:") for mount in service["tmpfs"]), name


def test_every_service_has_limits(services):
    for name, service in services.items():
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}, name


def test_images_are_pinned_by_tag(services):
    for name, service in services.items():
        assert re.search(r":[\w$]", service["image"]) and ":latest" not in service["image"], name
    assert services["odoo"]["build"]["args"]["ODOO_IMAGE"].endswith(":-odoo:19.0}")
    assert re.search(r"postgres:1[67]\}$", services["db"]["image"])


def test_data_lives_in_named_volumes(compose, services):
    used = {
        mount.split(":")[0]
        for service in services.values()
        for mount in service.get("volumes", [])
        if not mount.startswith(".")
    }
    assert used == set(compose["volumes"]) == {"database", "filestore", "checkpoints"}


def test_every_mounted_file_is_in_the_repository_and_read_only(services):
    mounts = [m for s in services.values() for m in s.get("volumes", []) if m.startswith(".")]
    assert mounts
    for mount in mounts:
        source, _target, mode = mount.split(":")
        assert (ROOT / source).is_file(), source
        assert mode == "ro", mount


def test_the_mounted_configurations_are_those_of_the_config_folder(services):
    mounted = {
        Path(mount.split(":")[0]).name
        for service in services.values()
        for mount in service.get("volumes", [])
        if mount.startswith("./config/")
    }
    assert mounted == {
        "odoo.prod.conf", "nginx.conf", "office.conf.template", "postgresql.conf",
        "postgresql-init.sh",
    }  # fmt: skip


def test_secrets_are_files_given_only_to_who_needs_them(compose, services):
    for name, secret in compose["secrets"].items():
        assert set(secret) == {"file"}, name
        assert secret["file"].startswith("${OFFICE_SECRETS:-./secrets}/"), name
    given = {name: set(service.get("secrets", [])) for name, service in services.items()}
    assert set().union(*given.values()) == set(compose["secrets"])
    assert given["proxy"] == {"tls_certificate", "tls_key"}
    assert given["db"] == {"postgres_password", "odoo_db_password"}
    assert given["mail"] == set()
    assert "office_admin_password" not in given["odoo"], "only who sets it needs it"
    assert "postgres_password" not in given["odoo"], "Odoo never is the database's superuser"


def test_no_environment_variable_carries_a_secret(services):
    for name, service in services.items():
        for variable, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|SECRET|TOKEN", variable):
                assert str(value).startswith("/run/secrets/"), f"{name}: {variable}"


def test_the_books_checkpoints_leave_the_database_and_are_signed_with_a_key_outside_it(services):
    environment = services["odoo"]["environment"]
    assert environment["ASSOCIATION_SIGNING_KEY"] == "/run/secrets/association_signing_key"
    folder = environment["ASSOCIATION_CHECKPOINTS"]
    assert f"checkpoints:{folder}" in services["odoo"]["volumes"]
    assert not any("checkpoints:" in mount for mount in services["db"]["volumes"])
    assert folder in (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8")


def test_the_database_is_on_a_network_without_a_way_out(compose, services):
    assert services["db"]["networks"] == ["data"]
    assert compose["networks"]["data"] == {"internal": True}
    assert compose["networks"]["inside"] == {"internal": True}
    assert "ports" not in services["db"] and "ports" not in services["odoo"]
    assert all(port.startswith("127.0.0.1:") for port in services["mail"]["ports"])


def test_the_server_starts_when_the_database_is_up_to_date(services):
    assert services["odoo"]["depends_on"] == {
        "db": {"condition": "service_healthy"},
        "init": {"condition": "service_completed_successfully"},
    }
    assert services["init"]["image"] == services["odoo"]["image"]
    script = (ROOT / "docker" / "entrypoint.sh").read_text(encoding="utf-8")
    assert "addons=lecce_smartcity,twinning_projects" in script
    assert '--init="$addons" --update="$addons"' in script


def test_every_variable_of_the_example_is_used_and_every_one_used_is_in_the_example():
    example = (CONFIG / "odoo.env.example").read_text(encoding="utf-8")
    offered = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text))
    assert offered == used


def test_the_example_lists_every_secret_and_tells_none(compose):
    example = (CONFIG / "odoo.env.example").read_text(encoding="utf-8")
    for secret in compose["secrets"].values():
        assert f"#   {Path(secret['file']).name} " in example
    assert not re.search(r"^[A-Z_]*(PASSWORD|KEY|TOKEN)[A-Z_]*=", example, re.MULTILINE)


# --- the image ---------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    """Requirement → its lines, hashes and all."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    found = re.findall(r"^(\S+==\S+) \\\n((?:    --hash=\S+(?: \\)?\n?)+)", text, re.MULTILINE)
    return {name: hashes.split() for name, hashes in found}


def test_the_images_packages_are_those_the_tests_ran_with():
    image, runtime = pins("image.txt"), pins("runtime.txt")
    assert any(name.startswith("python-codicefiscale==") for name in image)
    for name, hashes in image.items():
        assert runtime.get(name) == hashes, f"{name}: copy its lines from requirements/runtime.txt"


def test_the_image_is_the_official_one_and_does_not_run_as_root():
    text = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8")
    assert "ARG ODOO_IMAGE=odoo:19.0\nFROM ${ODOO_IMAGE}\n" in text
    assert "--require-hashes" in text
    assert re.findall(r"^USER (\w+)$", text, re.MULTILINE)[-1] == "odoo"


def test_the_shell_scripts_parse():
    for script in (ROOT / "docker" / "entrypoint.sh", CONFIG / "postgresql-init.sh"):
        assert script.stat().st_mode & 0o111, f"{script.name} is not executable"
        subprocess.run(["bash", "-n", str(script)], check=True)


@pytest.mark.parametrize("password", ["plain", r"back\slash:and colon", "trailing\\"])
def test_the_entrypoint_hands_the_password_to_libpq_and_to_nobody_else(tmp_path, password):
    secret = tmp_path / "secret"
    secret.write_text(password + "\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", str(ROOT / "docker" / "entrypoint.sh"), "bash", "-c", 'cat "$PGPASSFILE"; env'],
        env={"ODOO_PASSWORD_FILE": str(secret), "TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    line, _, environment = done.stdout.partition("\n")
    fields = re.split(r"(?<!\\)(?:\\\\)*:", line, maxsplit=4)
    assert re.sub(r"\\(.)", r"\1", fields[4]) == password
    assert password not in environment
    assert (tmp_path / "pgpass").stat().st_mode & 0o077 == 0


def test_the_entrypoint_says_which_secret_is_missing(tmp_path):
    done = subprocess.run(
        ["bash", str(ROOT / "docker" / "entrypoint.sh"), "serve"],
        env={"ODOO_PASSWORD_FILE": str(tmp_path / "none"), "PATH": "/usr/bin:/bin"},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert "odoo_db_password is missing" in done.stderr


# --- Odoo's configuration ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["odoo.conf", "odoo.prod.conf"])
def test_no_configuration_opens_the_database_manager_or_holds_a_password(name):
    options = odoo_options(name)
    assert options.getboolean("list_db") is False
    assert options["admin_passwd"] == ""
    assert not {"db_password", "smtp_password"} & set(options)


def test_production_runs_worker_processes_behind_a_proxy_with_limits(services):
    assert "./config/odoo.prod.conf:/etc/odoo/odoo.conf:ro" in services["odoo"]["volumes"]
    assert services["odoo"]["environment"]["ODOO_RC"] == "/etc/odoo/odoo.conf"
    options = odoo_options("odoo.prod.conf")
    assert options.getint("workers") > 0
    assert options.getint("max_cron_threads") > 0
    assert options.getboolean("proxy_mode") is True
    assert re.fullmatch(options["dbfilter"], options["db_name"])
    assert 0 < options.getint("limit_memory_soft") < options.getint("limit_memory_hard")
    assert 0 < options.getint("limit_time_cpu") <= options.getint("limit_time_real")
    assert options["db_host"] in services
    assert "addons /opt/association/addons\n" in (ROOT / "docker" / "Dockerfile").read_text()
    assert options["addons_path"] == "/opt/association/addons"


def test_development_listens_on_this_machine_only():
    assert odoo_options("odoo.conf")["http_interface"] == "127.0.0.1"


# --- PostgreSQL --------------------------------------------------------------------------------


def postgresql_settings() -> dict[str, str]:
    text = (CONFIG / "postgresql.conf").read_text(encoding="utf-8")
    found = re.findall(r"^(\w+) = ('[^']*'|\S+)", text, re.MULTILINE)
    assert len(found) == len(dict(found)), "a setting is there twice"
    return {name: value.strip("'") for name, value in found}


def test_there_is_a_connection_for_every_process_that_may_ask():
    options = odoo_options("odoo.prod.conf")
    processes = options.getint("workers") + options.getint("max_cron_threads")
    wanted = processes * options.getint("db_maxconn") + options.getint("db_maxconn_gevent")
    reserved = 10  # superuser, health checks, backup
    assert wanted + reserved <= int(postgresql_settings()["max_connections"])


def test_what_is_committed_stays_committed():
    settings = postgresql_settings()
    assert [settings[k] for k in ("fsync", "synchronous_commit", "full_page_writes")] == ["on"] * 3


@pytest.mark.skipif(not POSTGRES, reason="PostgreSQL's server programs are not installed")
def test_postgresql_accepts_every_setting(tmp_path):
    for name, value in postgresql_settings().items():
        done = subprocess.run(
            [
                str(POSTGRES[-1]), "-C", name, "-D", str(tmp_path),
                "-c", f"config_file={CONFIG / 'postgresql.conf'}",
            ],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, f"{name}: {done.stderr}"
        if not re.fullmatch(r"\d+MB|\d+GB", value):
            assert done.stdout.strip().lower() == value.lower(), name


def test_odoos_role_is_neither_superuser_nor_allowed_to_create_databases():
    text = (CONFIG / "postgresql-init.sh").read_text(encoding="utf-8")
    assert "CREATE ROLE odoo LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE" in text
    assert "CREATE DATABASE office OWNER odoo" in text
    assert odoo_options("odoo.prod.conf")["db_name"] == "office"
    assert odoo_options("odoo.prod.conf")["db_user"] == "odoo"
