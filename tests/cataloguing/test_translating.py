"""Translating: what waits in a language, how far it is, and translations saved without touching anything else."""

from dataclasses import replace

import pytest

from catalogue.app import Catalogue
from catalogue.cataloguing.translating import Progress, Translating, Typed, pairs
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.records import Conflict, Record
from catalogue.records.staff import Member, Role
from catalogue.records.text import fingerprint
from tests.building import a_branch, a_resource, a_text, a_title
from tests.discovery.small import keep

TIJA = Member("tija", "Tija", Role.TRANSLATOR, "liepaja", "lv")


@pytest.fixture
def translating(instance: Catalogue) -> Translating:
    fresh = fingerprint("Kaķis.")
    keep(
        instance,
        a_resource(key="done", summaries=(a_text("Kaķis."), a_text("Кіт.", "uk", origin="human", made_from=fresh))),
        a_resource(key="old", summaries=(a_text("Suns."), a_text("Кіт.", "uk", origin="human", made_from=fresh))),
        a_resource(key="raw", summaries=(a_text("Kaķis."), a_text("Кицька.", "uk", origin="machine", made_from=fresh))),
        a_resource(key="bare", summaries=(a_text("Kaķis."),)),
        a_resource(key="silent"),
        a_resource(key="draft", status="draft", summaries=(a_text("Kaķis."),)),
    )
    return Translating(instance.database)


@pytest.mark.parametrize(("state", "keys"), [("missing", ["bare"]), ("outdated", ["old"]), ("machine", ["raw"])])
def test_what_waits_is_listed_by_its_state(translating: Translating, state: str, keys: list[str]) -> None:
    assert [each.key for each in translating.waiting("uk", "summary", state, 10)] == keys


def test_progress_counts_every_state(translating: Translating) -> None:
    told = {(each.language, each.field): each for each in translating.progress(("uk", "lv"))}
    assert told["uk", "summary"] == Progress("uk", "summary", done=1, machine=1, outdated=1, missing=1)
    assert told["lv", "summary"] == Progress("lv", "summary", done=4, machine=0, outdated=0, missing=0)
    assert told["uk", "title"].missing == 5


def test_a_translation_is_saved_by_who_may_translate_in_every_library(
    instance: Catalogue, translating: Translating
) -> None:
    keep(instance, a_branch(key="sigulda"), a_resource(key="theirs", owner="sigulda", summaries=(a_text("Kaķis."),)))
    typed = {"summaries": Typed("Кіт.\r\n"), "titles": Typed("Книга")}
    kept = translating.translate(TIJA, "theirs", 1, "uk", typed).record
    assert [(each.value, each.language, each.origin) for each in kept.summaries][1] == ("Кіт.", "uk", "human")
    assert kept.summaries[1].made_from == fingerprint("Kaķis.")
    assert (kept.titles[1].value, kept.titles[1].kind, kept.status) == ("Книга", "parallel", "published")


def test_what_was_not_typed_anew_stays_outdated_until_somebody_says_it_is_right(translating: Translating) -> None:
    untouched = translating.translate(TIJA, "old", 1, "uk", {"summaries": Typed("Кіт.")})
    assert (untouched.sequence, untouched.record.revision) == (0, 1)
    read = translating.translate(TIJA, "old", 1, "uk", {"summaries": Typed("Кіт.", is_still_right=True)})
    assert read.record.revision == 2 and translating.waiting("uk", "summary", "outdated", 10) == []


def test_a_machines_translation_becomes_a_persons(translating: Translating) -> None:
    translating.translate(TIJA, "raw", 1, "uk", {"summaries": Typed("Кицька.", "human")})
    assert translating.waiting("uk", "summary", "machine", 10) == []


def test_an_emptied_translation_is_taken_out(translating: Translating) -> None:
    kept = translating.translate(TIJA, "done", 1, "uk", {"summaries": Typed("  ")}).record
    assert [each.language for each in kept.summaries] == ["lv"]


def test_originals_are_not_a_translators_to_change(instance: Catalogue, translating: Translating) -> None:
    (record,) = keep(instance, a_resource(key="two", summaries=(a_text("Kaķis."), a_text("A cat.", "en"))))
    assert "summaries" not in {pair.field for pair in pairs(record, "en")}
    saved = translating.translate(TIJA, "two", 1, "en", {"summaries": Typed("Hacked.")})
    assert {each.value for each in saved.record.summaries} == {"Kaķis.", "A cat."}


def test_nobody_else_translates_and_nothing_unseen_is_overwritten(translating: Translating) -> None:
    with pytest.raises(NotAllowed):
        translating.translate(replace(TIJA, is_active=False), "done", 1, "uk", {})
    with pytest.raises(NotAllowed):
        translating.translate(TIJA, "nothing", 1, "uk", {})
    with pytest.raises(Conflict):
        translating.translate(TIJA, "done", 7, "uk", {"summaries": Typed("x")})


def test_a_further_name_of_a_thing_is_not_translated(translating: Translating) -> None:
    record: Record = a_resource(titles=(a_title("Кобзар", "uk"), a_title("Kobzar", "uk-Latn", kind="romanised")))
    (pair,) = pairs(record, "lv")
    assert (pair.field, pair.source.value, pair.there) == ("titles", "Кобзар", None)
