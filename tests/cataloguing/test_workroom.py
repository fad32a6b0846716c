"""The workroom: one record at a time, from revision to revision."""

from dataclasses import replace

import pytest

from catalogue.app import Catalogue
from catalogue.cataloguing.workroom import NotAllowed, Workroom
from catalogue.records import Conflict, Identifier, Refused, Resource
from catalogue.records.staff import Member, Role
from catalogue.records.text import fingerprint, is_outdated
from tests.building import a_branch, a_resource, a_text, a_title
from tests.discovery.small import keep

RITA = Member("rita", "Rita", Role.EDITOR, "liepaja")
KARLIS = Member("karlis", "Kārlis", Role.CATALOGUER, "liepaja")
BOOK = a_resource(
    owner="liepaja", status="draft", summaries=(a_text("Par kaķi."), a_text("About a cat.", "en", origin="human"))
)


@pytest.fixture
def workroom(instance: Catalogue) -> Workroom:
    keep(instance, a_branch(key="liepaja"), a_branch(key="sigulda"))
    return Workroom(instance.database)


def test_a_record_is_saved_with_words_to_colleagues(workroom: Workroom) -> None:
    saved = workroom.save(RITA, BOOK, "Pirmais.\x00")
    (only,) = workroom.history("book")
    assert (only.by, only.remark, only.record) == ("rita", "Pirmais.", saved.record)
    assert "titles.lv" in {each.part.name for each in only.changed}


def test_a_translation_typed_now_is_made_from_the_text_as_it_is_now(workroom: Workroom) -> None:
    kept = workroom.save(RITA, BOOK).record
    assert kept.summaries[1].made_from == fingerprint("Par kaķi.")


def test_a_changed_original_leaves_its_translation_behind(workroom: Workroom) -> None:
    kept = workroom.save(RITA, BOOK).record
    changed = workroom.save(RITA, replace(kept, summaries=(a_text("Par suni."), kept.summaries[1]))).record
    assert is_outdated(changed.summaries[1], changed.summaries)


def test_a_translation_imported_without_its_source_is_left_behind_too(instance: Catalogue, workroom: Workroom) -> None:
    (kept,) = keep(instance, BOOK)
    assert kept.summaries[1].made_from == ""
    changed = workroom.save(RITA, replace(kept, summaries=(a_text("Par suni."), kept.summaries[1]))).record
    assert changed.summaries[1].made_from == fingerprint("Par kaķi.")


def test_nobody_overwrites_what_they_have_not_seen(workroom: Workroom) -> None:
    first = workroom.save(RITA, BOOK).record
    workroom.save(KARLIS, replace(first, year=2020))  # type: ignore[call-arg]
    with pytest.raises(Conflict):
        workroom.save(RITA, replace(first, year=2021))  # type: ignore[call-arg]
    merged = workroom.merge(replace(first, year=2021, edition="2."))  # type: ignore[call-arg]
    assert isinstance(merged.record, Resource)
    assert (merged.record.year, merged.record.edition, merged.record.revision) == (2020, "2.", 2)
    assert [each.part.name for each in merged.conflicts] == ["year"]


def test_a_step_leaves_the_rest_as_it_is(workroom: Workroom) -> None:
    kept = workroom.save(KARLIS, BOOK).record
    stepped = workroom.step(KARLIS, "book", 1, "review", "Gatavs.").record
    assert stepped == replace(kept, status="review", revision=2)
    with pytest.raises(NotAllowed):
        workroom.step(KARLIS, "book", 2, "published")
    with pytest.raises(Conflict):
        workroom.step(RITA, "book", 1, "published")
    with pytest.raises(Conflict):
        workroom.step(RITA, "nothing", 1, "published")


@pytest.mark.parametrize(
    "record", [replace(BOOK, owner="sigulda"), replace(BOOK, status="published"), replace(BOOK, owner="")]
)
def test_a_cataloguer_describes_drafts_of_their_library(workroom: Workroom, record: Resource) -> None:
    with pytest.raises(NotAllowed):
        workroom.save(KARLIS, record)


def test_what_is_refused_changes_nothing(workroom: Workroom) -> None:
    with pytest.raises(Refused):
        workroom.save(RITA, replace(BOOK, titles=()))
    assert workroom.open("book") is None and workroom.history("book") == ()


def test_an_earlier_revision_comes_back_as_the_next_one(workroom: Workroom) -> None:
    first = workroom.save(RITA, BOOK).record
    workroom.save(RITA, replace(first, titles=(a_title("Kļūda"),), status="published"))
    restored = workroom.restore(RITA, "book", 1, 2, "Atpakaļ").record
    assert restored == replace(first, revision=3, status="published")
    with pytest.raises(Conflict):
        workroom.restore(RITA, "book", 1, 2, "")
    with pytest.raises(Conflict):
        workroom.restore(RITA, "book", 99, 3, "")


def test_other_records_with_the_same_number_are_found(workroom: Workroom) -> None:
    isbn = (Identifier("isbn", "978-9934-0-0010-2"),)
    workroom.save(RITA, replace(BOOK, identifiers=isbn))
    second = replace(BOOK, key="second", identifiers=(Identifier("isbn", "9789934000102"), Identifier("uri", "x:y")))
    assert [each.key for each in workroom.same_identifiers(second)] == ["book"]
    assert workroom.same_identifiers(replace(second, key="book")) == []


def test_titles_are_found_by_the_beginnings_of_their_words(workroom: Workroom) -> None:
    workroom.save(RITA, replace(BOOK, titles=(a_title("Kaķis, kurš runā latviski"),)))
    for words, found in (("kakis", 1), ("latv kaķ", 1), ("kurš suns", 0), ("", 1), ("aķis", 0)):
        assert len(workroom.find(words, ("draft",), "", 10)) == found, words
    assert workroom.find("kaķis", ("draft",), "sigulda", 10) == workroom.find("kaķis", ("review",), "", 10) == []
