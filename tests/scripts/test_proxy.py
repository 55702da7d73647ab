"""The proxy: what its configuration says, and what nginx does with it.

nginx is started with the repository's two files in front of two stand-ins for Odoo. Where no nginx
is installed, those tests are skipped and the text of the configuration is still checked.
"""

import contextlib
import http.client
import http.server
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from deployment_files import CONFIG, odoo_options, read_compose

HOST = "office.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@pytest.fixture(scope="module")
def services() -> dict:
    return read_compose()["services"]


def seconds(text: str) -> int:
    """``"490s"``, ``"1h"`` in seconds."""
    number, unit = re.fullmatch(r"(\d+)([smh]?)", text).groups()
    return int(number) * {"": 1, "s": 1, "m": 60, "h": 3600}[unit]


# --- the proxy, as text ------------------------------------------------------------------------


def site() -> str:
    text = (CONFIG / "office.conf.template").read_text(encoding="utf-8")
    return re.sub(r"(?m)^\s*#.*\n", "", text)


def test_the_template_has_one_variable_and_the_image_replaces_only_that(services):
    assert set(re.findall(r"\$\{(\w+)\}", site())) == {"OFFICE_HOST"}
    assert services["proxy"]["environment"]["NGINX_ENVSUBST_FILTER"] == "OFFICE_"


def test_the_proxy_forwards_to_the_ports_odoo_listens_on(services):
    options = odoo_options("odoo.prod.conf")
    assert f"set $odoo_http odoo:{options['http_port']};" in site()
    assert f"set $odoo_websocket odoo:{options['gevent_port']};" in site()
    ports = {port.rpartition(":")[2] for port in services["proxy"]["ports"]}
    assert ports == set(re.findall(r"listen (\d+)", site()))


def test_the_proxy_reads_the_certificate_from_its_secrets(services):
    wanted = set(re.findall(r"/run/secrets/(\w+)", site()))
    assert wanted == set(services["proxy"]["secrets"])


def test_the_proxy_waits_longer_than_odoos_own_limit():
    timeouts = [seconds(t) for t in re.findall(r"proxy_read_timeout (\w+);", site())]
    assert min(timeouts) > odoo_options("odoo.prod.conf").getint("limit_time_real")


def test_headers_are_never_lost_to_a_location_that_adds_its_own():
    """nginx drops the inherited add_header and proxy_set_header where a location has one."""
    for block in re.findall(r"location [^{]*(?:\{\w+\})?[^{]*\{([^}]*)\}", site()):
        assert "add_header" not in block and "proxy_set_header" not in block


def test_the_essentials_are_written_in_the_proxys_configuration():
    for line in (
        'add_header Strict-Transport-Security "max-age=31536000" always;',
        "proxy_cookie_flags session_id secure httponly samesite=lax;",
        "proxy_cookie_flags ~ secure samesite=lax;",
        "client_max_body_size 25m;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto https;",
        "limit_req zone=login burst=10 nodelay;",
        "(web/database|xmlrpc|jsonrpc)(/|$) {\n        return 404;",
    ):
        assert line in site(), line
    assert "limit_req_zone $login_key zone=login:10m" in (CONFIG / "nginx.conf").read_text()


# --- the proxy, running ------------------------------------------------------------------------


class StandIn(http.server.BaseHTTPRequestHandler):
    """Answers like Odoo as far as the proxy can tell: says what it was asked, sets two cookies."""

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        body = json.dumps(
            {"server": self.server.label, "path": self.path, "headers": dict(self.headers.items())}
        ).encode()
        self.send_response(200)
        self.send_header("Set-Cookie", "session_id=abc; Expires=never; HttpOnly; Path=/")
        self.send_header("Set-Cookie", "frontend_lang=it_IT; Path=/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


def serve(label: str) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    server.label = label
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
            "-keyout", str(folder / "tls_key"), "-out", str(folder / "tls_certificate"),
        ],
        check=True, capture_output=True,
    )  # fmt: skip


def write_configuration(folder: Path, ports: dict[str, int]) -> Path:
    """The repository's two files with this machine's paths and ports in place of the image's."""
    (folder / "conf.d").mkdir()
    (folder / "mime.types").write_text("types { text/html html; }\n")
    make_certificate(folder)
    text = (CONFIG / "office.conf.template").read_text(encoding="utf-8")
    text = text.replace("${OFFICE_HOST}", HOST).replace("/run/secrets/", f"{folder}/")
    for name, port in ports.items():
        text = text.replace(name, f"127.0.0.1:{port}" if ":" in name else f"listen {port}")
    (folder / "conf.d" / "office.conf").write_text(text, encoding="utf-8")
    main = (CONFIG / "nginx.conf").read_text(encoding="utf-8")
    main = main.replace("/tmp/", f"{folder}/tmp_").replace("/etc/nginx/", f"{folder}/")
    main = main.replace("/dev/stderr", f"{folder}/error.log")
    main = main.replace("/dev/stdout", f"{folder}/access.log")
    if os.geteuid() == 0:  # or its workers could not read this folder
        main = f"user root;\n{main}"
    path = folder / "nginx.conf"
    path.write_text(main, encoding="utf-8")
    return path


