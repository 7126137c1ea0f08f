"""The files of deploy/ do what they say: the programs that read them are really asked.

nginx is started with its file, before a desk; systemd and Prometheus check theirs. The container is
built and started by `make container`, which takes too long for a test.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.browser.serving import serving
from tests.ui.fakes import FakeDesk
from ui.config import Config
from ui.web.app import bound_socket, create_app
from ui.web.metrics import Metrics, exposition

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVERS = Path(sys.prefix) / "servers" / "usr"  # where `make servers` puts them
OK, MOVED, MISSING = 200, 301, 404


def program(name: str) -> str:
    """Fails the test where there is none: nothing is left untested in silence."""
    places = os.environ.get("PATH", ""), "/usr/sbin", str(SERVERS / "bin"), str(SERVERS / "sbin")
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        pytest.fail(f"{name} is missing: make servers")
    return found


def checked(*command: str | Path) -> str:
    """What a program says, which ends well."""
    done = subprocess.run(
        [program(str(command[0])), *command[1:]],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The root of a machine with our units, and with systemd's own, which they lean on."""
    shutil.copytree("/usr/lib/systemd/system", tmp_path / "usr/lib/systemd/system", symlinks=True)
    (tmp_path / "lib").symlink_to("usr/lib")
    (tmp_path / "etc/systemd").mkdir(parents=True)
    shutil.copytree(DEPLOY / "systemd", tmp_path / "etc/systemd/system")
    desk = tmp_path / "opt/quotedesk/bin/quotedesk"
    desk.parent.mkdir(parents=True)
    desk.write_text("#!/bin/sh\n")
    desk.chmod(0o755)
    return tmp_path


