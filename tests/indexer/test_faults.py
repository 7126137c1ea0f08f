"""Kills, full disks and folders that may not be written: the last good index stays in use."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from indexer.settings import IndexSettings
from indexer.store.folder import read_index, write_index
from indexer.store.place import CHECKPOINT
from tests.bench.faults import kill_rounds, using
from tests.indexer.fakes import HashEmbedder, documents_of, two_documents
from ui.config import Config
from ui.wiring import make_index

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = IndexSettings()

# For each line, a number of bytes that no file may grow over: indexes three documents in a process
# of its own, which has all that is imported here already, and prints what went wrong, in a line.
FULL_DISK = """
import os, resource, sys
from pathlib import Path
from corpus.errors import StoreError
from indexer.settings import IndexSettings
from indexer.store.folder import open_past, write_index
from tests.indexer.fakes import HashEmbedder, document_of, two_documents
folder = Path(sys.argv[1])
more = document_of("\\n\\n".join(f"Sentence {n} is about zone {n}." for n in range(300)), "more")
def index(limit):
    past = open_past(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        write_index([*two_documents(), more], IndexSettings(), HashEmbedder(), folder, past=past)
    except StoreError as error:
        return str(error)
    return ""
for line in sys.stdin:
    child = os.fork()
    if not child:
        print(ascii(index(int(line))), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def run(script: str, *arguments: str) -> str:
    """What a script prints that is run in a process of its own."""
    made = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


def one_by_one(script: str, argument: str, given: Sequence[int]) -> Iterator[str]:
    """What a script says to each, once it is wanted."""
    with subprocess.Popen(
        [sys.executable, "-c", script, argument],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in given:
            process.stdin.write(f"{number}\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, "it broke off"
            yield ast.literal_eval(line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_index(two_documents(), SETTINGS, HashEmbedder(), tmp_path / "index")
    return tmp_path / "index"


def test_a_kill_at_any_moment_leaves_an_index_that_serves(tmp_path: Path) -> None:
    """The same a hundred times, and with the real model: tests/bench/faults.py."""
    found = kill_rounds(tmp_path, kills=10, seed=7)
    assert found["old"] + found["new"] == 10
    assert found["quotes"] >= 10


def test_a_kill_of_one_that_goes_on_from_another_leaves_an_index_that_serves(
    tmp_path: Path,
) -> None:
    found = kill_rounds(tmp_path, kills=6, seed=11, growing=True)
    assert found["old"] + found["new"] == 6
    assert found["grown"] >= 3


def test_a_full_disk_leaves_the_index_in_use_and_nothing_else(folder: Path) -> None:
    """Every file in turn is the one that there is no room for."""
    largest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert largest < 100_000
    before = sorted(folder.rglob("*"))
    refused = 0
    limits = (0, 10, 100, 500, 1_500, 4_000, 10_000, 40_000, 70_000, 120_000, 10_000_000)
    for said in one_by_one(FULL_DISK, str(folder), limits):
        if said:
            refused += 1
            assert len(said.splitlines()) == 1
            assert "can't be written" in said
            assert "disk" in said
            # What was embedded is kept for the next try.
            assert sorted({*folder.rglob("*")} - {folder / CHECKPOINT}) == before
            assert len(documents_of(read_index(folder))) == 2
    assert refused >= 8
    assert len(documents_of(read_index(folder))) == 3


# As somebody who may read the folders but not write them: brings the index up to date.
READ_ONLY = """
import os, sys
from pathlib import Path
import corpus.formats.text  # a format is imported when it is first met; then it may be too late
from corpus.errors import StoreError
from indexer.store.folder import read_index
from tests.bench.faults import using
from tests.indexer.fakes import HashEmbedder, documents_of
from ui.config import Config
from ui.wiring import make_index
read_index(Path(sys.argv[2]))  # for all that this imports, and the sources that it hashes
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with using(HashEmbedder()):
        done = make_index(Config(corpus=sys.argv[1], index=sys.argv[2]))
    print(f"{done.documents} {done.fresh}")
except StoreError as error:
    print(error)
print(len(documents_of(read_index(Path(sys.argv[2])))))
"""


def test_an_index_that_may_only_be_read_serves_and_is_left_as_it_is() -> None:
    with tempfile.TemporaryDirectory() as name:
        corpus, index = Path(name, "docs"), Path(name, "index")
        corpus.mkdir()
        (corpus / "a.txt").write_text("The gate opens at seven.")
        with using(HashEmbedder()):
            make_index(Config(corpus=str(corpus), index=str(index)))
        folders = [path for path in (index, *index.rglob("*")) if path.is_dir()]
        said = []
        for text in ("", "The gate shuts at nine."):
            if text:
                (corpus / "b.txt").write_text(text)
            Path(name).chmod(0o755)
            for path in folders:
                path.chmod(0o555)
            before = sorted(index.rglob("*"))
            try:
                made = run(READ_ONLY, str(corpus), str(index))
            finally:
                for path in folders:
                    path.chmod(0o755)
            said += made.splitlines()
            assert sorted(index.rglob("*")) == before
    assert said[0] == "1 True"
    assert "can't be written (Permission denied)" in said[2]
    assert "the index in use is unchanged" in said[2]
    assert (said[1], said[3]) == ("1", "1")
    assert len(said) == 4
