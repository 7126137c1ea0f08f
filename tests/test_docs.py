"""What the documentation says is what happens.

Every line that starts with ``$ `` in a ```console block of README.md, CONTRIBUTING.md and docs/ is
looked at:

- ``quotedesk ...`` is run with the real model, in a folder of its own for each chapter (``##``), in
  order, and must end with the status of its comment (``# exit status 3``), or else with 0; all of
  them in this process, so that the model is loaded once;
- ``quotedesk serve ...`` is started, asked whether it is ready, and stopped;
- ``python -m http.server 8000 ... --directory FOLDER`` serves that folder until the chapter's end,
  on a free port, which takes the place of 8000 in what follows;
- ``make ...`` must be something that the Makefile knows (``make -n``);
- ``.venv/bin/python -m MODULE ...`` must name a module that is there;
- any other form fails, so that nothing is left untested in silence.

A block whose first line is ```` ```language path ```` is a file that the chapter's commands need.
A ```python block is run among the commands of its chapter, with the names of those before it.
A code span that looks like a file of ours must be one, and so must the targets of links.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.site.settings import SiteSettings
from indexer.cluster.settings import ClusterSettings
from tests.conftest import Run
from ui.cli import DONE
from ui.commands.console import ERROR, REFUSED, USAGE
from ui.commands.tables import FIGURES
from ui.config import ENVIRONMENT, Config, Secrets, load_secrets

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUS = re.compile(r"#\s*exit status (\d+)")
ACTIVATE = ".venv/bin/activate"
SERVE_SECONDS = 120
PORT = "8000"  # of the websites that pages serve


class UnknownCommandError(Exception):
    """A command that no rule here tells how to test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Lines of Python, to be run as they stand."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The part of a page under one ``##`` heading: files to make, commands and programs to run."""

    name: str
    files: tuple[tuple[str, str], ...]
    commands: tuple[str, ...]
    steps: tuple[str | Program, ...]  # the commands, and the programs between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command line without its comment, and the exit status that the page promises."""

    kind: str  # make, quotedesk, serve, website, module or activate
    arguments: tuple[str, ...]  # without the program's own name
    status: int


def _parts(text: str) -> list[str]:
    """The page cut before each of its own ``##`` headings; a fenced block may hold such lines."""
    cuts, fenced, at = [0], False, 0
    for line in text.splitlines(keepends=True):
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("## ") and not fenced:
            cuts.append(at)
        at += len(line)
    return [text[a:b].removeprefix("## ") for a, b in pairwise([*cuts, len(text)])]


