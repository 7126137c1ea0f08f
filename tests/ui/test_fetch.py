"""`quotedesk fetch` and `[site]`: what is said, what is asked of whom, and when."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from corpus.site.state import VERSION
from tests.conftest import Run
from tests.corpus.websites import Sent, Website, page, prose, served
from tests.test_architecture import arrows, the_program
from ui.cli import DONE, ERROR, USAGE
from ui.config import load_config

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("docs")


@pytest.fixture
def site() -> Iterator[Website]:
    with served(Website()) as site:
        site["/"] = page("The gate closes at eight.", "a")
        site["/a"] = page(prose(1))
        yield site


def configure(site: Website, more: str = "") -> None:
    Path("quotedesk.toml").write_text(
        f'corpus = "docs"\nindex = "idx"\n[site]\nurl = "{site.url}"\n{more}'
    )


class TestWhatItSays:
    def test_a_line_of_what_was_done(self, site: Website, run: Run) -> None:
        status, out, err = run("fetch", site.url, "--into", "web")
        assert (status, err) == (DONE, "")
        assert out.startswith("web holds 2 pages: 2 new, 0 changed, 0 unchanged, 0 gone; ")
        assert run("fetch", site.url, "--into", "web")[1].startswith(
            "web holds 2 pages: 0 new, 0 changed, 2 unchanged, 0 gone; "
        )

    def test_what_its_keeper_may_want_to_know(self, site: Website, run: Run) -> None:
        site["/"] = page(prose(2), "broken\u202e[31m", "lost", "old.doc", "a", "x")
        broken = Sent(kind="application/pdf", headers={"Content-Encoding": "\x1b[31m"})
        site.other = lambda path: broken if path.startswith("/broken") else None
        status, _, err = run("fetch", site.url, "--into", "web", "--max-pages", "2")
        assert status == ERROR
        assert "not to be had: " in err
        assert "left out, isn't there (dead links): " in err
        assert "old.doc" in err
        assert "stopped at 2 pages (`max_pages`): there is more to this site" in err
        assert not {"\x1b", "\u202e"} & set(err)

    def test_as_json(self, site: Website, run: Run) -> None:
        _, out, err = run("fetch", site.url, "--into", "web", "--json")
        made = json.loads(out)
        assert (made["pages"], made["new"], err) == (2, [site.url, f"{site.url}a"], "")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "no address to fetch. Run: quotedesk fetch URL --into FOLDER"),
            (("http://localhost:9/",), "no folder for the pages. Name one"),
            (("ftp://example.org/", "--into", "web"), "is no address of a website. Write it as"),
            (("http://me:secret@x/", "--into", "web"), "a password. Leave it out"),
            (("http://localhost:9/", "--into", "web"), "localhost:9/: its robots.txt can't be had"),
            (("http://x/", "--into", "web", "--max-pages", "0"), "max_pages must be from 1"),
            (("http://x/", "--into", "web", "--host", "a/b"), "'a/b' is no host. Write it"),
            (("http://x/", "--into", "a.txt"), "a.txt: can't be written"),
        ],
    )
    def test_mistakes_are_one_line_with_the_mend(
        self, run: Run, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("corpus.site.polite.RETRY_SECONDS", ())
        Path("a.txt").write_text("")
        status, out, err = run("fetch", *arguments)
        assert (status, out) == (ERROR, "")
        [line] = err.splitlines()
        assert line.startswith("quotedesk: ")
        assert said in line
        assert "secret" not in line

    def test_an_option_that_is_no_number_is_a_mistake_of_use(self, run: Run) -> None:
        assert run("fetch", "http://x/", "--max-pages", "many")[0] == USAGE

    def test_without_its_libraries_it_is_one_line(
        self, site: Website, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import importlib.util

        found = importlib.util.find_spec
        monkeypatch.setattr(
            importlib.util,
            "find_spec",
            lambda name, *of: None if name == "protego" else found(name, *of),
        )
        assert run("fetch", site.url, "--into", "web")[2] == (
            "quotedesk: this command needs protego, which isn't installed."
            " Run: pip install 'quotedesk[fetch]'.\n"
        )

    def test_options_go_before_the_settings(self, site: Website, run: Run) -> None:
        configure(site, "max_pages = 1\n")
        assert run("fetch")[1].startswith("docs holds 1 page: ")
        assert run("fetch", "--max-pages", "5")[1].startswith("docs holds 2 pages: 1 new")


class TestSettings:
    def read(self, text: str) -> str:
        Path("a.toml").write_text(text)
        try:
            return str(load_config(Path("a.toml"), {}).site)
        except ConfigError as error:
            return str(error)

    def test_a_whole_table(self) -> None:
        made = self.read(
            '[site]\nurl = ["https://a.org/", "https://b.org/x"]\ninto = "web"\nevery_hours = 6\n'
            'hosts = ["c.org:8080"]\nlanguages = ["en"]\nfiles = ["pdf"]\ndelay = 2\n'
            "follow_links = false\n"
        )
        assert "url=('https://a.org/', 'https://b.org/x')" in made
        assert "delay=2.0" in made

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("urls = 'x'", "there is no setting 'urls' in [site]. Did you mean 'url'?"),
            ("zzz = 1", "there is no setting 'zzz' in [site]. Use: url, into, "),
            ("url = 1", "site.url must be a list of strings"),
            ("url = 'example.org'", "'example.org' is no address of a website"),
            ("every_hours = 0", "site.every_hours must be from 1 to"),
            ("every_hours = 1.5", "site.every_hours must be a whole number"),
            ("follow_links = 1", "site.follow_links must be true or false"),
            ("delay = 'x'", "site.delay must be a number"),
            ("files = ['exe']", "site.files: 'exe' is no format that is read. Use: txt, md, "),
            ("prefix = 'help'", "site.prefix must be a path. As in prefix = "),
            ('contact = "a\\nb"', "site.contact must be one line"),
            ("hosts = ['http://x']", "'http://x' is no host. Write it as in"),
        ],
    )
    def test_mistakes_name_the_file_and_the_mend(self, line: str, said: str) -> None:
        told = self.read(f"[site]\n{line}\n")
        assert told.startswith("a.toml: ")
        assert said in told

    def test_it_is_a_table(self) -> None:
        assert "site must be a table" in self.read("site = 1")


class Stage:
    """Lets a watcher run one round at a time: `steps` are made while it sleeps."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = iter(steps)

    def sleep(self, _seconds: float) -> None:
        step = next(self.steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()


class Clock:
    def __init__(self) -> None:
        self.now = 2_000_000_000.0

    def time(self) -> float:
        return self.now

    def on(self, hours: float) -> None:
        self.now += hours * 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("ui.commands.fetch.time.time", clock.time)
    return clock


class TestOnSchedule:
    def watch(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]
    ) -> tuple[list[str], list[str]]:
        stage = Stage(*steps)
        monkeypatch.setattr("ui.commands.index.time.sleep", stage.sleep)
        status, out, err = run("index", "--watch")
        assert status == DONE
        return out.splitlines(), err.splitlines()

    def test_it_is_fetched_and_indexed_at_once_and_again_in_time(
        self, site: Website, run: Run, monkeypatch: pytest.MonkeyPatch, clock: Clock
    ) -> None:
        configure(site, "every_hours = 6\n")

        def change() -> None:
            site["/a"] = page(prose(2))
            clock.on(5)

        def gone() -> None:
            clock.on(2)

        still = [lambda: None] * 2
        out, err = self.watch(run, monkeypatch, *still, change, *still, gone, *still)
        assert [line.split(":")[0] for line in out] == [
            "docs holds 2 pages",
            "indexed 2 documents in 2 passages into idx",
            "docs holds 2 pages",
            "indexed 2 documents in 2 passages into idx",
        ]
        assert "0 new, 1 changed, 1 unchanged" in out[2]
        assert "1 changed (" in out[3]
        assert err == []
        # Another watcher knows when that was.
        assert self.watch(run, monkeypatch, *still)[0] == ["idx is up to date (2 documents)"]

    def test_pages_that_would_never_be_indexed_are_told(self, site: Website, run: Run) -> None:
        """A folder beside the corpus, or one without a corpus of one's own."""
        for corpus, mend in (('corpus = "docs"\n', "web"), ("", "web/pages")):
            Path("quotedesk.toml").write_text(
                f'{corpus}[site]\nurl = "{site.url}"\ninto = "{mend}"\n'
            )
            for command in (("fetch",), ("index", "--watch")):
                status, out, err = run(*command)
                assert (status, out) == (ERROR, "")
                assert f"the pages into {mend}, which isn't in the corpus" in err
                assert f'Set corpus = "{mend}"' in err
        assert not Path("web").exists()
        assert run("fetch", "--into", "web")[0] == DONE

    def test_a_site_that_is_down_is_told_once_and_the_index_stays(
        self, site: Website, run: Run, monkeypatch: pytest.MonkeyPatch, clock: Clock
    ) -> None:
        monkeypatch.setattr("corpus.site.polite.RETRY_SECONDS", ())
        configure(site, "every_hours = 6\n")
        up = dict(site.pages)

        def down() -> None:
            site["/robots.txt"] = Sent(status=500)
            clock.on(7)

        def later() -> None:
            clock.on(1)

        def mended() -> None:
            site.pages = {**up, "/a": Sent(status=404)}
            clock.on(1)

        still = [lambda: None] * 2
        out, err = self.watch(run, monkeypatch, *still, down, *still, later, *still, mended, *still)
        assert [line for line in err if "robots.txt" in line] == err[:1]
        assert len(out) == 4
        assert "1 gone" in out[2]
        assert "1 removed" in out[3]

    def test_it_can_say_it_as_json(
        self, site: Website, run: Run, monkeypatch: pytest.MonkeyPatch, clock: Clock
    ) -> None:
        configure(site)
        monkeypatch.setattr("ui.commands.index.time.sleep", Stage().sleep)
        fetched, indexed = map(json.loads, run("index", "--watch", "--json")[1].splitlines())
        assert fetched["fetched"]["pages"] == 2
        assert indexed["documents"] == 2

    def test_without_a_site_nothing_is_fetched(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("docs", "a.txt").write_text("Some text of it.")
        Path("quotedesk.toml").write_text('corpus = "docs"\nindex = "idx"\n')
        out, _ = self.watch(run, monkeypatch, lambda: None)
        assert len(out) == 1
        assert not Path("docs", ".site").exists()


class TestOffline:
    def test_only_the_commands_that_fetch_know_how_to(self) -> None:
        """What a served desk is made of has no way to the network in it."""
        users = {
            path
            for path, _, other in arrows(the_program())
            if other.startswith("corpus/site/") and not path.startswith("corpus/site/")
        }
        # Settings and reports are values; `fetch.py` imports the rest when it is run.
        assert users == {"ui/commands/fetch.py", "ui/config.py", "ui/settings_file.py"}
        told = {
            other
            for path, _, other in arrows(the_program())
            if path in ("ui/config.py", "ui/settings_file.py") and other.startswith("corpus/site/")
        }
        assert told == {"corpus/site/settings.py"}

    @pytest.mark.slow
    def test_a_desk_with_a_site_in_its_settings_imports_no_client(self, site: Website) -> None:
        configure(site)
        script = (
            "import sys\n"
            "import ui.commands.serve, ui.web.app\n"
            "from ui.config import load_config\n"
            "assert load_config(None, {}).site.url\n"
            "print([name for name in sys.modules if name in {'httpcore', 'protego'}\n"
            "       or name.startswith('corpus.site.fetch')])\n"
        )
        made = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
            timeout=200,
        )
        assert made.stdout.strip() == "[]"
        assert site.asked == []


def test_the_state_of_another_version_is_one_line(site: Website, run: Run) -> None:
    import sqlite3

    run("fetch", site.url, "--into", "web")
    with sqlite3.connect("web/.site/state.sqlite") as state:
        state.execute("UPDATE notes SET value = ? WHERE key = 'version'", (VERSION + "0",))
    state.close()
    status, _, err = run("fetch", site.url, "--into", "web")
    assert status == ERROR
    assert "another version of quotedesk. Delete it: everything is then fetched anew" in err
