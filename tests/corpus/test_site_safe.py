"""What a fetch never does: ask hosts that weren't named, or addresses of a private network behind
the name of a public one; pass over robots.txt; hurry; keep half a file; lose its place.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ConfigError, FetchError
from corpus.load import load_corpus
from corpus.site.address import file_for, normal
from corpus.site.fetch import World, fetch_site
from corpus.site.folder import SiteFolder
from corpus.site.guard import Guard
from corpus.site.polite import Polite
from corpus.site.report import Report
from corpus.site.settings import SiteSettings, check
from corpus.site.transport import Answer, Wanted
from tests.corpus.test_site_fetch import kept, reasons
from tests.corpus.websites import Sent, Website, page, prose, served

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = "93.184.216.34"


@pytest.fixture
def site() -> Iterator[Website]:
    with served(Website()) as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def fetch(site: Website, folder: Path, world: World | None = None, **settings: object) -> Report:
    given: dict[str, object] = {"url": (site.url,)} | settings
    return fetch_site(SiteSettings(**given), folder, world=world)  # type: ignore[arg-type]


class TestHosts:
    def test_no_other_host_is_asked_by_link_redirect_sitemap_or_robots(
        self, site: Website, folder: Path
    ) -> None:
        with served(Website()) as other:
            address = other.url  # the same machine, another port
            site["/robots.txt"] = f"Sitemap: {address}map.xml"
            refresh = f'<meta http-equiv="refresh" content="0; url={address}refresh">'
            site["/"] = page(prose(1), f"{address}link", "away", "refresh", f"{address}a.pdf")
            site["/away"] = Sent(status=302, headers={"Location": f"{address}redirect"})
            site["/refresh"] = page(prose(2), head=refresh)
            report = fetch(site, folder)
            assert other.asked == []
        assert reasons(report) == {"leads out of the site": 2}

    def test_a_named_host_is(self, site: Website, folder: Path) -> None:
        with served(Website()) as other:
            other["/deep/a"] = page(prose(2))
            site["/"] = page(prose(1), f"{other.url}deep/a")
            fetch(site, folder, hosts=(f"localhost:{other.port}",))
        assert len(kept(folder)) == 2

    def test_where_the_first_address_leads_elsewhere_it_is_said(
        self, site: Website, folder: Path
    ) -> None:
        site["/"] = Sent(status=301, headers={"Location": "https://www.example.org/"})
        with pytest.raises(FetchError, match=r"leads to https://www\.example\.org/\. Fetch that"):
            fetch(site, folder)

    def test_a_public_name_never_leads_into_a_private_network(
        self, site: Website, folder: Path
    ) -> None:
        """Not by its own address, not by one that it gets meanwhile."""
        site["/"] = page(prose(1))
        url = (f"http://www.example.org:{site.port}/",)
        world = World(look_up=lambda *_: ["127.0.0.1"], sleep=lambda _: None)
        with pytest.raises(FetchError, match=r"127\.0\.0\.1, which isn't one of the public"):
            fetch(site, folder, world, url=url)
        assert site.asked == []
        fetch(site, folder, world, url=url, private_hosts=(f"www.example.org:{site.port}",))
        assert len(kept(folder)) == 1

    def test_a_name_is_looked_up_once_for_all_requests(self, site: Website, folder: Path) -> None:
        asked = []

        def look_up(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

        site["/"] = Sent(body=page(prose(1), "a").encode(), headers={"Connection": "close"})
        site["/a"] = page(prose(2))
        fetch(site, folder, World(look_up=look_up))
        assert asked == ["localhost"]
        assert len(kept(folder)) == 2

    @pytest.mark.parametrize(
        "address",
        [
            *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
            *("100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1"),
            *("64:ff9b::a00:1", "2002:a00:1::", "::", "240.0.0.1", "2001:db8::1"),
        ],
    )
    def test_every_kind_of_private_address_is_known(self, address: str) -> None:
        for found in ([address], [PUBLIC, address]):
            guard = Guard(["www.example.org"], look_up=lambda *_, found=found: found)
            with pytest.raises(FetchError, match="public internet"):
                guard.addresses("www.example.org", 80)

    def test_hosts_that_are_meant_may_be_private(self) -> None:
        def at(address: str, host: str, *private: str) -> tuple[str, ...]:
            return Guard([host], private, look_up=lambda *_: [address]).addresses(host, 80)

        assert at("10.0.0.1", "intranet") == ("10.0.0.1",)
        assert at("10.0.0.1", "docs.internal") == ("10.0.0.1",)
        assert at("10.0.0.1", "www.example.org", "www.example.org") == ("10.0.0.1",)
        assert at("10.0.0.1", "10.0.0.1") == ("10.0.0.1",)
        assert at(PUBLIC, "www.example.org") == (PUBLIC,)
        # The service that tells a cloud's machine its passwords is nobody's intranet.
        with pytest.raises(FetchError):
            at("169.254.169.254", "intranet")
        with pytest.raises(FetchError, match="named"):
            Guard(["a"], look_up=lambda *_: [PUBLIC]).addresses("b", 80)

    def test_a_login_is_neither_used_nor_shown(self, site: Website, folder: Path) -> None:
        with pytest.raises(ConfigError) as caught:
            check(SiteSettings(url=("https://me:secret@example.org/",)))
        assert "secret" not in str(caught.value)
        site["/"] = page(prose(1), f"http://me:secret@localhost:{site.port}/a")
        site["/a"] = Sent(body=page(prose(2)).encode(), headers={"Set-Cookie": "a=b"})
        assert fetch(site, folder).pages == 1
        assert "secret" not in "".join(
            path.read_bytes().decode("latin-1") for path in folder.rglob("s*.*") if path.is_file()
        )


class TestPolite:
    def test_robots_txt_is_obeyed_and_what_it_forbids_later_is_gone(
        self, site: Website, folder: Path
    ) -> None:
        site["/robots.txt"] = "User-agent: *\nDisallow: /private\n"
        site["/"] = page(prose(1), "private/a", "open")
        site["/private/a"], site["/open"] = page(prose(2)), page(prose(3))
        report = fetch(site, folder)
        assert reasons(report) == {"robots.txt doesn't allow it": 1}
        assert "/private/a" not in site.paths
        site["/robots.txt"] = "User-agent: quotedesk\nDisallow: /open\n\nUser-agent: *\nAllow: /"
        report = fetch(site, folder)
        assert report.gone == (f"{site.url}open",)
        assert kept(folder) == {"index.html", "private/a.html"}

    def test_a_site_that_forbids_all_is_one_line(self, site: Website, folder: Path) -> None:
        site["/robots.txt"] = "User-agent: *\nDisallow: /"
        site["/"] = page(prose(1))
        with pytest.raises(FetchError, match="Have its keeper allow"):
            fetch(site, folder)
        assert site.paths == []

    def test_rules_that_cant_be_had_forbid_all(self, site: Website, folder: Path) -> None:
        site["/"] = page(prose(1))
        site["/robots.txt"] = Sent(status=500)
        waits: list[float] = []
        with pytest.raises(FetchError, match=r"robots\.txt can't be had"):
            fetch(site, folder, World(sleep=waits.append))
        assert site.paths == []

    def test_pauses_are_kept_and_we_say_who_we_are(self, site: Website, folder: Path) -> None:
        site["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.2\n"
        site["/"] = page(prose(1), "a", "b")
        site["/a"], site["/b"] = page(prose(2)), page(prose(3))
        fetch(site, folder, contact="web@example.org", delay=0.1)
        times = [one.at for one in site.asked if one.path != "/robots.txt"]
        assert min(after - before for before, after in pairwise(times)) > 0.15
        agents = {one.agent for one in site.asked}
        assert len(agents) == 1
        assert agents.pop().startswith("quotedesk/")
        assert site.asked[0].agent.endswith("(web@example.org)")

    @pytest.mark.parametrize(("address", "pause"), [(PUBLIC, 1.0), ("127.0.0.1", None)])
    def test_public_hosts_have_a_second_between_requests(
        self, address: str, pause: float | None, folder: Path
    ) -> None:
        class Client404:
            def get(self, url: str, *_: object, **__: object) -> Answer:
                return Answer(status=404)

        waits: list[float] = []
        guard = Guard(["localhost", "example.org"], ["example.org"], look_up=lambda *_: [address])
        held = SiteFolder(folder)
        state = held.open_state()
        client: Any = Client404()
        polite = Polite(client, guard, state, held.part, sleep=waits.append)
        for _ in range(2):
            polite.ask("http://example.org/", Wanted(limit=1))
        state.close()
        held.close()
        assert [round(one) for one in waits] == ([] if pause is None else [pause])

    def test_a_server_that_asks_for_time_gets_it(self, site: Website, folder: Path) -> None:
        site["/"] = page(prose(1), "a", "b")
        site["/a"] = Sent(status=503, headers={"Retry-After": "7"})
        site["/b"] = page(prose(2))
        waits: list[float] = []
        fetch(site, folder, World(sleep=waits.append))
        assert 7.0 in waits
        site["/a"] = Sent(status=429, headers={"Retry-After": "86400"})
        report = fetch(site, folder, World(sleep=waits.append))
        assert max(waits) == 7.0
        assert "left alone for 86400 seconds" in report.faults[-1].why
        assert kept(folder) == {"index.html", "b.html"}


class TestWhole:
    def test_one_fetch_at_a_time(self, site: Website, folder: Path) -> None:
        held = SiteFolder(folder)
        with pytest.raises(FetchError, match="another process is fetching"):
            fetch(site, folder)
        held.close()

    @pytest.mark.slow
    def test_killed_at_any_moment_the_next_one_goes_on(self, site: Website, folder: Path) -> None:
        count = 60
        site["/"] = page(prose(0), *(f"p/{n}" for n in range(count)))
        for n in range(count):
            site[f"/p/{n}"] = page(prose(n + 1))
        script = (
            "import sys, pathlib\n"
            "from corpus.site.fetch import fetch_site\n"
            "from corpus.site.settings import SiteSettings\n"
            "fetch_site(SiteSettings(url=(sys.argv[1],), delay=0.01), pathlib.Path(sys.argv[2]))\n"
        )
        for kill_after in (5, 20, 40):
            process = subprocess.Popen(
                [sys.executable, "-c", script, site.url, str(folder)],
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )
            until = time.monotonic() + 60
            while len(site.paths) < kill_after and time.monotonic() < until:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait(20)
            for file in folder.rglob("*.html"):
                assert file.read_text().endswith("</html>")
            assert load_corpus(folder).documents
        report = fetch(site, folder)
        assert report.resumed
        assert report.pages == count + 1
        asked = site.paths
        assert len(asked) < count + 30  # nearly nothing was asked for twice
        assert len(load_corpus(folder).documents) == count + 1

    def test_a_link_in_the_folder_leads_nowhere_else(
        self, site: Website, folder: Path, tmp_path: Path
    ) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        folder.mkdir()
        (folder / f"localhost_{site.port}").symlink_to(outside)
        site["/"] = page(prose(1))
        with pytest.raises(FetchError, match="a link leads out of the folder"):
            fetch(site, folder)
        assert list(outside.iterdir()) == []

    def test_a_damaged_state_is_one_line(self, site: Website, folder: Path) -> None:
        site["/"] = page(prose(1))
        fetch(site, folder)
        (folder / ".site" / "state.sqlite").write_bytes(b"nonsense" * 1000)
        with pytest.raises(FetchError, match="Delete it: everything is then fetched anew"):
            fetch(site, folder)

    def test_no_such_host_is_one_line(self, folder: Path) -> None:
        def look_up(host: str, port: int) -> list[str]:
            raise socket.gaierror(-2, "Name or service not known")

        world = World(look_up=look_up, sleep=lambda _: None)
        with pytest.raises(FetchError) as caught:
            fetch_site(SiteSettings(url=("http://no.example.org/",)), folder, world=world)
        assert "there is no such host" in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_has_one_form_or_none(url: str, base: str) -> None:
    for given_ in (url, f"http://h/{url}", f"//{url}", f"/{url}?{base}"):
        made = normal(given_, "http://h/a/b")
        if made is None:
            continue
        assert normal(made) == made
        assert made.isascii()
        assert "#" not in made
        name = file_for(made, ".html")
        parts = name.split("/")
        assert all(part and not part.startswith(".") and len(part.encode()) < 120 for part in parts)
        assert name.endswith(".html")
