"""The desk below a path, behind a real nginx with the lines that docs/install.md gives: every
address leads back through it, the page works, and what visitors say gets nobody round a limit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PASSWORD, WAIT_MS, OddDesk, Window, ask
from tests.browser.leaflet import leaflet_address
from tests.browser.nginx import location, proxying
from tests.browser.screenshots import settled, until
from tests.browser.serving import serving
from tests.browser.weeks import fill
from tests.ui.fakes import DOCUMENTS
from ui.config import Config, Secrets
from ui.messages import ENGLISH, SPANISH
from ui.web.app import create_app

pytestmark = pytest.mark.browser

OK, MOVED, SEE_OTHER = 200, 301, 303
FORBIDDEN, MISSING, TOO_MANY = 403, 404, 429
PROXY = ("127.0.0.1",)
A_MINUTE = 9  # three at once
CUT, KEPT, DEEP, SET = "/cut", "/kept", "/a/deep/desk", "/set"
QUESTION = "What are the five goals of the strategy?"
ADDRESS = re.compile(r'(?:href|src|action|data-address|data-src)="([^"#][^"]*)"')
IMPORT = re.compile(r'(?:from|import|import\()\s*"(\.[^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    address  of the server: "http://127.0.0.1:4711"
    """

    address: str

    def client(self, path: str = "", **options: object) -> httpx.Client:
        base = f"{self.address}{path}/"
        return httpx.Client(base_url=base, timeout=60, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One nginx: a desk that is told its path, cut off or not, and one that knows it."""
    folder = tmp_path_factory.mktemp("nginx")
    ledger = folder / "ledger.sqlite"
    fill(ledger)
    told = create_app(
        OddDesk(),
        config=Config(
            trusted_proxies=PROXY, rate_limit=0, ledger=str(ledger), store_questions=True
        ),
        secrets=Secrets(staff_password=PASSWORD),
    )
    knows = create_app(
        OddDesk(),
        config=Config(root_path=SET, trusted_proxies=PROXY, rate_limit=A_MINUTE),
        secrets=Secrets(staff_password=PASSWORD),
    )
    with serving(told) as desk, serving(knows) as other:
        locations = (
            location(CUT, desk),
            location(KEPT, desk, cut=False),
            # As it is often written: all that is asked for comes with two slashes then.
            location(DEEP, desk).replace(f"{DEEP}/ {{", f"{DEEP} {{"),
            location(SET, other, cut=False).replace(f'"{SET}"', '""'),
            location("", desk),
        )
        with proxying(folder, locations) as address:
            yield Site(address=address)


# --- addresses --------------------------------------------------------------------------------


def addresses(page: str) -> set[str]:
    """What a page leads to and loads. Gradio's holds our parts in its configuration, as JSON."""
    for mark, character in (("003c", "<"), ("003e", ">"), ("0026", "&")):
        page = page.replace(f"\\u{mark}", character)
    return {html.unescape(it) for it in ADDRESS.findall(page.replace('\\"', '"'))}


PAGES = (
    "",
    "?lang=es",
    leaflet_address().removeprefix("/"),
    f"doc/{DOCUMENTS[0].id}?start=0&end=5&partial=1",
    f"slip/{DOCUMENTS[0].id}?start=0&end=5",
    "nothing",
    "doc/nothing",
    "staff",
    "api/docs",
)


@pytest.mark.parametrize("path", [CUT, KEPT, DEEP, SET, ""])
def test_every_address_leads_back_through_the_proxy(site: Site, path: str) -> None:
    with site.client(path) as client:
        seen: set[str] = set()
        for page in PAGES:
            answer = client.get(page)
            assert answer.status_code in (OK, MISSING), page
            seen |= {urljoin(str(answer.url), it) for it in addresses(answer.text)}
        assert len(seen) > len(PAGES)
        ours = {it for it in seen if urlsplit(it).netloc == urlsplit(site.address).netloc}
        # Else only the documents' own places.
        assert {urlsplit(it).netloc for it in seen - ours} <= {"example.org", ""}
        for address in sorted(ours):
            assert urlsplit(address).path.startswith(f"{path}/"), address
            if "nothing" in address or "/sign-" in address:
                continue  # what isn't there, and forms
            if "lang=" in address and "lang=es" not in address:
                continue  # one language stands for all: the limit counts each address
            answer = client.get(address)
            assert answer.status_code == OK, address
            for module in IMPORT.findall(answer.text) if address.endswith(".js") else ():
                part = client.get(urljoin(address, module))
                assert part.status_code == OK, module


# --- for programs -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [CUT, KEPT, DEEP, ""])
def test_programs_ask_through_the_proxy(site: Site, path: str) -> None:
    with site.client(path) as client:
        reply = client.post("api/ask", json={"question": QUESTION}).json()
        assert reply["answered"] is True
        helped = client.post("api/feedback", json={"reply_id": reply["reply_id"], "helpful": True})
        assert helped.status_code == OK
        [first, *_] = client.get("api/documents").json()["documents"]
        assert first["page"].startswith(f"{path}/doc/")
        assert client.get(f"{site.address}{first['page']}").status_code == OK
        assert f"{site.address}{path}/api/ask" in html.unescape(client.get("api/docs").text)
        call = {"name": "ask_documents", "arguments": {"question": QUESTION}}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        for origin in (None, site.address):
            headers = {} if origin is None else {"origin": origin}
            told = client.post("mcp", json=message, headers=headers).json()
            assert told["result"]["structuredContent"]["answered"] is True
        foreign = client.post("mcp", json=message, headers={"origin": "https://evil.example"})
        assert foreign.status_code == FORBIDDEN
        assert client.get("healthz").status_code == client.get("readyz").status_code == OK
        # Counts are for this machine's own, and not for what is forwarded to it.
        assert client.get("metrics").status_code == MISSING


def test_the_page_s_stream_begins_at_once_and_answers_come_whole(site: Site) -> None:
    with site.client(CUT) as client:
        with client.stream("GET", "gradio_api/heartbeat/abc") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert next(stream.iter_text()) == "data: ALIVE\n\n"
        packed = client.get("", headers={"accept-encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.text.rstrip().endswith("</html>")
        # As much as the desk itself takes: its own words tell what is too much, not nginx's.
        longest = client.post("api/ask", json={"question": "a" * 1_199_000})
        assert longest.json()["error"].startswith("the question")


# --- ways in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [CUT, KEPT, SET])
def test_without_the_last_slash_the_desk_is_found(site: Site, path: str) -> None:
    with site.client() as client:
        answer = client.get(f"{site.address}{path}")
        assert (answer.status_code, answer.headers["location"]) == (
            MOVED,
            f"{site.address}{path}/",
        )
        page = client.get(f"{site.address}{DEEP}")  # where the proxy adds none
        assert page.status_code == OK
        assert f'"root":"{site.address}{DEEP}"' in page.text


@pytest.mark.parametrize("path", [KEPT, SET])  # so many passwords may be tried
def test_the_staff_go_in_and_out_and_their_cookies_stay_below_the_path(
    site: Site, path: str
) -> None:
    with site.client(path) as client:
        chosen = client.get("?lang=es").headers["set-cookie"]
        assert f"Path={path};" in chosen
        assert "Secure" not in chosen
        refused = client.post("staff/sign-in", data={"password": "another"})
        assert refused.status_code == FORBIDDEN
        entered = client.post(
            "staff/sign-in", data={"password": PASSWORD}, headers={"origin": site.address}
        )
        assert (entered.status_code, entered.headers["location"]) == (SEE_OTHER, f"{path}/staff")
        cookie = entered.headers["set-cookie"]
        assert f"Path={path}/staff;" in cookie
        assert "HttpOnly" in cookie
        assert SPANISH.staff.title in client.get("staff").text
        assert client.get("staff/counts.csv").headers["content-type"].startswith("text/csv")
        left = client.post("staff/sign-out")
        assert left.headers["location"] == f"{path}/staff"
        assert f"Path={path}/staff;" in left.headers["set-cookie"]
        assert SPANISH.staff.title not in client.get("staff").text
        elsewhere = client.post(
            "staff/sign-in",
            data={"password": PASSWORD},
            headers={"origin": "https://evil.example"},
        )
        assert elsewhere.status_code == FORBIDDEN


# --- who asks ---------------------------------------------------------------------------------


def asked(site: Site, address: str, **said: str) -> int:
    """The status that a client at this address of the machine gets, whatever it says of itself."""
    transport = httpx.HTTPTransport(local_address=address)
    headers = {name.replace("_", "-"): value for name, value in said.items()}
    with site.client(SET, transport=transport) as client:
        return client.post("api/ask", json={"question": QUESTION}, headers=headers).status_code


def test_each_visitor_has_a_limit_and_none_gets_round_it(site: Site) -> None:
    at_once = A_MINUTE // 3
    found = [asked(site, "127.0.0.2") for _ in range(at_once + 1)]
    assert found == [OK] * at_once + [TOO_MANY]
    for said in ("203.0.113.7", "127.0.0.1", "203.0.113.8, 127.0.0.9"):
        assert asked(site, "127.0.0.2", x_forwarded_for=said) == TOO_MANY
    assert asked(site, "127.0.0.2", forwarded="for=203.0.113.7", x_real_ip="1.2.3.4") == TOO_MANY
    assert asked(site, "127.0.0.3") == OK  # another one's limit is another


def test_what_a_visitor_says_of_the_site_changes_nothing(site: Site) -> None:
    said = {
        "x-forwarded-prefix": "/forged",
        "x-forwarded-host": "forged.example",
        "x-forwarded-proto": "https",
        "x-gradio-server": "http://forged.example",
        "x-forwarded-for": "203.0.113.7",
    }
    for path in (CUT, KEPT, SET, ""):
        with site.client(path, headers=said) as client:
            for page in ("", "nothing", f"slip/{DOCUMENTS[0].id}?start=0&end=5"):
                text = client.get(page).text
                assert "forged" not in text
                assert f"https://{urlsplit(site.address).netloc}" not in text


# --- in a browser -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [CUT, DEEP, f"{SET}/"])
def test_the_page_works_below_the_path(browser: Browser, site: Site, path: str) -> None:
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(WAIT_MS)
    window = Window(page=context.new_page())
    context.on("page", window.watch)
    window.watch(window.page)
    page, paths = window.page, set[str]()
    context.on("request", lambda it: paths.add(urlsplit(it.url).path))
    page.goto(f"{site.address}{path}")
    settled(page)

    turn = ask(page, QUESTION)
    expect(turn.locator("blockquote").first).to_contain_text("identifies five key goals")
    turn.locator("a[data-open]").first.click()
    expect(page.locator("#source mark").first).to_be_visible()
    page.keyboard.press("Escape")
    turn.locator("[data-helpful='yes']").click()
    expect(turn.locator(".thanks")).to_have_text(ENGLISH.thanks)

    page.goto(f"{site.address}{path.rstrip('/')}{leaflet_address()}")
    page.locator("img").first.scroll_into_view_if_needed()
    until(page, "document.images[0].complete && document.images[0].naturalWidth > 0")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto(f"{site.address}{path}")
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "es")
    cookies = {it["name"]: it["path"] for it in context.cookies()}
    assert cookies == {"lang": path.rstrip("/") or "/"}
    context.close()

    base = path.rstrip("/")
    assert {it for it in paths if not it.startswith(f"{base}/") and it != base} == set()
    assert window.hosts - {""} == {urlsplit(site.address).netloc}
    assert window.complaints == []


def test_a_visitor_over_the_limit_is_told_in_our_words(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="es-ES", reduced_motion="reduce")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(f"{site.address}{SET}/")
    settled(page)
    for _ in range(A_MINUTE):
        told = page.locator("#conversation .told")
        page.locator("#question textarea").fill(QUESTION)
        before = page.locator("#conversation .turn, #conversation .told").count()
        page.keyboard.press("Enter")
        expect(page.locator("#conversation .turn, #conversation .told")).to_have_count(before + 1)
        if told.count():
            break
    expect(told).to_contain_text(SPANISH.too_many.many.split("{")[0])
    context.close()
