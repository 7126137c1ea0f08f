"""An exchange as HTML: the question, numbered quotes or a refusal.

What always holds: words of the documents stand only inside ``blockquote`` (and their citations'
own fields), everything else is the catalogue's wording; the two look different on the page too.
Buttons do nothing without the script; every link leads somewhere without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from corpus.document import Span
from qa.reply import Answer, Quote, Reason, Refusal, Reply
from ui.html import (
    document_address,
    dotted,
    element,
    hidden,
    isolated,
    join,
    language_tag,
    quoted,
    slip_address,
    web_address,
)
from ui.messages import Catalogue
from ui.web.desk import Desk, Exchange
from ui.web.outcomes import MAX_REMARK_CHARS
from ui.web.read.lines import new_tab, searched, source_line

_LOOKED_UP = frozenset({Reason.NOTHING_RELATED, Reason.NOT_ANSWERED})


def turn_html(exchange: Exchange, words: Catalogue, desk: Desk, *, remarks: bool = False) -> Markup:
    """A question and what was found. `remarks`: whether readers' words are taken as feedback."""
    if exchange.reply is None:
        body, said = _failed(words), words.failed.title
    else:
        body, said = _reply(exchange, exchange.reply, words, desk)
    return element(
        "section",
        element(
            "h2",
            hidden(words.you_asked + " "),
            isolated(exchange.question),
            class_="asked",
        )
        if exchange.question.strip()
        else None,
        body,
        _feedback(exchange.reply_id, words, remarks=remarks) if exchange.reply_id else None,
        class_="turn",
        data_say=said,
    )


def _reply(exchange: Exchange, reply: Reply, words: Catalogue, desk: Desk) -> tuple[Markup, str]:
    read = _understanding(reply, words)
    if isinstance(reply, Answer):
        return _answer(reply, read, words), (
            f"{words.quotes_found.of(len(reply.quotes))}. {words.confidence(reply.confidence)}."
        )
    return _refusal(exchange, reply, read, words, desk), words.refusals[reply.reason].title


def _answer(answer: Answer, read: Markup | None, words: Catalogue) -> Markup:
    match = words.confidence(answer.confidence)
    strength = {words.strong_match: "strong", words.likely_match: "likely"}.get(match, "possible")
    return join(
        (
            read,
            element(
                "p",
                element("span", match, class_=f"match {strength}"),
                " ",
                element("span", words.chosen_by_staff, class_="chosen")
                if answer.chosen_by_staff
                else None,
                " ",
                element("span", words.quotes_found.of(len(answer.quotes)), class_="count"),
                class_="found",
            ),
            element(
                "ol",
                *(
                    element("li", _quote(quote, answer, words, number), class_="quote")
                    for number, quote in enumerate(answer.quotes, start=1)
                ),
                class_="quotes",
                role="list",
            ),
        )
    )


def _refusal(
    exchange: Exchange, refusal: Refusal, read: Markup | None, words: Catalogue, desk: Desk
) -> Markup:
    wording = words.refused(refusal)
    contact, language = words.whom_to_ask(refusal, desk.contact)
    # What else there is may hold the answer; a question that wasn't looked up needs other words.
    more = refusal.reason in _LOOKED_UP and 0 < len(exchange.only) < len(desk.documents)
    return element(
        "div",
        element("h3", wording.title),
        element("p", wording.body),
        read,
        element(
            "p",
            searched(exchange, words, desk),
            _undo("everywhere", words.ask_everywhere) if more else None,
            class_="searched some" if more else "searched",
        ),
        element("p", words.contact, " ", element("bdi", contact, lang=language))
        if contact
        else None,
        *_related(refusal, words),
        class_="refusal",
    )


def _related(refusal: Refusal, words: Catalogue) -> Iterator[Markup]:
    """The passage that comes closest, marked as no answer, and the others folded away."""
    first, others = refusal.closest[:1], refusal.closest[1:]

    def listed(some: tuple[Quote, ...]) -> Markup:
        items = (element("li", _quote(it, refusal, words, None), class_="quote") for it in some)
        return element("ul", *items, class_="quotes closest", role="list")

    if first:
        yield element("p", words.related.of(1), class_="nearest")
        yield listed(first)
    if others:
        summary = element("summary", words.related_more.of(len(others)))
        yield element("details", summary, listed(others))


def _failed(words: Catalogue) -> Markup:
    return element(
        "div",
        element("h3", words.failed.title),
        element("p", words.failed.body),
        class_="refusal problem",
    )


