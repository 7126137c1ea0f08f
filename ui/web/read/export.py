"""A conversation to keep: as a page to read and print, as one HTML file, as Markdown.

What always holds: it is made from the conversation on the server and says what the desk said; every
quote has its citation and its whole address.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from qa.reply import Answer, Quote, Refusal, Reply
from ui.html import document_address, dotted, language_tag, quoted, writable
from ui.messages import Catalogue, Wording
from ui.web.desk import Conversation, Desk, Exchange
from ui.web.read.lines import searched, source_line
from ui.web.read.markdown import block, block_quote, inline, one_line
from ui.web.templating import rendered


def conversation_body(
    conversation: Conversation, desk: Desk, words: Catalogue, origin: str, today: date
) -> Markup:
    """The conversation to be read and printed. `origin`: what addresses begin with."""
    return rendered(
        "conversation.html",
        words=words,
        made=words.made_on.format(desk=desk.name, date=words.date(today.isoformat())),
        exchanges=[exchange_values(it, desk, words, origin) for it in conversation],
    )


def exchange_values(
    exchange: Exchange, desk: Desk, words: Catalogue, origin: str
) -> dict[str, Any]:
    """What a template shows of it: a `match`, a `refusal`, or that it could not be looked up."""
    reply = exchange.reply
    match: str | None
    refusal: Wording | None
    match reply:
        case Answer():
            match, refusal, quotes = words.matched(reply), None, reply.quotes
        case Refusal():
            match, refusal, quotes = None, words.refused(reply), reply.closest
        case None:
            match, refusal, quotes = None, None, ()
    contact, language = words.whom_to_ask(reply, desk.contact)
    return {
        "question": exchange.question or "—",
        "read_as": _read_as(reply, words) if reply is not None else (),
        "match": match,
        "refusal": refusal,
        "searched": searched(exchange, words, desk),
        "contact": contact,
        "contact_language": language,
        "quotes": [_quote(it, words, origin) for it in quotes],
    }


def _quote(quote: Quote, words: Catalogue, origin: str) -> dict[str, Any]:
    citation = quote.citation
    return {
        "language": language_tag(citation.language),
        "quote": quoted(quote.text, quote.highlights),
        "title": citation.title or quote.document_id,
        "about": dotted(*source_line(quote, words)),
        "validity": words.validity(citation.validity),
        "address": origin + document_address(quote.document_id, (quote.span,)),
    }


def _read_as(reply: Reply, words: Catalogue) -> list[tuple[str, str]]:
    understanding = reply.understanding
    rows = (
        (words.searched_for, understanding.searched_for or ""),
        (words.understood_with, ", ".join(understanding.understood_with)),
        (words.missing_words, ", ".join(understanding.missing_words)),
        (words.unquoted_words, ", ".join(understanding.unquoted_words)),
        (words.unanswered_parts, ", ".join(understanding.unanswered_parts)),
    )
    return [(label, value) for label, value in rows if value]


def html_file(body: Markup, title: str, style: str, words: Catalogue) -> str:
    """One file with its own style, to be opened without the desk."""
    return rendered("file.html", body=body, title=title, style=Markup(style), words=words)


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
                blocks.append(words.matched(reply))
                blocks += [it for quote in reply.quotes for it in _cited(quote, words, origin)]
            case Refusal():
                wording = words.refused(reply)
                blocks += [f"### {wording.title}", wording.body, searched(exchange, words, desk)]
                contact, _ = words.whom_to_ask(reply, desk.contact)
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
