"""E-mail: what a mail says, what it only quotes, and the files that hang on it."""

from __future__ import annotations

import hashlib
import io

import pytest

from corpus.contents import contents
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.files import Opened, Skipped
from corpus.formats.mail import heads, read
from corpus.formats.mail.read import read_eml
from corpus.formats.parsed import LeftOut, Parsed
from tests.corpus.mails import eml_of, mail_of
from tests.corpus.office import docx_of, zipped
from tests.corpus.pdfs import Page, Pdf, Text
from tests.corpus.test_formats import check_parsed

HEADS = "From: a@b.example\r\nSubject: S\r\n"


def parsed(data: bytes) -> Parsed:
    found = read_eml(data, where="x.eml")
    check_parsed(found)
    return found


def kinds(found: Parsed) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(found.text)) for b in found.blocks]


def test_a_mails_subject_sender_and_date_are_what_is_known_of_it() -> None:
    found = parsed(eml_of("The pool opens at nine.\n", subject="Öffnung des Bads"))
    assert found.text == "The pool opens at nine."
    assert found.title == "Öffnung des Bads"
    assert found.facts == {"author": "Ann Lee", "published": "2024-03-05"}
    assert [place.path for place in found.places] == ["text"]


@pytest.mark.parametrize(
    ("quoted", "own"),
    [
        ("New.\n\nOn Mon, 4 Mar 2024 Bob <b@c.example> wrote:\n> Old.\n> Older.\n", "New."),
        ("New.\n\nOn Mon, 4 Mar 2024 at 10:15, Bob\n<b@c.example> wrote:\n\n> Old.\n", "New."),
        ("Neu.\n\nAm 4.3.2024 um 10:15 schrieb Bob:\n> Alt.\n\nEnde.\n", "Neu.\n\n\nEnde."),
        ("Nuevo.\n\nEl lun, 4 mar 2024, Bob escribió:\n> Viejo\n", "Nuevo."),
        ("> Is it open?\nYes.\n", "Yes."),
        ("New.\n\n-----Original Message-----\nFrom: B\nSent: Monday\n\nOld.\n", "New."),
        ("Neu.\n\n________________________________\nVon: B\nGesendet: Montag\n\nAlt.\n", "Neu."),
        ("New.\n\nFrom: Bob <b@c.example>\nSent: Monday\nTo: A\n\nOld.\n", "New."),
        ("> All of it is a quote.\n", "> All of it is a quote."),
        ("See.\n\n---------- Forwarded message ---------\nFrom: B\nDate: x\n\nIt.\n", None),
        ("From: the station\nTo: the pool, 5 minutes\n", None),
    ],
)
def test_what_a_mail_only_quotes_is_left_out(quoted: str, own: str | None) -> None:
    assert parsed(eml_of(quoted)).text.strip() == (own or quoted.strip())


def test_a_forwarded_mail_is_kept_whole() -> None:
    text = "See below.\n\nFrom: B\nSent: Monday\n\nThe fee is 4 euros.\n> old"
    assert parsed(eml_of(text + "\n", subject="WG: Fee")).text == text


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote">On Monday B wrote:<blockquote>Old</blockquote></div>',
        '<div class="moz-cite-prefix">B wrote:</div><blockquote type="cite">Old</blockquote>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: B</div><div>Old</div>',
        (
            '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> B<br>'
            "<b>Sent:</b> Monday</p></div></div><p>Old</p>"
        ),
    ],
)
def test_quotes_in_pages_are_left_out(quote: str) -> None:
    page = f"<html><body><p>Costs 35<sub></sub> euros.</p>{quote}</body></html>"
    assert parsed(eml_of("plain", page=page)).text == "Costs 35 euros."
    only = parsed(eml_of("plain", page=f"<html><body>{quote}</body></html>"))
    assert "Old" in only.text


def test_a_forwarded_page_is_kept() -> None:
    page = (
        '<p>See.</p><div class="gmail_quote">---------- Forwarded message ---------<br>From: B'
        "<p>It costs 4 euros.</p></div>"
    )
    assert "4 euros" in parsed(eml_of("x", page=page)).text


def test_of_two_forms_the_page_is_read_unless_it_is_empty() -> None:
    page = "<ul><li>one</li></ul><table><tr><th>a<th>b<tr><td>1<td>2</table>"
    assert parsed(eml_of("plain", page=page)).text == "• one\n\na | b\n1 | 2"
    assert parsed(eml_of("plain", page="<p>&nbsp;</p><img>")).text == "plain"


def test_lines_that_were_parted_for_the_way_are_put_together() -> None:
    body = "The fee is \r\n4 euros.\r\n From Monday on.\r\n-- \r\nAnn Lee\r\n"
    kind = "Content-Type: text/plain; format=flowed\r\n\r\n"
    assert parsed((HEADS + kind + body).encode()).text == (
        "The fee is 4 euros.\nFrom Monday on.\n-- \nAnn Lee"
    )


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-2022-jp", "料金は四百円です。"),
        ("utf-7", "Gebühr: 4 €"),
        ("windows-1251", "Плата за вход составляет четыре рубля в день."),
        ("utf-8", "Gebühr: 4 €"),
        ("x-unknown", "plain"),
    ],
)
def test_a_mails_word_on_its_encoding_counts(charset: str, text: str) -> None:
    encoded = text.encode("ascii" if charset.startswith("x-") else charset)
    head = f"{HEADS}Content-Type: text/plain; charset={charset}\r\n\r\n"
    assert parsed(head.encode() + encoded).text == text


