"""`quotedesk fetch`: a website's pages and linked files into a folder, once or again.

What always holds: what is said of a site's addresses can't drive a terminal.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corpus.errors import ConfigError, QuotedeskError
from corpus.site.report import Report
from corpus.site.settings import SiteSettings, check
from ui import logs
from ui.commands.console import DONE, ERROR, Bars, check_extra, counted, describe, print_json
from ui.config import BUNDLED, Config
from ui.render import visible

LISTED = 10
# After a fetch on schedule that failed: the site may be down for a while.
RETRY_SECONDS = 600.0

_DESCRIPTION = """
Pages come from the site's sitemaps and feeds, and by following links below the address. Only what
has changed is transferred again, and what is gone from the site is gone from the folder. The site's
robots.txt is obeyed. Without URL and --into, the [site] table of the settings says what to fetch.
The exit status is 1 if a page that should be there couldn't be had.
"""


def add(command: argparse.ArgumentParser) -> None:
    example = "quotedesk fetch https://www.example.org/help/ --into handbook"
    describe(command, _fetch, example, _DESCRIPTION)
    command.add_argument("url", nargs="*", metavar="URL", help="a page, a sitemap or a feed")
    command.add_argument("--into", metavar="FOLDER", help="folder for the pages (default: corpus)")
    command.add_argument(
        "--host", action="append", metavar="HOST", help="take this host's pages too"
    )
    command.add_argument(
        "--private-host",
        action="append",
        metavar="HOST",
        help="a named host that may be one of a private network",
    )
    command.add_argument("--max-pages", type=int, metavar="N", help="keep no more (5000)")
    command.add_argument("--max-depth", type=int, metavar="N", help="follow no more links (12)")
    command.add_argument("--max-minutes", type=int, metavar="N", help="take no longer (120)")
    command.add_argument("--delay", type=float, metavar="S", help="seconds between requests (1)")
    command.add_argument("--json", action="store_true", help="say what was done as JSON")


def _fetch(options: argparse.Namespace, config: Config) -> int:
    settings = _settings(options, config.site)
    into = Path(options.into) if options.into else folder_of(settings, config)
    with Bars() as bars:
        report = run_fetch(settings, into, bars)
    if options.json:
        print_json(asdict(report))
    else:
        print(line_of(report))
        for line in notes_of(report):
            print(line, file=sys.stderr)
    return ERROR if report.faults else DONE


def _settings(options: argparse.Namespace, site: SiteSettings) -> SiteSettings:
    given: dict[str, Any] = {
        "url": tuple(options.url) or None,
        "hosts": (*site.hosts, *options.host) if options.host else None,
        "private_hosts": (
            (*site.private_hosts, *options.private_host) if options.private_host else None
        ),
        "max_pages": options.max_pages,
        "max_depth": options.max_depth,
        "max_minutes": options.max_minutes,
        "delay": options.delay,
    }
    settings = replace(site, **{key: value for key, value in given.items() if value is not None})
    if not settings.url:
        raise ConfigError(
            "no address to fetch",
            mend="run: quotedesk fetch URL --into FOLDER, or set `url` under [site]",
        )
    return check(settings)


def folder_of(site: SiteSettings, config: Config) -> Path:
    """Where the pages go by the settings. Raises ConfigError if there they'd never be indexed."""
    if site.into:
        into = Path(site.into)
        if not into.resolve().is_relative_to(Path(config.corpus).resolve()):
            raise ConfigError(
                f"[site] puts the pages into {into}, which isn't in the corpus that is indexed",
                mend=f"set corpus = {json.dumps(site.into)}, or `into` to a folder in the corpus",
            )
        return into
    if config.corpus == str(BUNDLED) or config.corpus.endswith(".jsonl"):
        raise ConfigError(
            "no folder for the pages", mend="name one: quotedesk fetch URL --into FOLDER"
        )
    return Path(config.corpus)


def run_fetch(settings: SiteSettings, into: Path, bars: Bars) -> Report:
    """Raises QuotedeskError."""
    check_extra("fetch")
    from corpus.site.fetch import fetch_site  # with what only this needs

    return fetch_site(settings, into, progress=_progress(bars))


def _progress(bars: Bars) -> Callable[[int, int], None]:
    before = 0

    def step(done: int, total: int) -> None:
        nonlocal before
        bars.step("fetching", total, done - before)
        before = done

    return step


def line_of(report: Report) -> str:
    """What was done, in one line for people."""
    parts = [
        f"{len(report.new)} new",
        f"{len(report.changed)} changed",
        f"{report.unchanged} unchanged",
        f"{len(report.gone)} gone",
    ]
    line = f"{visible(report.into)} holds {counted(report.pages, 'page')}: {', '.join(parts)}"
    line += f"; {counted(report.requests, 'request')}, {report.received / 1e6:.1f} MB"
    return line + (f", {len(report.faults)} not to be had" if report.faults else "")


def notes_of(report: Report) -> list[str]:
    """What else its keeper may want to know."""
    lines = [f"not to be had: {visible(one.url)}: {visible(one.why)}" for one in report.faults]
    if len(lines) > LISTED:
        lines = [*lines[:LISTED], f"and {len(lines) - LISTED} more that weren't to be had"]
    for one in report.left_out:
        named = ", ".join(visible(url) for url in one.examples)
        more = ", ..." if one.count > len(one.examples) else ""
        lines.append(f"left out, {visible(one.why)}: {one.count} ({named}{more})")
    if report.stopped:
        lines.append(f"stopped at {report.stopped}: there is more to this site")
    return lines


class Schedule:
    """The configured site, fetched whenever it is time; it is time at once where it never was."""

    def __init__(self, config: Config, *, as_json: bool) -> None:
        """Raises ConfigError if there is a site, and no folder or no library for it."""
        self._site = config.site
        self._as_json = as_json
        self._due = 0.0
        self._told = ""
        if self._site.url:
            check_extra("fetch")
            from corpus.site.fetch import fetched_at

            self._into = folder_of(self._site, config)
            last = fetched_at(self._into)
            self._due = last + self._site.every_hours * 3600 if last else 0.0

    def look(self) -> None:
        """Fetches, if it is time. An error is told once, and the fetch tried again later."""
        now = time.time()
        if not self._site.url or now < self._due:
            return
        try:
            with Bars() as bars:
                report = run_fetch(self._site, self._into, bars)
        except QuotedeskError as error:
            self._due = now + RETRY_SECONDS
            told = f"quotedesk: {visible(str(error))}"
            if told != self._told:
                logs.say(told, logging.WARNING)
            self._told = told
            return
        self._due, self._told = now + self._site.every_hours * 3600, ""
        if self._as_json:
            print_json({"fetched": asdict(report)})
        else:
            if logs.told_as_json():
                logs.event(line_of(report))
            else:
                print(line_of(report), flush=True)
            for line in notes_of(report):
                logs.say(line, logging.WARNING)
