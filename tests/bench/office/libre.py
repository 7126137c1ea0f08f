"""What LibreOffice makes of the others' files, saved anew in its own way. Where it isn't installed
(Debian: libreoffice-writer-nogui, libreoffice-calc-nogui, libreoffice-impress-nogui), there is
none, and whoever asks is told so."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.office.made import Made
from tests.bench.office.sheets import workbooks
from tests.bench.office.shows import slide_shows
from tests.bench.office.word import word_documents

PRODUCER = "LibreOffice"
SECONDS = 300
# Its own names for what it writes.
_FILTERS: Mapping[str, str] = {
    "odt": "odt:writer8",
    "docx": "docx:MS Word 2007 XML",
    "rtf": "rtf:Rich Text Format",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "ods": "ods:calc8",
    "odp": "odp:impress8",
    "pptx": "pptx:Impress MS PowerPoint 2007 XML",
}


def can_convert() -> bool:
    return shutil.which("soffice") is not None


def converted() -> Iterator[Made]:
    """Each file of the others in the kinds that LibreOffice saves it in. It is started once for
    each kind, and takes some seconds."""
    texts, sheets, shows = list(word_documents()), list(workbooks()), list(slide_shows())
    for kind, sources in (
        *((kind, texts) for kind in ("odt", "docx", "rtf")),
        *((kind, sheets) for kind in ("xlsx", "ods")),
        *((kind, shows) for kind in ("pptx", "odp")),
    ):
        for made, data in zip(sources, _saved_as(sources, kind), strict=True):
            yield Made(producer=PRODUCER, name=f"fees.{kind}", data=data, seen=made.seen)


def _saved_as(sources: Sequence[Made], kind: str) -> Iterator[bytes]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for number, made in enumerate(sources):
            paths.append(folder / f"{number}{Path(made.name).suffix}")
            paths[-1].write_bytes(made.data)
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"),
                *("--convert-to", _FILTERS[kind], "--outdir", str(folder / "out")),
                *map(str, paths),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        # It says nothing of what it couldn't read: then a file isn't there, which is an error.
        yield from ((folder / "out" / f"{path.stem}.{kind}").read_bytes() for path in paths)
