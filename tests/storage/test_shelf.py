"""Records are kept whole, and found by what they say: key, type, status, identifier, source, work, relations."""

from dataclasses import replace
from datetime import UTC, datetime

from catalogue.records import Branch, Holding, Identifier, Record, SourceRecord
from catalogue.records.text import translated
from catalogue.storage import Database
from tests.building import a_branch, a_resource, a_text, a_title, a_topic, an_event, an_initiative, an_organisation


def _keep(database: Database, *records: Record) -> list[Record]:
    with database.writing() as unit:
        return [unit.records.save(record) for record in records]


def test_a_record_of_every_type_comes_back_as_it_was_kept(database: Database) -> None:
    branch = a_branch(key="liepaja")
    given: list[Record] = [
        a_topic(key="topic"),
        an_organisation(key="organisation", owner=""),
        branch,
        a_resource(key="book", holdings=(Holding("liepaja", "811 A", copies=2),), topics=("topic",)),
        replace(an_initiative(key="cafe"), providers=("liepaja",), topics=(), owner=""),
        replace(an_event(key="party"), providers=("organisation",), topics=(), owner=""),
    ]
    kept = _keep(database, *given)
    with database.reading() as unit:
        read = [unit.records.get(record.key) for record in given]
    assert read == kept
    assert [replace(each, revision=0, added=None) for each in kept] == [
        replace(each, revision=0, added=None) for each in given
    ]


def test_a_new_record_gets_the_moment_it_was_first_kept_and_keeps_it(database: Database) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    (kept,) = _keep(database, replace(a_topic(key="a"), added=None))
    assert kept.added is not None
    assert before <= kept.added <= datetime.now(UTC)
    (again,) = _keep(database, kept)
    assert (again.added, again.revision) == (kept.added, 2)


def test_what_is_not_there_is_none_or_left_out(database: Database) -> None:
    _keep(database, a_topic(key="a"))
    with database.reading() as unit:
        assert unit.records.get("b") is None
        assert set(unit.records.get_many(["a", "b"])) == {"a"}
        assert unit.records.get_many([]) == {}
        assert unit.records.types([]) == {}


def test_records_of_a_type_come_in_the_order_of_their_keys_and_published_only(database: Database) -> None:
    _keep(
        database,
        a_topic(key="c"),
        a_topic(key="a"),
        replace(a_topic(key="b"), status="draft"),
        a_resource(key="r"),
    )
    with database.reading() as unit:
        assert [record.key for record in unit.records.of_type("topic")] == ["a", "c"]
        assert [record.key for record in unit.records.of_type("topic", statuses=("draft",))] == ["b"]
        assert [record.key for record in unit.records.of_type("topic", "resource")] == ["a", "c", "r"]
        assert unit.records.counts() == {
            ("topic", "published"): 2,
            ("topic", "draft"): 1,
            ("resource", "published"): 1,
        }
        assert unit.records.revisions(("draft", "published")) == {"a": 1, "b": 1, "c": 1, "r": 1}


def test_more_records_than_are_read_at_a_time_all_come(database: Database) -> None:
    _keep(database, *(a_topic(key=f"t{number:04}") for number in range(601)))
    with database.reading() as unit:
        assert sum(1 for _ in unit.records.of_type("topic")) == 601


def test_the_newest_are_those_added_last(database: Database) -> None:
    days = {"old": 1, "new": 3, "middle": 2, "newest-but-a-draft": 4}
    _keep(
        database,
        *(
            replace(
                a_topic(key=key), added=datetime(2026, 1, day, tzinfo=UTC), status="draft" if day == 4 else "published"
            )
            for key, day in days.items()
        ),
    )
    with database.reading() as unit:
        assert [record.key for record in unit.records.newest(("topic",), 2)] == ["new", "middle"]


def test_records_are_found_by_identifier_and_by_their_number_at_their_source(database: Database) -> None:
    book = a_resource(
        key="book",
        identifiers=(Identifier("isbn", "9789934000102"), Identifier("uri", "urn:x:1")),
        source=SourceRecord("alma", "0012"),
    )
    _keep(database, book)
    with database.reading() as unit:
        assert unit.records.keys_with_identifier("isbn", "9789934000102") == ["book"]
        assert unit.records.keys_with_identifier("issn", "9789934000102") == []
        assert unit.records.key_of_source("alma", "0012") == "book"
        assert unit.records.key_of_source("other", "0012") is None


