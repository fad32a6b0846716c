"""How fast searches are, side by side with SQLite's FTS5 and tantivy in one run: `python -m bench.search --records N`.

All engines hold the same synthetic records under the same ready-made keys and are asked the same questions; first it is seen
whether their answers agree. Times are milliseconds, median / 95th percentile over the questions of a kind. *first*: the
engine was opened for this kind, has answered a few others of it, and has not met the words of the question; *warm*: the same
question again. Ours reads the words of its questions and keeps what it matched; that is part of it.
"""

import argparse
import json
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import instance
from bench.child import memory_of
from bench.engines import discovery, fts5, ours, tantivy, whole_fts5
from bench.figures import Paced, Spread, size_mb, spread, timed
from bench.filed import Filed
from bench.filing import filed
from bench.picking import questions
from bench.question import KINDS, Answer, Engine, Question, write
from bench.records import Made, entry, made, resource
from catalogue.records import to_plain
from index import fold

Opening = Callable[[], Engine]

QUESTIONS = 40
WARMING = 5
"""Further questions of a kind, asked before time is taken, so that what every question needs is there."""

REPEATS = 5
CHUNK = 1_000
TANTIVY_MISSING = "tantivy is not installed (pip install tantivy); it was left out."


def run(records: int, folder: Path, segments: int = 1) -> dict[str, Any]:
    """Build, ask and measure everything in an empty folder."""
    things = list(made(records))
    built = _build(things, folder, segments)
    peer = fts5.opened(folder / "fts5")
    asked = questions(things, QUESTIONS + WARMING, peer.holds)
    peer.close()
    kinds: dict[str, Any] = {}
    for kind in KINDS:
        of_kind = [question for question in asked if question.kind == kind]
        kinds |= _measure(kind, of_kind, _engines(kind, folder))
    return {
        "records": records,
        "segments": segments,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "tantivy": tantivy.version(),
        "kinds": kinds,
        "built": built,
        "memory_mb": _memory(folder, asked),
    }


def all_agree(figures: Mapping[str, Any]) -> bool:
    """True when every engine gave the same answer wherever the same was asked of it; what is made of raw text may differ."""
    return all(each["agreeing"] == each["questions"] for each in figures["kinds"].values() if each["is_alike"])


def _build(things: Sequence[Made], folder: Path, segments: int) -> dict[str, Any]:
    """A catalogue with the records and our index of them, which serves plain questions too; and the peers."""
    log, keeping = timed(lambda: instance.filled(folder / "instance", things))
    entries = Paced(map(entry, things))
    index = folder / "instance" / "index"
    _, seconds = timed(lambda: ours.build(index, entries, len(things), segments, log))
    documents = Paced(map(_document, things))
    peers: dict[str, Any] = {"fts5": fts5.Builder(folder / "fts5")}
    if tantivy.version():
        peers["tantivy"] = tantivy.Builder(folder / "tantivy")
    spent = _fill(documents, peers)
    return {
        "seconds": {
            "ours": round(seconds - entries.seconds, 2),
            **spent,
            "keys of the peers": round(documents.seconds, 2),
            "keeping the records": round(keeping, 2),
        },
        "size_mb": {
            "ours": size_mb(index),
            "fts5": size_mb(folder / "fts5" / "words.sqlite"),
            "tantivy": size_mb(folder / "tantivy" / "words"),
        },
    }


def _document(thing: Made) -> Filed:
    return filed(entry(thing), json.dumps(to_plain(resource(thing)), ensure_ascii=False))


def _fill(documents: Iterator[Filed], peers: Mapping[str, Any]) -> dict[str, float]:
    spent = dict.fromkeys(peers, 0.0)
    while chunk := list(islice(documents, CHUNK)):
        for name, peer in peers.items():
            spent[name] += timed(partial(peer.add, chunk))[1]
            peer.add_aside(chunk)
    return {name: round(spent[name] + timed(peer.finish)[1], 2) for name, peer in peers.items()}


def _engines(kind: str, folder: Path) -> dict[str, Opening]:
    if kind == "whole":
        return {
            "ours": lambda: discovery.opened(folder / "instance"),
            "fts5": lambda: whole_fts5.opened(folder / "fts5"),
        }
    found: dict[str, Opening] = {
        "ours": lambda: ours.opened(folder / "instance" / "index"),
        "fts5": lambda: fts5.opened(folder / "fts5"),
    }
    if tantivy.version():
        found["tantivy"] = lambda: tantivy.opened(folder / "tantivy")
    return found


