"""The conversation as HTML: questions, numbered quotes, refusals.

What always holds: words of the documents stand only inside ``blockquote`` (and their citations'
own fields), everything else is the catalogue's wording; the two look different on the page too.
"""

from __future__ import annotations

from markupsafe import Markup

from qa.reply import Answer, Quote, Refusal, Reply, Understanding
from ui.messages import Catalogue
from ui.web.desk import Conversation, Desk, Exchange
from ui.web.html import (
    document_address,
    element,
    hidden,
    isolated,
    join,
    language_tag,
    quoted,
    web_address,
)

MAX_LISTED = 60


def conversation_html(conversation: Conversation, words: Catalogue) -> Markup:
    """All exchanges, oldest first."""
    return element(
        "div",
        *(_exchange(number, it, words) for number, it in enumerate(conversation, start=1)),
        class_="turns",
    )


def welcome_html(desk: Desk, words: Catalogue) -> Markup:
    """What stands in the conversation's place before the first question."""
    return element(
        "section",
        element("h2", words.welcome_title),
        element("p", words.welcome_body.of(len(desk.documents))),
        class_="welcome",
        data_say=words.conversation_cleared,  # when it comes back
    )


def library_html(desk: Desk, words: Catalogue) -> Markup:
    """The list of documents, each a link to its page."""
    documents = list(desk.documents.values())
    left_out = len(documents) - MAX_LISTED
    return join(
        (
            element("h2", words.documents.of(len(documents))),
            element("p", words.choose_document, class_="hint"),
            element(
                "ul",
                *(
                    element(
                        "li",
                        element(
                            "a",
                            isolated(document.title or document.id),
                            href=document_address(document.id),
                            data_open=True,
                            lang=language_tag(document.metadata.language),
                        ),
                        _dotted(
                            document.metadata.publisher,
                            words.date(document.metadata.published or ""),
                        ),
                    )
                    for document in documents[:MAX_LISTED]
                ),
                class_="library",
            ),
            element("p", words.documents_left_out.of(left_out), class_="hint")
            if left_out > 0
            else None,
        )
    )


def _exchange(number: int, exchange: Exchange, words: Catalogue) -> Markup:
    if exchange.reply is None:
        body, said = _problem(exchange.problem, words), words.failed.title
    else:
        body, said = _reply(exchange.reply, words)
    return element(
        "section",
        element(
            "h2",
            hidden(words.you_asked + " "),
            isolated(exchange.question),
            class_="asked",
            id=f"asked-{number}",
        )
        if exchange.question.strip()
        else None,
        body,
        class_="turn",
        data_say=said,
    )


def _reply(reply: Reply, words: Catalogue) -> tuple[Markup, str]:
    if isinstance(reply, Answer):
        return _answer(reply, words), (
            f"{words.quotes_found.of(len(reply.quotes))}. {words.confidence(reply.confidence)}."
        )
    return _refusal(reply, words), words.refusals[reply.reason].title


def _answer(answer: Answer, words: Catalogue) -> Markup:
    match = words.confidence(answer.confidence)
    strength = {words.strong_match: "strong", words.likely_match: "likely"}.get(match, "possible")
    return join(
        (
            _understanding(answer.understanding, words),
            element(
                "p",
                element("span", match, class_=f"match {strength}"),
                " ",
                element("span", words.quotes_found.of(len(answer.quotes)), class_="count"),
                class_="found",
            ),
            element(
                "ol",
                *(
                    element("li", _quote(quote, words, number), class_="quote")
                    for number, quote in enumerate(answer.quotes, start=1)
                ),
                class_="quotes",
                role="list",
            ),
        )
    )


def _refusal(refusal: Refusal, words: Catalogue) -> Markup:
    wording = words.refusals[refusal.reason]
    return element(
        "div",
        element("h3", wording.title),
        element("p", wording.body),
        _understanding(refusal.understanding, words),
        element(
            "details",
            element("summary", words.related.of(len(refusal.closest))),
            element(
                "ul",
                *(element("li", _quote(it, words, None), class_="quote") for it in refusal.closest),
                class_="quotes closest",
                role="list",
            ),
        )
        if refusal.closest
        else None,
        class_="refusal",
    )


def _problem(problem: str, words: Catalogue) -> Markup:
    return element(
        "div",
        element("h3", words.failed.title),
        element("p", problem or words.failed.body),
        class_="refusal problem",
    )


def _understanding(understanding: Understanding, words: Catalogue) -> Markup | None:
    """How the question was read, one line each; None where it was taken as it stands."""
    searched = (understanding.searched_for,) if understanding.searched_for else ()
    lines = [
        element("div", element("dt", label), element("dd", _listed(values)))
        for label, values in (
            (words.searched_for, searched),
            (words.understood_with, understanding.understood_with),
            (words.missing_words, understanding.missing_words),
        )
        if values
    ]
    return element("dl", *lines, class_="understood") if lines else None


def _quote(quote: Quote, words: Catalogue, number: int | None) -> Markup:
    """One quote with its source. Without a number it isn't part of an answer."""
    citation = quote.citation
    address = document_address(quote.document_id, (quote.span,))
    original = web_address(citation.url)
    title = citation.title or quote.document_id
    return element(
        "figure",
        element(
            "p",
            hidden(words.quote_number.format(n=number)),
            element("span", str(number), aria_hidden="true"),
            class_="number",
        )
        if number is not None
        else None,
        element(
            "blockquote",
            quoted(quote.text, quote.highlights),
            lang=language_tag(citation.language),
            dir="auto",
        ),
        element(
            "figcaption",
            element("cite", isolated(title)),
            _dotted(
                citation.publisher,
                citation.author if citation.author != citation.publisher else None,
                words.date(citation.published or ""),
                " › ".join(citation.section),
                words.page.format(page=citation.page) if citation.page is not None else None,
            ),
            element(
                "span",
                element(
                    "a",
                    words.open_source,
                    hidden(" " + title),
                    href=address,
                    class_="open",
                    data_open=True,
                ),
                _new_tab(words.open_page, address, words),
                _new_tab(words.original, original, words) if original else None,
                class_="links",
            ),
        ),
    )


def _new_tab(label: str, address: str, words: Catalogue) -> Markup:
    return element(
        "a",
        label,
        hidden(" " + words.opens_new_tab),
        href=address,
        target="_blank",
        rel="noopener noreferrer",
    )


def _dotted(*values: str | None) -> Markup | None:
    """Values in one line with dots between; None if there are none."""
    shown = [value for value in values if value]
    if not shown:
        return None
    dotted = Markup(" · ").join(isolated(value) for value in shown)
    return element("span", dotted, class_="about")


def _listed(values: tuple[str, ...]) -> Markup:
    """Words in a row, each isolated, with commas."""
    return Markup(", ").join(isolated(value) for value in values)
