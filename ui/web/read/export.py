"""A conversation to keep: as a page to read and print, as one HTML file, as Markdown.

What always holds: it is made from the conversation on the server and says what the desk said; every
quote has its citation and its whole address.
"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from qa.reply import Answer, Quote, Refusal, Reply
from ui.html import (
    document_address,
    dotted,
    element,
    isolated,
    join,
    language_tag,
    quoted,
    writable,
)
from ui.messages import Catalogue
from ui.web.desk import Conversation, Desk, Exchange
from ui.web.read.markdown import block, block_quote, inline, one_line
from ui.web.talk.conversation import searched, source_line


def conversation_body(
    conversation: Conversation, desk: Desk, words: Catalogue, origin: str, today: date
) -> Markup:
    """The conversation to be read and printed. `origin`: what addresses begin with."""
    made = words.made_on.format(desk=desk.name, date=words.date(today.isoformat()))
    return join(
        (
            element("h1", words.conversation),
            element("p", made, class_="soft"),
            *(_exchange(it, desk, words, origin) for it in conversation),
        )
    )


def _exchange(exchange: Exchange, desk: Desk, words: Catalogue, origin: str) -> Markup:
    reply = exchange.reply
    parts: list[Markup | None] = [element("h2", isolated(exchange.question or "—"))]
    if reply is not None:
        parts += [
            element("p", label, " ", isolated(value), class_="soft")
            for label, value in _read_as(reply, words)
        ]
    match reply:
        case Answer():
            parts.append(element("p", words.confidence(reply.confidence), class_="soft"))
            items = [_quote(it, words, origin) for it in reply.quotes]
            parts.append(element("ol", *items, class_="kept"))
        case Refusal():
            wording = words.refusals[reply.reason]
            contact, language = words.said(desk.contact)
            parts.append(element("h3", wording.title))
            parts.append(element("p", wording.body))
            parts.append(element("p", searched(exchange, words, desk), class_="soft"))
            if contact:
                whom = element("bdi", contact, lang=language)
                parts.append(element("p", words.contact, " ", whom))
            if reply.closest:
                parts.append(element("h3", words.related.of(len(reply.closest))))
                items = [_quote(it, words, origin) for it in reply.closest]
                parts.append(element("ul", *items, class_="kept"))
        case None:
            parts.append(element("p", words.failed.body))
    return element("section", *parts, class_="exchange")


def _quote(quote: Quote, words: Catalogue, origin: str) -> Markup:
    citation = quote.citation
    language = language_tag(citation.language)
    address = origin + document_address(quote.document_id, (quote.span,))
    validity = words.validity(citation.validity)
    return element(
        "li",
        element("blockquote", quoted(quote.text, quote.highlights), lang=language, dir="auto"),
        element(
            "p",
            element("cite", isolated(citation.title or quote.document_id), lang=language),
            " ",
            dotted(*source_line(quote, words)),
            element("strong", isolated(validity), class_="validity") if validity else None,
            element("a", address, href=address),
            class_="cited",
        ),
    )


def _read_as(reply: Reply, words: Catalogue) -> list[tuple[str, str]]:
    understanding = reply.understanding
    missing = () if isinstance(reply, Answer) else understanding.missing_words
    rows = (
        (words.searched_for, understanding.searched_for or ""),
        (words.understood_with, ", ".join(understanding.understood_with)),
        (words.missing_words, ", ".join(missing)),
    )
    return [(label, value) for label, value in rows if value]


def html_file(body: Markup, title: str, style: str, words: Catalogue) -> str:
    """One file with its own style, to be opened without the desk."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(style)),
    )
    page = element("body", element("main", body, class_="page"))
    whole = element("html", head, page, lang=words.language, class_="quotedesk")
    return join((Markup("<!doctype html>\n"), whole, "\n"))


def markdown(
    conversation: Conversation, desk: Desk, words: Catalogue, origin: str, today: date
) -> str:
    """The conversation as CommonMark."""
    made = words.made_on.format(desk=desk.name, date=words.date(today.isoformat()))
    blocks = [f"# {words.conversation}", block(one_line(made))]
    for exchange in conversation:
        reply = exchange.reply
        blocks.append(f"## {inline(one_line(exchange.question or '—'))}")
        if reply is not None:
            rows = _read_as(reply, words)
            blocks += [f"{label} {inline(one_line(value))}" for label, value in rows]
        match reply:
            case Answer():
                blocks.append(words.confidence(reply.confidence))
                blocks += [it for quote in reply.quotes for it in _cited(quote, words, origin)]
            case Refusal():
                wording = words.refusals[reply.reason]
                blocks += [f"### {wording.title}", wording.body, searched(exchange, words, desk)]
                contact, _ = words.said(desk.contact)
                if contact:
                    blocks.append(f"{words.contact} {inline(one_line(contact))}")
                if reply.closest:
                    blocks.append(f"### {words.related.of(len(reply.closest))}")
                blocks += [it for quote in reply.closest for it in _cited(quote, words, origin)]
            case None:
                blocks.append(words.failed.body)
    return writable("\n\n".join(blocks)) + "\n"


def _cited(quote: Quote, words: Catalogue, origin: str) -> tuple[str, str]:
    about = [quote.citation.title or quote.document_id]
    about += [it for it in source_line(quote, words) if it]
    if validity := words.validity(quote.citation.validity):
        about.append(validity)
    address = origin + document_address(quote.document_id, (quote.span,))
    return block_quote(quote.text), f"— {inline(one_line(' · '.join(about)))}  \n<{address}>"
