"""E-mail (EML): what the mail says, then each file that hangs on it under a heading with its name.

What always holds: earlier mails that it only quotes are not in the text; files are read by the
same parsers as by themselves; what can't be read of them is named, and the rest is given. Mails in
mails, files and lengths are bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message

from corpus.errors import CorpusError
from corpus.formats.faults import LIBRARY_FAULTS
from corpus.formats.mail.body import is_empty, payload_of, read_page, read_plain
from corpus.formats.mail.heads import facts_of, name_of, parse, subject_of
from corpus.formats.mail.joined import Joined
from corpus.formats.mail.quoted import is_forwarded
from corpus.formats.parsed import LeftOut, Parsed
from corpus.formats.registry import FORMATS, Format, container_of, format_of, mend_of
from corpus.phrase import Phrase, with_mend

MAX_FILES = 100
MAX_DEPTH = 3  # of mails in mails
MAX_CHARS = 20_000_000
MAX_PARTS = 2_000

_PAGE, _PLAIN, _MAIL = "text/html", "text/plain", "message/rfc822"
_SEALED = frozenset(
    {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"},
)


def read_eml(data: bytes, *, where: str) -> Parsed:
    """A mail. Raises `CorpusError` if it is none, encrypted, or over a limit."""
    message = parse(data, where=where)
    reading = _Reading(where=where)
    try:
        reading.mail(message, depth=0)
        title, facts = subject_of(message), facts_of(message)
    except LIBRARY_FAULTS as error:
        raise CorpusError(
            "not an e-mail that can be read",
            where=where,
            mend="save it again in a mail program as .eml",
        ) from error
    return Parsed(
        text=reading.out.text,
        blocks=tuple(reading.out.blocks),
        title=title,
        facts=facts,
        places=tuple(reading.out.places),
        left_out=tuple(reading.left_out),
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One mail while it is read, with those that hang on it."""

    where: str
    out: Joined = field(default_factory=Joined)
    left_out: list[LeftOut] = field(default_factory=list)
    files: int = 0
    parts: int = 0

    def mail(self, message: Message, *, depth: int) -> None:
        """First what it says, then its files, as deep below its heading as it is in others."""
        texts: list[Message] = []
        files: list[Message] = []
        self.sort(message, texts, files)
        whole = is_forwarded(subject_of(message) or "")
        for text in texts:
            read = read_page if text.get_content_type() == _PAGE else read_plain
            parsed = read(text, whole=whole, where=self.where)
            self.add(parsed, name="text", deeper=depth)
        for file in files:
            self.file(file, depth=depth)

    def sort(self, message: Message, texts: list[Message], files: list[Message]) -> None:
        """What a mail says and what hangs on it, in order; of two forms of one text the richer.

        Raises `CorpusError` for a mail that is encrypted, or of too many parts.
        """
        waiting = [message]
        while waiting:
            part = waiting.pop()
            self.parts += 1
            if self.parts > MAX_PARTS:
                raise CorpusError(
                    Phrase("has more than {n} parts", n=MAX_PARTS),
                    where=self.where,
                    mend="leave it out",
                )
            kind = part.get_content_type()
            if kind in _SEALED:
                raise CorpusError(
                    "is encrypted or sealed",
                    where=self.where,
                    mend="save its text from a mail program, or leave it out",
                )
            if kind == "multipart/alternative" and part.is_multipart():
                chosen = _richest(_inside(part), self.where)
                waiting += [] if chosen is None else [chosen]
            elif part.is_multipart() and kind != _MAIL:
                waiting += reversed(_inside(part))
            elif _is_text(part, kind):
                texts.append(part)
            elif kind == _MAIL or (name_of(part) and not _is_picture_in_text(part)):
                files.append(part)

    def file(self, part: Message, *, depth: int) -> None:
        """A file that hangs on the mail, or the reason why it isn't read."""
        self.files += 1
        if self.files > MAX_FILES:
            raise CorpusError(
                Phrase("has more than {n} files on it", n=MAX_FILES),
                where=self.where,
                mend="save them into a folder of documents",
            )
        inside = _inside(part)
        mail = inside[0] if part.get_content_type() == _MAIL and inside else None
        name = name_of(part) or (mail is not None and subject_of(mail)) or "mail"
        name = name if mail is None or name.lower().endswith(".eml") else f"{name}.eml"
        before = self.out.mark()
        try:
            if mail is not None or name.lower().endswith(".eml"):
                self.attached_mail(mail, payload_of(part), name, depth=depth + 1)
            else:
                self.attached_file(part, name, deeper=depth + 1)
        except CorpusError as error:
            self.out.back_to(before)
            self.left_out.append(LeftOut(name=name, why=with_mend(error.what, error.mend)))

    def attached_mail(self, mail: Message | None, data: bytes, name: str, *, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise CorpusError("lies too deep in other mails", mend="save it by itself")
        message = parse(data, where=name) if mail is None else mail
        self.out.heading(name, level=min(depth, 6))
        self.mail(message, depth=depth)

    def attached_file(self, part: Message, name: str, *, deeper: int) -> None:
        form = format_of(name) or _format_of_kind(part.get_content_type())
        if form is None:
            mend, fault = mend_of(name), container_of(name) is not None
            if fault:
                why = with_mend("an archive in a mail", "save it among the documents")
            else:
                why, fault = with_mend("not a format that is read", mend), mend is not None
            self.left_out.append(LeftOut(name=name, why=why, fault=fault))
            return
        parsed = form.parser(payload_of(part), where=name)
        if not parsed.blocks:
            raise CorpusError("holds no text")
        self.out.heading(name, level=min(deeper, 6))
        self.add(parsed, name=name, deeper=deeper)

    def add(self, parsed: Parsed, *, name: str, deeper: int) -> None:
        if not parsed.blocks:
            return
        if self.out.length + len(parsed.text) > MAX_CHARS:
            raise CorpusError(
                Phrase("its text would be longer than {n} characters", n=MAX_CHARS),
                where=self.where,
                mend="save its files into a folder of documents",
            )
        self.out.add(parsed, name=name, deeper=deeper)


def _inside(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _is_text(part: Message, kind: str) -> bool:
    if kind not in {_PLAIN, _PAGE} or part.is_multipart():
        return False
    return part.get_content_disposition() != "attachment" and not name_of(part)


def _is_picture_in_text(part: Message) -> bool:
    picture = part.get_content_maintype() == "image"
    return picture and (part.get_content_disposition() != "attachment" or "Content-ID" in part)


def _richest(forms: list[Message], where: str) -> Message | None:
    """The form to read of those in which a mail says the same: a page, unless it is empty."""
    for form in reversed(forms):
        if form.is_multipart():
            if any(one.get_content_type() in {_PAGE, _PLAIN} for one in form.walk()):
                return form
        elif _is_text(form, _PAGE if form.get_content_type() == _PAGE else "") and not is_empty(
            form, where=where
        ):
            return form
    return next((form for form in forms if _is_text(form, form.get_content_type())), None)


def _format_of_kind(kind: str) -> Format | None:
    """The format of a file whose name says nothing."""
    return next((form for form in FORMATS.values() if form.media_type == kind), None)
