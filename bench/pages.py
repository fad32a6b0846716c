"""How fast a page of results is, side by side with Datasette in one run: `python -m bench.pages --records N`.

Both programs serve the same synthetic records on this machine, each alone while it is asked; a page of ours counts every facet, a
page of Datasette five. *first*: the words of the question were not met before; *again*: the same page once more, which ours
keeps. Datasette is no requirement of ours: install it in an environment of its own and name its command, or it is left out.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from bench import instance
from bench.engines import fts5, ours
from bench.figures import spread, timed
from bench.filing import INTERFACE
from bench.picking import questions
from bench.question import PAGE
from bench.records import Made, entry, made, resource
from catalogue.settings import PROJECT

FACETS = ("kind", "language", "audience", "branch", "year")
"""What Datasette counts: five facets of one value a record, the kind it counts fastest."""

QUESTIONS = 40
WARMING = 5
REPEATS = 5
VISITORS = 4
SECONDS = 10.0
PATIENCE = 120
"""Seconds for a server to begin, or for a page."""

MISSING = (
    "Datasette was left out: give its command with --datasette (pip install datasette, in an environment of its own)."
)

_OUR_TOTAL = re.compile(r'id="results"[^>]* data-total="(\d+)"')
_THEIR_TOTAL = re.compile(r"<h3>\s*([\d,]+) rows?\b")


@dataclass(frozen=True)
class Site:
    """A program that serves pages: how it is started at a port, where a question is asked, and what says its total."""

    command: Callable[[int], Sequence[str]]
    environment: Mapping[str, str]
    address: Callable[[str], str]
    total: re.Pattern[str]


def run(records: int, folder: Path, datasette: str | None, seconds: float = SECONDS) -> dict[str, Any]:
    """Build, ask and measure everything in an empty folder."""
    things = list(made(records))
    home = folder / "instance"
    ours.build(home / "index", map(entry, things), len(things), log=instance.filled(home, things))
    sites = {"ours": _ours(home)}
    if datasette:
        sites["datasette"] = _datasette(datasette, _table(folder / "records.db", things))
    given = questions(things, QUESTIONS + WARMING, lambda _: False)
    asked = {
        "one word": [question.words.split()[0] for question in given if question.kind == "search"],
        "three words": [question.words for question in given if question.kind == "whole"],
    }
    found = {name: _measured(site, asked, seconds) for name, site in sites.items()}
    return {"records": records, "questions": QUESTIONS, "sites": found, "to_datasette": _compared(found)}


def all_agree(figures: Mapping[str, Any]) -> bool:
    """True when every page of ours found something, and no less than Datasette's, which knows no inflected forms."""
    for kind, own in figures["sites"]["ours"].items():
        other = figures["sites"].get("datasette", {}).get(kind, {"totals": [1] * len(own["totals"])})
        if not all(0 < theirs <= ours for ours, theirs in zip(own["totals"], other["totals"], strict=True)):
            return False
    return True


def _ours(home: Path) -> Site:
    return Site(
        lambda port: [sys.executable, "-m", "catalogue", "serve", "--port", str(port)],
        {"CATALOGUE_HOME": str(home), "PYTHONPATH": str(PROJECT)},
        lambda words: f"/{INTERFACE}/search?{urlencode({'q': words, 'size': PAGE})}",
        _OUR_TOTAL,
    )


def _datasette(command: str, database: Path) -> Site:
    """Told to spend no time on what nobody asks here: proposing further facets, and giving up early."""
    settings = {"suggest_facets": "off", "sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000"}
    given = [each for name, value in settings.items() for each in ("--setting", name, value)]
    facets = [("_facet", name) for name in FACETS]
    return Site(
        lambda port: [command, "serve", str(database), "--port", str(port), *given],
        {},
        lambda words: f"/{database.stem}/records?{urlencode([('_search', words), ('_size', PAGE), *facets])}",
        _THEIR_TOTAL,
    )


