"""A record is kept when it is true to the trade and names only what is there, in one step with the change log."""

from dataclasses import replace

import pytest

from catalogue.cataloguing import describe
from catalogue.cataloguing.describing import settle
from catalogue.records import Conflict, Holding, Identifier, Record, Refused, Resource, Title
from catalogue.records.change import DESCRIBED, TOUCHED
from catalogue.records.key import is_key
from catalogue.storage import Database
from tests import complete
from tests.building import a_branch, a_resource, a_text, a_title, a_topic, an_initiative, an_organisation


def _describe(database: Database, *records: Record) -> list[Record]:
    with database.writing() as unit:
        return [describe(unit, record, "test")[0] for record in records]


def _touched(database: Database) -> list[str]:
    with database.reading() as unit:
        keys = unit.log.keys_after(0, 1_000)[0]
        return sorted(key for key in keys if next(unit.log.history(key)).action == TOUCHED)


def test_a_record_and_its_change_are_kept_together(database: Database) -> None:
    with database.writing() as unit:
        kept, sequence = describe(unit, a_topic(key="school"), "anna", "batch")
    with database.reading() as unit:
        (change,) = unit.log.history("school")
        assert unit.records.get("school") == kept == change.snapshot
    assert (change.sequence, change.action, change.by, change.batch) == (sequence, DESCRIBED, "anna", "batch")
    assert kept.revision == 1


def test_a_record_without_a_key_gets_one(database: Database) -> None:
    first, second = _describe(database, a_topic(key=""), a_topic(key=""))
    assert is_key(first.key)
    assert first.key != second.key


def test_every_fault_is_named_at_once_and_nothing_is_kept(database: Database) -> None:
    bad = a_resource(key="Bad Key", kind="boat", titles=(), topics=("nowhere",), holdings=(Holding("nobody"),))
    with pytest.raises(Refused) as refused, database.writing() as unit:
        describe(unit, bad, "test")
    assert {(problem.field, problem.code) for problem in refused.value.problems} == {
        ("key", "bad-key"),
        ("titles", "no-title"),
        ("kind", "unknown-code"),
        ("topic", "unknown-record"),
        ("branch", "unknown-record"),
    }
    with database.reading() as unit:
        assert (unit.log.head(), unit.records.counts()) == (0, {})


def test_a_record_may_name_only_records_of_the_right_type(database: Database) -> None:
    _describe(database, a_branch(key="liepaja"), a_topic(key="school"), an_organisation(key="society"))
    with pytest.raises(Refused) as refused:
        _describe(
            database,
            a_resource(topics=("liepaja",), holdings=(Holding("school"),), owner="society"),
        )
    assert {(problem.field, problem.code) for problem in refused.value.problems} == {
        ("topic", "other-type"),
        ("branch", "other-type"),
        ("owner", "other-type"),
    }
    _describe(database, an_initiative(providers=("liepaja", "society"), topics=("school",)))


def test_a_record_changed_by_somebody_else_is_a_conflict(database: Database) -> None:
    (first,) = _describe(database, a_topic(key="school"))
    _describe(database, replace(first, notation="1"))
    with pytest.raises(Conflict):
        _describe(database, replace(first, notation="2"))


def test_a_topic_may_not_stand_under_itself(database: Database) -> None:
    with pytest.raises(Refused) as refused:
        _describe(database, a_topic(key="school", broader=("school",)))
    assert [problem.code for problem in refused.value.problems] == ["broader-than-itself"]


def test_a_changed_topic_touches_the_records_under_it_and_under_narrower_topics(database: Database) -> None:
    language, *_ = _describe(
        database,
        a_topic(key="language"),
        a_topic(key="latvian", broader=("language",)),
        a_topic(key="cooking"),
        a_resource(key="course", topics=("latvian",)),
        a_resource(key="primer", topics=("language",)),
        a_resource(key="cookbook", topics=("cooking",)),
    )
    assert _touched(database) == []
    _describe(database, replace(language, notation="1"))
    assert _touched(database) == ["course", "latvian", "primer"]


def test_topics_in_a_circle_touch_each_record_once_and_come_to_an_end(database: Database) -> None:
    first, _ = _describe(database, a_topic(key="first"), a_topic(key="second", broader=("first",)))
    (first,) = _describe(database, replace(first, broader=("second",)))
    _describe(database, a_resource(key="book", topics=("second",)))
    _describe(database, replace(first, notation="1"))
    with database.reading() as unit:
        assert [change.action for change in unit.log.history("book")] == [TOUCHED, DESCRIBED]


@pytest.mark.parametrize(
    "record", [a_branch(key="named"), an_organisation(key="named")], ids=lambda record: record.type
)
def test_a_changed_branch_or_organisation_touches_what_it_provides(database: Database, record: Record) -> None:
    named, _ = _describe(database, record, an_initiative(key="cafe", providers=("named",)))
    _describe(database, replace(named, titles=(a_title("Citādi"),)))
    assert _touched(database) == ["cafe"]


def test_a_changed_resource_touches_nobody(database: Database) -> None:
    (book,) = _describe(database, a_resource(key="book"))
    _describe(database, replace(book, titles=(a_title("Citādi"),)))
    assert _touched(database) == []


def test_a_record_is_settled_into_the_one_form_it_is_kept_in() -> None:
    titles = (
        Title("romanised", "uk-Latn", kind="romanised"),
        Title("translated", "en", "machine", kind="main"),
        Title("second", "uk"),
        Title("first", "lv"),
    )
    settled = settle(
        a_resource(
            titles=titles,
            summaries=(a_text("t", "en", origin="human"), a_text("o", "lv")),
            identifiers=(
                Identifier("issn", "03178471"),
                Identifier("isbn", "9934-0-0010-5"),
                Identifier("isbn", "978-9934-0-0010-2"),
                Identifier("isbn", "9789934000102"),
            ),
        )
    )
    assert isinstance(settled, Resource)
    assert [(title.value, title.kind) for title in settled.titles] == [
        ("second", "main"),
        ("first", "parallel"),
        ("translated", "parallel"),
        ("romanised", "romanised"),
    ]
    assert [text.value for text in settled.summaries] == ["o", "t"]
    assert [(each.scheme, each.value) for each in settled.identifiers][-1] == ("issn", "0317-8471")
    assert [each.value for each in settled.identifiers if each.scheme == "isbn"].count("9789934000102") == 1


@pytest.mark.parametrize("record", complete.every(), ids=lambda record: record.key)
def test_a_settled_record_stays_as_it_is(record: Record) -> None:
    assert settle(record) == record
    assert settle(settle(a_resource())) == settle(a_resource())
