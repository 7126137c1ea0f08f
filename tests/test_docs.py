"""What the documentation says is what happens.

Every line that starts with ``$ `` in a ```console block of README.md and docs/ is looked at:

- ``quotedesk ...`` is run with the real model, in a folder of its own for each chapter (``##``), in
  order, and must end with the status of its comment (``# exit status 3``), or else with 0;
- ``quotedesk serve ...`` is started, asked whether it is ready, and stopped;
- ``make ...`` must be something that the Makefile knows (``make -n``);
- any other form fails, so that nothing is left untested in silence.

A block whose first line is ```` ```language path ```` is a file that the chapter's commands need.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUS = re.compile(r"#\s*exit status (\d+)")
ACTIVATE = ".venv/bin/activate"
SERVE_SECONDS = 120


class UnknownCommandError(Exception):
    """A command that no rule here tells how to test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The part of a page under one ``##`` heading: files to make and commands to run."""

    name: str
    files: tuple[tuple[str, str], ...]
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command line without its comment, and the exit status that the page promises."""

    kind: str  # make, quotedesk, serve or activate
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
        files, commands = [], []
        for language, path, body in BLOCK.findall(part):
            if path:
                files.append((path, body))
            elif language == "console":
                lines = body.replace("\\\n", " ").splitlines()
                commands += [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        found.append(Chapter(name=f"{page}: {name}", files=tuple(files), commands=tuple(commands)))
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
            while not answers(port, "/readyz"):
                log.seek(0)
                assert desk.poll() is None, f"the desk stopped: {log.read()}"
                assert time.monotonic() < until, f"the desk isn't ready: {log.read()}"
                time.sleep(0.2)
            assert answers(port, "/")
        finally:
            desk.send_signal(signal.SIGINT)
            try:
                desk.wait(20)
            except subprocess.TimeoutExpired:
                desk.kill()
                desk.wait()


def answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def run(command: Command, folder: Path) -> None:
    if command.kind == "serve":
        serve_until_ready(command.arguments, folder)
    elif command.kind == "quotedesk":
        done = subprocess.run(
            [program(), *command.arguments],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
        said = f"quotedesk {shlex.join(command.arguments)}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == command.status, said
        if "--json" in command.arguments or "batch" in command.arguments:
            assert [json.loads(line) for line in done.stdout.splitlines()], said


ALL = [
    chapter
    for page in PAGES
    for chapter in chapters(page.relative_to(ROOT).as_posix(), page.read_text(encoding="utf-8"))
]
WITH_PROGRAM = [each for each in ALL if any("quotedesk" in line for line in each.commands)]
MAKE_LINES = sorted({line for each in ALL for line in each.commands if line.startswith("make")})


@pytest.mark.parametrize("chapter", ALL, ids=lambda chapter: chapter.name)
def test_every_command_has_a_known_form(chapter: Chapter) -> None:
    for line in chapter.commands:
        parse(line)


@pytest.mark.model
@pytest.mark.timeout(900)
@pytest.mark.parametrize("chapter", WITH_PROGRAM, ids=lambda chapter: chapter.name)
def test_the_commands_do_what_the_page_says(chapter: Chapter, tmp_path: Path) -> None:
    waiting = dict(chapter.files)
    settings = waiting.pop("quotedesk.toml", None)
    for path, body in waiting.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(body, encoding="utf-8")
    for line in chapter.commands:
        command = parse(line)
        if settings is not None and "--index" not in command.arguments:
            # The page tells of the settings after the commands that name everything themselves.
            (tmp_path / "quotedesk.toml").write_text(settings, encoding="utf-8")
        run(command, tmp_path)


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


def test_links_and_pictures_are_there() -> None:
    missing = []
    for page in PAGES:
        text = BLOCK.sub("", page.read_text(encoding="utf-8"))
        headings = {
            re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        }
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"https?://", target):
                continue
            path, _, anchor = target.partition("#")
            if (path and not (page.parent / path).exists()) or (
                not path and anchor not in headings
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
        "$ make run\n```\n"
    )
    _, use = chapters("page.md", page)
    assert use.name == "page.md: Use"
    assert use.files == (("a/b.json", "{}\n"),)
    assert [parse(line) for line in use.commands] == [
        Command(kind="quotedesk", arguments=("ask", "Why?"), status=3),
        Command(kind="make", arguments=("run",), status=0),
    ]


def test_a_status_other_than_the_promised_one_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        run(Command(kind="quotedesk", arguments=("--help",), status=3), tmp_path)