def _measure(kind: str, asked: Sequence[Question], openings: Mapping[str, Opening]) -> dict[str, Any]:
    """The figures of a kind; of plain searches also those of new questions of words met before."""
    warming, asked = asked[QUESTIONS:], asked[:QUESTIONS]
    turned = [replace(each, words=_turned(each.words), keys=each.keys[::-1]) for each in asked]
    answers, first, warm, known = {}, {}, {}, {}
    for name, opening in openings.items():
        engine = opening()
        for question in warming:
            engine.answer(question)
        timings = [timed(partial(engine.answer, question)) for question in asked]
        answers[name] = [answer for answer, _ in timings]
        if None in answers[name]:
            continue
        first[name] = spread([seconds for _, seconds in timings])
        warm[name] = spread([_again(engine, question) for question in asked])
        if kind == "search":
            known[name] = spread([timed(partial(engine.answer, question))[1] for question in turned])
    alike = _alike(kind, asked, answers)
    common = {
        "questions": len(asked),
        "agreeing": sum(alike),
        "is_alike": kind not in ("correction", "whole"),
        "differing": [question.words for question, is_same in zip(asked, alike, strict=True) if not is_same],
    }
    found = {kind: {**common, **_figures(first, warm)}}
    if known:
        found["known"] = {**common, **_figures(known, {})}
    return found


def _again(engine: Engine, question: Question) -> float:
    return median(timed(partial(engine.answer, question))[1] for _ in range(REPEATS))


def _turned(words: str) -> str:
    return " ".join(reversed(words.split()))


def _alike(kind: str, asked: Sequence[Question], answers: Mapping[str, Sequence[Answer | None]]) -> list[bool]:
    """For each question whether all engines answered alike; of a misspelt word whether we suggest the one that was meant."""
    if kind == "correction":
        return [
            answer is not None and [fold(word) for word in answer.words] == [question.meant]
            for question, answer in zip(asked, answers["ours"], strict=True)
        ]
    given = [[_said(kind, answer) for answer in each] for each in answers.values() if None not in each]
    return [all(said == sayings[0] for said in sayings) for sayings in zip(*given, strict=True)]


def _said(kind: str, answer: Answer | None) -> Any:
    if answer is None:
        return None
    if kind == "completion":
        return [fold(word) for word in answer.words]
    if kind == "facets":
        return answer.total, {name: dict(counted) for name, counted in answer.facets.items()}
    return answer.total, answer.keys if kind in ("newest", "title") else ()


def _figures(first: Mapping[str, Spread], warm: Mapping[str, Spread]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for when, spreads in (("first", first), ("warm", warm)):
        if spreads:
            found[when] = {name: asdict(each) for name, each in spreads.items()}
            for peer in ("fts5", "tantivy"):
                if peer in spreads:
                    found[when][f"to_{peer}"] = round(spreads["ours"].median / spreads[peer].median, 3)
    return found


def _memory(folder: Path, asked: Sequence[Question]) -> dict[str, float | None]:
    """Of one process each that opened an engine and asked everything."""
    plain, raw = folder / "questions.json", folder / "whole.json"
    write([question for question in asked if question.kind != "whole"], plain)
    write([question for question in asked if question.kind == "whole"], raw)
    found = {
        "ours": memory_of("bench.engines.ours", folder / "instance" / "index", plain),
        "fts5": memory_of("bench.engines.fts5", folder / "fts5", plain),
        "catalogue": memory_of("bench.engines.discovery", folder / "instance", raw),
    }
    if tantivy.version():
        found["tantivy"] = memory_of("bench.engines.tantivy", folder / "tantivy", plain)
    return found


def show(figures: Mapping[str, Any], console: Console) -> None:
    """The figures as tables for people."""
    names = {**KINDS, "known": "three words met before, together new"}
    table = Table(title=f"{figures['records']} records, {figures['segments']} or more segments: ms, median / p95")
    for heading in ("question", "", "ours", "FTS5", "tantivy", "ours/FTS5", "ours/tantivy", "alike"):
        table.add_column(heading, justify="left" if heading in ("question", "") else "right")
    for kind, found in figures["kinds"].items():
        for when in ("first", "warm"):
            if when in found:
                spreads = [_shown(found[when].get(name)) for name in ("ours", "fts5", "tantivy")]
                ratios = [str(found[when].get(f"to_{peer}", "")) for peer in ("fts5", "tantivy")]
                table.add_row(names[kind], when, *spreads, *ratios, f"{found['agreeing']}/{found['questions']}")
    console.print(table)
    for name, values in (
        ("build, s", figures["built"]["seconds"]),
        ("size, MB", figures["built"]["size_mb"]),
        ("memory (PSS), MB", figures["memory_mb"]),
    ):
        console.print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in values.items()))
    if not figures["tantivy"]:
        console.print(TANTIVY_MISSING)


def _shown(given: Mapping[str, float] | None) -> str:
    return f"{given['median']:.2f} / {given['p95']:.2f}" if given else ""


def main() -> None:
    """Entry point of the command. Exit code 1 when the engines' answers do not agree, for then times mean nothing."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, metavar="N")
    parser.add_argument(
        "--segments", type=int, default=1, metavar="K", help="spread ours over at least so many segments"
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(asked.records, Path(folder), asked.segments)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    show(figures, Console(width=140))
    if not all_agree(figures):
        sys.exit("The engines did not find the same; compare nothing before that is understood.")


if __name__ == "__main__":
    main()