class Proxy:
    """nginx with the office's configuration, in front of two stand-ins."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.stand_ins = [serve("http"), serve("websocket")]
        self.http_port, self.https_port = free_ports(2)
        path = write_configuration(
            folder,
            {
                "listen 8080": self.http_port,
                "listen 8443": self.https_port,
                "odoo:8069": self.stand_ins[0].server_port,
                "odoo:8072": self.stand_ins[1].server_port,
            },
        )
        self.command = [NGINX, "-p", str(folder), "-c", str(path), "-e", f"{folder}/error.log"]
        self.process = subprocess.Popen([*self.command, "-g", "daemon off;"])
        self._wait()

    def _wait(self):
        for _ in range(100):
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", self.https_port), timeout=1),
            ):
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "error.log").read_text())

    def ask(self, path="/", host=HOST, method="GET", data=None, headers=()):
        """``(status, headers, body)`` of a request over TLS under ``host``."""
        context = ssl.create_default_context(cafile=str(self.folder / "tls_certificate"))
        with (
            socket.create_connection(("127.0.0.1", self.https_port), timeout=20) as plain,
            context.wrap_socket(plain, server_hostname=host) as stream,
        ):
            client = http.client.HTTPConnection(host)
            client.sock = stream
            client.request(method, path, body=data, headers={"Host": host, **dict(headers)})
            answer = client.getresponse()
            return answer.status, answer.headers, answer.read()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        for server in self.stand_ins:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    if not NGINX:
        pytest.skip("nginx is not installed: its configuration was checked as text only")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    running = Proxy(folder)
    yield running
    running.stop()


def test_nginx_accepts_the_configuration(proxy):
    done = subprocess.run([*proxy.command, "-t"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_cookies_leave_with_secure_and_samesite(proxy):
    _status, headers, _body = proxy.ask("/web")
    session, language = headers.get_all("Set-Cookie")
    assert {"secure", "httponly", "samesite=lax"} <= set(session.lower().split("; "))
    assert {"secure", "samesite=lax"} <= set(language.lower().split("; "))
    assert "httponly" not in language.lower(), "the web client reads this one"


def test_every_answer_carries_the_headers_of_transport_security(proxy):
    for path in ("/web", "/web/database/manager", "/web/login"):
        _status, headers, _body = proxy.ask(path)
        assert headers["Strict-Transport-Security"] == "max-age=31536000", path
        assert headers["X-Content-Type-Options"] == "nosniff", path


@pytest.mark.parametrize(
    "path",
    [
        "/web/database/manager", "/web/database/selector", "/WEB/Database/create", "/web/database",
        "/it/web/database/manager", "/it_IT/web/database/drop", "/web//database/manager",
        "/web/./database/manager", "/web/%64atabase/manager", "/xmlrpc/2/common", "/xmlrpc/db",
        "/jsonrpc",
    ],
)  # fmt: skip
def test_databases_cannot_be_managed_and_passwords_not_sent_the_old_way(proxy, path):
    assert proxy.ask(path)[0] == 404


@pytest.mark.parametrize("path", ["/web/databases", "/json/2/res.partner/search", "/web/health"])
def test_other_pages_pass(proxy, path):
    assert proxy.ask(path)[0] == 200


def test_websockets_go_to_their_own_process_with_the_upgrade(proxy):
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"}
    said = json.loads(proxy.ask("/websocket?version=1", headers=upgrade)[2])
    assert said["server"] == "websocket"
    assert said["path"] == "/websocket?version=1"
    assert said["headers"]["Upgrade"] == "websocket"
    assert said["headers"]["Connection"] == "upgrade"
    assert json.loads(proxy.ask("/web")[2])["server"] == "http"


def test_a_client_cannot_invent_where_it_comes_from(proxy):
    lies = {
        "X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example", "X-Real-IP": "10.9.9.9",
    }  # fmt: skip
    said = json.loads(proxy.ask("/web", headers=lies)[2])["headers"]
    assert said["X-Forwarded-For"] == said["X-Real-IP"] == "127.0.0.1"
    assert said["X-Forwarded-Proto"] == "https"
    assert said["X-Forwarded-Host"] == said["Host"] == HOST


def test_another_name_is_refused_before_anything_is_said(proxy):
    with pytest.raises((ssl.SSLError, ConnectionError)):
        proxy.ask("/web", host="evil.example")


def test_plain_http_is_sent_to_the_one_true_address(proxy):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    request = urllib.request.Request(
        f"http://127.0.0.1:{proxy.http_port}/web/login?a=1", headers={"Host": "evil.example"}
    )
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(Stay).open(request, timeout=20)
    assert answer.value.code == 308
    assert answer.value.headers["Location"] == f"https://{HOST}/web/login?a=1"


def test_uploads_end_at_25_megabytes(proxy):
    assert proxy.ask("/web/import", method="POST", data=b"x" * (24 << 20))[0] == 200
    declared = {"Content-Length": str(26 << 20)}
    assert proxy.ask("/web/import", method="POST", data=b"x", headers=declared)[0] == 413


def test_access_tokens_stay_out_of_the_log(proxy):
    proxy.ask("/my/card?access_token=hush")
    time.sleep(0.5)
    log = (proxy.folder / "access.log").read_text()
    assert '"GET /my/card" 200' in log
    assert "hush" not in log


def test_guessing_passwords_is_slowed_down_and_reading_the_page_is_not(proxy):
    """Last of its kind here: it uses up the allowance of this address."""
    assert {proxy.ask("/web/login")[0] for _ in range(30)} == {200}
    paths = ["/web/login", "/it/web/login", "/web/session/authenticate", "/web/reset_password"]
    codes = [proxy.ask(paths[n % 4], method="POST", data=b"p=1")[0] for n in range(30)]
    assert codes[:10] == [200] * 10
    assert codes.count(429) >= 15
    assert proxy.ask("/web", method="POST", data=b"x=1")[0] == 200
