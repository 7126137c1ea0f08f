"""What stands in the margin of every page: heads and feet of a letter, a master slide.

What always holds: of all this only what someone may ask for is kept (how to reach someone, when),
once and at the end of the text; the rest would be repeated and says nothing.
"""

from __future__ import annotations

import re

# An address of mail or the web, a number to call, a time.
_TELLS = re.compile(
    r"[\w.+-]@[\w-]+\.\w|https?://|\bwww\.|\d(?:[ \u00a0./()-]{0,3}\d){5,}|\b\d{1,2}[:.h]\d{2}\b"
)


def tells(text: str) -> bool:
    """Whether a line of a margin may be what someone asks for."""
    return bool(_TELLS.search(text))
