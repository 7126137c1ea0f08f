"""Whole pages from templates: the only module that knows Jinja2.

What always holds: a plain ``str`` never becomes markup in a template either, and is written as
`ui.html.text` writes it; a name that a template wasn't given is an error; line breaks and
indentation of a template's file are its own, none of them is in the page.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from ui.html import at, attributes, document_address, dotted, hidden, isolated, text

# Beside a tag or an expression nothing is left of a line's end, between words a space is.
_LINE_END = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])|\s*\n\Z")
_BETWEEN_WORDS = re.compile(r"\s*\n\s*")


class _OneLine(Extension):
    """Takes the layout of a template's file out of it: it would be white space on the page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  (Jinja's)
        return _BETWEEN_WORDS.sub(" ", _LINE_END.sub("", source.lstrip()))


def _written(value: Any) -> Any:
    return text(value) if isinstance(value, str) else value


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("ui.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_written,
        extensions=[_OneLine],
        auto_reload=False,
    )
    made.globals |= {
        "at": at,
        "attributes": attributes,
        "document_address": document_address,
        "dotted": dotted,
        "hidden": hidden,
        "isolated": isolated,
    }
    return made


def rendered(name: str, **values: Any) -> Markup:
    """The template of this name, filled in. What is markup must come as `Markup`."""
    return Markup(_templates().get_template(name).render(values))
