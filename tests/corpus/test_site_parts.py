"""The parts of a fetch by themselves: lists, pages, addresses, likeness, what is told of files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.load import load_corpus
from corpus.manifest import load_manifest
from corpus.site.address import Link, file_for, is_endless, normal, pattern_of, scope_of
from corpus.site.alike import likeness, packed, sample_of, unpack
from corpus.site.body import unpacked
from corpus.site.folder import SiteFolder, _table
from corpus.site.kinds import suffix_for
from corpus.site.listing import entries_in
from corpus.site.page import read_page
from corpus.site.robots import rules_in
from corpus.site.settings import FILES
from corpus.site.state import Known
from tests.corpus.websites import packed as gzip
from tests.corpus.websites import prose

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class TestLists:
    @pytest.mark.parametrize(
        "data",
        [
            f'<urlset xmlns="{MAP}"><url><loc>\n http://h/a </loc></url></urlset>',
            '\ufeff<?xml version="1.0"?><!-- c --><urlset><url><loc>http://h/a</loc></url></urlset>',
            f'<s:urlset xmlns:s="{MAP}"><s:url><s:loc><![CDATA[http://h/a]]></s:loc></s:url></s:urlset>',
            "http://h/a\n",
            "<rss><channel><link>http://h/</link><item><link>http://h/a</link></item></channel></rss>",
            (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
                ' xmlns="http://purl.org/rss/1.0/"><item rdf:about="http://h/a"/></rdf:RDF>'
            ),
            (
                '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="http://h/f"/>'
                '<entry><link rel="edit" href="http://h/e"/><link href="http://h/a"/></entry></feed>'
            ),
            '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "http://h/a"}, 1]}',
            # Cut short: what could be read counts.
            "<urlset><url><loc>http://h/a</loc></url><url><loc>http://h",
        ],
    )
    def test_each_form_is_read(self, data: str) -> None:
        for form in (data.encode(), gzip(data)):
            found = entries_in(form)
            assert found is not None
            assert found[0] == Link(url="http://h/a")

    @pytest.mark.parametrize(
        "data",
        [
            *("", "text", "<!doctype html><html><body>x", '{"items": []}', "[1]", "<svg/>"),
            *("<?xml version='1.0'?><html/>", "\x1f\x8b damaged", '{"version": "jsonfeed.org"}'),
        ],
    )
    def test_what_is_none_isnt_taken_for_one(self, data: str) -> None:
        assert not entries_in(data.encode("latin-1"))

    def test_an_index_lists_lists(self) -> None:
        data = f'<sitemapindex xmlns="{MAP}"><sitemap><loc>http://h/1.xml</loc></sitemap></sitemapindex>'
        assert entries_in(data.encode()) == (Link(url="http://h/1.xml", lists=True),)

    def test_dates_and_languages(self) -> None:
        data = (
            f'<urlset xmlns="{MAP}" xmlns:x="http://www.w3.org/1999/xhtml"><url><loc>http://h/a</loc>'
            "<lastmod>2024-02-03</lastmod>"
            '<x:link rel="alternate" hreflang="en" href="http://h/a"/>'
            '<x:link rel="alternate" hreflang="es-MX" href="http://h/es"/>'
            '<x:link rel="alternate" hreflang="x-default" href="http://h/any"/></url></urlset>'
        )
        assert entries_in(data.encode()) == (
            Link(url="http://h/a", date="2024-02-03", language="en"),
            Link(url="http://h/es", language="es-MX"),
            Link(url="http://h/any"),
        )

    def test_entities_and_bombs_are_harmless(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("http://h/secret")
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        data = (
            f'<!DOCTYPE u [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file://{secret}">{laughs}]>'
            "<urlset><url><loc>&l11;&f;</loc></url><url><loc>http://h/a</loc></url></urlset>"
        )
        found = entries_in(data.encode()) or ()
        assert "secret" not in repr(found)
        assert len(repr(found)) < 1000
        assert unpacked(gzip(bytes(1 << 22)), 1 << 20) is None
        assert unpacked(gzip(b"x"), 10) == b"x"


class TestPages:
    def test_what_a_page_tells(self) -> None:
        page = read_page(
            b"""<html lang=de><head><base href="/deep/"><title>T</title>
            <link rel="canonical" href="/c"><link rel="alternate" hreflang="fr" href="/fr/">
            <link rel="alternate" type="application/atom+xml; charset=utf-8" href="/f.atom">
            <link rel="next" href="2"></head><body><a href="x">1</a>
            <a href="x#y" hreflang="it">2</a><a rel="nofollow" href="no">3</a>
            <map><area href="area"></map><iframe src="in"></iframe>
            <a href="mailto:a@b.c">4</a><a href="   y  ">5</a><a>6</a></body></html>""",
            "http://h/a",
        )
        assert [link.url for link in page.links] == [
            *("http://h/fr/", "http://h/deep/2", "http://h/deep/x", "http://h/deep/area"),
            *("http://h/deep/in", "http://h/deep/y"),
        ]
        assert (page.links[0].language, page.links[2].language) == ("fr", "it")
        assert (page.canonical, page.feeds) == ("http://h/c", ("http://h/f.atom",))
        assert (page.facts["language"], page.title) == ("de", "T")
        assert not page.noindex

    @pytest.mark.parametrize(
        ("head", "header", "noindex", "links"),
        [
            ('<meta name="robots" content="noindex, follow">', "", True, 1),
            ('<meta name="ROBOTS" content="NONE">', "", True, 0),
            ('<meta name="robots" content="nofollow">', "", False, 0),
            ('<meta name="quotedesk" content="noindex">', "", True, 1),
            ("", "noindex", True, 1),
            ('<meta name="robots" content="index,max-snippet:-1">', "all", False, 1),
        ],
    )
    def test_what_it_asks_of_robots(
        self, head: str, header: str, noindex: bool, links: int
    ) -> None:
        page = read_page(f"{head}<a href=x>x</a>".encode(), "http://h/", robots=header)
        assert (page.noindex, len(page.links)) == (noindex, links)

    def test_where_it_sends_browsers_on(self) -> None:
        head = '<meta http-equiv="refresh" content="{}"><p>Text.'
        moved = {
            "0; URL='/b'": "http://h/b",
            "600;url=/b": None,
            "5": None,
            "0,url=b": "http://h/b",
        }
        for content, target in moved.items():
            assert read_page(head.format(content).encode(), "http://h/a").moved == target

    def test_what_is_none_is_an_error(self) -> None:
        with pytest.raises(CorpusError):
            read_page(b"\0\1\2" * 100, "http://h/")


class TestAddresses:
    @pytest.mark.parametrize(
        ("url", "made"),
        [
            ("HTTPS://H.Example.:443/%7ea/../b?x#y", "https://h.example/b?x"),
            ("/a b/ü", "http://h/a%20b/%C3%BC"),
            ("?utm_source=a&id=1&cid=2", "http://h/d/?id=1&cid=2"),
            ("x;jsessionid=AB12?y=1", "http://h/d/x?y=1"),
            ("//münchen.example/", "http://xn--mnchen-3ya.example/"),
            ("http://[::1]:8080/", "http://[::1]:8080/"),
            ("../../../x", "http://h/x"),
        ],
    )
    def test_one_form(self, url: str, made: str) -> None:
        assert normal(url, "http://h/d/") == made

    @pytest.mark.parametrize(
        "url",
        [
            *("mailto:a@b.c", "javascript:x", "data:,x", "tel:1", "ftp://h/", "file:///etc/passwd"),
            *("http://:80/", "http://u:p@h/", "http://h:99999/", "http://[::1", "http://a b/"),
            "http://h/" + "x" * 3000,
        ],
    )
    def test_what_is_none(self, url: str) -> None:
        assert normal(url, "http://h/") is None

    def test_endless_ones(self) -> None:
        assert is_endless("http://h/a/b/a/b/a/b")
        assert is_endless("http://h" + "/a1/b2" * 20)
        assert not is_endless("http://h/2024/02/02/a/a")
        assert pattern_of("http://h/c/2024/11?x=1") == pattern_of("http://h/c/1999/1?y=2")

    def test_scope(self) -> None:
        scope = scope_of(
            ("https://h/help", "https://h/a/index.html"),
            prefix="",
            hosts=("o:81",),
            exclude=("/help/old/*",),
        )
        inside = ("http://h/help", "https://h/help/x", "https://h/a/b/c", "http://o:81/any")
        outside = ("https://h/helpless", "https://h/", "http://o/any", "https://h/help/old/x")
        assert all(map(scope.takes, inside))
        assert not any(map(scope.takes, outside))

    def test_files_have_names_that_any_system_takes(self) -> None:
        names = {
            file_for(url, suffix)
            for url, suffix in (
                *(("http://h/", ".html"), ("http://h/a.html", ".html"), ("http://h/a/", ".html")),
                *(
                    ("http://h/r.pdf", ".pdf"),
                    ("http://h/x.zip/b", ".html"),
                    ("http://h/.a", ".txt"),
                ),
            )
        }
        assert {name for name in names if "-" not in name} == {
            *("h/index.html", "h/a.html", "h/a/index.html", "h/r.pdf", "h/x.zip_/b.html"),
        }
        [odd] = [name for name in names if "-" in name]
        assert odd.startswith("h/_.a-")
        assert file_for("http://h/a?b", ".html") != file_for("http://h/a?c", ".html")

    def test_kinds(self) -> None:
        for kind, url, suffix in (
            ("text/html", "http://h/a.pdf", ".html"),
            ("application/pdf", "http://h/get?id=1", ".pdf"),
            ("application/octet-stream", "http://h/A.DOCX", ".docx"),
            ("text/plain", "http://h/a.md", ".md"),
            ("application/zip", "http://h/a.zip", None),
            ("image/png", "http://h/a", None),
        ):
            assert suffix_for(kind, url, FILES) == suffix


class TestLikeness:
    def test_it_is_near_the_share_of_common_words(self) -> None:
        one, other = prose(1, 200), prose(2, 200)
        assert likeness(sample_of(one), sample_of(one)) == 1
        assert likeness(sample_of(one), sample_of(other)) == 0
        assert 0.3 < likeness(sample_of(one), sample_of(f"{one} {other}")) < 0.7
        assert likeness(sample_of("3 May 2024 at 9"), sample_of("4 May 2025 at 10")) == 1

    @given(st.text(max_size=200))
    def test_it_keeps_its_form(self, text: str) -> None:
        sample = sample_of(text)
        assert unpack(packed(sample)) == sample
        assert likeness(sample, sample) == 1


def test_rules_of_robots() -> None:
    rules = rules_in(
        "User-agent: *\nDisallow: /\n\nUser-agent: quotedesk\nCrawl-delay: 2\nRequest-rate: 1/5s\n"
        "Disallow: /*.pdf$\nAllow: /\nSitemap: http://h/s.xml\n"
    )
    assert rules.allows("http://h/a")
    assert not rules.allows("http://h/a.pdf")
    assert (rules.delay, rules.sitemaps) == (5.0, ("http://h/s.xml",))
    assert rules_in("\0nonsense : :: \n<html>").allows("http://h/a")


class TestFacts:
    @given(st.dictionaries(st.sampled_from(["title", "publisher"]), st.text(max_size=40)))
    def test_any_text_can_be_told(self, facts: dict[str, str]) -> None:
        text = {key: value.encode("utf-8", "replace").decode() for key, value in facts.items()}
        [table] = tomllib.loads(_table(Known(url="u", file="a.html", facts=text)))["documents"]
        assert table == {"file": "a.html", **text}

    def test_a_table_without_its_file_is_passed_over_where_a_fetch_wrote_it(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "a.txt").write_text("Some text.")
        lines = '[[documents]]\nfile = {}\nurl = "http://h/a"\n'
        names = ("a.txt", "gone.txt", "../x.txt", "bad\0.txt")
        (tmp_path / "site.toml").write_text("".join(lines.format(json.dumps(n)) for n in names))
        assert set(load_manifest(tmp_path)) == {"a.txt"}
        [document] = load_corpus(tmp_path).documents
        assert document.metadata.url == "http://h/a"
        (tmp_path / "site.toml").write_text("nonsense")
        with pytest.raises(CorpusError, match=r"site\.toml: not TOML"):
            load_manifest(tmp_path)

    def test_it_is_left_alone_where_it_says_the_same(self, tmp_path: Path) -> None:
        folder = SiteFolder(tmp_path)
        page = Known(url="http://h/", file="h/index.html", facts={"url": "http://h/"})
        folder.write_facts([page])
        before = (tmp_path / "site.toml").stat().st_mtime_ns
        folder.write_facts([page])
        assert (tmp_path / "site.toml").stat().st_mtime_ns == before
        folder.close()
