"""Makes small mails (EML) for tests."""

from __future__ import annotations

from email.message import EmailMessage


def mail_of(
    text: str = "",
    *,
    page: str = "",
    subject: str = "The pool",
    files: dict[str, bytes | EmailMessage] | None = None,
) -> EmailMessage:
    """A mail with a plain text, a page beside it, and files on it."""
    mail = EmailMessage()
    mail["From"] = "Ann Lee <ann@town.example>"
    mail["To"] = "desk@town.example"
    mail["Date"] = "Tue, 05 Mar 2024 10:15:00 +0100"
    if subject:
        mail["Subject"] = subject
    mail.set_content(text)
    if page:
        mail.add_alternative(page, subtype="html")
    for name, content in (files or {}).items():
        if isinstance(content, EmailMessage):
            mail.add_attachment(content)
        else:
            mail.add_attachment(
                content, maintype="application", subtype="octet-stream", filename=name
            )
    return mail


def eml_of(
    text: str = "",
    *,
    page: str = "",
    subject: str = "The pool",
    files: dict[str, bytes | EmailMessage] | None = None,
) -> bytes:
    return mail_of(text, page=page, subject=subject, files=files).as_bytes()
