"""Row numbers, each with a type of its own.

A document, a passage and a unit are all known by their position in a tuple of the index. The types
cost nothing when the program runs; mypy tells one from the other.
"""

from __future__ import annotations

from typing import NewType

DocumentRow = NewType("DocumentRow", int)  # a position in `Index.documents`
PassageRow = NewType("PassageRow", int)  # in `Index.passages`
UnitRow = NewType("UnitRow", int)  # in `Index.units`
