"""Mails, written as several mail programs write them: what they only quote is no part of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.policy import SMTP
from html import escape

from tests.bench.office.content import HEADING, ITEM, LETTER, Cell, Para, Run, Seen, Table, seen_of
from tests.bench.office.made import Made
from tests.bench.office.word import word_documents
from tests.corpus.mails import mail_of

SUBJECT = "Fees of the pool – März"
_TAGS = {"bold": "b", "up": "sup", "down": "sub"}
_EARLIER = "What did it cost before? It was 30 euros."


def mails() -> Iterator[Made]:
    seen = seen_of([_as_page(it) for it in LETTER])
    for producer, page in (
        ("as Outlook", _outlook()),
        ("as Gmail", _gmail()),
        ("as Apple Mail", _apple()),
    ):
        data = mail_of("See the page.", page=page, subject=SUBJECT).as_bytes(policy=SMTP)
        yield Made(producer=producer, name="fees.eml", data=data, seen=tuple(seen), title=SUBJECT)
    [attached] = [it for it in word_documents() if it.producer == "python-docx"]
    mail = mail_of(_plain(), subject=SUBJECT, files={"fees.docx": attached.data})
    both: list[Seen] = [*_seen_plain(), (HEADING, ("fees.docx",)), *attached.seen]
    yield Made(
        producer="Python email",
        name="fees.eml",
        data=mail.as_bytes(),
        seen=tuple(both),
        title=SUBJECT,
    )


def _as_page(block: Para | Table) -> Para | Table:
    """How it is written in what is read of pages: formulas plain."""
    if isinstance(block, Table):
        return block
    return replace(block, seen=block.seen.replace("H₂O", "H2O"))


# --- pages ------------------------------------------------------------------------------------


def _runs(runs: Sequence[Run]) -> str:
    found = ""
    for text, level in runs:
        written = escape(text, quote=False).replace("\n", "<br>")
        if level == "link":
            found += f'<a href="https://town.example/">{written}</a>'
        else:
            tag = _TAGS.get(level)
            found += f"<{tag}>{written}</{tag}>" if tag else written
    return found


def _table(table: Table, cell: str = "{}") -> str:
    def one(it: Cell) -> str:
        across = f' colspan="{it.across}"' if it.across > 1 else ""
        down = f' rowspan="{it.down}"' if it.down > 1 else ""
        return f"<td{across}{down} valign=top>{cell.format(_runs(it.runs))}</td>"

    rows = "".join(f"<tr>{''.join(map(one, row))}</tr>" for row in table.rows)
    return f'<table border=1 cellspacing=0 cellpadding=0 class="MsoTable">{rows}</table>'


def _body(paragraph: str, cell: str = "{}") -> str:
    found, items = "", ""
    for block in (*LETTER, None):
        if block is not None and not isinstance(block, Table) and block.kind is ITEM:
            items += f"<li>{_runs(block.runs)}</li>"
            continue
        if items:
            found, items = f"{found}<ul>{items}</ul>", ""
        if isinstance(block, Table):
            found += _table(block, cell)
        elif block is not None:
            found += paragraph.format(_runs(block.runs))
    return found


def _outlook() -> str:
    earlier = (
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        '<p class="MsoNormal"><b>From:</b> Bo Ray &lt;bo@town.example&gt; <br><b>Sent:</b> Monday, '
        "March 4, 2024 9:00 AM<br><b>To:</b> Ann Lee<br><b>Subject:</b> Fees<o:p></o:p></p></div>"
        f'</div><p class="MsoNormal">{_EARLIER}<o:p></o:p></p>'
    )
    line = '<p class="MsoNormal"><span lang="EN-GB">{}<o:p></o:p></span></p>'
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal '
        '{margin:0in} --></style></head><body lang="EN-GB"><div class="WordSection1">'
        f"{_body(line, line)}{earlier}</div></body></html>"
    )


def _gmail() -> str:
    earlier = (
        '<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 4 Mar 2024 at '
        '09:00, Bo Ray &lt;<a href="mailto:bo@town.example">bo@town.example</a>&gt; wrote:<br>'
        f'</div><blockquote class="gmail_quote" style="margin:0px">{_EARLIER}</blockquote></div>'
    )
    return f'<div dir="ltr">{_body("<div>{}</div><div><br></div>")}</div>{earlier}'


def _apple() -> str:
    earlier = (
        '<div><br><blockquote type="cite"><div>On 4 Mar 2024, at 09:00, Bo Ray &lt;bo@town.example'
        f"&gt; wrote:</div><br><div>{_EARLIER}</div></blockquote></div>"
    )
    return (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        f'<body style="overflow-wrap: break-word;">{_body("<div>{}</div><div><br></div>")}{earlier}'
        "</body></html>"
    )


# --- plain text -------------------------------------------------------------------------------


def _plain() -> str:
    """Written by hand: no tables, and the earlier mail with arrows."""
    paragraphs = [it for it in LETTER if not isinstance(it, Table)]
    lines = [f"- {it.seen}" if it.kind is ITEM else f"{it.seen}\n" for it in paragraphs]
    return "\n".join([*lines, "", "On 4 March 2024 Bo Ray wrote:", f"> {_EARLIER}", ""])


def _seen_plain() -> list[Seen]:
    """Short lines stand by themselves: there is no telling what goes on."""
    whole = seen_of([it for it in LETTER if not isinstance(it, Table)])
    return [(kind, (line,)) for kind, (text,) in whole for line in text.split("\n")]
