"""A fetch over real servers on this machine: what is kept, what changes, and what traps do."""

from __future__ import annotations

import shutil
import tomllib
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import FetchError
from corpus.load import glance, load_corpus
from corpus.site.fetch import World, fetch_site
from corpus.site.report import Report
from corpus.site.settings import SiteSettings
from corpus.site.transport import Timeouts
from tests.corpus.websites import Sent, Website, packed, page, prose, served

Fetch = Callable[..., Report]


@pytest.fixture
def site() -> Iterator[Website]:
    with served(Website()) as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetch(site: Website, folder: Path, waits: list[float]) -> Fetch:
    """Fetches the site; waits are noted, and not waited for."""

    def once(path: str = "", *, patience: float = 20.0, **settings: object) -> Report:
        given: dict[str, object] = {"url": (site.url + path,)} | settings
        limits = Timeouts(connect=5, read=patience, request=patience)
        world = World(sleep=waits.append, timeouts=limits)
        return fetch_site(SiteSettings(**given), folder, world=world)  # type: ignore[arg-type]

    return once


def kept(folder: Path) -> set[str]:
    """The files, without their host."""
    return {
        path.relative_to(folder).as_posix().partition("/")[2]
        for path in folder.rglob("*")
        if path.is_file() and ".site" not in path.parts and path.name != "site.toml"
    }


def told(folder: Path) -> dict[str, dict[str, str]]:
    tables = tomllib.loads((folder / "site.toml").read_text())["documents"]
    return {table["file"].partition("/")[2]: table for table in tables}


def reasons(report: Report) -> dict[str, int]:
    return {one.why: one.count for one in report.left_out}


