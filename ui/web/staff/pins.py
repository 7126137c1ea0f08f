"""The staff's pages of pins: which quote answers which question, or that none does.

What always holds: staff choose among quotes, and write no answer; a form that isn't filled in as it
must be is shown again with what is missing; every change is kept with who made it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote_plus

from markupsafe import Markup

from corpus.document import Span
from corpus.errors import QuestionError
from qa.cite.annotation import annotation
from qa.cite.verify import State
from qa.pins.pin import Pin, new_pin
from qa.pins.pinned import Standing
from qa.question import Question
from qa.reply import Answer, Quote
from ui.html import at, document_address, element, hidden, isolated, join, language_tag
from ui.messages import Catalogue
from ui.pins import Action, Entry
from ui.web.desk import Desk
from ui.web.tables import UNKNOWN, Cell, as_written, section, table
from ui.web.templating import rendered

NONE = "none"  # what is sent where no document answers
LOGGED = 100  # lines of the log that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """What was filled in so far. `look`: words to find quotes with, where the question's own don't;
    `problem`: what is missing."""

    question: str = ""
    look: str = ""
    contact: str = ""
    problem: str = ""


def pins_html(
    standings: Sequence[Standing], log: Sequence[Entry], words: Catalogue, problem: str = ""
) -> Markup:
    """What was chosen, with how it stands."""
    staff = words.staff
    rows = [_row(standing, words) for standing in standings]
    return rendered(
        "pins.html",
        staff=staff,
        problem=problem,
        listed=staff.pins_listed.of(len(rows)) if rows else staff.pins_none,
        pins=table(words, staff.pins_title, staff.pin_heads, rows) if rows else None,
        log=table(words, staff.log_title, staff.log_heads, [_logged(it, words) for it in log])
        if log
        else None,
    )


def summary_html(standings: Sequence[Standing], words: Catalogue) -> Markup:
    """For the overview: how many there are, and which staff should look at."""
    staff = words.staff
    lost = [it for it in standings if not it.leads]
    alert = None
    if lost:
        alert = element("p", staff.pins_lost.of(len(lost)), class_="alert", role="status")
    listed = staff.pins_listed.of(len(standings)) if standings else staff.pins_none
    link = element("a", staff.pins_open, href=at("/staff/pins"))
    return section(staff.pins_title, element("p", listed), alert, element("p", link))


def choose_link(question: str, words: Catalogue) -> Markup:
    """Where an answer to a question is chosen."""
    address = at(f"/staff/pins/new?question={quote_plus(question, errors='replace')}")
    return element("a", words.staff.pin_choose, hidden(f": {question}"), href=address)


def choosing_html(choosing: Choosing, desk: Desk, words: Catalogue) -> Markup:
    """The quotes that may answer a question, to choose from."""
    quotes: tuple[Quote, ...] = ()
    problem = choosing.problem
    for asked in dict.fromkeys(it for it in (choosing.look, choosing.question) if it.strip()):
        try:
            reply = desk.ask(Question(text=asked, literal=True))
        except QuestionError as error:
            problem = problem or str(error)
            continue
        quotes += reply.quotes if isinstance(reply, Answer) else reply.closest
    once = {place_of(it): it for it in quotes}
    return rendered(
        "choose_pin.html",
        staff=words.staff,
        question=choosing.question,
        look=choosing.look,
        problem=problem,
        settled=NONE,
        contact=choosing.contact,
        candidates=[(place, _candidate(it, words)) for place, it in once.items()],
    )


def place_of(quote: Quote) -> str:
    """A quote's place, as a form sends it: start, end and the document's id."""
    return f"{quote.span.start} {quote.span.end} {quote.document_id}"


def pin_of(sent: Mapping[str, str], desk: Desk, who: str, now: datetime) -> Pin | None:
    """The pin that a form asks for; None where nothing was chosen. Raises PinError."""
    choice, question = sent.get("choice", ""), sent.get("question", "")
    contact = sent.get("contact", "")
    if choice == NONE:
        return new_pin(question, None, contact=contact, by=who, now=now)
    start, _, rest = choice.partition(" ")
    end, _, identity = rest.partition(" ")
    document = desk.documents.get(identity)
    if document is None or not (start.isdecimal() and end.isdecimal()):
        return None
    if not 0 <= int(start) < int(end) <= len(document.text):
        return None
    quote = desk.quote_at(document, Span(start=int(start), end=int(end)))
    return new_pin(question, annotation(quote, document, now), by=who, now=now)


def _row(standing: Standing, words: Catalogue) -> tuple[Cell, ...]:
    pin, staff = standing.pin, words.staff
    state = standing.verdict.state.value if standing.verdict else NONE
    return (
        join(element("div", as_written(it)) for it in pin.questions),
        element(
            "strong" if not standing.leads else "span",
            staff.pin_states[state],
        ),
        _quoted(standing),
        join(
            (
                as_written(pin.by),
                " " if pin.by else "",
                element("time", words.date(pin.at[:10]), datetime=pin.at[:10]),
            )
        ),
        rendered("pin_forms.html", staff=staff, pin=pin),
    )


def _quoted(standing: Standing) -> Markup:
    pin, verdict = standing.pin, standing.verdict
    if pin.saved is None:
        return as_written(pin.contact) if pin.contact else Markup("–")
    quoted = element("q", pin.saved.exact, lang=UNKNOWN)
    if verdict is None or verdict.document_id is None or verdict.span is None:
        return quoted
    link = element(
        "a",
        isolated(verdict.document_id),
        href=document_address(verdict.document_id, (verdict.span,)),
    )
    now = element("div", verdict.text, lang=UNKNOWN) if verdict.state is State.CHANGED else None
    return join((quoted, now, " ", link))


def _logged(entry: Entry, words: Catalogue) -> tuple[Cell, ...]:
    staff = words.staff
    action = staff.pin_actions.get(Action(entry.action).value, entry.action)
    return (
        element("time", entry.at[:16].replace("T", " ")),
        as_written(entry.who),
        action,
        as_written(entry.question),
    )


def _candidate(quote: Quote, words: Catalogue) -> Markup:
    language = language_tag(quote.citation.language)
    source = element(
        "a",
        words.open_source,
        hidden(f" {quote.citation.title}"),
        href=document_address(quote.document_id, (quote.span,)),
    )
    return join(
        (
            element("blockquote", quote.text, lang=language, dir="auto"),
            element("cite", isolated(quote.citation.title or quote.document_id), lang=language),
            " ",
            source,
        )
    )
