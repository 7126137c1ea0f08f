"""Documents -> passages. The only module that knows langchain-text-splitters.

A passage is what is searched for: whole blocks of one section, as many as the model reads at once.
A heading goes with what follows it and a list stays with its lead-in; only a block or list that is
too long by itself is split further, with overlap 0 (with overlap the library's offsets were
measured wrong). What always holds: every passage is its slice of the document and at most
`passage_tokens` long, passages are ordered and disjoint, and every block lies in passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import BlockKind, Document, Span
from corpus.errors import IntegrityError
from corpus.outline import DocumentOutline
from indexer.embed.protocol import Embedder

# Room in the model's length for the title and headings that go before a passage.
CONTEXT_TOKENS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`section`: the headings above it, outermost first, its own included."""

    id: str
    document_id: str
    span: Span
    section: tuple[str, ...]


@dataclass(slots=True)
class _Atom:
    """Blocks that stay together. `body`: where they start without the headings above them."""

    span: Span
    section: tuple[str, ...]
    starts_section: bool
    body: int
    tokens: int = 0
    gap: int = 0  # tokens between the atom before and this one: bullets, rules


def passages_of(
    document: Document, outline: DocumentOutline, embedder: Embedder, limit: int
) -> tuple[Passage, ...]:
    """Cuts one document; `limit`: most tokens of a passage, without title and special tokens."""
    limit = max(16, min(limit, embedder.max_tokens - 2 - CONTEXT_TOKENS))
    atoms = list(_atoms(document, outline))
    counts = embedder.count_tokens([atom.span.of(document.text) for atom in atoms])
    ends = [0, *(atom.span.end for atom in atoms)]
    gaps = embedder.count_tokens(
        [document.text[end : atom.span.start] for end, atom in zip(ends, atoms, strict=False)]
    )
    for atom, tokens, gap in zip(atoms, counts, gaps, strict=True):
        atom.tokens, atom.gap = tokens, gap
    passages: list[Passage] = []
    for span, section in _packed(atoms, document.text, embedder, limit):
        passages.append(
            Passage(
                id=f"{document.id}#{len(passages)}",
                document_id=document.id,
                span=span,
                section=section,
            )
        )
    return tuple(passages)


def _atoms(document: Document, outline: DocumentOutline) -> Iterator[_Atom]:
    blocks = document.blocks
    last_of = {group.items[0]: group.items[-1] for group in outline.lists}
    led = {group.items[0] - 1 for group in outline.lists if group.lead_in}
    number = 0
    heading: int | None = None
    while number < len(blocks):
        first = number
        if blocks[number].kind is BlockKind.HEADING:
            heading = number if heading is None else heading
            number += 1
            if number < len(blocks):
                continue
        else:
            if number in led:
                number += 1
            number = last_of.get(number, number) + 1
        start = heading if heading is not None else first
        yield _Atom(
            span=Span(start=blocks[start].span.start, end=blocks[number - 1].span.end),
            section=outline.sections[min(first, len(blocks) - 1)],
            starts_section=heading is not None
            or (first > 0 and blocks[first].apart is not blocks[first - 1].apart),
            body=blocks[first].span.start,
        )
        heading = None


def _packed(
    atoms: Sequence[_Atom], text: str, embedder: Embedder, limit: int
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    held: _Atom | None = None
    for atom in atoms:
        fits = held is not None and held.tokens + atom.gap + atom.tokens <= limit
        if held is not None and fits and not atom.starts_section:
            held = _Atom(
                span=Span(start=held.span.start, end=atom.span.end),
                section=held.section,
                starts_section=held.starts_section,
                body=held.body,
                tokens=held.tokens + atom.gap + atom.tokens,
            )
            continue
        if held is not None:
            yield held.span, held.section
            held = None
        if atom.tokens <= limit:
            held = atom
        else:
            yield from ((span, atom.section) for span in _parts(text, atom, embedder, limit))
    if held is not None:
        yield held.span, held.section


def _parts(text: str, atom: _Atom, embedder: Embedder, limit: int) -> Iterator[Span]:
    """Splits an atom; its headings go with the first part, if they leave room for it."""
    heading = embedder.count_tokens([text[atom.span.start : atom.body]])[0]
    if limit - heading < 16:
        yield from _split(text, atom.span, embedder, limit)
        return
    start: int | None = atom.span.start
    for span in _split(text, Span(start=atom.body, end=atom.span.end), embedder, limit - heading):
        yield span if start is None else Span(start=start, end=span.end)
        start = None


def _split(text: str, span: Span, embedder: Embedder, limit: int) -> Iterator[Span]:
    """Splits what is too long by itself, at the best place that the splitter finds."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # a quarter of a second

    body = span.of(text)
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=limit,
        chunk_overlap=0,
        # White space has no tokens, and the splitter repeats pieces of length 0 in the next chunk
        # (its offset is then -1): every piece counts at least 1.
        length_function=lambda piece: max(1, embedder.count_tokens([piece])[0]) if piece else 0,
        separators=["\n\n", "\n", ". ", "; ", ", ", " ", ""],
        keep_separator="end",
        strip_whitespace=False,
        add_start_index=True,
    )
    for chunk in splitter.create_documents([body]):
        start = int(chunk.metadata["start_index"])
        piece = chunk.page_content
        if start < 0 or body[start : start + len(piece)] != piece:
            raise IntegrityError(
                f"the splitter gave a chunk that is no slice of the text (at {start})",
                mend="please report this with the document",
            )
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            yield Span(start=span.start + start + left, end=span.start + start + right)
