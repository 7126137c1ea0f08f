"""Where a text's headings, paragraphs, lists and sentences stand, all as spans.

Plain text has no markup, so its blocks are worked out (`plain_blocks`); formats with markup bring
their own blocks. Everything after that is the same for all formats: section paths, lists with what
introduces them, sentences.

What always holds: nothing here changes or copies text; spans are ordered and inside the document.
"""

from corpus.structure.blocks import plain_blocks
from corpus.structure.broken import with_items
from corpus.structure.lines import fold, is_boilerplate
from corpus.structure.lists import ListGroup, header_of, list_groups
from corpus.structure.sections import section_paths
from corpus.structure.sentences import sentences
from corpus.structure.units import Unit, units

__all__ = [
    "ListGroup",
    "Unit",
    "fold",
    "header_of",
    "is_boilerplate",
    "list_groups",
    "plain_blocks",
    "section_paths",
    "sentences",
    "units",
    "with_items",
]
