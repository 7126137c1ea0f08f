"""What the libraries that read formats raise.

Files that are damaged, or made to be, meet checks that the libraries don't make, so it can be
almost anything. A parser translates these, and only around its library's calls.
"""

from __future__ import annotations

import zipfile
import zlib

from lxml import etree

LIBRARY_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,  # RecursionError is one
    SyntaxError,  # how XML parsers say that it is not well-formed
    TypeError,
    ValueError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
)
