"""How fast the catalogue fills with real records: `python -m bench.filling DATA_FOLDER [--json FILE]`.

Imports both lists of `bench.adapters` into an instance of its own, builds the index, exports everything and imports
it again.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bench.adapters import adapt
from catalogue.cataloguing import Imported, export_file, import_file
from catalogue.discovery import Indexer
from catalogue.discovery.entries import FACETS
from catalogue.storage import Database
from index import Index

BY = "bench"

Answer = TypeVar("Answer")


def fill(data: Path, folder: Path) -> dict[str, Any]:
    """Fill a catalogue in an empty folder; returns what was measured."""
    figures: dict[str, Any] = {}
    files = adapt(data, folder / "sheets")
    database = Database(f"sqlite:///{folder / 'catalogue.sqlite'}")
    try:
        database.migrate()
        indexer = Indexer(database, Index(folder / "index", FACETS))
        for path, rows in files.items():
            imported, seconds = _timed(lambda path=path: import_file(database, path, BY))  # type: ignore[misc]
            figures[path.stem] = _of_import(imported, rows, seconds)
        entries, seconds = _timed(indexer.rebuild)
        figures["rebuild"] = {"records": entries, "seconds": seconds, "records_per_second": _rate(entries, seconds)}
        out = folder / "export.csv"
        exported, seconds = _timed(lambda: export_file(database, out))
        figures["export"] = {"records": exported, "seconds": seconds, "records_per_second": _rate(exported, seconds)}
        imported, seconds = _timed(lambda: import_file(database, out, BY))
        figures["import_of_export"] = _of_import(imported, exported, seconds)
        indexer.catch_up()
        figures["index_agrees"] = indexer.check().is_none
    finally:
        database.close()
    figures["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    figures["database_mb"] = _size_mb(folder.glob("catalogue.sqlite*"))
    figures["index_mb"] = _size_mb((folder / "index").rglob("*"))
    return figures


def _of_import(imported: Imported, rows: int, seconds: float) -> dict[str, Any]:
    return {
        "rows": rows,
        "added": imported.added,
        "changed": imported.changed,
        "unchanged": imported.unchanged,
        "refused": imported.refused_rows,
        "seconds": seconds,
        "records_per_second": _rate(rows, seconds),
    }


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    start = time.perf_counter()
    answer = work()
    return answer, round(time.perf_counter() - start, 2)


def _rate(count: int, seconds: float) -> int:
    return round(count / max(seconds, 0.01))


def _size_mb(files: Any) -> float:
    return round(sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000, 1)


def main() -> None:
    """Entry point of the command. Exit code 1 when a row was refused, or the index does not agree."""
    parser = argparse.ArgumentParser(prog="python -m bench.filling", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = fill(asked.data, Path(folder))
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    for name, figure in figures.items():
        values = ", ".join(f"{key} {value}" for key, value in figure.items()) if isinstance(figure, dict) else figure
        print(f"{name}: {values}")
    refused = sum(figures[name]["refused"] for name in ("learning", "stories", "import_of_export"))
    if refused or not figures["index_agrees"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
