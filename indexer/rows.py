"""Row numbers with types of their own, so that a document's is never taken for a passage's.

What always holds: a row is a position in one index's `documents`, `passages` or `units`, and means
nothing in another index.
"""

from __future__ import annotations

from typing import NewType

DocumentRow = NewType("DocumentRow", int)
PassageRow = NewType("PassageRow", int)
UnitRow = NewType("UnitRow", int)
