"""The desk in a real Chromium: what a user sees, reaches by keyboard and hears said."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    HOSTILE,
    NARROW,
    ODD,
    TOASTS,
    WIDE,
    OddDesk,
    Window,
    ask,
    full,
)
from tests.browser.screenshots import settled
from tests.ui.fakes import BLOG, DOCUMENTS, STRATEGY
from ui.web.desk import MAX_EXCHANGES

pytestmark = pytest.mark.browser

ACCENT = (0x24, 0x48, 0x6B)  # of the button, in light colours


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
    expect(window.page.locator(".examples")).to_have_count(0)


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


def test_going_back_closes_a_source_and_keeps_the_conversation(window: Window) -> None:
    page = window.page
    page.set_viewport_size({"width": 320, "height": 640})
    turn = ask(page, "The last words?")
    opener = turn.get_by_role("link", name="Open source")
    for _ in range(2):
        opener.click()
        expect(page.locator("#source mark#q1")).to_be_focused()
        page.go_back()
        expect(page.locator("#source")).to_have_attribute("data-state", "home")
        expect(opener).to_be_focused()
    expect(turn.get_by_role("heading", level=2)).to_contain_text("The last words?")
    # Closed by its button, it leaves no step behind.
    opener.click()
    page.get_by_role("button", name="Back to the conversation").click()
    expect(opener).to_be_focused()
    assert page.evaluate("window.history.state?.source ?? null") is None


def test_a_source_page_needs_no_script(browser: Browser, window: Window) -> None:
    turn = ask(window.page, "The last words?")
    link = turn.get_by_role("link", name="Open source").evaluate("it => it.href")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    expect(page.locator("mark#q1")).to_have_text("The very last words.")
    expect(page.locator("mark#q1")).to_be_in_viewport()
    context.close()


def test_a_refusal_is_calm_and_shows_the_closest_passage_as_no_answer(window: Window) -> None:
    turn = ask(window.page, "Which compensation do victims get?")
    expect(turn).to_contain_text("No sure answer was found")
    expect(turn).to_contain_text("compensation, <b>euro</b>")
    expect(turn).to_contain_text("Searched: all 5 documents.")
    expect(turn).to_contain_text("Whom to ask: the library, room 2.")
    expect(turn).to_contain_text("The closest passage (it may not answer this)")
    expect(turn.locator("blockquote")).to_be_visible()
    expect(turn.locator("details")).to_have_count(0)
    expect(turn.locator("ol")).to_have_count(0)


def test_how_the_question_was_read_is_shown(window: Window) -> None:
    ask(window.page, "What are the goals?")
    turn = ask(window.page, "how many objectivs?")
    read = turn.locator(".understood > div")
    expect(read.nth(0).locator("bdi")).to_have_text("How many objectives does it have?")
    expect(read.nth(1).locator("bdi")).to_have_text("strategy")
    expect(turn.locator(".match")).to_have_text("Likely match")


def test_how_the_question_was_read_can_be_undone(window: Window, desk: OddDesk) -> None:
    page = window.page
    ask(page, "What are the goals?")
    turn = ask(page, "how many objectivs?")
    page.get_by_role("button", name="Search for exactly what I wrote").click()
    expect(turn).not_to_contain_text("Searched for:")
    expect(turn).to_contain_text("Understood with:")
    expect(page.locator("#conversation .turn")).to_have_count(2)
    assert desk.asked[-1].literal
    expect(page.get_by_label("Your question")).to_be_focused()
    page.get_by_role("button", name="Ask without the conversation").click()
    expect(turn).not_to_contain_text("Understood with:")
    assert desk.asked[-1].literal
    assert desk.asked[-1].history == ()
    # What was said before can't be undone any more, once something else is asked.
    ask(page, "how many objectivs?")
    ask(page, "Parking?")
    expect(page.locator("[data-undo]")).to_have_count(0)


def test_examples_and_a_new_conversation(window: Window) -> None:
    page = window.page
    page.get_by_role("button", name="How many cases were there in 2018?").click()
    expect(page.locator("#conversation .turn")).to_have_count(1)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .turn")).to_have_count(0)
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    expect(page.get_by_role("button", name="How many cases were there in 2018?")).to_be_visible()


OUTSIDERS = (
    "img, iframe, form, main style, main script, h1:text-is('Gone'), a[href^='javascript'], "
    "a[href^='data']"
)


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
    assert page.locator(OUTSIDERS).count() == 0
    expect(page.locator("#source .standing")).to_contain_text("Expired")
    for link in ("Open as a page", "Desk slip", "Read or print"):
        with page.context.expect_page() as opening:
            page.get_by_role("link", name=link).first.click()
        other = opening.value
        expect(other.locator("main")).to_contain_text(f"A paragraph: {HOSTILE}")
        assert other.locator(OUTSIDERS).count() == 0
        other.close()


@pytest.mark.parametrize(
    ("length", "over"), [(2_001, "1 character"), (100_000, "98,000 characters")]
)
def test_a_question_that_is_too_long_stays_and_is_told_by_how_much(
    window: Window, desk: OddDesk, length: int, over: str
) -> None:
    page = window.page
    ask(page, "What are the goals?")
    pasted = ("word " * length)[: length - 1] + "x"
    box = page.get_by_label("Your question")
    box.fill(pasted)
    for _ in range(2):
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").last).to_contain_text(
            f"is {over} too long. At most 2,000"
        )
        page.get_by_role("status").last.evaluate("it => { it.textContent = ''; }")
    expect(page.locator(".told")).to_have_count(1)
    expect(page.locator(".told h2")).to_have_text(f"The question is {over} too long")
    expect(page.locator(".told")).to_be_in_viewport()
    expect(box).to_have_value(pasted)
    expect(page.locator("#conversation .turn")).to_have_count(1)
    assert desk.asked[-1].text == "What are the goals?"
    # Shortened, it is asked, and nothing more is said of its length.
    box.fill(pasted[:1_999] + "?")
    page.keyboard.press("Enter")
    expect(page.locator("#conversation .turn")).to_have_count(2)
    expect(page.locator(".told")).to_have_count(0)
    assert desk.asked[-1].text == pasted[:1_999] + "?"


def test_a_busy_desk_says_so_calmly(window: Window, address: str, desk: OddDesk) -> None:
    page = window.page
    box, told = page.get_by_label("Your question"), page.locator(".told")
    with full(address, desk):
        box.fill("What are the goals?")
        page.keyboard.press("Enter")
        expect(told).to_contain_text("Please try again in a moment")
        expect(box).to_have_value("What are the goals?")
        expect(page.get_by_role("status").last).to_contain_text("The desk is busy.")
        expect(page.locator(TOASTS)).to_have_count(0)
        # From an example too: its question is then in the field.
        page.get_by_role("button", name="New conversation").click()
        page.get_by_role("button", name="How many cases were there in 2018?").click()
        expect(told).to_be_visible()
        expect(box).to_have_value("How many cases were there in 2018?")
        expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#conversation .turn")).to_contain_text("near 11,000 cases")
    expect(told).to_have_count(0)
    expect(box).to_have_value("")


def test_what_was_asked_before_stays_as_it_is(window: Window) -> None:
    page = window.page
    turn = ask(page, "Which compensation do victims get?")
    turn.get_by_role("link", name="Open source").click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    ask(page, "Parking?")
    expect(turn.locator("blockquote")).to_be_visible()
    expect(turn.get_by_role("link", name="Open source")).to_have_attribute("aria-current", "true")
    page.locator("#source [data-close]").click()
    expect(turn.get_by_role("link", name="Open source")).to_be_focused()


def test_a_new_conversation_while_an_answer_is_awaited(window: Window, desk: OddDesk) -> None:
    page = window.page
    ask(page, "What are the goals?")
    desk.released.clear()
    try:
        page.get_by_label("Your question").fill("hold")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="New conversation").click()
        expect(page.locator(".examples")).to_be_visible()
    finally:
        desk.released.set()
    expect(page.locator("#conversation .turn")).to_have_count(1)
    expect(page.locator("#conversation .asked")).to_contain_text("hold")
    page.goto(page.get_by_role("link", name="Read or print").get_attribute("href") or "")
    expect(page.get_by_role("heading", level=2)).to_have_text(["hold"])


def test_a_long_conversation_loses_its_oldest_exchange(window: Window) -> None:
    page = window.page
    box, status = page.get_by_label("Your question"), page.get_by_role("status").last
    for number in range(MAX_EXCHANGES + 1):
        box.fill(f"Parking {number}?")
        page.keyboard.press("Enter")
        expect(page.locator(".turn .asked").last).to_contain_text(f"Parking {number}?")
    expect(page.locator("#conversation .turn")).to_have_count(MAX_EXCHANGES)
    expect(page.locator(".turn .asked").first).to_contain_text("Parking 1?")
    expect(page.locator(".keep")).to_have_count(1)
    expect(status).to_have_text("Nothing about this was found")


@pytest.mark.parametrize("window", [{"color_scheme": "dark"}], indirect=True)
def test_dark(window: Window) -> None:
    turn = ask(window.page, "What are the goals?")
    colours = turn.locator("figure").first.evaluate(
        "it => [getComputedStyle(it).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert brightness(colours[0]) < 60


@pytest.mark.parametrize("window", [{"viewport": NARROW, "has_touch": True}], indirect=True)
def test_by_touch_at_320_pixels(window: Window) -> None:
    page = window.page
    page.locator(".examples button").first.tap()
    turn = page.locator("#conversation .turn")
    expect(turn).to_have_count(1)
    fits(page)
    expect(turn.locator("h2")).to_be_in_viewport()
    opener = turn.get_by_role("link", name="Open source").first
    opener.tap()
    expect(page.locator("#source mark#q1")).to_be_focused()
    expect(page.locator("#source mark#q1")).to_be_in_viewport()
    fits(page)
    page.get_by_role("button", name="Back to the conversation").tap()
    expect(opener).to_be_focused()
    expect(page.get_by_label("Your question")).to_be_in_viewport()
    page.locator("#filter summary").tap()
    page.get_by_label("The DHS strategy in brief").tap()
    expect(page.locator("#filter summary")).to_have_text("Search in 1 of 5 documents")
    fits(page)
    page.get_by_label("Your question").fill("Parking?")
    page.get_by_role("button", name="Ask", exact=True).tap()
    expect(turn).to_have_count(2)
    expect(turn.nth(1)).to_contain_text("Searched: 1 of 5 documents")
    fits(page)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_main_path_by_keyboard_alone(window: Window, desk: OddDesk) -> None:
    page = window.page
    press = page.keyboard.press
    press("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("and/or both")
    press("Enter")
    turn = page.locator("#conversation .turn")
    expect(turn).to_have_count(1)
    assert desk.asked[-1].text == "and/or both"  # a / that is typed stays one
    seen = []
    for _ in range(60):
        press("Shift+Tab")
        seen.append(page.evaluate("document.activeElement.innerText"))
        if "Open source" in str(seen[-1]):
            break
    press("Shift+Tab")
    expect(page.locator(":focus")).to_be_visible()
    opener = turn.get_by_role("link", name="Open source").first
    opener.focus()
    press("Enter")
    first, second = page.locator("#source mark#q1"), page.locator("#source mark#q2")
    expect(first).to_be_focused()
    # From mark to mark, and back.
    press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Previous marked place")
    press("Enter")
    expect(second).to_be_focused()
    press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Next marked place")
    press("Enter")
    expect(first).to_be_focused()
    press("Escape")
    expect(opener).to_be_focused()
    press("Tab")
    press("Enter")
    expect(page.get_by_role("status").last).to_have_text("Copied")


def test_the_slash_key_can_be_turned_off(window: Window) -> None:
    page = window.page
    page.get_by_text("Keyboard shortcuts").click()
    page.get_by_label("Use the / key").uncheck()
    page.locator(".keys summary").focus()
    page.keyboard.press("/")
    expect(page.locator(".keys summary")).to_be_focused()
    page.reload()
    settled(page)
    page.get_by_text("Keyboard shortcuts").click()
    expect(page.get_by_label("Use the / key")).not_to_be_checked()


def test_copying_a_quote_and_its_link(window: Window, address: str) -> None:
    page = window.page
    turn = ask(page, "What are the goals?")
    figure = turn.locator("figure").first
    figure.get_by_role("button", name="Copy (Quote 1)", exact=True).click()
    expect(page.get_by_role("status").last).to_have_text("Copied")
    copied = pasted(page)
    start, end = STRATEGY.index("Specifically"), STRATEGY.index("\n\nFurthermore")
    link = f"{address}doc/hsdl/strategy.txt?start={start}&end={end}#q1"
    assert copied == f"{STRATEGY[start:end]}\n\n{DOCUMENTS[0].title}\n{link}\n"
    other = figure.get_by_role("button", name="Copy link")
    other.click()
    expect(other).to_have_attribute("data-done", "Copied")  # the first one has said it aloud too
    assert pasted(page) == link


ON_TOP = """it => {
  const box = it.getBoundingClientRect();
  return [box.top + 2, box.bottom - 2].every(
    (y) => it.contains(document.elementFromPoint(box.left + box.width / 2, y)));
}"""


def pasted(page: Page) -> str:
    """What the clipboard holds, had without asking for a permission."""
    box = page.get_by_label("Your question")
    box.fill("")
    box.press("Control+v")
    expect(box).not_to_have_value("")
    return box.input_value()


def test_other_quotes_of_the_document_are_marked_too(window: Window) -> None:
    page = window.page
    turn = ask(page, "What do both say?")
    turn.get_by_role("link", name="Open source").last.click()
    expect(page.locator("#source mark#q1")).to_be_focused()
    expect(page.locator("#source mark#q1")).to_have_text("the strategy identifies five key goals")
    expect(page.locator("#source mark#q2")).to_have_text("the strategy includes nine objectives")
    places = page.locator("#source").get_by_role("navigation", name="Marked places")
    places.get_by_role("link", name="2").click()
    expect(page.locator("#source mark#q2")).to_be_focused()
    expect(page.locator("#source mark#q2")).to_be_in_viewport()


def test_documents_can_be_chosen(window: Window, desk: OddDesk) -> None:
    page = window.page
    page.locator("#filter summary").click()
    page.get_by_role("group", name="Only in these").get_by_label("The DHS strategy").check()
    expect(page.locator("#filter summary")).to_have_text("Search in 1 of 5 documents")
    turn = ask(page, "Parking?")
    expect(turn).to_contain_text("Searched: 1 of 5 documents")
    assert desk.asked[-1].filters.documents == (DOCUMENTS[1].id,)
    page.get_by_role("button", name="Search in all", exact=True).click()
    turn = ask(page, "Parking again?")
    expect(turn).to_contain_text("Searched: all 5 documents.")
    assert not desk.asked[-1].filters.documents


def test_a_refusal_from_some_documents_leads_to_all(window: Window, desk: OddDesk) -> None:
    page = window.page
    page.locator("#filter summary").click()
    page.get_by_label("The DHS strategy").check()
    page.locator("#filter summary").click()
    turn = ask(page, "Parking?")
    everywhere = turn.get_by_role("button", name="Search in all documents")
    everywhere.focus()
    page.keyboard.press("Enter")
    expect(turn).to_contain_text("Searched: all 5 documents.")
    expect(everywhere).to_have_count(0)
    assert desk.asked[-1].text == "Parking?"
    assert not desk.asked[-1].filters.documents
    expect(page.get_by_label("Your question")).to_be_focused()
    expect(page.locator("#filter summary")).to_have_text("Search in all 5 documents")
    ask(page, "Parking again?")
    assert not desk.asked[-1].filters.documents


def test_a_new_conversation_searches_all_documents(window: Window, desk: OddDesk) -> None:
    page = window.page
    page.locator("#filter summary").click()
    page.get_by_label("The DHS strategy").check()
    ask(page, "Parking?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#filter input:checked")).to_have_count(0)
    expect(page.locator("#filter summary")).to_have_text("Search in all 5 documents")
    expect(page.locator(".examples")).to_be_visible()
    ask(page, "Parking?")
    assert not desk.asked[-1].filters.documents


@pytest.mark.parametrize(
    "window", [{}, {"viewport": NARROW}], ids=["wide", "narrow"], indirect=True
)
def test_the_question_is_painted_where_it_is(window: Window) -> None:
    page = window.page
    # Opened and closed, the filter once left Chromium with a stale place of what was sticky.
    page.locator("#filter summary").click()
    page.screenshot()
    page.locator("#filter summary").click()
    for question in ("What are the goals?", "Parking?", "What do both say?", "Which victims?"):
        ask(page, question)
        expect(page.get_by_role("status").last).not_to_be_empty()
        button = page.locator("#ask").bounding_box()
        assert button is not None
        whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
        at = (int(button["x"]) + 6, int(button["y"] + button["height"] / 2))
        assert whole.getpixel(at) == ACCENT
    # Nor is it left to chance: what scrolls in two columns has nothing sticky in it.
    if window.page.viewport_size == WIDE:
        assert page.locator("#composer").evaluate("it => getComputedStyle(it).position") != "sticky"
        scrolls = "it => it.scrollHeight > it.clientHeight"
        assert page.locator("#conversation").evaluate(scrolls)
        assert not page.locator("#talk").evaluate(scrolls)


@pytest.mark.parametrize(
    "window",
    [{"viewport": NARROW}, {"viewport": NARROW, "locale": "es"}],
    ids=["english", "spanish"],
    indirect=True,
)
def test_the_question_leaves_room_at_320_pixels(window: Window) -> None:
    page = window.page
    composer = page.locator("#composer").bounding_box()
    assert composer is not None
    assert composer["height"] <= NARROW["height"] / 5
    expect(page.locator(".examples button").first).to_be_in_viewport(ratio=1)
    assert page.locator(".examples button").first.evaluate(ON_TOP)
    for button in ("#ask", "#anew"):
        lines = page.locator(button).evaluate(
            "it => { const all = document.createRange(); all.selectNodeContents(it); "
            "return new Set([...all.getClientRects()].map((box) => box.top)).size; }"
        )
        assert lines == 1, button


@pytest.mark.parametrize(
    "window", [{}, {"viewport": NARROW, "locale": "es"}], ids=["wide", "narrow"], indirect=True
)
def test_the_reasons_are_not_under_the_question(window: Window) -> None:
    turn = ask(window.page, "What are the goals?")
    turn.locator("[data-helpful='no']").click()
    send = turn.locator("[data-send]")
    expect(turn.locator(".why select")).to_be_focused()
    for part in (turn.locator(".why select"), turn.locator(".remark input"), send):
        expect(part).to_be_in_viewport()
        assert part.evaluate(ON_TOP)


def test_feedback_is_sent_with_an_optional_reason(window: Window) -> None:
    page = window.page
    turn = ask(page, "What are the goals?")
    feedback = turn.get_by_role("group", name="Was this helpful?")
    sent = []
    page.on("request", lambda it: sent.append(it.post_data_json) if "feedback" in it.url else None)
    feedback.get_by_role("button", name="No").click()
    expect(feedback.get_by_label("What was wrong?")).to_be_focused()
    feedback.get_by_label("What was wrong?").select_option("Something is missing")
    words = feedback.get_by_label("In your own words")
    expect(words).to_have_accessible_description(re.compile("kept with your question"))
    words.fill("The dates <b>are</b> missing. " + "x" * 400)
    expect(words).to_have_value("The dates <b>are</b> missing. " + "x" * 270)
    words.press("Enter")
    expect(feedback).to_contain_text("Thank you.")
    expect(page.get_by_role("status").last).to_have_text("Thank you.")
    assert [(it["helpful"], it["reason"]) for it in sent] == [(False, ""), (False, "incomplete")]
    assert sent[-1]["remark"] == "The dates <b>are</b> missing. " + "x" * 270
    # It stays said when something else is asked.
    ask(page, "Parking?")
    expect(feedback.get_by_role("button", name="No")).to_have_attribute("aria-pressed", "true")
    # Said again, it doesn't take back why.
    feedback.get_by_role("button", name="No").click()
    expect(feedback.get_by_label("What was wrong?")).to_be_focused()
    assert sent[-1] == sent[1]
    feedback.get_by_role("button", name="Yes").click()
    expect(feedback.get_by_role("button", name="Yes")).to_have_attribute("aria-pressed", "true")
    assert sent[-1]["helpful"] is True


@pytest.mark.parametrize("window", [{"locale": "es-MX"}], indirect=True)
def test_spanish_is_spoken_to_who_asks_for_it(window: Window) -> None:
    page = window.page
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("button", name="Preguntar")).to_be_visible()
    turn = ask(page, "What are the goals?")
    expect(turn.locator(".match")).to_have_text("Coincidencia clara")
    expect(turn.locator("blockquote").first).to_have_attribute("lang", "en")
    assert turn.locator("a.open").first.inner_text().startswith("Abrir la fuente")
    turn.locator("a.open").first.click()
    expect(page.locator("#source .to-quote")).to_have_text("Ir a la cita")
    expect(page.locator("#source article")).to_have_attribute("lang", "en")
    # The other language is a link away, and stays chosen.
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/?lang=en")
    settled(page)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(ask(page, "¿Cuándo abre la oficina?").locator("blockquote")).to_have_attribute(
        "lang", "es"
    )
    page.goto("/doc/hsdl/strategy.txt")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_conversation_can_be_kept(window: Window) -> None:
    page = window.page
    ask(page, "What are the goals?")
    ask(page, "Parking?")
    start = BLOG.index("Using these")
    for name, ending in (("Save as HTML", ".html"), ("Save as Markdown", ".md")):
        with page.expect_download() as downloading:
            page.get_by_role("link", name=name).click()
        path = downloading.value.path()
        assert downloading.value.suggested_filename == f"conversation{ending}"
        text = path.read_text(encoding="utf-8")
        assert "Using these five goals" in text
        assert f"start={start}" in text
        assert "Nothing about this was found" in text
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Read or print").click()
    expect(opening.value.get_by_role("heading", level=2)).to_have_count(2)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".examples")).to_be_visible()
    opening.value.reload()
    expect(opening.value.locator("h1")).to_have_text("No such conversation")
    window.complaints.clear()  # the 404 that was wanted


def brightness(colour: str) -> float:
    """The mean of a computed colour's channels, 0 to 255."""
    channels = [float(it) for it in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    return sum(channels) / len(channels)
