"""The office's machinery: the private PostgreSQL cluster, databases, and Odoo processes.

Used by the programs beside this file, in the environment that ``setup.sh`` prepared. Standard library and psycopg2 only.
"""

import configparser
import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg2

ROOT = Path(os.environ["OFFICE_ROOT"])
STATE = Path(os.environ["OFFICE_STATE"])
CODE = Path(os.environ["OFFICE_CODE"])
ODOO_TREE = Path(os.environ["ODOO_TREE"])
USER = os.environ.get("OFFICE_USER", "")

ADDONS = ("lecce_smartcity", "twinning_projects")
DEFAULT_DB = os.environ.get("OFFICE_DB", "office")


class OfficeError(Exception):
    """Something the user can mend; the message is one sentence for them."""


def say(text: str) -> None:
    """Progress for people, on standard error (standard output is for results)."""
    print(text, file=sys.stderr, flush=True)


def identity() -> dict:
    """Keyword arguments that make ``subprocess`` run as the unprivileged user; empty when we are one already."""
    if not USER:
        return {}
    entry = pwd.getpwnam(USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def own_folder(path: Path, mode: int = 0o750) -> Path:
    """Create ``path`` if needed and hand it to the unprivileged user."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    if USER:
        shutil.chown(path, USER, USER)
    return path


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


class Cluster:
    """A private PostgreSQL cluster in ``folder``, reachable on a Unix socket only.

    :param durable: False switches fsync off: for databases of tests, which nobody misses after a power cut.

    With ``PGHOST`` in the environment there is nothing to start: that server is used, as ``PGUSER``.
    """

    def __init__(self, folder: Path, durable: bool = True):
        self.folder = folder
        self.durable = durable
        self.external = bool(os.environ.get("PGHOST"))
        tag = hashlib.sha256(str(folder).encode()).hexdigest()[:10]
        self.host = os.environ.get("PGHOST") or f"{tempfile.gettempdir()}/lecce-smartcity-{tag}"
        self.port = os.environ.get("PGPORT", "5432")
        self.role = os.environ.get(
            "PGUSER", "odoo" if not self.external else os.environ.get("USER", "odoo")
        )

    @staticmethod
    def _binary(name: str) -> str:
        found = sorted(
            Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
            key=lambda p: int(p.parts[-3].split(".")[0]),
        )
        if not found:
            raise OfficeError(
                "PostgreSQL's server programs are missing: install the package postgresql."
            )
        return str(found[-1])

    def _run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess:
        return subprocess.run(
            command,
            check=check,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **identity(),
        )

    def running(self) -> bool:
        """Whether somebody has started the cluster."""
        if self.external:
            return True
        return (
            self._run(
                self._binary("pg_ctl"), "-D", str(self.folder), "status", check=False
            ).returncode
            == 0
        )

    def start(self) -> bool:
        """Start the cluster, made first if new; return whether this call started it."""
        if self.running():
            return False
        own_folder(self.folder.parent, 0o755)
        own_folder(self.folder, 0o700)
        own_folder(Path(self.host), 0o700)
        if not (self.folder / "PG_VERSION").exists():
            self._create()
        options = f"-k {self.host} -p {self.port} -c listen_addresses=''"
        log = self.folder.parent / "postgresql.log"
        done = self._run(
            self._binary("pg_ctl"), "-D", str(self.folder), "-l", str(log), "-w", "-t", "60", "-o", options, "start",
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise OfficeError(f"PostgreSQL did not start; its log is {log}.")
        self._ensure_role()
        return True

    def _create(self) -> None:
        say("Creating the database cluster …")
        done = self._run(
            self._binary("initdb"), "-D", str(self.folder), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
            "--data-checksums", "-A", "trust",
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise OfficeError(
                f"The database cluster could not be created: {done.stderr.strip().splitlines()[-1]}"
            )
        with (self.folder / "postgresql.conf").open("a") as conf:
            conf.write("\nmax_connections = 100\nshared_buffers = 256MB\nmax_wal_size = 2GB\n")
            if not self.durable:
                conf.write("fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n")

    def _ensure_role(self) -> None:
        with self.connect("postgres", user="postgres") as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [self.role])
            if not cursor.fetchone():
                cursor.execute(f'CREATE ROLE "{self.role}" LOGIN CREATEDB NOSUPERUSER')

    def stop(self) -> None:
        """Stop the cluster; connections are closed, nothing committed is lost."""
        if not self.external and self.running():
            self._run(
                self._binary("pg_ctl"),
                "-D",
                str(self.folder),
                "-m",
                "fast",
                "-w",
                "stop",
                check=False,
            )

    @contextlib.contextmanager
    def connect(self, database: str, user: str | None = None) -> Iterator:
        """Yield an autocommitting cursor on ``database``."""
        connection = psycopg2.connect(
            dbname=database, host=self.host, port=self.port, user=user or self.role
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    @contextlib.contextmanager
    def session(self) -> Iterator["Cluster"]:
        """Run a block with the cluster up; whoever leaves last stops it.

        Every session holds a shared lock on one file beside the cluster; another file lets one at a time start or stop.
        The kernel drops the locks with the process, so that a killed session does not keep the cluster up for ever.
        """
        folder = self.folder.parent
        folder.mkdir(parents=True, exist_ok=True)
        with (
            (folder / "sessions.lock").open("w") as sessions,
            (folder / "starting.lock").open("w") as starting,
        ):
            fcntl.flock(starting, fcntl.LOCK_EX)
            fcntl.flock(sessions, fcntl.LOCK_SH)
            self.start()
            fcntl.flock(starting, fcntl.LOCK_UN)
            try:
                yield self
            finally:
                fcntl.flock(starting, fcntl.LOCK_EX)
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(sessions, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()

    # --- databases ---

    def exists(self, database: str) -> bool:
        """Whether the cluster has that database."""
        with self.connect("postgres") as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            return bool(cursor.fetchone())

    def drop(self, database: str, data: Path) -> None:
        """Drop the database and its filestore, if they are there."""
        with self.connect("postgres") as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'",  # an autovacuum worker gives way by itself
                [database],
            )
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}"')
        shutil.rmtree(data / "filestore" / database, ignore_errors=True)

    def copy(self, source: str, target: str, data: Path) -> None:
        """Copy a database with its filestore; ``target`` is replaced."""
        self.drop(target, data)
        with self.connect("postgres") as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
        store = data / "filestore" / source
        if store.is_dir():
            subprocess.run(["cp", "-a", str(store), str(store.parent / target)], check=True)

    def rename(self, source: str, target: str, data: Path) -> None:
        """Give a database and its filestore another name; ``target`` is replaced."""
        self.drop(target, data)
        with self.connect("postgres") as cursor:
            cursor.execute(f'ALTER DATABASE "{source}" RENAME TO "{target}"')
        store = data / "filestore" / source
        if store.is_dir():
            store.rename(store.parent / target)


# --- Odoo ------------------------------------------------------------------------------------------------------------


class Odoo:
    """Odoo's command line on a cluster, with its files in ``data``."""

    def __init__(self, cluster: Cluster, data: Path):
        self.cluster = cluster
        self.data = data

    def prepare_folders(self) -> None:
        """Make the folders that Odoo writes to."""
        for folder in (self.data.parent, self.data, self.data / "filestore"):
            own_folder(folder, 0o755)
        for folder in ("checkpoints", "keys"):
            own_folder(self.data.parent / folder, 0o700)
        # Odoo writes its log here when told to; ours comes from the console.
        own_folder(STATE / "home", 0o755)

    def environment(self) -> dict[str, str]:
        """The environment of Odoo's processes: database access; the books' key and checkpoints, kept outside of it."""
        env = {
            k: v for k, v in os.environ.items() if not k.startswith(("PGDATA", "ODOO_RC", "PYTHON"))
        }
        env |= {
            "HOME": str(STATE / "home"),
            "PGHOST": self.cluster.host,
            "PGPORT": self.cluster.port,
            "PGUSER": self.cluster.role,
            # Tests open read-only connections to the replica: here the server itself.
            "PGHOST_REPLICA": self.cluster.host,
            "PGPORT_REPLICA": self.cluster.port,
            "ASSOCIATION_CHECKPOINTS": os.environ.get(
                "ASSOCIATION_CHECKPOINTS", str(self.data.parent / "checkpoints")
            ),
            "ASSOCIATION_SIGNING_KEY": os.environ.get(
                "ASSOCIATION_SIGNING_KEY", str(self.data.parent / "keys" / "books.pem")
            ),
            "ODOO_RC": str(self._configuration()),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
        }
        return env

    def options(self) -> list[str]:
        """The options that tie Odoo to this office: one, its configuration."""
        return ["-c", str(self._configuration())]

    def _configuration(self) -> Path:
        """Write the configuration of this machine: ``config/odoo.conf`` and what depends on where the office lives."""
        paths = [str(CODE / "addons")]
        if (ODOO_TREE / "addons").is_dir():
            paths.insert(0, str(ODOO_TREE / "addons"))
        parser = configparser.ConfigParser(interpolation=None)
        parser.read(CODE / "config" / "odoo.conf")
        parser["options"].update(
            addons_path=",".join(paths),
            data_dir=str(self.data),
            db_host=self.cluster.host,
            db_port=self.cluster.port,
            db_user=self.cluster.role,
        )
        path = self.data.parent / "odoo.conf"
        draft = path.with_suffix(f".{os.getpid()}")
        with draft.open("w") as stream:
            stream.write(
                "; Written by the scripts at each start from config/odoo.conf: change that one.\n"
            )
            parser.write(stream)
        draft.replace(path)
        return path

    def command(self, *arguments: str) -> list[str]:
        """The full command line. The configuration travels in ``ODOO_RC``, which every subcommand reads."""
        return [sys.executable, str(ODOO_TREE / "odoo-bin"), *arguments]

    def popen(self, *arguments: str, **kwargs) -> subprocess.Popen:
        """Start Odoo as the unprivileged user."""
        self.prepare_folders()
        kwargs = (
            {"cwd": "/", "env": self.environment(), "stdin": subprocess.DEVNULL}
            | identity()
            | kwargs
        )
        return subprocess.Popen(self.command(*arguments), **kwargs)

    def script(self, program: str, *arguments: str, **kwargs) -> subprocess.CompletedProcess:
        """Run a program of ``scripts/lib`` that opens Odoo's registry itself, as the unprivileged user."""
        self.prepare_folders()
        kwargs = (
            {"cwd": "/", "env": self.environment(), "stdin": subprocess.DEVNULL}
            | identity()
            | kwargs
        )
        environment = kwargs.pop("env") | {"OFFICE_ODOO_OPTIONS": "\n".join(self.options())}
        path = CODE / "scripts" / "lib" / f"{program}.py"
        return subprocess.run(
            [sys.executable, str(path), *arguments], env=environment, check=False, **kwargs
        )

    def install(self, database: str, *modules: str) -> None:
        """Create or update ``database`` with ``modules``; the log is kept and its last lines shown on failure.

        :raises OfficeError: Odoo could not load the modules
        """
        self.prepare_folders()
        log = self.data.parent / "install.log"
        verb = (
            "-u" if self.cluster.exists(database) and self._has_modules(database, modules) else "-i"
        )
        with log.open("w") as stream:
            process = self.popen(
                "-d", database, verb, ",".join(modules), "--load-language=it_IT,en_GB", "--without-demo=all",
                "--stop-after-init", "--no-http", "--max-cron-threads=0",
                stdout=stream, stderr=subprocess.STDOUT,
            )  # fmt: skip
            code = process.wait()
        lines = log.read_text(errors="replace").splitlines()
        if code or any(" ERROR " in line or " CRITICAL " in line for line in lines):
            tail = "\n".join(lines[-30:])
            raise OfficeError(
                f"{tail}\n\nOdoo could not load {', '.join(modules)}; the whole log is {log}."
            )

    def _has_modules(self, database: str, modules: tuple[str, ...]) -> bool:
        with self.cluster.connect(database) as cursor:
            cursor.execute("SELECT to_regclass('ir_module_module')")
            if not cursor.fetchone()[0]:
                return False
            cursor.execute(
                "SELECT count(*) FROM ir_module_module WHERE name = ANY(%s) AND state = 'installed'",
                [list(modules)],
            )
            return cursor.fetchone()[0] == len(modules)


def office() -> Odoo:
    """The office that ``scripts/run`` serves; another one when ``OFFICE_FOLDER`` names the folder of its files."""
    folder = Path(os.environ.get("OFFICE_FOLDER") or STATE)
    return Odoo(Cluster(folder / "postgresql" / "data"), folder / "odoo" / "data")


def code_stamp(*folders: Path, skip: tuple[str, ...] = ("tests", "__pycache__")) -> str:
    """A digest of the files below ``folders``, to see whether a database is behind the code."""
    digest = hashlib.sha256(str(ODOO_TREE).encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if (
                path.is_file()
                and not set(skip) & set(path.relative_to(folder).parts)
                and path.suffix != ".pyc"
            ):
                digest.update(f"{path.relative_to(folder)}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def free_port(wanted: int | None = None) -> int:
    """A port of 127.0.0.1 that nobody listens on: ``wanted``, or any.

    :raises OfficeError: ``wanted`` is taken
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted or 0))
        except OSError as error:
            raise OfficeError(f"Port {wanted} is taken: choose another with --port.") from error
        return probe.getsockname()[1]


def wait_until_served(url: str, process: subprocess.Popen, seconds: float = 120) -> None:
    """Return when ``url`` answers 200.

    :raises OfficeError: the process ended, or nothing answered in time
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise OfficeError("Odoo ended before it served a page; its messages are above.")
        with contextlib.suppress(OSError, urllib.error.URLError):
            with urllib.request.urlopen(url, timeout=20) as answer:
                if answer.status == 200:
                    return
        time.sleep(0.3)
    raise OfficeError(f"{url} did not answer within {seconds:.0f} seconds.")


def main_guard(main) -> None:
    """Run ``main()``; an :class:`OfficeError` becomes one sentence and status 1."""
    try:
        sys.exit(main())
    except OfficeError as error:
        say(f"\n{error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
