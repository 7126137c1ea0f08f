"""What is freed goes back to the system, whatever was freed before."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# A large block is freed; then many of a megabyte, each with a small one behind it that stays. A
# heap could give back nothing between those.
PROGRAM = """
import ctypes, re, sys
from pathlib import Path
from ui.memory import give_back

if sys.argv[1:] == ["give back"]:
    give_back()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]


def block(size):
    found = libc.malloc(size)
    ctypes.memset(found, 1, size)
    return found


libc.free(block(30_000_000))
blocks = [(block(1_000_000), block(1_000)) for _ in range(100)]
for large, _ in blocks:
    libc.free(large)
print(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1))
"""


def held(*arguments: str) -> int:
    """Kilobytes that such a process has at its end."""
    line = [sys.executable, "-c", PROGRAM, *arguments]
    return int(subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="nothing is changed elsewhere")
def test_freed_blocks_go_back_to_the_system() -> None:
    assert held() - held("give back") > 80_000
