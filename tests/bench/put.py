"""Figures that a program writes into a page of the documentation, between two marks.

What always holds: what stands outside the marks is left as it is, and a page without them is an
error.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def put(page: Path, name: str, lines: Sequence[str]) -> None:
    """Replaces what stands between the page's two marks of that name."""
    head, _, tail = _parts(page, name)
    body = "".join(f"{line}\n" for line in lines)
    page.write_text(
        f"{head}<!-- {name} -->\n{body}<!-- end of {name} -->\n{tail}", encoding="utf-8"
    )


def standing(page: Path, name: str) -> list[str]:
    """The lines between them."""
    return _parts(page, name)[1].splitlines()


def _parts(page: Path, name: str) -> tuple[str, str, str]:
    head, rest = page.read_text(encoding="utf-8").split(f"<!-- {name} -->\n", 1)
    body, tail = rest.split(f"<!-- end of {name} -->\n", 1)
    return head, body, tail
