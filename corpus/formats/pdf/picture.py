"""A page of a PDF as a picture, with places on it marked.

What always holds: what is marked stays readable, and nothing else of the page is changed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from corpus.errors import CorpusError
from corpus.places import Box

SCALE = 2.0  # pixels a point: 144 to the inch
_TINT, _FRAME = "#ffe27a", "#b35900"


def page_image(
    data: bytes, page: int, *, boxes: Sequence[Box], where: str, scale: float = SCALE
) -> bytes:
    """PNG of a page (from 1) of the PDF in `data`, with the boxes marked; `scale` in pixels a
    point. The caller sees to it that this is the file that the boxes belong to.

    Raises `CorpusError` if the file can't be read or has no such page, or if a library that draws
    it isn't installed: an index can be asked without.
    """
    try:
        from PIL import Image, ImageChops, ImageDraw

        from corpus.formats.pdf.file import open_pdf
    except ImportError as error:
        raise CorpusError(
            f"its pages can't be drawn without {error.name}",
            where=where,
            mend="run: pip install 'quotedesk[desk]'",
        ) from error

    with open_pdf(data, where=where) as pdf:
        image, scale = pdf.picture(page, scale=scale)
    # A tint that text stays readable under, then a frame.
    tint = Image.new("RGB", image.size, "white")
    corners = [_corners(box, scale) for box in boxes]
    for each in corners:
        ImageDraw.Draw(tint).rectangle(each, fill=_TINT)
    marked = ImageChops.multiply(image, tint)
    for each in corners:
        ImageDraw.Draw(marked).rectangle(each, outline=_FRAME, width=max(1, round(scale)))
    held = io.BytesIO()
    marked.save(held, format="PNG")
    return held.getvalue()


def _corners(box: Box, scale: float) -> tuple[float, float, float, float]:
    """In pixels, with a little room, so that the frame cuts no letter."""
    left, top, right, bottom = box
    return (left - 1) * scale, (top - 1) * scale, (right + 1) * scale, (bottom + 1) * scale