def test_files_on_a_mail_are_read_under_their_names() -> None:
    pdf = Pdf(pages=[Page(texts=[Text(x=50, y=60, text="Entry costs 4 euros.")])]).data()
    found = parsed(
        eml_of(
            "See the files.\n",
            files={
                "Gebühren.docx": docx_of(
                    '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Fees</w:t></w:r>',
                    "<w:r><w:t>A day costs 9 euros.</w:t></w:r>",
                ),
                "../../etc/notes.csv": b"Zone,Price\nNorth,4\n",
                "pool.pdf": pdf,
            },
        )
    )
    assert kinds(found) == [
        ("paragraph", 0, "See the files."),
        ("heading", 1, "Gebühren.docx"),
        ("heading", 2, "Fees"),
        ("paragraph", 0, "A day costs 9 euros."),
        ("heading", 1, "notes.csv"),
        ("row", 0, "Zone,Price"),
        ("row", 0, "North,4"),
        ("heading", 1, "pool.pdf"),
        ("paragraph", 0, "Entry costs 4 euros."),
    ]
    assert found.places[-1].page == 1
    assert found.places[-1].box is None
    assert found.places[3].path == "Gebühren.docx paragraph 2"


def test_a_file_without_a_telling_name_is_known_by_its_kind() -> None:
    mail = mail_of("x")
    mail.add_attachment(b"<p>Page</p>", maintype="text", subtype="html", filename="page")
    assert "Page" in parsed(mail.as_bytes()).text


def test_mails_in_mails_are_read_to_a_depth() -> None:
    mail = mail_of("Innermost", subject="0")
    for depth in range(1, 6):
        mail = mail_of(f"Text {depth}", subject=str(depth), files={"m": mail})
    found = parsed(mail.as_bytes())
    assert kinds(found) == [
        ("paragraph", 0, "Text 5"),
        *(("heading", 1, "4.eml"), ("paragraph", 0, "Text 4")),
        *(("heading", 2, "3.eml"), ("paragraph", 0, "Text 3")),
        *(("heading", 3, "2.eml"), ("paragraph", 0, "Text 2")),
    ]
    assert found.left_out == (
        LeftOut(name="1.eml", why="lies too deep in other mails, save it by itself"),
    )


def test_what_cannot_be_read_of_a_mail_is_named_and_the_rest_is_given() -> None:
    data = eml_of(
        "The text.\n",
        files={
            "broken.docx": b"PK no",
            "old.doc": b"\xd0\xcf",
            "many.zip": zipped({"a.txt": "A"}),
            "empty.txt": b"",
            "sound.mp3": b"ID3",
            "good.txt": b"Good.",
        },
    )
    opened = Opened(file=io.BytesIO(data), sha256=hashlib.sha256(data).hexdigest(), stamp=None)
    found = list(contents("m/a.eml", opened, {}))
    [document] = [one for one in found if isinstance(one, Document)]
    assert document.text == "The text.\n\ngood.txt\n\nGood."
    left = [one for one in found if isinstance(one, Skipped)]
    assert [(one.where, one.fault) for one in left] == [
        ("m/a.eml/broken.docx", True),
        ("m/a.eml/old.doc", True),
        ("m/a.eml/many.zip", True),
        ("m/a.eml/empty.txt", True),
        ("m/a.eml/sound.mp3", False),
    ]
    assert left[1].why == "not a format that is read, save it as DOCX"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"just text\nof two lines", "is no e-mail"),
        (b"", "is no e-mail"),
        (HEADS.encode() + b"Content-Type: multipart/encrypted; boundary=x\r\n\r\n--x", "encrypted"),
        (HEADS.encode() + b"Content-Type: application/pkcs7-mime\r\n\r\nMIAG", "encrypted"),
        (HEADS.encode() + b"x: boundary=a\r\n" * 500, "too many parts"),
        (HEADS.encode() + b"Content-Type: text/plain\r\n\r\na\0b", "NUL"),
    ],
)
def test_what_is_no_mail_says_so_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(CorpusError, match=message) as raised:
        read_eml(data, where="x.eml")
    assert "\n" not in str(raised.value)


def test_too_many_files_or_too_long_a_text_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_FILES", 2)
    files: dict[str, bytes] = {f"{n}.txt": b"Text." for n in range(3)}
    with pytest.raises(CorpusError, match="more than 2 files"):
        read_eml(eml_of("x", files=dict(files)), where="x")
    monkeypatch.setattr(read, "MAX_CHARS", 10)
    with pytest.raises(CorpusError, match="longer than 10 characters"):
        read_eml(eml_of("A text of more characters."), where="x")
    nested = HEADS.encode() + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"a\r\n" * 20
    monkeypatch.setattr(heads, "MAX_LOOKS", 10)
    with pytest.raises(CorpusError, match="too many parts or lines"):
        read_eml(nested, where="x")
    monkeypatch.setattr(heads, "MAX_LINES", 3)
    with pytest.raises(CorpusError, match="too many parts or lines"):
        read_eml(eml_of("x"), where="x")


@pytest.mark.parametrize(
    "head",
    [
        "Subject: =?utf-8?b?///?=",
        "Subject: =?x-none?q?a?=",
        "Date: nonsense",
        "Date: Mon, 99 Foo 99999 99:99:99 +9999",
        'From: "unclosed <a@b',
        "Content-Type: text/plain; charset=\"\xff\"; name*0*=x''%zz",
        "Content-Type: ;;;",
        "Content-Transfer-Encoding: base64",
    ],
)
def test_odd_heads_are_no_faults(head: str) -> None:
    parsed(f"From: a@b\r\n{head}\r\n\r\nTGV0\r\n".encode("latin-1"))
