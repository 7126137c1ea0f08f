"""The desk in a real Chromium: what a user sees, reaches by keyboard and hears said.

What always holds in each of these: no request leaves for another host, and the console stays
without errors and warnings of ours.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from corpus.document import Document, Metadata
from qa.question import Question
from qa.reply import Answer, Reply
from tests.browser.screenshots import CHROMIUM_OPTIONS
from tests.ui.fakes import DOCUMENTS, FakeDesk, document_from, found
from ui.web.app import bound_socket, create_app

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=alert(1)> ${alert(2)} {{value}} <script>alert(3)</script> "
    "</div></section><h1>Gone</h1> \u202egnirts a"
)
ODD = document_from(
    "odd <b>&amp;/name?#.txt",
    f"Odd {HOSTILE}",
    f"Odd heading {HOSTILE}\n\nA paragraph: {HOSTILE}\n\n  • An item: {HOSTILE}\n"
    + "\nFiller, so that the page is long.\n" * 200
    + "\nThe very last words.\n",
    Metadata(url="javascript:alert(4)", publisher=HOSTILE),
)


@dataclass(slots=True)
class OddDesk(FakeDesk):
    """Answers "odd" from a hostile document and "last" from its end."""

    documents: Mapping[str, Document] = field(
        default_factory=lambda: MappingProxyType({it.id: it for it in (*DOCUMENTS, ODD)})
    )

    def ask(self, question: Question) -> Reply:
        if "last" in question.text:
            quotes = (found(ODD, "The very last words.", "last"),)
        elif "odd" in question.text:
            quotes = (found(ODD, f"A paragraph: {HOSTILE}", "paragraph"),)
        else:
            return FakeDesk.ask(self, question)
        return Answer(quotes=quotes, confidence=0.9, ranking=(ODD.id,))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a running desk."""
    listening = bound_socket("127.0.0.1", 0)
    config = uvicorn.Config(create_app(OddDesk()), log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < until, "the desk did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


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


@dataclass(slots=True)
class Window:
    """A page with what it asked for and complained about."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda it: self.hosts.add(urlsplit(it.url).netloc))
        self.page.on(
            "console",
            lambda it: self.complaints.append(it.text) if it.type == "error" else None,
        )
        self.page.on("pageerror", lambda it: self.complaints.append(str(it)))
        self.page.on("dialog", lambda it: self.complaints.append(f"dialog: {it.message}"))


@pytest.fixture
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Window]:
    """The desk's page, freshly loaded; afterwards checked for outside requests and errors."""
    options = getattr(request, "param", {})
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    context.set_default_timeout(15_000)
    window = Window(page=context.new_page())
    window.watch()
    window.page.goto(address)
    window.page.get_by_label("Your question").wait_for()
    yield window
    context.close()
    assert window.hosts - {""} == {urlsplit(address).netloc}
    assert window.complaints == []


def ask(page: Page, question: str) -> Locator:
    """Asks with Enter; gives back the new exchange."""
    turns = page.locator("#conversation .turn")
    before = turns.count()
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")
    expect(turns).to_have_count(before + 1)
    return turns.nth(before)


def test_a_question_gets_numbered_quotes(window: Window) -> None:
    turn = ask(window.page, "What are the five goals?")
    expect(turn.get_by_role("heading", level=2)).to_contain_text("What are the five goals?")
    expect(turn.locator(".match")).to_have_text("Strong match")
    quotes = turn.locator("ol > li")
    expect(quotes).to_have_count(2)
    first = quotes.first
    expect(first.locator("mark")).to_have_text("five key goals")
    expect(first.locator("figcaption")).to_contain_text("14 February 2020")
    text = first.locator("blockquote").evaluate("it => it.textContent")
    assert text in DOCUMENTS[0].text
    # A list answer looks like a list: a line for every item.
    lines = first.locator("blockquote").evaluate("it => it.innerText.split('\\n')")
    assert len([line for line in lines if line.strip().startswith("•")]) == 5
    expect(window.page.get_by_role("status").last).to_have_text("2 quotes. Strong match.")
    expect(window.page.get_by_label("Your question")).to_be_focused()
    expect(window.page.get_by_label("Your question")).to_have_value("")
    expect(window.page.locator("#examples")).to_be_hidden()


def test_open_source_shows_the_quote_in_its_document(window: Window) -> None:
    page = window.page
    turn = ask(page, "The last words?")
    opener = turn.get_by_role("link", name="Open source")
    opener.focus()
    page.keyboard.press("Enter")
    mark = page.locator("#source mark#q1")
    expect(mark).to_have_text("The very last words.")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    expect(page.locator("#masthead")).to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_source_page_needs_no_script(browser: Browser, window: Window) -> None:
    turn = ask(window.page, "The last words?")
    link = turn.get_by_role("link", name="Open source").evaluate("it => it.href")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    expect(page.locator("mark#q1")).to_have_text("The very last words.")
    expect(page.locator("mark#q1")).to_be_in_viewport()
    context.close()


def test_a_refusal_is_calm_and_keeps_related_passages_folded(window: Window) -> None:
    turn = ask(window.page, "Which compensation do victims get?")
    expect(turn).to_contain_text("The documents don’t answer this")
    expect(turn).to_contain_text("compensation, <b>euro</b>")
    expect(turn.locator("blockquote")).to_be_hidden()
    turn.get_by_text("Related, but not an answer").click()
    expect(turn.locator("blockquote")).to_be_visible()
    expect(turn.locator("ol")).to_have_count(0)


def test_how_the_question_was_read_is_shown(window: Window) -> None:
    ask(window.page, "What are the goals?")
    turn = ask(window.page, "how many objectivs?")
    read = turn.locator(".understood > div")
    expect(read.nth(0)).to_have_text("Searched for:How many objectives does it have?")
    expect(read.nth(1)).to_have_text("Understood with:strategy")
    expect(turn.locator(".match")).to_have_text("Likely match")


def test_examples_and_a_new_conversation(window: Window) -> None:
    page = window.page
    page.get_by_role("button", name="How many cases were there in 2018?").click()
    expect(page.locator("#conversation .turn")).to_have_count(1)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .turn")).to_have_count(0)
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    expect(page.get_by_role("button", name="How many cases were there in 2018?")).to_be_visible()


def test_hostile_words_stay_words(window: Window) -> None:
    page = window.page
    turn = ask(page, f"odd {HOSTILE}")
    assert turn.locator(".asked bdi").evaluate("it => it.textContent") == f"odd {HOSTILE}"
    text = turn.locator("blockquote").evaluate("it => it.textContent")
    assert text == f"A paragraph: {HOSTILE}"
    turn.get_by_role("link", name="Open source").click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    article = page.locator("#source article")
    assert article.evaluate("it => it.textContent") == ODD.text
    assert page.locator("img, h1:has-text('Gone'), a[href^='javascript']").count() == 0


def test_the_question_length_is_limited_by_the_server_too(window: Window) -> None:
    page = window.page
    page.get_by_label("Your question").evaluate("it => it.removeAttribute('maxlength')")
    turn = ask(page, "x" * 2_500)
    expect(turn).to_contain_text("at most 2,000 can be read")


@pytest.mark.parametrize("window", [{"color_scheme": "dark"}], indirect=True)
def test_dark(window: Window) -> None:
    turn = ask(window.page, "What are the goals?")
    colours = turn.locator("figure").first.evaluate(
        "it => [getComputedStyle(it).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert brightness(colours[0]) < 60


@pytest.mark.parametrize("window", [{"color_scheme": "light"}], indirect=True)
def test_320_pixels_wide(window: Window) -> None:
    page = window.page
    page.set_viewport_size({"width": 320, "height": 640})
    turn = ask(page, "What are the goals?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(turn.locator("h2")).to_be_in_viewport()
    turn.get_by_role("link", name="Open source").first.click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    expect(page.locator("#source mark#q1")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Back to the conversation").click()
    expect(turn.get_by_role("link", name="Open source").first).to_be_focused()
    expect(page.get_by_label("Your question")).to_be_in_viewport()


def brightness(colour: str) -> float:
    """The mean of a computed colour's channels, 0 to 255."""
    channels = [float(it) for it in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    return sum(channels) / len(channels)