def chapters(page: str, text: str) -> list[Chapter]:
    found = []
    for part in _parts(text):
        name = part.split("\n", maxsplit=1)[0].strip() or "top"
        files: list[tuple[str, str]] = []
        steps: list[str | Program] = []
        for language, path, body in BLOCK.findall(part):
            if path:
                files.append((path, body))
            elif language == "console":
                lines = body.replace("\\\n", " ").splitlines()
                steps += [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
            elif language == "python":
                steps.append(Program(text=body))
        commands = tuple(step for step in steps if isinstance(step, str))
        found.append(
            Chapter(
                name=f"{page}: {name}", files=tuple(files), commands=commands, steps=tuple(steps)
            )
        )
    return found


def parse(line: str) -> Command:
    """Raises `UnknownCommandError` for a form that isn't known, a pipe or redirection included."""
    promised = STATUS.search(line)
    status = int(promised[1]) if promised else 0
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    if not words or any(set(word) <= set("();<>|&") for word in words):
        raise UnknownCommandError(line)
    match words:
        case ["make", *arguments]:
            return Command(kind="make", arguments=tuple(arguments), status=status)
        case ["quotedesk", *arguments] if "serve" in arguments and "--help" not in arguments:
            return Command(kind="serve", arguments=tuple(arguments), status=status)
        case ["quotedesk", *arguments]:
            return Command(kind="quotedesk", arguments=tuple(arguments), status=status)
        case ["python", "-m", "http.server", port, *_, "--directory", folder] if port == PORT:
            return Command(kind="website", arguments=(folder,), status=status)
        case [".venv/bin/python" | "python", "-m", *arguments] if arguments:
            return Command(kind="module", arguments=tuple(arguments), status=status)
        case ["." | "source", path] if path == ACTIVATE:
            return Command(kind="activate", arguments=(), status=status)
    raise UnknownCommandError(line)


def environment() -> dict[str, str]:
    """Ours, without what make and the user's own settings would change."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QUOTEDESK_", "MAKE", "MFLAGS"))
    }
    return ours | {"NO_COLOR": "1", "HF_HUB_OFFLINE": "1"}


def program() -> str:
    """The console script of the environment that runs the tests."""
    script = Path(sys.executable).with_name("quotedesk")
    if not script.exists():
        pytest.fail("quotedesk is not installed in this environment. Run: make install")
    return str(script)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve_until_ready(arguments: tuple[str, ...], folder: Path) -> None:
    """Starts the desk on a free port, waits until it says that it is ready, and stops it."""
    words = list(arguments)
    if "--port" in words:
        at = words.index("--port")
        del words[at : at + 2]
    port = free_port()
    with (folder / "serve.log").open("w+", encoding="utf-8") as log:
        desk = subprocess.Popen(
            [program(), *words, "--port", str(port)],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            until = time.monotonic() + SERVE_SECONDS
            # The chat page follows the rest, when Gradio has been imported: see test_newcomer.py.
            while not answers(port, "/readyz"):
                log.seek(0)
                assert desk.poll() is None, f"the desk stopped: {log.read()}"
                assert time.monotonic() < until, f"the desk isn't ready: {log.read()}"
                time.sleep(0.2)
        finally:
            desk.send_signal(signal.SIGINT)
            try:
                desk.wait(20)
            except subprocess.TimeoutExpired:
                desk.kill()
                desk.wait()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def website(folder: Path) -> Iterator[str]:
    """The port that the folder is served at, on this machine only."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            yield str(server.server_port)
        finally:
            server.shutdown()
            thread.join(10)


def answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def carry_out(command: Command, folder: Path, quotedesk: Run) -> None:
    if command.kind == "serve":
        serve_until_ready(command.arguments, folder)
    elif command.kind == "quotedesk":
        status, out, err = quotedesk(*command.arguments)
        said = f"quotedesk {shlex.join(command.arguments)}\n{out}\n{err}"
        assert status == command.status, said
        if "--json" in command.arguments or "batch" in command.arguments:
            assert [json.loads(line) for line in out.splitlines()], said


ALL = [
    chapter
    for page in PAGES
    for chapter in chapters(page.relative_to(ROOT).as_posix(), page.read_text(encoding="utf-8"))
]
WITH_PROGRAM = [
    each
    for each in ALL
    if any(isinstance(step, Program) or "quotedesk" in step for step in each.steps)
]
MAKE_LINES = sorted({line for each in ALL for line in each.commands if line.startswith("make")})


@pytest.mark.parametrize("chapter", ALL, ids=lambda chapter: chapter.name)
def test_every_command_has_a_known_form(chapter: Chapter) -> None:
    for line in chapter.commands:
        parse(line)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty; nothing of the user's own settings is seen."""
    for name in os.environ.keys() - environment().keys():
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.model
@pytest.mark.timeout(900)
@pytest.mark.usefixtures("one_model")
@pytest.mark.parametrize("chapter", WITH_PROGRAM, ids=lambda chapter: chapter.name)
def test_the_commands_do_what_the_page_says(chapter: Chapter, folder: Path, run: Run) -> None:
    waiting = dict(chapter.files)
    settings = waiting.pop("quotedesk.toml", None)
    for path, body in waiting.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(body, encoding="utf-8")
    names: dict[str, object] = {}
    port = PORT
    with ExitStack() as websites:
        for step in chapter.steps:
            if isinstance(step, Program):
                exec(compile(step.text, chapter.name, "exec"), names)
                continue
            command = parse(step.replace(f"localhost:{PORT}", f"localhost:{port}"))
            if command.kind == "website":
                port = websites.enter_context(website(folder / command.arguments[0]))
            elif settings is not None and "--index" not in command.arguments:
                # The page tells of the settings after the commands that name everything themselves.
                here = settings.replace(f"localhost:{PORT}", f"localhost:{port}")
                (folder / "quotedesk.toml").write_text(here, encoding="utf-8")
            carry_out(command, folder, run)


@pytest.mark.slow
def test_the_console_script_is_there_and_ends_with_the_programs_status(folder: Path) -> None:
    for arguments, status in ((["--help"], DONE), (["show"], ERROR), (["no-such"], USAGE)):
        done = subprocess.run(
            [program(), *arguments],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=200,
        )
        assert done.returncode == status, arguments


@pytest.mark.parametrize("line", MAKE_LINES)
def test_the_makefile_knows_what_the_page_says(line: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", *parse(line).arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_the_two_commands_of_a_newcomer_are_there() -> None:
    assert {"make run", "make test"} <= set(MAKE_LINES)
    assert WITH_PROGRAM


@pytest.mark.parametrize(
    "line", sorted({line for each in ALL for line in each.commands if " -m " in line})
)
def test_modules_that_are_run_are_there(line: str) -> None:
    command = parse(line)
    assert command.kind in {"module", "website"}
    module = "http.server" if command.kind == "website" else command.arguments[0]
    assert importlib.util.find_spec(module) is not None


def _headings(page: Path) -> set[str]:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }


def test_links_and_pictures_are_there() -> None:
    missing = []
    for page in PAGES:
        text = BLOCK.sub("", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"https?://", target):
                continue
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            if not file.exists() or (
                anchor and file.suffix == ".md" and anchor not in _headings(file)
            ):
                missing.append(f"{page.name}: {target}")
    assert missing == []


@pytest.mark.parametrize(
    "line",
    ["curl localhost", "pip install quotedesk", "quotedesk ask x | head", "quotedesk show y > z"],
)
def test_a_form_that_is_not_known_is_refused(line: str) -> None:
    with pytest.raises(UnknownCommandError):
        parse(line)


def test_a_page_is_read_as_it_is_meant() -> None:
    page = (
        "# Desk\n\n## Use\n\n```json a/b.json\n{}\n```\n\n"
        '```console\n$ quotedesk ask "Why?"  # exit status 3: refused\nNo answer.\n'
        "```\n\n```python\nprint(1)\n```\n\n```console\n$ make run\n```\n"
    )
    _, use = chapters("page.md", page)
    assert use.name == "page.md: Use"
    assert use.files == (("a/b.json", "{}\n"),)
    assert use.steps == (*use.commands[:1], Program(text="print(1)\n"), *use.commands[1:])
    assert [parse(line) for line in use.commands] == [
        Command(kind="quotedesk", arguments=("ask", "Why?"), status=3),
        Command(kind="make", arguments=("run",), status=0),
    ]


def test_a_status_other_than_the_promised_one_is_noticed(tmp_path: Path, run: Run) -> None:
    with pytest.raises(AssertionError):
        carry_out(Command(kind="quotedesk", arguments=("--help",), status=3), tmp_path, run)


FLOOR = "(?:corpus|docs|indexer|qa|quotedesk|tests|tools|ui)"
SPAN = re.compile(rf"`({FLOOR}/[\w./{{}},*-]*)`")
FIGURE = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IN_FIGURE = re.compile(rf"\b{FLOOR}/[\w/]+\.py\b")


def _choices(path: str) -> list[str]:
    """`a/{b,c}.py` is two paths."""
    choice = re.search(r"\{([^}]*)\}", path)
    if choice is None:
        return [path]
    return [
        one
        for each in choice[1].split(",")
        for one in _choices(path[: choice.start()] + each + path[choice.end() :])
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_are_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {path for span in SPAN.findall(text) for path in _choices(span)}
    named |= {path for figure in FIGURE.findall(text) for path in IN_FIGURE.findall(figure)}
    assert sorted(path for path in named if not list(ROOT.glob(path.rstrip("/")))) == []


def _rows(page: str) -> dict[str, str]:
    """First code span of each row of the page's tables -> the row."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return {
        span: line
        for line in text.splitlines()
        if line.startswith("| ")
        for span in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


def test_every_setting_is_documented_and_no_other() -> None:
    rows = _rows("settings.md")
    assert rows.keys() == {field.name for field in fields(Config)}
    for variable, key in ENVIRONMENT.items():
        assert f"`{variable}`" in rows[key]


def test_every_key_of_a_site_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
    table = text[text.index("The keys of `[site]`") :].partition("\n\n## ")[0]
    keys = {
        key
        for line in table.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([^`]+)`", line.split("|")[1])
    }
    assert keys == {field.name for field in fields(SiteSettings)}


def test_every_key_of_a_cluster_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "large.md").read_text(encoding="utf-8")
    table = text[text.index("The keys of `[cluster]`") :].split("\n\n")[1]
    keys = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    assert keys == {field.name for field in fields(ClusterSettings)}


def test_every_secret_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| *\| `(QUOTEDESK_\w+)`", text, re.MULTILINE)
    assert len(found) == len(fields(Secrets))
    assert load_secrets(dict.fromkeys(found, "x")) == Secrets(
        **{field.name: "x" for field in fields(Secrets)}
    )


def test_the_defaults_of_numbers_are_the_documented_ones() -> None:
    rows = _rows("settings.md")
    for field in fields(Config):
        value = getattr(Config(), field.name)
        if type(value) is int:
            assert f"({value})" in rows[field.name]


def test_every_exit_status_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    found = {int(status) for status in re.findall(r"^\| (\d) \|", text, re.MULTILINE)}
    assert found == {DONE, ERROR, USAGE, REFUSED}


def test_every_figure_of_eval_is_documented() -> None:
    rows = _rows("measuring.md")
    assert FIGURES.keys() - rows.keys() == set()