def verify(machine: Path) -> list[str]:
    """What systemd has to say of our units."""
    names = [it.name for it in UNITS]
    done = subprocess.run(
        [program("systemd-analyze"), "verify", "--man=no", f"--root={machine}", *names],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return [line for line in done.stderr.splitlines() if "quotedesk" in line]


def test_systemd_understands_every_line_of_the_units(machine: Path) -> None:
    assert verify(machine) == []
    unit = machine / "etc/systemd/system/quotedesk.service"
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSistem=strict"))
    assert "ProtectSistem" in "".join(verify(machine)), "it says nothing of what is wrong"


@pytest.mark.parametrize("name", ["quotedesk.service", "quotedesk-index.service"])
def test_systemd_calls_the_services_safe(name: str) -> None:
    said = checked("systemd-analyze", "security", "--offline=true", DEPLOY / "systemd" / name)
    [exposure] = re.findall(r"exposure level for \S+: (\d+\.\d)", said)
    assert float(exposure) < 2


def test_commands_in_the_units_are_commands_of_ours() -> None:
    from ui.cli import _parser

    found = []
    for unit in UNITS:
        for line in re.findall(r"^Exec\w+=-?(.*)$", unit.read_text(), re.MULTILINE):
            path, *arguments = line.split()
            assert path == "/opt/quotedesk/bin/quotedesk"
            _parser(arguments).parse_args(arguments)
            found.append(arguments[0])
    assert sorted(found) == ["backup", "index", "index", "serve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An nginx before a desk. `log`: what it notes of requests."""

    http: str
    https: str
    log: Path


def free_ports(count: int) -> list[int]:
    held = [bound_socket("127.0.0.1", 0) for _ in range(count)]
    ports = [it.getsockname()[1] for it in held]
    for each in held:
        each.close()
    return ports


def written(folder: Path, desk: str) -> Site:
    """Our file, at ports and places of the test's own, in a configuration around it."""
    plain, secure = free_ports(2)
    text = (DEPLOY / "nginx" / "quotedesk.conf").read_text(encoding="utf-8")
    changes = {
        "127.0.0.1:7860": desk,
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "/etc/ssl/quotedesk": str(folder),
        "/var/log/nginx": str(folder),
    }
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    (folder / "quotedesk.conf").write_text(text, encoding="utf-8")
    own = "".join(f"{it}_temp_path {folder};\n" for it in ("client_body", "proxy"))
    others = "".join(f"{it}_temp_path {folder};\n" for it in ("fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid;\n{user}events {{}}\nhttp {{\n{own}{others}"
        f"include {folder}/quotedesk.conf;\n}}\n"
    )
    return Site(
        http=f"http://127.0.0.1:{plain}",
        https=f"https://127.0.0.1:{secure}",
        log=folder / "quotedesk.log",
    )


def listens(address: str) -> bool:
    host, port = address.rpartition("//")[2].split(":")
    with closing(socket.socket()) as trial:
        return trial.connect_ex((host, int(port))) == 0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx")
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    checked(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-subj", "/CN=desk.example.org", "-days", "2",
        "-keyout", key, "-out", certificate,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.web.app.can_chat", lambda: False)  # nothing here is about the chat page
        app = create_app(FakeDesk(), config=Config(trusted_proxies=("127.0.0.1",), rate_limit=12))
    with serving(app) as desk:
        found = written(folder, desk.removeprefix("http://").rstrip("/"))
        started = subprocess.Popen(
            [program("nginx"), "-p", folder, "-e", folder / "error.log",
             "-c", folder / "nginx.conf", "-g", "daemon off;"]
        )  # fmt: skip
        try:
            until = time.monotonic() + 60
            while not listens(found.https):
                assert started.poll() is None, (folder / "error.log").read_text()
                assert time.monotonic() < until, "nginx did not start"
                time.sleep(0.05)
            yield found
        finally:
            started.terminate()
            started.wait(20)


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    trust = ssl.create_default_context(cafile=site.log.with_name("fullchain.pem"))
    trust.check_hostname = False  # its name isn't this machine's
    with httpx.Client(base_url=site.https, verify=trust) as made:
        yield made


def test_nginx_passes_the_desk_on_over_tls(site: Site, client: httpx.Client) -> None:
    assert client.get("/readyz").json()["status"] == "ready"
    page = client.get("/")
    assert page.status_code == OK
    assert page.headers["strict-transport-security"].startswith("max-age=")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    # The desk knows where it is: the proxy's headers arrive, and are believed.
    assert f"{site.https}/api/ask" in client.get("/api/docs").text


def test_nginx_leads_to_tls_and_keeps_figures_in(site: Site, client: httpx.Client) -> None:
    asked = httpx.get(f"{site.http}/doc/x?y=z", headers={"host": "desk.example.org"})
    assert asked.status_code == MOVED
    assert asked.headers["location"] == "https://desk.example.org/doc/x?y=z"
    assert client.get("/metrics").status_code == MISSING


def noted(log: Path, identity: str) -> str:
    """The line of a request, which nginx writes when the reply has been sent."""
    for _ in range(100):
        for line in log.read_text().splitlines(keepends=True):
            if identity in line and line.endswith("\n"):
                return line.rstrip("\n")
        time.sleep(0.1)
    raise AssertionError(f"{identity} isn't in the log")


def test_nginx_notes_requests_without_addresses_or_words(site: Site, client: httpx.Client) -> None:
    reply = client.get("/doc/Parkhaus?q=Parkhaus", headers={"x-request-id": "of-the-visitor"})
    identity = reply.headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", identity), "it isn't nginx's"
    line = noted(site.log, identity)
    assert re.fullmatch(rf"\S+ GET {reply.status_code} [\d.]+ {identity}", line)


def test_what_a_visitor_claims_to_be_counts_for_nothing(client: httpx.Client) -> None:
    claims = [{"x-forwarded-for": f"203.0.113.{n}"} for n in range(8)]
    asked = [client.post("/api/ask", json={"question": "goals"}, headers=it) for it in claims]
    assert asked[0].status_code == OK
    assert asked[-1].status_code == httpx.codes.TOO_MANY_REQUESTS
    prefixed = client.get("/api/docs", headers={"x-forwarded-prefix": "/evil"})
    assert "/evil" not in prefixed.text


def test_prometheus_understands_the_alerts() -> None:
    rules = DEPLOY / "prometheus" / "alerts.yml"
    assert "SUCCESS" in checked("promtool", "check", "rules", rules)
    assert "SUCCESS" in checked(
        "promtool", "test", "rules", DEPLOY / "prometheus" / "alerts_test.yml"
    )


def alerts() -> list[dict[str, Any]]:
    text = (DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    [group] = yaml.safe_load(text)["groups"]
    return list(group["rules"])


def test_alerts_speak_of_figures_that_the_desk_has() -> None:
    exposed = exposition([Metrics(FakeDesk())]).decode()
    named = {name for it in alerts() for name in re.findall(r"quotedesk_\w+", it["expr"])}
    known = set(re.findall(r"^(quotedesk_\w+)", exposed, re.MULTILINE))
    assert named
    assert named - known == set()


def test_each_alert_is_told_of_in_the_documentation() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [it["alert"] for it in alerts() if f"`{it['alert']}`" not in page] == []


# What the compose file may say, with the form that the Compose Specification gives each key. One
# that is misspelt would be refused there, or do nothing.
TEXT, TEXTS, NUMBER, YES = r"str:\S.*", r"list:\S.*", r"int:\d+", r"bool:True"
SERVICE_KEYS = {
    "image": TEXT,
    "user": r"str:\d+:\d+",
    "read_only": YES,
    "cap_drop": r"list:[A-Z_]+",
    "security_opt": r"list:[a-z-]+:\w+",
    "tmpfs": r"list:/\S+",
    "volumes": r"list:(?:\./)?[\w.]+:/[\w/.]+(?::ro)?",
    "env_file": TEXTS,
    "restart": r"str:(?:no|always|on-failure|unless-stopped)",
    "command": TEXTS,
    "ports": r"list:127\.0\.0\.1:\d+:\d+",
    "mem_limit": r"str:\d+[bkmg]",
    "pids_limit": NUMBER,
    "network_mode": r"str:(?:none|host|bridge|service:\w+)",
    "logging.driver": r"str:\w+",
    "healthcheck.test": TEXTS,
    "healthcheck.interval": r"str:\d+[smh]",
    "healthcheck.timeout": r"str:\d+[smh]",
    "healthcheck.start_period": r"str:\d+[smh]",
    "healthcheck.disable": YES,
    "depends_on.desk.condition": r"str:service_(?:started|healthy|completed_successfully)",
}


def compose() -> dict[str, Any]:
    text = (DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each key with its value: "depends_on.desk.condition", "str:service_healthy"."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for each in value:
            assert isinstance(each, str), f"{name}: {each!r} isn't quoted"
            yield name, f"list:{each}"
    else:
        yield name, f"{type(value).__name__}:{value}"


def test_the_compose_file_says_what_the_specification_has() -> None:
    read = compose()
    assert {it for it in read if not it.startswith("x-")} == {"services", "volumes"}
    wrong = [
        f"{service}: {name} = {value}"
        for service, said in read["services"].items()
        for name, value in leaves(said)
        if not re.fullmatch(SERVICE_KEYS.get(name, "no such key"), value)
    ]
    assert wrong == []
    kept = {
        volume.partition(":")[0] for said in read["services"].values() for volume in said["volumes"]
    }
    assert {it for it in kept if "." not in it} == set(read["volumes"])


def test_what_is_built_and_tried_is_what_the_compose_file_starts() -> None:
    """`make container` has no Docker: it does by hand what is said there."""
    script = (DEPLOY / "container" / "build-without-registry.sh").read_text(encoding="utf-8")
    recipe = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    desk = compose()["services"]["desk"]
    assert f"--userspec={desk['user']}" in script
    assert 'mount -o remount,bind,ro "$work/root"' in script
    [(place, options)] = [it.split(":") for it in desk["tmpfs"]]
    assert f'mount -t tmpfs -o {options} tmpfs "$work/root{place}"' in script
    for volume in desk["volumes"]:
        place, *more = volume.split(":")[1:]
        if place.startswith("/etc/"):
            continue  # the settings: there are none in the trial
        assert f'"$work/root{place}"\n' in script
        assert (f'mount -o remount,bind,ro "$work/root{place}"' in script) is (more == ["ro"])
    for name, value in re.findall(r"(QUOTEDESK_\w+|PYTHONDONTWRITEBYTECODE)=(\S+)", recipe):
        assert f"{name}={value}" in script
    # The same question in both of how the desk is, and at the port that is let through.
    [checked_by] = re.findall(r"CMD (\[.*\])$", recipe, re.MULTILINE)[:1]
    assert desk["healthcheck"]["test"] == ["CMD", *json.loads(checked_by)]
    [port] = re.findall(r"^EXPOSE (\d+)$", recipe, re.MULTILINE)
    assert desk["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f":{port}/readyz" in desk["healthcheck"]["test"][-1]
    # Nothing but these two places is to be written.
    assert f"VOLUME {desk['volumes'][-1].split(':')[1]}" in recipe


def test_the_container_runs_without_rights() -> None:
    recipe = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    services = compose()["services"]
    [user] = re.findall(r"^USER (\d+:\d+)$", recipe, re.MULTILINE)
    [uid] = re.findall(r"useradd --uid (\d+)", recipe)
    assert user == f"{uid}:{uid}"
    assert "HEALTHCHECK" in recipe
    for service in services.values():
        assert (service["user"], service["read_only"]) == (user, True)
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_commands_in_the_container_are_commands_of_ours() -> None:
    from ui.cli import _parser

    for service in compose()["services"].values():
        _parser(service["command"]).parse_args(service["command"])
