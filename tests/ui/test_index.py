"""`quotedesk index` over a corpus that changes, and a desk that is served meanwhile."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest
from fastapi.testclient import TestClient

import ui.commands.index
import ui.live
import ui.wiring
from corpus.document import text_digest
from corpus.errors import ModelError
from corpus.files import Skipped
from indexer.cluster.helpers import Helped
from indexer.cluster.settings import ClusterSettings
from indexer.embed import open_encoder
from indexer.store.folder import FolderStore, open_past
from indexer.store.layout import FILES, sealed
from indexer.store.place import CURRENT
from qa.engine import Engine
from qa.question import Question
from qa.reply import Answer
from tests.indexer.fakes import AID, FEES, HashEmbedder, use_model
from ui.cli import DONE, ERROR, main
from ui.commands.console import USAGE
from ui.config import Config
from ui.live import LiveDesk
from ui.web.app import create_app
from ui.wiring import make_index

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Config(corpus="docs", index="idx")
QUESTION = Question(text="What does the parking permit cost a year?")


@pytest.fixture(autouse=True)
def corpus(docs: Path) -> None:
    (docs / "fees.txt").write_text(FEES)
    (docs / "aid.txt").write_text(AID)


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    def once(*options: str) -> tuple[int, str, str]:
        capfd.readouterr()
        status = main(["index", "--corpus", "docs", "--index", "idx", *options])
        out, err = capfd.readouterr()
        return status, out, err

    return once


def change(docs: Path) -> None:
    """One document more, one less, one changed."""
    (docs / "aid.txt").unlink()
    (docs / "fees.txt").write_text(FEES.replace("40 dollars", "50 dollars"))
    (docs / "gate.txt").write_text("The gate opens at seven.")


class TestWhatItSays:
    def test_added_changed_and_removed_documents_are_named(
        self, docs: Path, run: Run, embedder: HashEmbedder
    ) -> None:
        assert run()[1] == "indexed 2 documents in 3 passages into idx\n"
        before = len(embedder.embedded)
        change(docs)
        status, out, err = run()
        assert (status, err) == (DONE, "")
        new = len(embedder.embedded) - before
        kept = open_past(Path("idx")).texts - new
        assert (new, kept) == (2, 1)
        assert out == (
            "indexed 2 documents in 3 passages into idx: 1 added (gate.txt), 1 changed (fees.txt),"
            f" 1 removed (aid.txt), 0 unchanged; {new} texts embedded, {kept} reused\n"
        )

    def test_many_names_are_cut_short(self, docs: Path, run: Run) -> None:
        run()
        for n in range(12):
            (docs / f"n{n:02}.txt").write_text(f"Number {n} is here.")
        out = run()[1]
        assert "12 added (n00.txt, n01.txt, " in out
        assert "n09.txt and 2 more), 0 changed, 0 removed, 2 unchanged" in out

    def test_what_workers_did_is_one_line(self) -> None:
        lost = Skipped(where="bad.txt", why="")
        helped = Helped(
            workers=2, files=3, documents=4, passages=1, seconds=2.04, again=5, lost=(lost,)
        )
        assert ui.commands.index.helped_line(helped) == (
            "2 workers read 3 files and embedded 4 documents (1 passage) in 2.0 s;"
            " begun again 5 times; 1 given up"
        )
        helped = replace(helped, files=0, again=0, lost=())
        assert ui.commands.index.helped_line(helped) == (
            "2 workers embedded 4 documents (1 passage) in 2.0 s"
        )

    def test_workers_are_those_of_the_settings_or_of_this_machine(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[ClusterSettings] = []

        def note(settings: ClusterSettings) -> None:
            asked.append(settings)

        monkeypatch.setattr("ui.wiring.helpers_of", note)
        Path("quotedesk.toml").write_text("")
        run()
        assert run("--workers", "3")[0] == DONE
        Path("quotedesk.toml").write_text('[cluster]\nray = "10.0.0.1:6379"\nworkers = 5\n')
        run()
        run("--workers", "3")
        assert asked == [
            ClusterSettings(),
            ClusterSettings(ray="local", workers=3),
            ClusterSettings(ray="10.0.0.1:6379", workers=5),
            ClusterSettings(ray="10.0.0.1:6379", workers=3),
        ]

    def test_so_little_needs_no_workers(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "ray", None)
        assert run("--workers", "2")[1:] == ("indexed 2 documents in 3 passages into idx\n", "")

    def test_without_ray_one_line_says_so(
        self, docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "ray", None)
        (docs / "long.txt").write_text("The gate opens at seven.\n\n" * 12_000)
        status, out, err = run("--workers", "2")
        assert (status, out) == (ERROR, "")
        assert err == (
            "quotedesk: indexing with workers needs ray, which isn't installed."
            " Run: pip install 'quotedesk[cluster]'.\n"
        )

    @pytest.mark.parametrize("workers", ["0", "-1", "two", "100001"])
    def test_a_wrong_number_of_workers_is_named(self, run: Run, workers: str) -> None:
        with pytest.raises(SystemExit) as stopped:
            run("--workers", workers)
        assert stopped.value.code == USAGE

    def test_as_json(self, docs: Path, run: Run, embedder: HashEmbedder) -> None:
        (docs / "bad.md").write_text("---\na: b: c\n---\nText")
        first = json.loads(run("--json")[1])
        assert (first["added"], first["unchanged"]) == (["aid.txt", "fees.txt"], 0)
        before = len(embedder.embedded)
        change(docs)
        status, out, err = run("--json")
        assert (status, err) == (ERROR, "")
        new, texts = len(embedder.embedded) - before, open_past(Path("idx")).texts
        made = json.loads(out)
        [skipped] = made.pop("skipped")
        assert (skipped["where"], skipped["fault"]) == ("bad.md", True)
        assert made == {
            "index": "idx",
            "documents": 2,
            "passages": 3,
            "added": ["gate.txt"],
            "changed": ["fees.txt"],
            "removed": ["aid.txt"],
            "unchanged": 0,
            "embedded": new,
            "reused": texts - new,
        }
        again = json.loads(run("--json")[1])
        assert (again["unchanged"], again["embedded"], again["reused"]) == (2, 0, texts)
        assert again["added"] == again["changed"] == again["removed"] == []

    def test_hostile_names_cant_drive_a_terminal(self, docs: Path, run: Run) -> None:
        run()
        (docs / "\x1b[31m\u202e.txt").write_text("Text of it.")
        (docs / "\x1b[32m.heic").write_text("x")
        _, out, err = run()
        assert "\\x1b[31m\\u202e.txt" in out
        assert "\\x1b[32m.heic" in err
        assert not {"\x1b", "\u202e"} & set(out + err)

    def test_a_second_indexer_is_refused_in_one_line(
        self, docs: Path, run: Run, embedder: HashEmbedder, capfd: pytest.CaptureFixture[str]
    ) -> None:
        make_index(CONFIG)
        change(docs)
        real, told = embedder.embed, []

        def embed(*arguments: object) -> object:
            told.append(run()[::2])
            return real(*arguments)  # type: ignore[arg-type]

        embedder.embed = embed  # type: ignore[method-assign,assignment]
        make_index(CONFIG)
        [(status, err)] = told
        assert status == ERROR
        assert err == ("quotedesk: idx: another process is writing this index. Wait for its end.\n")


def test_a_desk_in_another_language_is_told_of_the_model_for_it(docs: Path, run: Run) -> None:
    assert run()[2] == ""
    page = '<html lang="es"><h1>Biblioteca</h1><p>La biblioteca abre a las nueve.</p></html>'
    for name in "abc":
        (docs / f"{name}.html").write_text(page, encoding="utf-8")
    _, _, told = run()
    assert 'model = "multilingual"' in told
    assert len(told.splitlines()) == 1
    assert run()[2] == ""  # nothing has changed, and it was told


@pytest.mark.slow
def test_the_index_in_place_can_be_checked_to_the_last_byte(run: Run, docs: Path) -> None:
    status, _, err = run("--check")
    assert (status, "no index here" in err) == (1, True)
    run()
    assert run("--check")[:2] == (0, "idx is whole\n")
    index = Path("idx")
    place = index / (index / "CURRENT").read_text()
    path = place / "part-1" / "texts.sqlite"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    status, out, err = run("--check")
    assert (status, out) == (1, "")
    assert "is damaged. Run `quotedesk index` again" in err


def test_an_unchanged_corpus_needs_no_model_and_no_torch(docs: Path) -> None:
    """In a process of its own, with the real model's weights but not its library."""
    script = (
        "import sys\n"
        "from ui.cli import main\n"
        "import ui.wiring\n"
        "if sys.argv[1] == 'first':\n"
        "    from indexer.embed import model_identity\n"
        "    from indexer.settings import IndexSettings\n"
        "    from tests.indexer.fakes import HashEmbedder\n"
        "    made = HashEmbedder(model_identity(IndexSettings()))\n"
        "    ui.wiring.load_embedder = lambda *_: made\n"
        "status = main(['index', '--corpus', 'docs', '--index', 'idx'])\n"
        "print([name for name in sys.modules if name.split('.')[0] in\n"
        "       {'torch', 'sentence_transformers', 'langchain_text_splitters', 'gradio'}])\n"
        "sys.exit(status)\n"
    )
    for order, said in (("first", "indexed 2"), ("again", "idx is up to date")):
        made = subprocess.run(
            [sys.executable, "-c", script, order],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        line, modules = made.stdout.splitlines()
        assert line.startswith(said)
    assert modules == "[]"


def test_an_index_of_another_version_is_one_line_and_is_made_anew(
    docs: Path, run: Run, embedder: HashEmbedder, capfd: pytest.CaptureFixture[str]
) -> None:
    run()
    path = Path("idx", Path("idx", CURRENT).read_text(), "meta.json")
    meta = json.loads(path.read_text())
    meta["shape"]["code"] = "of another version"
    path.write_text(sealed(meta))
    capfd.readouterr()
    assert main(["ask", "--index", "idx", QUESTION.text]) == ERROR
    assert capfd.readouterr() == (
        "",
        (
            "quotedesk: idx: the index was made by another version of quotedesk or its libraries."
            " Run `quotedesk index` again.\n"
        ),
    )
    embedder.embedded.clear()
    status, out, _ = run()
    assert (status, embedder.embedded) == (DONE, [])
    assert "0 changed, 0 removed, 2 unchanged; 0 texts embedded" in out
    assert main(["ask", "--index", "idx", QUESTION.text]) != ERROR


class Stage:
    """Lets a watcher run one round at a time: `changes` are made while it sleeps."""

    def __init__(self, changes: list[Callable[[], object]]) -> None:
        self.changes = iter(changes)

    def sleep(self, _seconds: float) -> None:
        step = next(self.changes, None)
        if step is None:
            raise KeyboardInterrupt
        step()


class TestWatch:
    def watch(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]
    ) -> tuple[list[str], list[str]]:
        stage = Stage([*steps])
        monkeypatch.setattr(ui.commands.index, "RETRY_SECONDS", 0.0)
        monkeypatch.setattr("ui.commands.index.time.sleep", stage.sleep)
        status, out, err = run("--watch")
        assert status == DONE
        return out.splitlines(), err.splitlines()

    def test_each_change_is_one_line(
        self, docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def nothing() -> None:
            pass

        out, err = self.watch(run, monkeypatch, nothing, lambda: change(docs), nothing, nothing)
        assert err == []
        assert [line.split(":")[0] for line in out] == [
            "indexed 2 documents in 3 passages into idx",
            "indexed 2 documents in 3 passages into idx",
        ]

    def test_it_waits_until_files_are_still(
        self, docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def grow() -> None:
            with (docs / "gate.txt").open("a") as file:
                file.write("The gate opens at seven. ")

        out, _ = self.watch(run, monkeypatch, grow, grow, grow, lambda: None, lambda: None)
        assert len(out) == 2
        assert "1 added (gate.txt)" in out[1]

    def test_a_round_that_fails_keeps_the_index_and_says_so_once(
        self, docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        used = []

        def break_it() -> None:
            (docs / "manifest.toml").write_text("x =")
            used.append(Path("idx", CURRENT).read_text())

        def mend() -> None:
            used.append(Path("idx", CURRENT).read_text())
            (docs / "manifest.toml").write_text('[[documents]]\nfile = "aid.txt"\ntitle = "Help"')

        still = [lambda: None] * 3
        out, err = self.watch(run, monkeypatch, break_it, *still, mend, *still)
        [problem] = err
        assert problem.startswith("quotedesk: ")
        assert "not TOML" in problem
        assert used[0] == used[1]
        assert len(out) == 2
        assert "1 changed (aid.txt)" in out[1]

    def test_it_can_say_it_as_json(
        self, docs: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stage = Stage([lambda: change(docs), lambda: None, lambda: None])
        monkeypatch.setattr("ui.commands.index.time.sleep", stage.sleep)
        status, out, err = run("--watch", "--json")
        assert (status, err) == (DONE, "")
        assert [json.loads(line)["removed"] for line in out.splitlines()] == [[], ["aid.txt"]]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> LiveDesk:
    monkeypatch.setattr("qa.decide.probability", lambda *_: 0.99)
    make_index(CONFIG)
    return LiveDesk(CONFIG)


class TestLiveDesk:
    def test_a_new_index_is_served_and_what_was_removed_is_gone(
        self, docs: Path, desk: LiveDesk
    ) -> None:
        client = TestClient(create_app(desk))
        assert client.get("/doc/aid.txt").status_code == 200
        change(docs)
        make_index(CONFIG)
        assert "40 dollars" in client.post("/api/ask", json={"question": QUESTION.text}).text
        desk.look()
        assert "50 dollars" in client.post("/api/ask", json={"question": QUESTION.text}).text
        assert client.get("/doc/aid.txt").status_code == 404
        assert client.get("/doc/gate.txt").status_code == 200
        assert client.get("/readyz").json() == {"status": "ready", "documents": 2}
        asked = {"question": "¿Qué hace la oficina de ayuda?"}
        assert "aid.txt" not in client.post("/api/ask", json=asked).text

    def test_a_page_that_is_opened_later_lists_the_new_documents(
        self, docs: Path, desk: LiveDesk
    ) -> None:
        client = TestClient(create_app(desk))
        assert "/doc/aid.txt" in client.get("/").text
        change(docs)
        make_index(CONFIG)
        desk.look()
        page = client.get("/").text
        assert "/doc/gate.txt" in page
        assert "/doc/aid.txt" not in page

    def test_what_is_expected_is_opened_once_and_in_the_background(
        self, docs: Path, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: Queue[tuple[str, int]] = Queue()
        monkeypatch.setattr(
            Engine, "prepare", lambda _, language="": opened.put((language, threading.get_ident()))
        )
        client = TestClient(create_app(desk))
        for _ in range(2):
            assert client.get("/", headers={"accept-language": "es"}).status_code == 200
        language, thread = opened.get(timeout=10)
        assert (language, opened.empty()) == ("es", True)
        assert thread != threading.get_ident()
        with desk.watching():
            assert opened.get(timeout=10)[0] == ""

    def test_a_reader_that_cannot_be_opened_stops_nothing(
        self, docs: Path, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Engine, language: str = "") -> None:
            tried.put(language)
            raise ModelError("it is damaged", where=language, mend="mend it")

        tried: Queue[str] = Queue()
        monkeypatch.setattr(Engine, "prepare", fail)
        with desk.watching():
            tried.get(timeout=10)
            assert isinstance(desk.ask(QUESTION), Answer)

    def test_files_that_could_not_be_read_are_known(self, docs: Path, desk: LiveDesk) -> None:
        assert desk.unread() == ()
        (docs / "scan.pdf").write_bytes(b"%PDF-1.4 damaged")
        (docs / "beside.png").write_bytes(b"a picture")
        # No document has changed, so there is no new index: the list is of the last look at them.
        assert make_index(CONFIG).fresh
        (left_out,) = desk.unread() or ()
        assert left_out.where == "scan.pdf"
        (docs / "scan.pdf").unlink()
        make_index(CONFIG)
        assert desk.unread() == ()

    def test_an_index_that_lost_its_list_says_so(self, desk: LiveDesk) -> None:
        (lists,) = Path(CONFIG.index).glob(f"v-*/{FILES}")
        lists.write_text("damaged")
        assert desk.unread() is None

    def test_looking_again_reads_nothing(
        self, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(FolderStore, "read", lambda _: pytest.fail("it was read again"))
        desk.look()
        assert set(desk.documents) == {"aid.txt", "fees.txt"}

    def test_an_index_that_cant_be_served_is_logged_once_and_the_old_one_stays(
        self, docs: Path, desk: LiveDesk, caplog: pytest.LogCaptureFixture
    ) -> None:
        change(docs)
        make_index(CONFIG)
        version = Path("idx", Path("idx", CURRENT).read_text())
        (version / "units.npy").write_bytes(b"")
        with caplog.at_level(logging.ERROR):
            desk.look()
            desk.look()
        [line] = [record.getMessage() for record in caplog.records]
        assert "the old one still is" in line
        assert "the index is damaged" in line
        assert "40 dollars" in repr(desk.ask(QUESTION))
        make_index(CONFIG)
        desk.look()
        assert "50 dollars" in repr(desk.ask(QUESTION))

    def test_an_index_of_another_model_is_asked_with_its_own_encoder(
        self, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = HashEmbedder("hash-64@2", max_tokens=128)
        use_model(monkeypatch, other)
        make_index(CONFIG)
        desk.look()
        other.embedded.clear()
        assert "40 dollars" in repr(desk.ask(QUESTION))
        assert QUESTION.text in other.embedded

    def test_an_index_without_its_encoder_isnt_served(
        self, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        use_model(monkeypatch, HashEmbedder("hash-64@2", max_tokens=128))
        make_index(CONFIG)
        monkeypatch.setattr(ui.wiring, "open_encoder", open_encoder)  # the real one
        desk.look()
        assert "the index's encoder is missing or damaged" in caplog.text
        assert "40 dollars" in repr(desk.ask(QUESTION))

    def test_an_index_that_is_gone_goes_on_being_served(self, desk: LiveDesk) -> None:
        # Its folders stay: what is served may put a lock there while they are emptied.
        for path in [it for it in Path("idx").rglob("*") if it.is_file()]:
            path.unlink(missing_ok=True)
        desk.look()
        assert "40 dollars" in repr(desk.ask(QUESTION))

    def test_no_question_fails_while_indexes_come_and_go(
        self, docs: Path, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Every answer is of one index: the price and the document's text belong together."""
        monkeypatch.setattr(ui.live, "LOOK_SECONDS", 0.001)
        done = threading.Event()

        def ask() -> Iterator[int]:
            while not done.is_set():
                reply = desk.ask(QUESTION)
                assert isinstance(reply, Answer)
                quote = reply.quotes[0]
                [price] = re.findall(r"costs (\d+) dollars", quote.text)
                text = FEES.replace("40 dollars", f"{price} dollars")
                assert quote.document_sha256 == text_digest(text)
                assert quote.text == quote.span.of(text)
                yield int(price)

        with desk.watching(), ThreadPoolExecutor(3) as pool:
            asked = [pool.submit(lambda: set(ask())) for _ in range(3)]
            for price in range(41, 47):
                (docs / "fees.txt").write_text(FEES.replace("40 dollars", f"{price} dollars"))
                make_index(CONFIG)
            deadline = time.monotonic() + 60
            while "46 dollars" not in desk.documents["fees.txt"].text:
                assert time.monotonic() < deadline
            done.set()
            said = set().union(*(one.result() for one in asked))
        assert said <= set(range(40, 47))
        assert len(said) > 1

    def test_what_nobody_foresaw_doesnt_end_the_watch(
        self, docs: Path, desk: LiveDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ui.live, "LOOK_SECONDS", 0.001)
        looked = threading.Semaphore(0)

        def look(_desk: LiveDesk) -> None:
            looked.release()
            raise MemoryError

        monkeypatch.setattr(LiveDesk, "look", look)
        with desk.watching():
            assert looked.acquire(timeout=60)
            assert looked.acquire(timeout=60)
