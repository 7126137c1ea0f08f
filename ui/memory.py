"""What a process that goes on for months no longer needs goes back to the system.

What always holds: nothing is changed where the C library isn't glibc.
"""

from __future__ import annotations

import ctypes

# Blocks from this size on are asked of the system and given back one by one.
OWN_BYTES = 128 * 1024
_M_MMAP_THRESHOLD = -3  # its number in malloc.h


def give_back() -> None:
    """To be said once, at the beginning.

    glibc begins with this size, but raises it, up to 32 MB, whenever a larger block is freed: from
    then on the vectors, segments and pages that an index is made and read with lie between small
    blocks that stay, in a heap for each thread, and what is freed of them can't be given back.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, OWN_BYTES)
