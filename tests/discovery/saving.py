"""A program that saves and indexes for ever, to be killed, and the processes such programs run in."""

import itertools
import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from catalogue.app import open_current
from catalogue.settings import Settings
from index import IndexUnusable
from tests.building import a_resource, a_text, a_title
from tests.discovery.small import keep

PROCESSES = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
"""Processes that share nothing with the tests; where it is possible they all begin as copies of one that has imported this."""

PROCESSES.set_forkserver_preload([__name__])


def save_for_ever(home: Path, first: int, told: Connection) -> None:
    """Save and index until somebody ends it, and tell the key of each record once its save is committed."""
    catalogue = open_current(Settings(home))
    for number in itertools.count(first):
        key = f"record-{number}"
        keep(
            catalogue,
            a_resource(
                key=key, titles=(a_title(f"Grāmata n{number}x"),), summaries=(a_text("teksts " * 50 + "beigas"),)
            ),
        )
        told.send(key)
        try:
            if number % 25 == 0:
                catalogue.indexer.rebuild()
            catalogue.indexer.catch_up()
            catalogue.indexer.merge()
        except IndexUnusable:
            catalogue.indexer.rebuild()
