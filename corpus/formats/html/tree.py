"""From markup to a tree, and the names of the places in it.

What always holds: no page makes the parser fetch anything, and one that it can't hold whole is an
error rather than half a page.
"""

from __future__ import annotations

from lxml import etree, html

from corpus.errors import CorpusError

# A path longer than this names no place that anyone would look up.
MAX_PATH_CHARS = 500


def parse_html(page: str, *, where: str) -> html.HtmlElement:
    """The tree of a whole page. Raises `CorpusError`."""
    parser = html.HTMLParser(huge_tree=True, no_network=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise CorpusError(
            "its HTML can't be parsed", where=where, mend="mend the HTML, or leave it out"
        ) from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        # The parser drops all that lies deeper: better no document than half of one.
        raise CorpusError(
            "its HTML is nested thousands of elements deep", where=where, mend="close its elements"
        )
    return root


class ElementPaths:
    """Names elements as ``/html/body/main/p[3]``; in all, linear in the tree's size."""

    def __init__(self) -> None:
        self._steps: dict[html.HtmlElement, dict[html.HtmlElement, str]] = {}

    def of(self, element: html.HtmlElement) -> str | None:
        """An XPath that selects the element alone; None where it would be too long to use."""
        steps: list[str] = []
        length = 0
        here: html.HtmlElement | None = element
        while here is not None and length <= MAX_PATH_CHARS:
            parent = here.getparent()
            step = here.tag if parent is None else self._among(parent)[here]
            steps.append(step)
            length += len(step) + 1
            here = parent
        return "/" + "/".join(reversed(steps)) if length <= MAX_PATH_CHARS else None

    def _among(self, parent: html.HtmlElement) -> dict[html.HtmlElement, str]:
        steps = self._steps.get(parent)
        if steps is None:
            counts: dict[str, int] = {}
            numbers: dict[html.HtmlElement, int] = {}
            for child in parent.iterchildren("*"):
                numbers[child] = counts[child.tag] = counts.get(child.tag, 0) + 1
            steps = self._steps[parent] = {
                child: f"{child.tag}[{number}]" if counts[child.tag] > 1 else child.tag
                for child, number in numbers.items()
            }
        return steps
