"""How long a fetch takes, what it transfers and how much memory it needs.

    python -m tests.bench.fetch [--pages 1000] [--folder FOLDER]

A site of made pages (or the HTML files of a folder, such as a manual's) is served on this machine
by a process of its own and fetched three times: all of it, unchanged, and with a tenth of it
changed. With --index, what was fetched is indexed each time, by a model that takes no time: memory
is then the index's, but an unchanged site is seen to leave nothing to be done.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.site.fetch import fetch_site
from corpus.site.report import Report
from corpus.site.settings import SiteSettings
from indexer.settings import IndexSettings
from indexer.store.folder import FolderStore
from indexer.update import Indexing
from tests.corpus.websites import Sent, Website, page, prose, served
from tests.indexer.fakes import HashEmbedder

WORDS = 400
LINKED = 40
_KINDS = {".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf"}


def made(pages: int, changed: int = 0) -> Website:
    """Each page has some kilobytes and leads to some others; a sitemap names none of them."""
    site = Website()
    site["/"] = page(prose(-1, WORDS), *(f"/p/{n}" for n in range(0, pages, LINKED)))
    for n in range(pages):
        links = [f"/p/{other % pages}" for other in range(n, n + LINKED)]
        text = "".join(f"<p>{prose(n * 10 + part, WORDS // 10)}.</p>" for part in range(10))
        text += "<p>It has changed.</p>" if n < changed else ""
        site[f"/p/{n}"] = page(text, *links, title=f"Page {n}")
    return site


def of_folder(folder: Path, changed: int = 0) -> Website:
    site = Website()
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in _KINDS]
    for number, path in enumerate(files):
        body = path.read_bytes() + (b"<!-- changed -->" if number < changed else b"")
        name = path.relative_to(folder).as_posix()
        site[f"/{name}"] = Sent(body=body, kind=_KINDS[path.suffix])
        if path.name == "index.html":
            site[f"/{name.removesuffix('index.html')}"] = site.pages[f"/{name}"]
    return site


def _serve(options: argparse.Namespace, ends: Connection) -> None:
    """Until it is told to stop; each thing that it is told is how many pages have changed."""
    site = of_folder(options.folder) if options.folder else made(options.pages)
    with served(site, seconds=3600):
        ends.send(site.port)
        while (changed := ends.recv()) is not None:
            new = (
                of_folder(options.folder, changed)
                if options.folder
                else made(options.pages, changed)
            )
            site.pages = new.pages
            ends.send(len(new.pages))


@contextmanager
def serving(options: argparse.Namespace) -> Iterator[tuple[int, Connection]]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(options, theirs))
    process.start()
    try:
        yield int(ours.recv()), ours
    finally:
        ours.send(None)
        process.join(10)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _line(what: str, report: Report, seconds: float) -> str:
    return (
        f"{what:<12} {report.pages:>6} pages {seconds:>7.1f} s {report.requests:>6} requests"
        f" {report.bodies:>6} bodies {report.received / 1e6:>7.1f} MB"
        f" {len(report.new):>6} new {len(report.changed):>6} changed {_memory():>6.0f} MB memory"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--index", action="store_true", help="index what was fetched, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, serving(options) as (port, ends):
        settings = SiteSettings(url=(f"http://localhost:{port}/",), max_pages=100_000)
        into, index = Path(work, "site"), Path(work, "index")
        embedder = HashEmbedder(max_tokens=128)
        indexing = Indexing(
            into,
            FolderStore(index),
            IndexSettings(),
            load=lambda *_: embedder,
            identify=lambda _: embedder.identity,
        )
        print(f"memory before: {_memory():.0f} MB", flush=True)
        for what, changed in (("first", 0), ("unchanged", 0), ("a tenth", options.pages // 10)):
            if changed:
                ends.send(changed)
                ends.recv()
            began = time.monotonic()
            report = fetch_site(settings, into)
            print(_line(what, report, time.monotonic() - began), flush=True)
            if what != "a tenth" and options.index:
                began = time.monotonic()
                done = indexing.run()
                print(
                    f"  index: {done.documents} documents, {done.embedded} texts embedded,"
                    f" up to date before: {done.fresh}, {time.monotonic() - began:.1f} s",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
