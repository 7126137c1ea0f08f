"""Text as hostile or as odd as files get, for the property tests of the parsers."""

from __future__ import annotations

from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)

FRAGMENTS = (
    *("<div>", "</div>", "<li>", "</li>", "<ul>", "</ul>", "<ol start=3>", "<p>", "<br>", "<!--"),
    *("-->", "<table>", "<tr>", "<td>", "<th>x</th>", "</table>", "<pre>", "</pre>", "<h2>", "<a "),
    *("<button aria-controls=a>", "</button>", '<div hidden id="a">', "<script>", "<dl><dt>t<dd>d"),
    *("# h\n", "- a\n", "  - b\n", "1. c\n", "> q\n", "```\n", "    code\n", "| a | b |\n|-|-|\n"),
    *("**", "*", "_", "`", "[x](y)", "![i](j)", "~~", "{% x %}", "{{ y }}", "{:.z}", "---\n"),
    *("\n", "\n\n", " ", "\t", "\r\n", "word", "&nbsp;", "&#8203;", "&lt;b&gt;", '"', "'", "<q0>"),
    *("title: x\n", "<?php ?>", "<![CDATA[x]]>", "\x0b", "\x0c", "\u2028", "\ufeff", "<summary>"),
)
SOUP = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