def _understanding(reply: Reply, words: Catalogue) -> Markup | None:
    """How the question was read, one line each; None where it was taken as it stands.

    Which words stand in no document, or not in the first quote, is said beside an answer too: it
    may be of another thing.

    What was changed can be undone as long as nothing else has been asked: the script takes the
    buttons away then.
    """
    understanding = reply.understanding
    mended = (understanding.searched_for,) if understanding.searched_for else ()
    lines = [
        element(
            "div",
            element("dt", label),
            element("dd", _listed(values), _undo(undo, button) if undo else None),
        )
        for label, values, undo, button in (
            (words.searched_for, mended, "exactly", words.ask_exactly),
            (words.understood_with, understanding.understood_with, "alone", words.ask_alone),
            (words.missing_words, understanding.missing_words, "", ""),
            (words.unquoted_words, understanding.unquoted_words, "", ""),
            (words.unanswered_parts, understanding.unanswered_parts, "", ""),
        )
        if values
    ]
    return element("dl", *lines, class_="understood") if lines else None


def _undo(undo: str, label: str) -> Markup:
    return element("button", label, type="button", data_undo=undo, class_="plain")


def _quote(quote: Quote, reply: Reply, words: Catalogue, number: int | None) -> Markup:
    """One quote of a reply with its source. Without a number it isn't part of an answer.

    Its source opens with the reply's others of the same document marked together with it.
    """
    citation, asked_in = quote.citation, reply.understanding.language
    together = reply.quotes if isinstance(reply, Answer) else reply.closest
    validity = words.validity(citation.validity)
    language = language_tag(citation.language)
    nth = None
    if number is not None:
        nth = element(
            "p",
            hidden(words.quote_number.format(n=number)),
            element("span", str(number), aria_hidden="true"),
            class_="number",
        )
    return element(
        "figure",
        nth,
        element("blockquote", quoted(quote.text, quote.highlights), lang=language, dir="auto"),
        element(
            "figcaption",
            element("cite", isolated(citation.title or quote.document_id), lang=language),
            dotted(*source_line(quote, words, asked_in)),
            element("strong", isolated(validity), class_="validity") if validity else None,
            _links(quote, together, words, number),
        ),
        data_address=document_address(quote.document_id, (quote.span,)),
        data_citation=citation.text,
    )


def _links(
    quote: Quote, together: tuple[Quote, ...], words: Catalogue, number: int | None
) -> Markup:
    """What can be done with a quote."""
    original = web_address(quote.citation.url)
    return element(
        "span",
        element(
            "a",
            words.open_source,
            hidden(" " + (quote.citation.title or quote.document_id)),
            href=document_address(quote.document_id, _spans(quote, together)),
            class_="open",
            data_open=True,
        ),
        _copying(words.copy, number, words, data_copy="quote"),
        _copying(words.copy_link, number, words, data_copy="link"),
        new_tab(words.slip, slip_address(quote.document_id, quote.span), words),
        new_tab(words.original, original, words) if original else None,
        class_="links",
    )


def _spans(quote: Quote, together: tuple[Quote, ...]) -> tuple[Span, ...]:
    others = (it.span for it in together if it.document_id == quote.document_id)
    return tuple(dict.fromkeys((quote.span, *others)))


def _copying(label: str, number: int | None, words: Catalogue, *, data_copy: str) -> Markup:
    which = hidden(f" ({words.quote_number.format(n=number)})") if number is not None else None
    return element("button", label, which, type="button", data_copy=data_copy, class_="plain")


def _feedback(reply_id: str, words: Catalogue, *, remarks: bool) -> Markup:
    """Two buttons; the script sends what is said, and shows the reasons after a no."""
    question, fault = f"helpful-{reply_id}", f"fault-{reply_id}"
    return element(
        "div",
        element("span", words.helpful, id=question),
        element(
            "button", words.yes, type="button", data_helpful="yes", aria_pressed="false",
            aria_describedby=question, class_="plain",
        ),
        element(
            "button", words.no, type="button", data_helpful="no", aria_pressed="false",
            aria_describedby=question, class_="plain",
        ),
        element("span", class_="thanks"),
        element(
            "span",
            element("label", words.fault, for_=fault),
            element(
                "select",
                element("option", "—", value=""),
                *(element("option", name, value=code) for code, name in words.faults.items()),
                id=fault,
            ),
            _remark(reply_id, words) if remarks else None,
            element("button", words.send, type="button", data_send=True, class_="plain"),
            class_="why",
            hidden=True,
        ),
        class_="feedback",
        role="group",
        aria_labelledby=question,
        data_reply=reply_id,
    )  # fmt: skip


def _remark(reply_id: str, words: Catalogue) -> Markup:
    field, hint = f"remark-{reply_id}", f"remark-hint-{reply_id}"
    return element(
        "span",
        element("label", words.remark, for_=field),
        element(
            "input", type="text", id=field, maxlength=MAX_REMARK_CHARS, autocomplete="off",
            aria_describedby=hint,
        ),
        element("span", words.remark_hint, id=hint, class_="hint"),
        class_="remark",
    )  # fmt: skip


def _listed(values: tuple[str, ...]) -> Markup:
    """Words in a row, each isolated, with commas."""
    return Markup(", ").join(isolated(value) for value in values)
