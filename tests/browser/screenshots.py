"""Takes the pictures of the desk: ``python -m tests.browser.screenshots URL [FOLDER]``.

Look at them after every change to a style sheet: a test sees that a mark is there, not that it is
legible. The desk at URL has to be running, with questions to start with and something to refuse.

With QUOTEDESK_STAFF_PASSWORD set, as for the desk, the staff's page is taken too, with --staff it
alone. `tests/browser/weeks.py` makes a ledger for it, to be set before the desk is started.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Nothing outside of this machine can be found, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
UNANSWERABLE = "Where can visitors park a bicycle?"
WIDE, NARROW = (1280, 800), (320, 640)
PARTS = (
    "#masthead h1",
    "#conversation .welcome",
    "#filter",
    "#question textarea",
    "#ask",
    "#anew",
    "#only textarea",
    "#order textarea",
    "#source",
)


def settled(page: Page) -> None:
    """Waits until the desk's page is complete: Gradio loads each kind of its parts by itself, and
    says "Loading..." until it has them."""
    for part in PARTS:
        page.locator(part).wait_for(state="attached")
    expect(page.locator(".loading")).to_have_count(0)


def until(page: Page, true: str) -> None:
    """Waits until a script gives true. Playwright's own wait evaluates a string in the page when it
    looks a second time, which the pages' content security policy forbids."""
    end = time.monotonic() + 15
    while not page.evaluate(true):
        if time.monotonic() > end:
            raise TimeoutError(true)
        page.wait_for_timeout(20)


def ask(page: Page, question: str, turns: int) -> None:
    """Asks and waits until the conversation has so many exchanges."""
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('.turn').length === {turns}")
    expect(page.get_by_role("status").last).not_to_be_empty()


def first_example(page: Page) -> str:
    return page.locator(".examples button").first.inner_text()


@contextmanager
def opened(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = WIDE,
    dark: bool = False,
    language: str = "en",
) -> Iterator[Page]:
    """The desk in a window of its own."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale=language,
        base_url=url,
    )
    page = context.new_page()
    page.goto(url)
    settled(page)
    yield page
    context.close()


class Camera:
    """Takes pictures into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png")

    def visit(self, page: Page, prefix: str = "", suffix: str = "") -> None:
        """Every state of the desk in one window, then its pages."""
        self.take(page, f"{prefix}empty{suffix}")
        page.locator("#filter summary").click()
        page.locator("#filter input").last.check()
        self.take(page, f"{prefix}filter{suffix}")
        page.locator("#filter [data-clear]").click()
        page.locator("#filter summary").click()
        ask(page, first_example(page), 1)
        self.take(page, f"{prefix}answered{suffix}")
        page.locator(".feedback [data-helpful='no']").click()
        page.locator(".feedback .why").wait_for()
        page.locator(".keep").scroll_into_view_if_needed()
        self.take(page, f"{prefix}feedback{suffix}")
        page.locator("a.open").first.click()
        expect(page.locator("#q1")).to_be_focused()
        self.take(page, f"{prefix}source-open{suffix}")
        address = page.locator("[data-as-page]").get_attribute("href") or ""
        page.locator("[data-close]").click()
        ask(page, UNANSWERABLE, 2)
        self.take(page, f"{prefix}refused{suffix}")
        others = {
            "source-page": address,
            "slip": page.locator(".links a[href^='/slip/']").first.get_attribute("href") or "",
            "conversation": page.locator(".keep a").first.get_attribute("href") or "",
        }
        for name, other in others.items():
            page.goto(other)
            self.take(page, f"{prefix}{name}{suffix}")


def take_staff(url: str, folder: Path, password: str) -> None:
    """The staff's page, whole: wide, narrow and dark, and in Spanish. One sign-in: they are
    limited."""
    camera = Camera(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_OPTIONS)
        )
        page = browser.new_page(base_url=url, viewport={"width": WIDE[0], "height": WIDE[1]})
        page.goto("/staff")
        camera.take(page, "staff-sign-in")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button").click()
        page.get_by_role("button", name="Sign out").wait_for()
        for name, size, address, dark in (
            ("staff", WIDE, "/staff?lang=en", False),
            ("staff-dark", WIDE, "/staff?lang=en", True),
            ("staff-es", WIDE, "/staff?lang=es", False),
            ("narrow-staff", NARROW, "/staff?lang=en", False),
        ):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            page.goto(address)
            page.screenshot(path=folder / f"{name}.png", full_page=True)
        browser.close()


def take_pdf(folder: Path) -> None:
    """The page of a PDF's document, with the pages that its quotes stand on: of a desk of its own,
    since the one at URL may hold no PDF."""
    # Here, since a desk takes seconds to import, and the other pictures need none.
    from corpus.document import Document
    from tests.browser.leaflet import leaflet, leaflet_address
    from tests.browser.serving import serving
    from tests.ui.fakes import FakeDesk
    from ui.web.app import create_app

    document, data = leaflet()

    class PdfDesk(FakeDesk):
        def original(self, _: Document) -> bytes:
            return data

    folder.mkdir(parents=True, exist_ok=True)
    desk = PdfDesk(documents={document.id: document}, name="Reading room desk")
    with serving(create_app(desk)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_OPTIONS)
        )
        for name, size, dark in (
            ("pdf-page", WIDE, False),
            ("pdf-page-dark", WIDE, True),
            ("narrow-pdf-page", NARROW, False),
        ):
            page = browser.new_page(
                base_url=url,
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
            )
            page.goto(leaflet_address().partition("#")[0])
            for picture in page.locator("img").all():
                picture.scroll_into_view_if_needed()
                expect(picture).to_have_js_property("complete", True)
            page.locator(".pictures summary").scroll_into_view_if_needed()
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=folder / f"{name}.png", full_page=True)
        browser.close()


def take(url: str, folder: Path) -> None:
    """All states: wide and narrow, light and dark, in both languages."""
    camera = Camera(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM_OPTIONS)
        )
        with opened(browser, url) as page:
            camera.visit(page)
        with opened(browser, url, dark=True) as page:
            camera.visit(page, suffix="-dark")
        with opened(browser, url, language="es") as page:
            camera.visit(page, suffix="-es")
        with opened(browser, url, size=NARROW) as page:
            camera.visit(page, prefix="narrow-")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("url", help="a running desk, such as http://127.0.0.1:7860")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/screenshots"))
    parser.add_argument("--staff", action="store_true", help="the staff's page only")
    options = parser.parse_args()
    url, password = options.url.rstrip("/"), os.environ.get("QUOTEDESK_STAFF_PASSWORD", "")
    if not options.staff:
        take(url, options.folder)
        take_pdf(options.folder)
    if password:
        take_staff(url, options.folder, password)


if __name__ == "__main__":
    main()
