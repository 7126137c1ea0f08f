"""Earlier mails that a mail quotes: which lines, or elements, are not this mail's own.

They are documents of their own, or out of date: quoted as this mail's words they would be answers
that its writer didn't give. What was forwarded is the point of a mail and stays.

What always holds: what is left is what was there, in order; a mail that is nothing but a quote
stays whole.
"""

from __future__ import annotations

import re

from lxml import html

_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i|doorst|vs)\s*:", re.IGNORECASE)
_BEGIN_FORWARD = re.compile(
    r"^\W*(?:begin forwarded message|forwarded message|(?:anfang der )?weitergeleiteten? nachricht|"
    r"message (?:transféré|réexpédié)|mensaje reenviado|messaggio inoltrato|"
    r"mensagem (?:encaminhada|reencaminhada))\W*$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^\W*(?:original message|ursprüngliche nachricht|message d.origine|mensaje original|"
    r"messaggio originale|mensagem original|oorspronkelijk bericht)\W*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:on|am|le|el|il|em|op|den|på|w dniu|dne)\b.{5,300}\b(?:wrote|schrieb|a écrit|escribió|"
    r"ha scritto|escreveu|schreef|skrev|napisał(?:\(a\))?)\b.{0,200}:$",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(r"^\s*_{8,}\s*$")
_SENDER = re.compile(r"^\W*(?:from|von|de|da|van|från|od)\W*:", re.IGNORECASE)
_SENT = re.compile(
    r"^\W*(?:sent|date|gesendet|datum|envoyé|enviado|fecha|inviato|data|verzonden)\W*:",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTES = frozenset(
    {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"}
)
# From here on all is the earlier mail.
_REST = frozenset({"divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container"})
_MAX_HEADS = 600
_MOST_BLANK = 3  # lines between it and what it introduces


def is_forwarded(subject: str) -> bool:
    return bool(_FORWARDED.match(subject))


def own_lines(text: str) -> str:
    """A plain text without what it quotes."""
    lines = text.splitlines()
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _BEGIN_FORWARD.match(line):
            kept += lines[number:]
            break
        if (_ORIGINAL.match(line) and "--" in line) or _heads(lines, number):
            break
        if line.startswith(">"):
            _drop_attribution(kept)
        else:
            kept.append(line)
    return "\n".join(kept) if any(line.strip() for line in kept) else text


def _heads(lines: list[str], number: int) -> bool:
    """Whether the heads of an earlier mail begin at a line, below a rule or right away."""
    at = number + 1 if _RULE.match(lines[number]) else number
    after = [line for line in lines[at : at + 8] if line.strip()][:4]
    found = bool(after) and bool(_SENDER.match(after[0]))
    return (
        found
        and any(_SENT.match(line) for line in after[1:])
        and ("@" in "".join(after) or at > number)
    )


def _drop_attribution(kept: list[str]) -> None:
    """Takes "On Monday Ann wrote:" off the end, on however many lines it stands."""
    end = len(kept)
    while end and len(kept) - end < _MOST_BLANK and not kept[end - 1].strip():
        end -= 1
    for start in range(end - 1, max(end - 4, -1), -1):
        if _WROTE.match(" ".join(line.strip() for line in kept[start:end])):
            del kept[start:]
            return


def drop_quotes(root: html.HtmlElement) -> None:
    """Takes what a page quotes out of it."""
    for element in list(root.iter("*")):
        if element.getparent() is None:
            continue
        names = set((element.get("class") or "").split())
        cited = element.tag == "blockquote" and element.get("type") == "cite"
        if element.get("id") in _REST or _is_heads(element):
            if not _holds_forward(element):
                _cut(element)
        elif (cited or names & _QUOTES) and not _holds_forward(element):
            element.drop_tree()


def _holds_forward(element: html.HtmlElement) -> bool:
    """Whether it says, or what stands right before it says, that it was forwarded."""
    before = element.getprevious()
    texts = [_pieces(element)[:_MAX_HEADS], _pieces(before)[-_MAX_HEADS:]]
    return any(_BEGIN_FORWARD.match(line) for text in texts for line in text.splitlines())


def _pieces(element: html.HtmlElement | None) -> str:
    """The text of an element, a line for each piece between its tags."""
    return "" if element is None else "\n".join(map(str, element.itertext()))


def _is_heads(element: html.HtmlElement) -> bool:
    """The block of heads that Outlook puts above an earlier mail, below a line."""
    if element.tag != "div" or "border-top" not in (element.get("style") or "").lower():
        return False
    text = _pieces(element)
    return len(text) < _MAX_HEADS and bool(_SENDER.match(text) and _SENT.search(text))


def _cut(element: html.HtmlElement) -> None:
    """Takes away an element and all that follows it in the page's body."""
    here: html.HtmlElement | None = element
    while here is not None and here.tag not in {"body", "html"}:
        parent = here.getparent()
        here.tail = None
        for after in list(here.itersiblings()):
            after.getparent().remove(after)
        here = parent
    element.drop_tree()
