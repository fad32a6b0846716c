"""A program that saves and indexes for ever, to be killed: `python -m tests.discovery.saving HOME FIRST`. It writes the key
of each record to its output once the save is committed."""

import itertools
import sys
from pathlib import Path

from catalogue.app import open_current
from catalogue.settings import Settings
from index import IndexUnusable
from tests.building import a_resource, a_text, a_title
from tests.discovery.small import keep


def main(home: Path, first: int) -> None:
    """Save and index until somebody ends it."""
    catalogue = open_current(Settings(home))
    for number in itertools.count(first):
        key = f"record-{number}"
        keep(
            catalogue,
            a_resource(
                key=key, titles=(a_title(f"Grāmata n{number}x"),), summaries=(a_text("teksts " * 50 + "beigas"),)
            ),
        )
        print(key, flush=True)
        try:
            if number % 25 == 0:
                catalogue.indexer.rebuild()
            catalogue.indexer.catch_up()
            catalogue.indexer.merge()
        except IndexUnusable:
            catalogue.indexer.rebuild()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
