"""How well what is meant is found, pair of languages by pair: `python -m bench.quality FOLDER [--json FILE] [--peers]`.

FOLDER holds files `docs.<language>` and `queries.<language>`: a line each, id and text with a tab between. A query is
answered by every text with its id, in whatever language: those of the pair uk-lv are asked in Ukrainian of Latvian texts. R@1
and R@10 are the parts of the queries with an answer on the first and the first ten places, MRR the mean of 1 / its place
(0 beyond the first hundred).
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import instance
from bench.adapters import cut
from bench.engines.raw import raw_peers
from bench.engines.tantivy import version
from catalogue.app import Catalogue
from catalogue.cataloguing import describe, import_file
from catalogue.discovery import parse
from catalogue.languages import SOURCE, interface
from catalogue.records import Resource, Text, Title
from catalogue.records.rules import LONGEST_TEXT, cleaned, is_language
from catalogue.settings import part

DEPTH = 100

Line = tuple[str, str]
Finder = Callable[[str, str], Sequence[int]]
"""From the words of a query and their language to the places of texts, the best first."""


class Broken(Exception):
    """The material cannot be used; the text says where and why."""


@dataclass(frozen=True)
class Material:
    """Texts and queries by language, each with its id."""

    docs: Mapping[str, Sequence[Line]]
    queries: Mapping[str, Sequence[Line]]


@dataclass(frozen=True)
class Quality:
    """How well one engine did."""

    recall_1: float
    recall_10: float
    mrr: float


def read(folder: Path) -> Material:
    """The material of a folder.

    Raises:
        Broken: a file or line is not as it should be, or there is nothing to ask.
    """
    material = Material(_read_all(folder, "docs"), _read_all(folder, "queries"))
    if not material.docs or not material.queries:
        raise Broken(f"{folder} needs files docs.<language> and queries.<language>.")
    return material


def measure(material: Material, with_peers: bool = False) -> dict[str, Any]:
    """Every pair of languages that shares an id."""
    pairs = []
    for language, docs in material.docs.items():
        with tempfile.TemporaryDirectory() as folder:
            catalogue = _catalogue_of(docs, language, Path(folder))
            try:
                finders = {"ours": _ours(catalogue), **(_peers(docs) if with_peers else {})}
                pairs += [_pair(asked, material.queries[asked], language, docs, finders) for asked in material.queries]
            finally:
                catalogue.close()
    pairs = sorted((pair for pair in pairs if pair["asked"]), key=lambda pair: (pair["queries"], pair["docs"]))
    if not pairs:
        raise Broken("No query has the id of a text.")
    same = [pair for pair in pairs if pair["queries"] == pair["docs"]]
    across = [pair for pair in pairs if pair["queries"] != pair["docs"]]
    means = {name: _means(some) for name, some in (("same language", same), ("across languages", across)) if some}
    return {"pairs": pairs, "means": means, "tantivy": version() if with_peers else ""}


def described(text: str, language: str, key: str) -> Resource:
    """A text as a published resource. It says nowhere what its title is, and words of a title weigh more: the key stands for
    one."""
    return Resource(
        key=key,
        status="published",
        titles=(Title(key, language),),
        summaries=(Text(cut(cleaned(text), LONGEST_TEXT), language),),
        languages=(language,),
    )


def load_topics(catalogue: Catalogue) -> None:
    """Load the subject headings every catalogue begins with."""
    import_file(catalogue.database, part("vocabulary") / "topics.csv", instance.BY)


def _read_all(folder: Path, what: str) -> dict[str, list[Line]]:
    return {path.name.partition(".")[2]: _read(path) for path in sorted(folder.glob(f"{what}.*"))}


def _read(path: Path) -> list[Line]:
    language = path.name.partition(".")[2]
    if not is_language(language):
        raise Broken(f"{path.name}: “{language}” is no code of a language.")
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        raise Broken(f"{path.name} cannot be read as UTF-8 text.") from None
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        id_, tab, text = line.partition("\t")
        if not tab:
            raise Broken(f"{path.name}, line {number}: there is no tab between an id and a text.")
        if not id_.strip() or not cleaned(text).strip():
            raise Broken(f"{path.name}, line {number}: the {'id' if not id_.strip() else 'text'} is empty.")
        found.append((id_.strip(), text.strip()))
    return found


def _catalogue_of(docs: Sequence[Line], language: str, folder: Path) -> Catalogue:
    catalogue = instance.made(folder)
    load_topics(catalogue)
    with catalogue.database.writing() as unit:
        for place, (_, text) in enumerate(docs):
            describe(unit, described(text, language, _key(place)), instance.BY)
    catalogue.indexer.rebuild()
    catalogue.search.prepare()
    return catalogue


def _ours(catalogue: Catalogue) -> Finder:
    def find(words: str, language: str) -> Sequence[int]:
        request = parse([("q", words), ("size", str(DEPTH))])
        found = catalogue.search(request, interface(language) or SOURCE)
        return [_place(finding.record.key) for finding in found.findings]

    return find


def _peers(docs: Sequence[Line]) -> dict[str, Finder]:
    peers = raw_peers([text for _, text in docs])
    return {name: lambda words, _, peer=peer: peer.find(words, DEPTH) for name, peer in peers.items()}  # type: ignore[misc]


def _pair(
    asked_in: str, queries: Sequence[Line], language: str, docs: Sequence[Line], finders: Mapping[str, Finder]
) -> dict[str, Any]:
    ids = [id_ for id_, _ in docs]
    known = set(ids)
    asked = [(id_, words) for id_, words in queries if id_ in known]
    found: dict[str, Any] = {"queries": asked_in, "docs": language, "asked": len(asked)}
    for name, find in finders.items() if asked else ():
        found[name] = asdict(_quality([_rank(id_, [ids[at] for at in find(words, asked_in)]) for id_, words in asked]))
    return found


def _rank(id_: str, found: Sequence[str]) -> int:
    """The place of the first answer from 1, 0 when there is none."""
    return found.index(id_) + 1 if id_ in found else 0


def _quality(ranks: Sequence[int]) -> Quality:
    return Quality(
        recall_1=round(fmean(rank == 1 for rank in ranks), 4),
        recall_10=round(fmean(0 < rank <= 10 for rank in ranks), 4),
        mrr=round(fmean(1 / rank if rank else 0 for rank in ranks), 4),
    )


def _means(pairs: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """The means over pairs, each counting alike."""
    return {
        name: {figure: round(fmean(pair[name][figure] for pair in pairs), 4) for figure in pairs[0][name]}
        for name in ("ours", "fts5", "tantivy")
        if name in pairs[0]
    }


def _key(place: int) -> str:
    return f"text-{place}"


def _place(key: str) -> int:
    return int(key.partition("-")[2])


def show(figures: Mapping[str, Any], console: Console) -> None:
    """The figures as a table for people."""
    engines = [name for name in ("ours", "fts5", "tantivy") if name in figures["pairs"][0]]
    table = Table("asked in", "of texts in", "queries", *(f"{name} R@1 / R@10 / MRR" for name in engines))
    for pair in figures["pairs"]:
        table.add_row(pair["queries"], pair["docs"], str(pair["asked"]), *(_shown(pair[name]) for name in engines))
    for name, means in figures["means"].items():
        table.add_row(name, "", "", *(_shown(means[engine]) for engine in engines), style="bold")
    console.print(table)


def _shown(found: Mapping[str, float]) -> str:
    return f"{found['recall_1']:.3f} / {found['recall_10']:.3f} / {found['mrr']:.3f}"


def main() -> None:
    """Entry point of the command. Exit code 1 when the material is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--peers", action="store_true", help="also SQLite's FTS5 and, where installed, tantivy")
    asked = parser.parse_args()
    try:
        figures = measure(read(asked.folder), asked.peers)
    except Broken as reason:
        sys.exit(str(reason))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    show(figures, Console(width=140))
    if asked.peers and not figures["tantivy"]:
        print("tantivy is not installed (pip install tantivy); it was left out.")


if __name__ == "__main__":
    main()
