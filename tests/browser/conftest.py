"""A running desk without an engine, a real Chromium, and windows that note what goes wrong.

What always holds in a test with a `window`: no request leaves for another host, and the console
stays without errors and warnings of ours.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from corpus.document import Document, Metadata
from corpus.files import Skipped
from qa.question import Question
from qa.reply import Answer, Quote, Reply
from qa.validity import Standing, Validity
from tests.browser.leaflet import leaflet
from tests.browser.screenshots import CHROMIUM_OPTIONS, settled
from tests.browser.serving import serving
from tests.browser.weeks import fill
from tests.ui.fakes import DOCUMENTS, FakeDesk, document_from, found
from ui.config import Config, Secrets
from ui.messages import Said
from ui.web.app import create_app
from ui.web.asking import CONCURRENT, WAITING

# How long a page may take to get where a test expects it: a busy machine is no failure.
WAIT_MS = 30_000
expect.set_options(timeout=WAIT_MS)

PASSWORD = "a long enough password"
BUSY = 503
TOASTS = "[class*='toast-body'], [data-testid='toast-body']"  # Gradio's own messages
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
HOSTILE = (
    "<img src=x onerror=alert(1)> ${alert(2)} {{value}} <script>alert(3)</script> "
    "</div></section><h1>Gone</h1> <form action=//evil.example><input name=q></form> "
    "<style>body{display:none}</style> <a href='javascript:alert(5)'>x</a> "
    "<iframe src='data:text/html,x'></iframe> \u202egnirts a\u202c \u2067b"
)
ODD = document_from(
    "odd <b>&amp;/name?#.txt",
    f"Odd {HOSTILE}",
    f"Odd heading {HOSTILE}\n\nA paragraph: {HOSTILE}\n\n  • An item: {HOSTILE}\n"
    + "\nFiller, so that the page is long.\n" * 200
    + "\nThe very last words.\n",
    Metadata(
        url="javascript:alert(4)", publisher=HOSTILE, author=HOSTILE + "!", licence=HOSTILE,
        valid_until="2020-01-01",
    ),
)  # fmt: skip
SPANISH_TEXT = document_from(
    "guía.txt",
    "Guía de ayuda",
    "Guía de ayuda\n\nLa oficina abre a las nueve de la mañana.\n",
    Metadata(language="es"),
)


@dataclass(slots=True)
class OddDesk(FakeDesk):
    """Answers "odd" from a hostile document, "last" from its end, "oficina" in Spanish, and "hold"
    not before it is `released`."""

    notice: Said = "In an emergency call 911."
    documents: Mapping[str, Document] = field(
        default_factory=lambda: MappingProxyType(
            {it.id: it for it in (*DOCUMENTS, ODD, SPANISH_TEXT, leaflet()[0])}
        )
    )
    left_out: tuple[Skipped, ...] | None = (
        Skipped(where=f"scans/{HOSTILE}.pdf", why="its pages are images without text, run OCR"),
        Skipped(where="minutes.docx", why=f"not a Word document that can be read {HOSTILE}"),
    )

    released: threading.Event = field(default_factory=threading.Event)

    def original(self, document: Document) -> bytes:
        known, data = leaflet()
        return data if document is known else FakeDesk.original(self, document)

    def stamp(self, document: Document) -> object | None:
        return "leaflet" if document is leaflet()[0] else None

    def ask(self, question: Question) -> Reply:
        if "hold" in question.text:
            assert self.released.wait(60), "the questions were held too long"
        if "last" in question.text:
            quotes: tuple[Quote, ...] = (found(ODD, "The very last words.", "last"),)
        elif "odd" in question.text:
            quote = found(ODD, f"A paragraph: {HOSTILE}", "paragraph")
            expired = Validity(standing=Standing.EXPIRED, valid_until="2020-01-01")
            quotes = (replace(quote, citation=replace(quote.citation, validity=expired)),)
        elif "oficina" in question.text:
            quotes = (found(SPANISH_TEXT, "La oficina abre a las nueve de la mañana.", "nueve"),)
        elif "both" in question.text:
            quotes = (
                found(DOCUMENTS[0], "the strategy includes nine objectives", "nine"),
                found(DOCUMENTS[0], "the strategy identifies five key goals", "five"),
            )
        else:
            return FakeDesk.ask(self, question)
        self.asked.append(question)
        return Answer(quotes=quotes, confidence=0.9, ranking=(quotes[0].document_id,))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, OddDesk]]:
    """The address of a running desk, and the desk."""
    desk = OddDesk()
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    fill(ledger)
    app = create_app(
        desk,
        config=Config(
            rate_limit=0, ledger=str(ledger), pins=f"{ledger}.pins", store_questions=True
        ),
        secrets=Secrets(staff_password=PASSWORD),
    )
    with serving(app) as address:
        yield address, desk


@pytest.fixture(scope="session")
def address(served: tuple[str, OddDesk]) -> str:
    return served[0]


@pytest.fixture(scope="session")
def desk(served: tuple[str, OddDesk]) -> OddDesk:
    return served[1]


# Of a module, since another module may start a browser of its own way.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=list(CHROMIUM_OPTIONS)
        )
        yield launched
        launched.close()


@dataclass  # no slots: Playwright notes at it that `watch` listens
class Window:
    """A page with what it asked for and complained about."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda it: self.hosts.add(urlsplit(it.url).netloc))
        page.on(
            "console",
            lambda it: self.complaints.append(it.text) if it.type == "error" else None,
        )
        page.on("pageerror", lambda it: self.complaints.append(str(it)))
        page.on("dialog", lambda it: self.complaints.append(f"dialog: {it.message}"))


