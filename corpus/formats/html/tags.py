"""What the elements of HTML mean for a page's text: tables of names, and nothing else."""

from __future__ import annotations

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
# Elements that begin and end on a line of their own. All others flow within a line.
BLOCKS = (
    HEADINGS
    | LISTS
    | frozenset(
        {
            *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
            *("details", "dialog", "div", "dt", "fieldset", "figcaption", "figure", "footer"),
            *("form", "header", "hgroup", "hr", "html", "legend", "li", "main", "nav", "p"),
            *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
            *("thead", "tr"),
        }
    )
)
# Elements that people don't see as text, or see struck out.
UNSEEN = frozenset(
    {
        *("annotation", "annotation-xml"),
        *("area", "audio", "base", "canvas", "col", "colgroup", "datalist", "embed", "frame"),
        *("frameset", "head", "iframe", "img", "input", "link", "map", "meta", "noframes"),
        *("noscript", "object", "param", "picture", "script", "select", "source", "style"),
        *("svg", "template", "textarea", "title", "track", "video"),
        *("del", "s", "strike"),
    }
)
