"""`kill -9` at any moment loses no save that was reported, and search is right again without a person."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from catalogue.app import Catalogue, open_current
from catalogue.discovery import parse
from catalogue.languages import INTERFACES
from index import IndexUnusable
from tests.discovery.saving import PROCESSES, save_for_ever

TRIALS = 10
MANY_TRIALS = 50
MOST_SAVES = 8


def _saved_before_death(home: Path, first: int, saves: int, chance: random.Random) -> list[str]:
    """Let the program save, and kill it some instructions after it has reported as many saves."""
    reported, told = PROCESSES.Pipe(duplex=False)
    program = PROCESSES.Process(target=save_for_ever, args=(home, first, told))
    program.start()
    told.close()
    with reported:
        keys = [reported.recv() for _ in range(saves)]
        for _ in range(chance.randrange(1_500_000)):
            pass
        assert program.is_alive(), "the program ended by itself"
        program.kill()
        program.join()
        with suppress(EOFError):
            while True:
                keys.append(reported.recv())
    return keys


def _repair(catalogue: Catalogue) -> None:
    try:
        catalogue.indexer.catch_up()
    except IndexUnusable:
        catalogue.indexer.rebuild()
        catalogue.indexer.catch_up()


def test_nothing_reported_is_lost_however_often_the_program_is_killed(
    instance: Catalogue, request: pytest.FixtureRequest
) -> None:
    home = instance.settings.home
    instance.indexer.rebuild()
    chance = random.Random(20260324)
    saved: list[str] = []
    for _ in range(MANY_TRIALS if request.config.getoption("--long") else TRIALS):
        first = int(saved[-1].split("-")[1]) + 2 if saved else 1
        saved += _saved_before_death(home, first, chance.randint(1, MOST_SAVES), chance)
        reopened = open_current(instance.settings)
        with reopened.database.reading() as unit:
            assert set(unit.records.types(saved)) == set(saved)
            changes = unit.log.keys_after(0, 1_000_000)[0]
            assert set(changes) == set(unit.records.revisions(("published",)))
        _repair(reopened)
        assert reopened.indexer.check().is_none
        assert reopened.indexer.catch_up() == 0
        last = saved[-1]
        found = reopened.search(parse([("q", f"n{last.split('-')[1]}x")]), INTERFACES[0])
        assert (found.is_makeshift, [finding.record.key for finding in found.findings]) == (False, [last])
        reopened.close()