def _table(database: Path, things: Iterable[Made]) -> Path:
    """The records as Datasette shows them: a table, with a word search over title, author and summary."""
    with closing(fts5.connected(database)) as connection:
        connection.execute(
            "CREATE TABLE records(id INTEGER PRIMARY KEY, key TEXT, title TEXT, author TEXT, summary TEXT, "
            "kind TEXT, language TEXT, audience TEXT, branch TEXT, year INTEGER)"
        )
        connection.executemany("INSERT INTO records VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, things))
        connection.execute(
            "CREATE VIRTUAL TABLE records_fts USING fts5(title, author, summary, "
            'content="records", content_rowid="id")'  # spelt as Datasette looks for it
        )
        for statement in ("'rebuild'", "'optimize'"):
            connection.execute(f"INSERT INTO records_fts(records_fts) VALUES ({statement})")
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    return database


def _row(thing: Made) -> tuple[str | int, ...]:
    branch = resource(thing).holdings[0].branch
    return (
        *(thing.key, thing.title, thing.author, thing.text),
        *(thing.kind, thing.language, thing.audience, branch, thing.year),
    )


@contextmanager
def _serving(site: Site) -> Iterator[int]:
    """The port at which the program answers, until the end."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    program = subprocess.Popen(
        site.command(port), env=os.environ | site.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(program, port)
        yield port
    finally:
        program.terminate()
        program.wait()


def _wait(program: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and program.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{program.args!r} did not begin to serve")


def _measured(site: Site, asked: Mapping[str, Sequence[str]], seconds: float) -> dict[str, Any]:
    with _serving(site) as port:
        for each in asked.values():
            _asked(site, port, each[QUESTIONS:], 0)
        return {kind: _asked(site, port, words[:QUESTIONS], seconds) for kind, words in asked.items()}


def _asked(site: Site, port: int, asked: Sequence[str], seconds: float) -> dict[str, Any]:
    addresses = [site.address(words) for words in asked]
    with closing(_connected(port)) as connection:
        firsts = [timed(partial(_page, connection, address)) for address in addresses]
        again = [_again(connection, address) for address in addresses]
    return {
        "totals": [_total(site, page) for page, _ in firsts],
        "kilobytes": round(median(len(page) for page, _ in firsts) / 1000, 1),
        "first": asdict(spread([each for _, each in firsts])),
        "again": asdict(spread(again)),
        "requests_per_second": round(_rate(port, addresses, seconds), 1),
    }


def _again(connection: http.client.HTTPConnection, address: str) -> float:
    return median(timed(partial(_page, connection, address))[1] for _ in range(REPEATS))


def _rate(port: int, addresses: Sequence[str], seconds: float) -> float:
    """Pages a second that some visitors get who ask without a pause."""
    end = time.monotonic() + seconds
    counted = [0] * VISITORS

    def visit(visitor: int) -> None:
        with closing(_connected(port)) as connection:
            for address in cycle(addresses[visitor:] + addresses[:visitor]):
                if time.monotonic() >= end:
                    return
                _page(connection, address)
                counted[visitor] += 1

    visitors = [threading.Thread(target=visit, args=(visitor,)) for visitor in range(VISITORS)]
    _, spent = timed(lambda: ([each.start() for each in visitors], [each.join() for each in visitors]))
    return sum(counted) / spent


def _connected(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)


def _page(connection: http.client.HTTPConnection, address: str) -> str:
    connection.request("GET", address)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return text


def _total(site: Site, page: str) -> int:
    found = site.total.search(page)
    return int(found[1].replace(",", "")) if found else 0


def _compared(found: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """For each kind of question our figures as multiples of Datasette's."""
    return {
        kind: {
            **{when: round(own[when]["median"] / other[when]["median"], 3) for when in ("first", "again")},
            "requests_per_second": round(own["requests_per_second"] / other["requests_per_second"], 2),
        }
        for kind, own in found["ours"].items()
        if (other := found.get("datasette", {}).get(kind))
    }


def show(figures: Mapping[str, Any], console: Console) -> None:
    """The figures as a table for people."""
    table = Table(
        title=f"A page of results, {figures['records']} records, {figures['questions']} questions: ms, median / p95"
    )
    for heading in ("question", "", "first", "again", "requests a second", "kB, not compressed"):
        table.add_column(heading, justify="left" if heading in ("question", "") else "right")
    for kind in figures["sites"]["ours"]:
        for name, site in figures["sites"].items():
            found = site[kind]
            times = [f"{found[when]['median']:.1f} / {found[when]['p95']:.1f}" for when in ("first", "again")]
            table.add_row(kind, name, *times, str(found["requests_per_second"]), str(found["kilobytes"]))
        ratios = figures["to_datasette"].get(kind, {}).values()
        if ratios:
            table.add_row(kind, "ours/datasette", *map(str, ratios), "")
    console.print(table)
    if not figures["to_datasette"]:
        console.print(MISSING)


def main() -> None:
    """Entry point of the command. Exit code 1 when a page did not find what it should, for then times mean nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, metavar="N")
    parser.add_argument("--datasette", default=shutil.which("datasette"), metavar="COMMAND")
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(asked.records, Path(folder), asked.datasette)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    show(figures, Console(width=140))
    if not all_agree(figures):
        sys.exit("A page did not find what it should; compare nothing before that is understood.")


if __name__ == "__main__":
    main()
