"""What the page of the benchmark says besides its figures."""

from __future__ import annotations

INTRODUCTION = """\
# Performance, beside others

quotedesk and other programs that find passages, over the same passages, with the same model
(all-MiniLM-L6-v2), asked the same questions one after another in one run on one machine. Each is
given one thread. The page is written by the benchmark:

```console
$ .venv/bin/python -m tests.bench.peers --help
```

Times, sizes and memory are **ratios to plain sentence-transformers with a flat FAISS index** in the
same run: 2 is twice as much as the baseline takes, 0.5 is half. They compare programs on one
machine, and promise no seconds on another. `{baseline}` is that baseline.
"""

WHAT_IS_COMPARED = """
The passages are those that quotedesk cuts. The others get them ready-made, with the title and
headings in front; quotedesk reads and cuts the documents itself, which is part of its time.
Questions that lean on earlier ones are left out. Every program is taken with its defaults, and is
asked for 20 passages.
"""

QUALITY = """
## Quality

hit@1 and nDCG@5 are about documents. quote@1: the first quote holds the expected words; a refusal
is a miss. That is easier for a program that quotes whole passages than for one that quotes
sentences: see the median length of the quotes. *answered*: of the questions that have an answer;
*refused*: of those that have none.
"""

COST = """
## Cost with the model

Indexing: passages a second (more is better), peak memory, size of the index on disk. A *cold*
question starts the program, opens the index and loads the model: the median and the worst of {cold}
starts, on the wall's clock. A *warm* one is asked of a program that runs: each question's median of
rounds ({repeats}), of which p50 and p95 are told. Indexing and warm questions are timed by what the
processor worked for them, which is what they take on a machine that does nothing else.
"""

LIMITS = """
## The limits

What no program can beat that does this work, on the same thread:

| limit | ratio to the baseline |
|---|---|
"""

ENCODER_PASS = """
An encoder pass is the matrix products of the model's six layers alone, at the speed that the faster
of torch and NumPy reaches with these shapes. Attention, norms and tokens come on top.
"""

SIZES = """
## Cost against size

Made-up passages, and vectors that cost next to nothing in place of the model's (their time is left
out), so that what remains is what everything but the encoder costs. Ratios to the baseline **of the
same size**, whose own question is a flat search and nothing else: a large ratio can still be little
beside the encoder, whose limit is in the table, too.
"""