class TestWhatIsFetched:
    def test_links_are_followed_below_the_address(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/help/"] = page(prose(1), "parking", "/help/fees.html?x=2", "/shop/", "//other.org/")
        site["/help/parking"] = page(prose(2), "/help/", "mailto:a@b.c", "javascript:x()", "#top")
        site["/help/fees.html?x=2"] = page(prose(3))
        site["/shop/"] = page("not a part of it")
        report = fetch("help/")
        assert {name.partition("-")[0] for name in kept(folder)} == {
            "help/index.html",
            "help/parking.html",
            "help/fees",
        }
        assert (report.pages, len(report.new), report.faults) == (3, 3, ())
        assert "/shop/" not in site.paths

    def test_sitemaps_index_and_gzip_are_read_and_tell_dates_and_languages(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/robots.txt"] = f"User-agent: *\nSitemap: {site.url}maps/index.xml\n"
        site["/maps/index.xml"] = Sent(
            kind="application/xml",
            body=(
                f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap>"
                f"<loc>\n  {site.url}maps/a.xml.gz </loc></sitemap></sitemapindex>"
            ).encode(),
        )
        urls = (
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
            " xmlns:xhtml='http://www.w3.org/1999/xhtml'>"
            f"<url><loc>{site.url}a?x=1&amp;y=2</loc><lastmod>2024-05-06T01:02:03Z</lastmod>"
            f"<xhtml:link rel='alternate' hreflang='es' href='{site.url}es/a'/></url>"
            "<url><loc>http://other.example/b</loc></url></urlset>"
        )
        site["/maps/a.xml.gz"] = Sent(kind="application/gzip", body=packed(urls))
        site["/"] = page(prose(1))
        site["/a?x=1&y=2"] = page(prose(2)).replace(' lang="en"', "")
        site["/es/a"] = page(prose(3)).replace(' lang="en"', "")
        fetch()
        facts = {table["url"]: table for table in told(folder).values()}
        assert facts[f"{site.url}a?x=1&y=2"]["published"] == "2024-05-06"
        assert facts[f"{site.url}es/a"]["language"] == "es"
        assert "published" not in facts[site.url]

    def test_how_far_it_has_come_is_told(
        self, site: Website, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("corpus.site.fetch.TELL_SECONDS", -1.0)
        site["/"] = page(prose(1), "a", "b")
        site["/a"], site["/b"] = page(prose(2)), page(prose(3))
        told: list[tuple[int, int]] = []
        settings = SiteSettings(url=(site.url,))
        fetch_site(settings, folder, progress=lambda done, total: told.append((done, total)))
        assert [done for done, _ in told] == [1, 2, 3, 4]  # with the sitemap that isn't there
        assert told[-1] == (4, 4)

    def test_feeds_are_found_and_read(self, site: Website, fetch: Fetch, folder: Path) -> None:
        feed = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
        site["/"] = page(prose(1), head=feed)
        site["/news.rss"] = Sent(
            kind="application/rss+xml",
            body=b"<rss version='2.0'><channel><item><link><![CDATA[/one]]></link>"
            b"<pubDate>Tue, 03 Jun 2003 09:39:21 GMT</pubDate></item></channel></rss>",
        )
        site["/one"] = page(prose(2))
        fetch()
        assert told(folder)["one.html"]["published"] == "2003-06-03"

    def test_what_an_unchanged_first_page_tells_is_still_known(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        feed = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
        site["/"] = page(prose(1), head=f'<meta property="og:site_name" content="Town">{feed}')
        rss = "<rss version='2.0'><channel><item><link>/{}</link></item></channel></rss>"
        site["/news.rss"] = Sent(kind="text/xml", body=rss.format("one").encode())
        site["/one"], site["/two"] = page(prose(2)), page(prose(3))
        fetch()
        site["/news.rss"] = Sent(kind="text/xml", body=rss.format("two").encode())
        report = fetch()
        assert (report.new, report.gone) == ((f"{site.url}two",), (f"{site.url}one",))
        assert told(folder)["two.html"]["publisher"] == "Town"

    def test_one_may_begin_with_a_sitemap(self, site: Website, fetch: Fetch, folder: Path) -> None:
        site["/map.txt"] = Sent(kind="text/plain", body=f"{site.url}a\n{site.url}b\n".encode())
        site["/a"], site["/b"] = page(prose(1)), page(prose(2))
        fetch("map.txt")
        assert kept(folder) == {"a.html", "b.html"}

    def test_linked_files_are_kept_wherever_they_lie_and_whatever_the_server_calls_them(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/help/"] = page(
            prose(1), "/media/form.pdf", "/media/old.doc", "/media/a.png", "/x.zip"
        )
        when = {"Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT"}
        site["/media/form.pdf"] = Sent(
            body=b"%PDF-1.4 ...", kind="application/octet-stream", headers=when
        )
        report = fetch("help/", publisher="The town")
        assert kept(folder) == {"help/index.html", "media/form.pdf"}
        facts = told(folder)["media/form.pdf"]
        assert (facts["published"], facts["publisher"]) == ("2015-10-21", "The town")
        assert reasons(report) == {"not a format that is read (.doc): save it as DOCX": 1}
        assert not {"/media/a.png", "/x.zip", "/media/old.doc"} & set(site.paths)

    def test_what_is_fetched_is_a_corpus_whose_quotes_open_the_live_page(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        head = '<meta property="og:site_name" content="Town of Example">'
        site["/"] = page("The gate closes at eight.", "es/", head=head, title="Parking")
        site["/es/"] = page("La puerta cierra a las ocho.", language="es")
        fetch()
        documents = {document.title: document for document in load_corpus(folder).documents}
        parking = documents["Parking"].metadata
        assert (parking.url, parking.publisher) == (site.url, "Town of Example")
        spanish = documents["La puerta cierra a las ocho."].metadata
        assert (spanish.url, spanish.language) == (f"{site.url}es/", "es")
        assert spanish.publisher == "Town of Example"

    def test_a_site_may_lie_in_a_part_of_the_corpus(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page("The gate closes at eight.", title="Parking")
        fetch(publisher="Town")
        corpus = folder.parent
        (corpus / "other").mkdir()
        (corpus / "own.txt").write_text("Some text.")
        (corpus / "other" / "site.toml").write_text("somebody = 'else'")
        loaded = load_corpus(corpus)
        [own, parking] = sorted(loaded.documents, key=lambda one: one.title != "Some text.")
        assert own.metadata.url is None
        assert (parking.metadata.url, parking.metadata.publisher) == (site.url, "Town")
        assert [one.where for one in loaded.skipped] == ["other/site.toml"]
        before = glance(corpus)
        fetch(publisher="The town")  # no page has changed, and yet what is told of it
        assert glance(corpus) != before

    def test_what_the_operator_knows_counts_before_what_the_page_says(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1))
        fetch()
        name = f"localhost_{site.port}/index.html"
        (folder / "manifest.toml").write_text(
            f'[[documents]]\nfile = "{name}"\nid = "home"\npublisher = "Us"\n'
        )
        [document] = load_corpus(folder).documents
        assert document.id == "home"
        assert (document.metadata.publisher, document.metadata.url) == ("Us", site.url)
        fetch()
        assert "Us" in (folder / "manifest.toml").read_text()

    def test_only_wanted_languages_are_kept(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "es/", "x")
        site["/es/"] = page(prose(2), "/es/more", language="es-MX")
        site["/es/more"] = page(prose(3), language="en-GB")
        site["/x"] = page(prose(4)).replace(' lang="en"', "")
        report = fetch(languages=("en",))
        assert kept(folder) == {"index.html", "es/more.html", "x.html"}
        assert reasons(report) == {"in another language (`languages`)": 1}

    def test_paths_may_be_left_out(self, site: Website, fetch: Fetch, folder: Path) -> None:
        site["/"] = page(prose(1), "archive/a", "b?print=1", "b")
        site["/archive/a"] = site["/b"] = site["/b?print=1"] = page(prose(2))
        fetch(exclude=("/archive/*", "*print=*"))
        assert kept(folder) == {"index.html", "b.html"}


class TestAgain:
    def test_an_unchanged_site_transfers_nothing_and_touches_nothing(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.url}map.xml"
        site["/map.xml"] = Sent(
            kind="text/xml", body=f"<urlset><url><loc>{site.url}b</loc></url></urlset>".encode()
        )
        site["/"] = page(prose(1), "a", "double")
        site["/a"] = page(prose(2), "c")
        site["/b"] = page(prose(3), head='<meta name="robots" content="noindex">')
        site["/c"] = page(prose(4))
        site["/double"] = page(prose(4))
        fetch()
        before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*ml")}
        site.asked.clear()
        report = fetch()
        assert site.bodies == []
        assert (report.bodies, report.received, report.unchanged) == (0, 0, 3)
        assert (report.new, report.changed, report.gone) == ((), (), ())
        assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*.*ml")}

    def test_without_etags_the_hash_tells(self, site: Website, fetch: Fetch, folder: Path) -> None:
        site["/"] = Sent(body=page(prose(1)).encode(), tag=False)
        fetch()
        before = next(folder.rglob("*.html")).stat().st_mtime_ns
        assert fetch().unchanged == 1
        assert next(folder.rglob("*.html")).stat().st_mtime_ns == before

    def test_what_changed_is_changed_and_what_is_gone_is_gone(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "a", "b", "deep/c", "d")
        for n, name in enumerate(("a", "b", "deep/c", "d")):
            site[f"/{name}"] = page(prose(n + 2))
        fetch()
        site["/a"] = page(prose(10))
        del site["/b"]
        site["/deep/c"] = Sent(status=410)
        site["/d"] = Sent(status=403)
        report = fetch()
        assert report.changed == (f"{site.url}a",)
        assert set(report.gone) == {f"{site.url}{name}" for name in ("b", "deep/c", "d")}
        assert kept(folder) == {"index.html", "a.html"}
        assert prose(10) in next(folder.rglob("a.html")).read_text()
        assert set(told(folder)) == {"index.html", "a.html"}
        assert not any(path.name == "deep" for path in folder.rglob("*"))

    def test_a_page_that_nothing_leads_to_any_more_is_gone_once_all_was_seen(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "a", "b")
        site["/a"], site["/b"] = page(prose(2)), page(prose(3), "c")
        site["/c"] = page(prose(4))
        fetch()
        site["/"] = page(prose(5), "a", "b")
        site["/b"] = Sent(status=500)
        report = fetch()  # it can't be told what /b leads to
        assert kept(folder) == {"index.html", "a.html", "b.html", "c.html"}
        assert [one.why for one in report.faults] == ["answered with status 500"]
        site["/"], site["/b"] = page(prose(6), "b"), page(prose(3), "c")
        assert fetch().gone == (f"{site.url}a",)
        assert kept(folder) == {"index.html", "b.html", "c.html"}

    def test_a_site_that_is_down_loses_nothing(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "a")
        site["/a"] = page(prose(2))
        fetch()
        for status in (500, 404, 403):
            site["/"] = Sent(status=status)
            with pytest.raises(FetchError, match=str(status)):
                fetch()
            assert kept(folder) == {"index.html", "a.html"}
            assert set(told(folder)) == {"index.html", "a.html"}

    def test_a_file_that_was_deleted_or_damaged_here_is_fetched_again(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "a")
        site["/a"] = page(prose(2))
        fetch()
        next(folder.rglob("a.html")).unlink()
        next(folder.rglob("index.html")).write_text("")
        fetch()
        assert prose(2) in next(folder.rglob("a.html")).read_text()
        assert prose(1) in next(folder.rglob("index.html")).read_text()

    def test_without_its_state_it_begins_anew_with_the_same_files(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "a", "b")
        site["/a"], site["/b"] = page(prose(2)), page(prose(3))
        fetch()
        shutil.rmtree(folder / ".site")
        del site["/b"]
        report = fetch()
        assert kept(folder) == {"index.html", "a.html"}
        assert (report.pages, len(report.gone)) == (2, 1)

    def test_other_settings_look_at_everything_anew(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "es")
        site["/es"] = page(prose(2), language="es")
        fetch()
        fetch(languages=("en",), publisher="Us")
        assert kept(folder) == {"index.html"}
        assert told(folder)["index.html"]["publisher"] == "Us"

    def test_files_of_others_are_neither_replaced_nor_deleted(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        own = folder / f"localhost_{site.port}" / "a.html"
        own.parent.mkdir(parents=True)
        own.write_text("mine")
        site["/"] = page(prose(1), "a")
        site["/a"] = page(prose(2))
        fetch()
        assert own.read_text() == "mine"
        assert len(kept(folder)) == 3
        del site["/a"]
        fetch()
        assert kept(folder) == {"index.html", "a.html"}
        assert own.read_text() == "mine"


class TestTraps:
    def test_loops_end(self, site: Website, fetch: Fetch, folder: Path) -> None:
        site["/"] = page(prose(1), "a/", "r1")
        site["/r1"] = Sent(status=302, headers={"Location": "/r2"})
        site["/r2"] = Sent(status=302, headers={"Location": "/r1"})
        same = page(prose(2), "a/")

        def deeper(path: str) -> Sent | None:
            return Sent(body=same.encode()) if path.startswith("/a/") else None

        site.other = deeper
        fetch()
        assert kept(folder) == {"index.html", "a/index.html"}
        assert len(site.paths) < 10

    def test_redirects_that_never_end_do(self, site: Website, fetch: Fetch) -> None:
        site["/"] = page(prose(1), "r0")

        def on(path: str) -> Sent | None:
            if path.startswith("/r") and path[2:].isdecimal():
                return Sent(status=301, headers={"Location": f"/r{int(path[2:]) + 1}"})
            return None

        site.other = on
        fetch()
        assert len(site.paths) < 25

    def test_a_calendar_ends(self, site: Website, fetch: Fetch) -> None:
        site["/"] = page(prose(1), "cal/2026/1")

        def month(path: str) -> Sent | None:
            if not path.startswith("/cal/"):
                return None
            year, number = map(int, path.split("/")[2:])
            links = [f"/cal/{year + (number == 12)}/{number % 12 + 1}", f"/cal/{year - 1}/{number}"]
            days = " ".join(f"day {n}" for n in range(1, 31))
            return Sent(body=page(f"Events in {year}-{number}: none. {days}", *links).encode())

        site.other = month
        report = fetch(max_depth=500)
        assert len(site.paths) < 60
        assert "others like it say nothing new (an endless list)" in reasons(report)

    def test_query_strings_without_end_end(self, site: Website, fetch: Fetch) -> None:
        site["/"] = page(prose(1), "list?sort=0")

        def listed(path: str) -> Sent | None:
            if not path.startswith("/list?sort="):
                return None
            n = int(path.rpartition("=")[2])
            links = [f"/list?sort={n * 2 + 1}", f"/list?sort={n * 2 + 2}"]
            return Sent(body=page(prose(2, 80) + f" sorted by {n}", *links).encode())

        site.other = listed
        fetch(max_depth=500)
        assert len(site.paths) < 60

    def test_many_real_pages_of_one_pattern_are_kept(self, site: Website, fetch: Fetch) -> None:
        site["/"] = page(prose(0), *(f"page?id={n}" for n in range(60)))
        for n in range(60):
            site[f"/page?id={n}"] = page(prose(n + 1))
        assert fetch().pages == 61

    def test_a_page_that_says_that_it_isnt_there_isnt_kept(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "a", "gone-too")
        site["/a"] = page(prose(2))
        lost = page("Sorry, this page could not be found. Try the search.", title="Not found")
        site.other = lambda path: (
            None if path.endswith((".txt", ".xml")) else Sent(body=lost.encode())
        )
        report = fetch()
        assert kept(folder) == {"index.html", "a.html"}
        assert reasons(report) == {"says that it isn't there, though with status 200": 1}
        site.asked.clear()
        fetch()
        assert [one.path for one in site.asked if "no-such-page" in one.path and one.body] == []

    def test_doubles_are_kept_once_at_their_canonical_address(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        head = '<link rel="canonical" href="/right">'
        site["/"] = page(prose(1), "right?from=menu", "right", "same", "wrong")
        site["/right?from=menu"] = site["/right"] = page(prose(2), head=head)
        site["/right?from=menu"] = page(prose(2) + " from the menu", head=head)
        site["/same"] = page(prose(2), head=head)
        # Some sites name one page as the canonical address of all of them.
        site["/wrong"] = page(prose(3), head='<link rel="canonical" href="/">')
        report = fetch()
        assert kept(folder) == {"index.html", "right.html", "wrong.html"}
        assert (report.pages, len(report.new), report.gone) == (3, 3, ())
        assert reasons(report) == {"the same as another page": 2}
        assert told(folder)["wrong.html"]["url"] == f"{site.url}wrong"
        assert (fetch().changed, fetch().gone) == ((), ())
        del site["/right"]
        fetch()
        assert len(kept(folder)) == 4  # what was a double of it, and isn't of each other

    def test_a_huge_file_and_a_gzip_bomb_are_left(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        zeros = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        bomb = b"".join(zeros.compress(bytes(1 << 20)) for _ in range(40)) + zeros.flush()
        assert len(bomb) < 1 << 20
        site["/"] = page(prose(1), "bomb", "huge", "announced", "damaged", "br")
        site["/bomb"] = Sent(body=bomb, headers={"Content-Encoding": "gzip"})
        site["/huge"] = Sent(body=bytes(3 << 20))
        site["/announced"] = Sent(body=b"x", headers={"Content-Length": str(1 << 40)})
        site["/damaged"] = Sent(body=packed(prose(2))[:40], headers={"Content-Encoding": "gzip"})
        site["/br"] = Sent(body=b"x", headers={"Content-Encoding": "br"})
        report = fetch(max_file_megabytes=2)
        assert kept(folder) == {"index.html"}
        assert {one.url.rpartition("/")[2]: one.why for one in report.faults} == {
            "bomb": "is larger than 2 MB",
            "huge": "is larger than 2 MB",
            "announced": "is larger than 2 MB",
            "damaged": "ends before its end",
            "br": "is packed as 'br', unasked",
        }
        largest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        assert largest < 2 << 20

    def test_slow_and_dying_answers_are_left_in_time(
        self, site: Website, fetch: Fetch, folder: Path
    ) -> None:
        site["/"] = page(prose(1), "drip", "drip-headers", "cut", "a")
        site["/drip"] = Sent(body=b"x" * 10_000, drip=0.2)
        site["/drip-headers"] = Sent(drip_headers=0.2)
        site["/cut"] = Sent(body=b"x" * 100_000, cut=1000)
        site["/a"] = page(prose(2))
        report = fetch(patience=0.7)
        assert kept(folder) == {"index.html", "a.html"}
        assert {one.url.rpartition("/")[2]: one.why for one in report.faults} == {
            "drip": "didn't answer in time",
            "drip-headers": "didn't answer in time",
            "cut": "broke the answer off",
        }

    def test_a_host_that_fails_again_and_again_is_left_alone(
        self, site: Website, fetch: Fetch
    ) -> None:
        site["/"] = page(prose(0), *(f"x{n}" for n in range(30)))
        site.other = lambda path: Sent(status=503) if path.startswith("/x") else None
        report = fetch()
        assert len({path for path in site.paths if path.startswith("/x")}) == 5
        assert len(report.faults) == 30

    def test_bounds_end_a_fetch_and_say_so(self, site: Website, fetch: Fetch, folder: Path) -> None:
        site["/"] = page(prose(0), *(f"p/{n}" for n in range(30)))
        site.other = lambda path: (
            Sent(body=page(prose(hash(path))).encode()) if "/p/" in path else None
        )
        report = fetch(max_pages=10)
        assert (report.pages, report.stopped) == (10, "10 pages (`max_pages`)")
        first = kept(folder)
        assert fetch(max_pages=10).pages == 10
        assert kept(folder) == first
        assert fetch(max_depth=0).left_out[0].count == 30

    def test_hostile_pages_are_no_error(self, site: Website, fetch: Fetch, folder: Path) -> None:
        site["/"] = page(
            prose(1), "deep", "nul", "xml", "http://[", "http://localhost:99999/", "%00"
        )
        site["/deep"] = "<div>" * 20_000 + "x"
        site["/nul"] = Sent(body=b"\0" * 500)
        site["/xml"] = Sent(
            kind="application/xml", body=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
        )
        report = fetch()
        assert kept(folder) == {"index.html"}
        assert len(report.faults) == 2
