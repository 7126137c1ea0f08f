"""The libraries that pyproject.toml calls extras, as they are imported: what needs them says so.

What always holds: none is imported here.
"""

from __future__ import annotations

import importlib.util

# Extra -> what its libraries are imported as.
EXTRAS = {
    "cluster": ("pymilvus", "ray"),
    "eval": ("ir_measures", "matplotlib", "scipy"),
    "fetch": ("charset_normalizer", "httpcore", "lxml", "protego"),
    "index": (
        "PIL",
        "charset_normalizer",
        "defusedxml",
        "docx",
        "langchain_text_splitters",
        "lxml",
        "lxml_html_clean",
        "markdown_it",
        "onnx",
        "openpyxl",
        "pypdfium2",
        "safetensors",
        "trafilatura",
        "yaml",
    ),
}


def missing_of(extra: str) -> list[str]:
    """Those of its libraries that aren't installed."""
    return [name for name in EXTRAS[extra] if importlib.util.find_spec(name) is None]