Contexts = Callable[[dict[str, Any]], BrowserContext]


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Contexts:
    """A context for each set of options, kept: it has what pages load, and how that is compiled."""
    made: dict[str, BrowserContext] = {}

    def context(options: dict[str, Any]) -> BrowserContext:
        name = json.dumps(options, sort_keys=True)
        if name not in made:
            made[name] = browser.new_context(**options)
            made[name].set_default_timeout(WAIT_MS)
        return made[name]

    return context


@contextmanager
def watched(contexts: Contexts, address: str, request: pytest.FixtureRequest) -> Iterator[Window]:
    """An empty page; afterwards checked for outside requests and errors. It remembers nothing of
    the pages before it: no cookie, nothing that was stored. A fixture's parameter is the context's
    options."""
    options: dict[str, Any] = {"viewport": WIDE, "base_url": address, "locale": "en-US"}
    context = contexts(options | {"reduced_motion": "reduce"} | getattr(request, "param", {}))
    window = Window(page=context.new_page())
    context.on("page", window.watch)
    window.watch(window.page)
    try:
        yield window
    finally:
        context.remove_listener("page", window.watch)
        forget(context, address)
    assert window.hosts - {""} == {urlsplit(address).netloc}
    assert window.complaints == []


@pytest.fixture
def window(contexts: Contexts, address: str, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The desk's page, freshly loaded."""
    with watched(contexts, address, request) as window:
        window.page.goto(address)
        settled(window.page)
        yield window


@pytest.fixture
def bare(contexts: Contexts, address: str, request: pytest.FixtureRequest) -> Iterator[Window]:
    """An empty page, for tests that don't need the desk's, which takes seconds."""
    with watched(contexts, address, request) as window:
        yield window


def forget(context: BrowserContext, address: str) -> None:
    """All pages, cookies and what was stored; not what was loaded."""
    page = context.pages[0]
    session = context.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin",
        {"origin": address.rstrip("/"), "storageTypes": "cookies,local_storage,indexeddb"},
    )
    for each in context.pages:
        each.close()
    context.clear_cookies()


@contextmanager
def full(address: str, desk: OddDesk) -> Iterator[None]:
    """For as long as it lasts, as many questions wait as may."""
    desk.released.clear()
    many = CONCURRENT + WAITING + 1
    with ThreadPoolExecutor(many) as callers:

        def hold() -> int:
            return httpx.post(
                f"{address}api/ask", json={"question": "hold"}, timeout=60
            ).status_code

        held = [callers.submit(hold) for _ in range(many)]
        try:
            # The one that comes last is turned away: all others are in.
            assert next(as_completed(held)).result() == BUSY
            yield
        finally:
            desk.released.set()
    assert sorted(it.result() for it in held) == [200] * (many - 1) + [BUSY]


def ask(page: Page, question: str) -> Locator:
    """Asks with Enter; gives back the new exchange."""
    turns = page.locator("#conversation .turn")
    before = turns.count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(turns).to_have_count(before + 1)
    return turns.nth(before)
