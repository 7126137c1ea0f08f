"""The house has floors and wings, and data goes one way. These tests read every module's imports.

The checker is itself tested on made-up sources that break each rule, so that it can't pass by
looking at nothing.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("corpus", "indexer", "qa", "ui")  # a floor imports from itself and those before it
ONE_ROOM = (
    "charset_normalizer",
    "docx",
    "faiss",
    "gradio",
    "httpcore",
    "jinja2",
    "langchain_text_splitters",
    "onnxruntime",
    "pypdfium2",
    "ray",
    "openpyxl",
    "grpc",
    "phonenumbers",
    "protego",
    "pymilvus",
    "sentence_transformers",
    "tantivy",
    "tokenizers",
    "trafilatura",
)  # each is imported by one module only
# The rooms of each floor, from the ground up: a room imports from itself and from those before it.
# A folder is one room (a wing), but for those in OPEN, whose own rooms are named.
ROOMS = {
    "corpus": (
        "errors phrase document language figures structure outline places boilerplate"
        " formats/parsed formats/registry metadata manifest files folder contents formats"
        " formats/canonical formats/decode formats/faults formats/roman formats/scripts"
        " formats/header formats/table formats/html formats/archive formats/office formats/epub"
        " formats/jsonl formats/mail formats/markdown formats/pdf formats/rtf formats/text"
        " formats/version shelf load original lint site"
    ),
    "indexer": (
        "rows settings numbers terms acronyms embed chunk search vectors checkpoint contents index"
        " build store cluster update"
    ),
    "qa": (
        "question validity reply weights query passages read rank quote cite covered decide"
        " examined current spoken explain respond engine pins measure"
    ),
    "ui": (
        "html messages logs memory forms extras settings_file config synonyms neighbours filters"
        " question_form questions render plots report pins wiring live web web/outcomes web/desk"
        " web/masked web/ledger_form web/ledger web/metrics web/asking web/sessions web/templating"
        " web/language web/requests web/shell web/tables web/below web/guard web/limits"
        " web/traced web/read web/talk web/api web/staff web/static_files web/errors"
        " web/figures web/several web/origins web/embed web/span web/app backup doctor"
        " commands cli"
    ),
}
OPEN = ("corpus/formats", "ui/web")
EDGE = "ui"  # the only floor that may catch any exception
OUTSIDE = ("tests", "tools")  # not part of the program
BLIND = {"Exception", "BaseException"}

Sources = Mapping[str, str]  # path relative to the root -> source text


@cache
def parsed(path: str, source: str) -> ast.AST:
    return ast.parse(source, filename=path)


def imports(path: str, tree: ast.AST, *, names: bool = False) -> Iterator[tuple[str, int]]:
    """Every module that a module imports, in full, with the line: in functions, under
    TYPE_CHECKING, relative or by a constant name too. `names`: with the names that are taken from
    it, which may be modules themselves.
    """
    package = path.split("/")[:-1]
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((alias.name, node.lineno) for alias in node.names)
            case ast.ImportFrom(level=0) if names:
                yield from ((f"{node.module}.{it.name}", node.lineno) for it in node.names)
            case ast.ImportFrom(level=0):
                yield node.module or "", node.lineno
            case ast.ImportFrom():
                base = package[: len(package) - node.level + 1]
                if node.module:
                    yield ".".join([*base, node.module]), node.lineno
                else:
                    for alias in node.names:
                        yield ".".join([*base, alias.name]), node.lineno
            case ast.Call(
                func=ast.Name(id="__import__" | "import_module")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name, node.lineno


def blind_excepts(tree: ast.AST) -> Iterator[int]:
    """The lines of the handlers that catch everything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(each is None or ast.unparse(each).split(".")[-1] in BLIND for each in caught):
                yield node.lineno


def violations(sources: Sources) -> list[str]:
    """What breaks the rules of the house, one line each, in order of path."""
    found = []
    rooms: dict[str, list[str]] = defaultdict(list)
    for path, source in sorted(sources.items()):
        tree = parsed(path, source)
        floor = path.split("/", maxsplit=1)[0]
        above = FLOORS[: FLOORS.index(floor) + 1]
        for module, line in imports(path, tree):
            top = module.split(".", maxsplit=1)[0]
            if (top in FLOORS and top not in above) or top in OUTSIDE:
                found.append(f"{path}:{line}: {floor} imports {module}, which lies below it")
            if top in ONE_ROOM and path not in rooms[top]:
                rooms[top].append(path)
        if floor != EDGE:
            found += [
                f"{path}:{line}: catches any exception; only {EDGE}/ may"
                for line in blind_excepts(tree)
            ]
    for library, paths in sorted(rooms.items()):
        if len(paths) > 1:
            found.append(f"{library} is imported in more than one module: {', '.join(paths)}")
    return found


def room_of(path: str) -> str:
    """`qa/rank/match.py` -> `rank`; `ui/web/talk/page.py` -> `web/talk`."""
    _, *inside = path.removesuffix(".py").removesuffix("/__init__").split("/")
    depth = 2 if path.startswith(OPEN) else 1
    return "/".join(inside[:depth])


