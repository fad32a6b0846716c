"""Made-up records are the same for a seed, true to the trade, and say that they are made up."""

from bench.records import SYNTHETIC, TONGUES, entry, made, named_records, resource
from catalogue.cataloguing import describe
from catalogue.discovery.entries import entry_of, surroundings
from catalogue.storage import Database


def test_the_same_seed_makes_the_same_records_however_many_follow() -> None:
    assert list(made(20)) == list(made(40))[:20]
    assert list(made(20)) != list(made(20, seed=1))


def test_every_language_is_among_some_hundred_records() -> None:
    assert {thing.language for thing in made(300)} == {tongue.code for tongue in TONGUES}


def test_records_say_that_they_are_synthetic() -> None:
    for thing in made(5):
        kept = resource(thing)
        assert kept.key.startswith(SYNTHETIC)
        assert kept.source is not None and kept.source.system == SYNTHETIC


def test_they_are_true_to_the_trade_and_filed_as_the_catalogue_files_them(database: Database) -> None:
    things = list(made(20))
    with database.writing() as unit:
        for record in named_records():
            describe(unit, record, "test")
        kept = [describe(unit, resource(thing), "test")[0] for thing in things]
    with database.reading() as unit:
        around = surroundings(unit)
        for thing, record in zip(things, kept, strict=True):
            filed, ready = entry_of(record, around, ()), entry(thing)
            assert (filed.key, filed.kind, filed.texts, filed.names) == (
                ready.key,
                ready.kind,
                ready.texts,
                ready.names,
            )
            assert {name: set(ids) for name, ids in filed.facets.items()} == {
                name: set(ids) for name, ids in ready.facets.items()
            }
            assert filed.numbers["added"] == ready.numbers["added"]