def test_an_identifier_that_was_taken_off_is_no_longer_found(database: Database) -> None:
    (kept,) = _keep(database, a_resource(key="book", identifiers=(Identifier("isbn", "9789934000102"),)))
    _keep(database, replace(kept, identifiers=()))  # type: ignore[call-arg]
    with database.reading() as unit:
        assert unit.records.keys_with_identifier("isbn", "9789934000102") == []


def test_records_know_who_names_them(database: Database) -> None:
    _keep(database, a_topic(key="school"), a_branch(key="liepaja"))
    held = (Holding("liepaja", "1"), Holding("liepaja", "2"))
    (kept, _) = _keep(
        database,
        a_resource(key="book", topics=("school",), holdings=held, owner="liepaja"),
        a_resource(key="other", topics=("school",)),
    )
    with database.reading() as unit:
        assert sorted(unit.records.related_to("school")) == ["book", "other"]
        assert unit.records.related_to("liepaja") == ["book"]
    _keep(database, replace(kept, topics=()))  # type: ignore[call-arg]
    with database.reading() as unit:
        assert unit.records.related_to("school") == ["other"]


def test_the_versions_of_a_work_are_the_published_ones(database: Database) -> None:
    _keep(
        database,
        a_resource(key="tale-uk", work="tale"),
        a_resource(key="tale-ar", work="tale"),
        a_resource(key="tale-lv", work="tale", status="draft"),
        a_resource(key="another", work="other"),
    )
    with database.reading() as unit:
        assert [record.key for record in unit.records.same_work("tale")] == ["tale-ar", "tale-uk"]


def test_published_texts_leave_out_topics_and_drafts_and_stop_where_told(database: Database) -> None:
    titles = (a_title("Skola", "lv"), a_title("School", "en", kind="parallel"))
    _keep(
        database,
        a_resource(key="book", titles=titles, summaries=(a_text("Par skolu.", "lv"),)),
        a_resource(key="draft", status="draft"),
        a_topic(key="topic"),
    )
    with database.reading() as unit:
        found = [(key, field, text.value) for key, field, text in unit.records.published_texts(100)]
        assert found[:3] == [
            ("book", "title", "Skola"),
            ("book", "title", "School"),
            ("book", "summary", "Par skolu."),
        ]
        assert {key for key, _, _ in found} == {"book"}
        assert len(list(unit.records.published_texts(2))) == 2


def test_an_edited_original_leaves_an_outdated_translation_that_can_still_be_read(database: Database) -> None:
    original = a_text("Viens.", "lv")
    (kept,) = _keep(database, a_resource(key="book", summaries=(original, translated("One.", "en", original))))
    edited = replace(kept, summaries=(a_text("Viens un divi.", "lv"), kept.summaries[1]))
    _keep(database, edited)
    with database.reading() as unit:
        read = unit.records.get("book")
    assert read is not None
    assert [text.value for text in read.summaries] == ["Viens un divi.", "One."]


def test_signs_of_every_plane_and_a_text_of_twenty_thousand_letters_are_kept(database: Database) -> None:
    values = ("Ё ґ Ș ţ ʼ", "مرحبا\u200cبك", "𒀀𓀀😀", "å (a + ring) e\u0301", "x" * 20_000)
    texts = tuple(
        a_text(value, language) for value, language in zip(values, ("uk", "fa", "en", "no", "lv"), strict=True)
    )
    _keep(database, a_resource(key="book", summaries=texts))
    with database.reading() as unit:
        read = unit.records.get("book")
    assert read is not None
    assert read.summaries == texts


def test_a_branch_keeps_its_hours_and_exceptions(database: Database) -> None:
    (kept,) = _keep(database, a_branch(key="liepaja"))
    with database.reading() as unit:
        read = unit.records.get("liepaja")
    assert isinstance(kept, Branch)
    assert isinstance(read, Branch)
    assert (read.hours, read.exceptions) == (kept.hours, kept.exceptions)