def arrows(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Every import of one module of the program by another: path, line, the other's path."""
    paths = {path.removesuffix(".py").removesuffix("/__init__"): path for path in sources}
    for path, source in sorted(sources.items()):
        for module, line in imports(path, parsed(path, source), names=True):
            name = module.replace(".", "/")
            while name and name not in paths:
                name = name.rpartition("/")[0]
            if name and paths[name] != path:
                yield path, line, paths[name]


def arrows_up(sources: Sources, rooms: Mapping[str, str] = ROOMS) -> list[str]:
    """Imports from a room that comes later on the same floor, and modules in no room."""
    order = {floor: names.split() for floor, names in rooms.items()}
    found = [
        f"{path}: no room {room_of(path)!r}"
        for path in sorted(sources)
        if room_of(path) and room_of(path) not in order[path.split("/")[0]]
    ]
    for path, line, other in [] if found else arrows(sources):
        floor, here, there = path.split("/")[0], room_of(path), room_of(other)
        if other.split("/")[0] == floor and here and there and here != there:
            names = order[floor]
            if names.index(there) > names.index(here):
                found.append(f"{path}:{line}: {here} imports {other}, which stands on it")
    return found


def circles(sources: Sources) -> list[list[str]]:
    """Modules that import each other, directly or by way of others."""
    graph: dict[str, set[str]] = {path: set() for path in sources}
    for path, _, other in arrows(sources):
        graph[path].add(other)
    while True:  # what imports nothing that is left is in no circle
        free = {path for path, others in graph.items() if not others & graph.keys() - {path}}
        if not free:
            return [sorted(graph)] if graph else []
        graph = {path: others for path, others in graph.items() if path not in free}


@cache
def the_program() -> Mapping[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for floor in FLOORS
        for path in sorted((ROOT / floor).rglob("*.py"))
    }


def test_the_program_keeps_to_the_rules() -> None:
    assert violations(the_program()) == []


def test_no_arrow_runs_up_and_none_in_a_circle() -> None:
    assert arrows_up(the_program()) == []
    assert circles(the_program()) == []


def test_an_arrow_up_between_wings_is_found() -> None:
    rooms = {"qa": "rank quote engine"}
    sources = {
        "qa/rank/rank.py": "from qa.quote import select\n",
        "qa/quote/select.py": "import qa.rank.rank\n",
        "qa/engine.py": "from qa.rank.rank import rank\nfrom qa.quote.select import select\n",
    }
    assert arrows_up(sources, rooms) == [
        "qa/rank/rank.py:1: rank imports qa/quote/select.py, which stands on it"
    ]
    assert circles(sources | {"qa/engine.py": ""}) == [["qa/quote/select.py", "qa/rank/rank.py"]]
    assert circles({"qa/engine.py": "import qa.rank.rank", "qa/rank/rank.py": ""}) == []
    assert arrows_up({"qa/new.py": ""}, rooms) == ["qa/new.py: no room 'new'"]


def test_every_floor_and_every_room_was_looked_at() -> None:
    sources = the_program()
    assert {path.split("/", maxsplit=1)[0] for path in sources} == set(FLOORS)
    imported = {
        module.split(".", maxsplit=1)[0]
        for path, source in sources.items()
        for module, _ in imports(path, parsed(path, source))
    }
    assert set(ONE_ROOM) <= imported


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("corpus/load.py", "import indexer.index"),
        ("corpus/load.py", "from qa import reply"),
        ("indexer/index.py", "from ui.config import Config"),
        ("indexer/index.py", "def f() -> None:\n    import qa.engine\n"),
        ("qa/engine.py", "if TYPE_CHECKING:\n    from ui.wiring import Desk\n"),
        ("qa/engine.py", "from ..ui import wiring"),
        ("qa/engine.py", "from .. import ui"),
        ("qa/engine.py", "import importlib\nimportlib.import_module('ui.wiring')"),
        ("ui/wiring.py", "from tests.fakes import FakeEmbedder"),
    ],
)
def test_an_arrow_that_runs_back_is_found(path: str, source: str) -> None:
    [found] = violations({path: source})
    assert found.startswith(f"{path}:")
    assert "lies below it" in found


@pytest.mark.parametrize("library", ONE_ROOM)
def test_a_library_in_two_rooms_is_found(library: str) -> None:
    room = {"indexer/one.py": f"import {library}\nfrom {library} import thing\n"}
    assert violations(room) == []
    two = room | {"indexer/two.py": f"def f() -> None:\n    from {library}.deep import thing\n"}
    assert violations(two) == [
        f"{library} is imported in more than one module: indexer/one.py, indexer/two.py"
    ]


@pytest.mark.parametrize(
    "handler",
    [
        "except:",
        "except Exception:",
        "except builtins.Exception as e:",
        "except (OSError, BaseException):",
    ],
)
def test_a_blind_except_is_found_but_not_at_the_edge(handler: str) -> None:
    source = f"try:\n    pass\n{handler}\n    pass\n"
    assert violations({"qa/engine.py": source}) == [
        "qa/engine.py:3: catches any exception; only ui/ may"
    ]
    assert violations({"ui/cli.py": source}) == []


def test_what_is_allowed_is_not_found() -> None:
    source = (
        "import json\nimport qa.reply\nfrom corpus.document import Span\n"
        "from indexer import index\nfrom . import reply\n"
        "try:\n    pass\nexcept (OSError, ValueError):\n    pass\n"
    )
    assert violations({"qa/engine.py": source}) == []
