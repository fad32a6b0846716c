"""What the tables of duplicates and links hold, on either kind of database."""

from datetime import UTC, datetime

from catalogue.records import Contributor, Identifier
from catalogue.records.link import Link
from catalogue.storage import Database
from tests.building import a_resource, a_title

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ISBN = Identifier("isbn", "9789934000102")


def test_numbers_that_several_records_have_are_found_withdrawn_ones_apart(database: Database) -> None:
    with database.writing() as unit:
        for key, status in (("a", "published"), ("b", "draft"), ("c", "withdrawn")):
            unit.records.save(a_resource(key=key, status=status, identifiers=(ISBN, Identifier("uri", f"urn:x:{key}"))))
    with database.reading() as unit:
        assert unit.likeness.shared_identifiers() == [("isbn", ISBN.value, "a"), ("isbn", ISBN.value, "b")]
        assert sorted(unit.likeness.titles()) == [("a", a_title().value), ("b", a_title().value)]


def test_makers_languages_and_isbns_are_read_as_they_were_kept(database: Database) -> None:
    told = a_resource(key="a", contributors=(Contributor("Ķ. “Z”"),), languages=("lv", "uk"), identifiers=(ISBN,))
    with database.writing() as unit:
        unit.records.save(told)
        unit.records.save(a_resource(key="b"))
    with database.reading() as unit:
        assert sorted(unit.likeness.makers(["a", "b", "c"])) == [
            ("a", ("Ķ. “Z”",), ("lv", "uk"), frozenset({ISBN.value})),
            ("b", (), (), frozenset()),
        ]


def test_pairs_that_were_told_apart_stay_so_and_may_be_told_again(database: Database) -> None:
    for pairs in ([("a", "b")], [("a", "b"), ("a", "c")], []):
        with database.writing() as unit:
            unit.likeness.tell_apart(pairs, "anna")
    with database.reading() as unit:
        assert unit.likeness.different() == {("a", "b"), ("a", "c")}


def test_links_are_kept_replaced_and_forgotten(database: Database) -> None:
    long = "https://example.org/" + "ā" * 5_000
    known = [Link(long, NOW, "404", NOW, ("a", "b")), Link("https://example.org/", NOW, "good")]
    with database.writing() as unit:
        unit.links.keep(known)
        unit.links.keep([known[0]])
    with database.reading() as unit:
        assert unit.links.all() == {each.address: each for each in known}
        assert unit.links.failing() == [known[0]] and unit.links.last_asked() == NOW
    with database.writing() as unit:
        unit.links.forget([long])
    with database.reading() as unit:
        assert [*unit.links.all()] == ["https://example.org/"]
