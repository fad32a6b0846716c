"""The parts of a record: what two revisions differ in, and what becomes of a record that two have changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Section
from catalogue.records.parts import Part, differences, merge, parts, text_fields, with_parts, with_texts
from tests.building import a_resource, a_text, a_title

BASE = a_resource(
    titles=(a_title("Straume"), a_title("Flow", "en", kind="parallel")),
    summaries=(a_text("Kaķis."), a_text("Vēlreiz kaķis.")),
    year=2024,
    languages=("lv",),
    revision=1,
)


def test_texts_are_parts_by_language_and_facts_are_parts_each() -> None:
    found = parts(BASE)
    assert [each.value for each in found[Part("summaries", "lv")]] == ["Kaķis.", "Vēlreiz kaķis."]
    assert found[Part("year")] == 2024 and Part("titles", "en") in found
    assert Part("revision") not in found and Part("key") not in found


def test_differences_tell_what_was_and_what_became() -> None:
    after = replace(BASE, titles=BASE.titles[:1], year=None, audiences=("child",), revision=7)
    told = {each.part.name: (each.before, each.after) for each in differences(BASE, after)}
    assert told == {
        "titles.en": (BASE.titles[1:], ()),
        "year": (2024, None),
        "audiences": ((), ("child",)),
    }
    assert differences(BASE, replace(BASE, revision=2)) == ()


def test_a_part_is_taken_over_and_the_rest_stays() -> None:
    other = replace(BASE, titles=(a_title("Cits"), a_title("Other", "en")), year=1999)
    taken = with_parts(BASE, other, [Part("titles", "en"), Part("year")])
    assert [each.value for each in taken.titles] == ["Straume", "Other"] and taken.year == 1999
    assert taken.revision == BASE.revision


def test_two_who_change_different_parts_are_both_heard() -> None:
    first = replace(BASE, year=2025, revision=2)
    second = replace(BASE, summaries=(), access=("wordless",))
    merged = merge(BASE, first, second)
    assert merged.conflicts == ()
    assert merged.record == replace(first, summaries=(), access=("wordless",))


def test_where_two_change_the_same_the_one_kept_first_stands_and_both_are_told() -> None:
    first, second = replace(BASE, year=2025, revision=2), replace(BASE, year=2026, edition="2nd")
    merged = merge(BASE, first, second)
    assert (merged.record.year, merged.record.edition, merged.record.revision) == (2025, "2nd", 2)
    assert [(each.part.name, each.before, each.after) for each in merged.conflicts] == [("year", 2025, 2026)]


def test_two_who_make_the_same_change_do_not_collide() -> None:
    changed = replace(BASE, year=2025)
    assert merge(BASE, replace(changed, revision=2), changed).conflicts == ()


YEARS, KINDS = st.sampled_from([None, 2020, 2021]), st.sampled_from(["book", "film"])
TITLES = st.lists(st.builds(a_title, st.sampled_from("AB"), st.sampled_from(["lv", "uk"])), max_size=3).map(tuple)
RECORDS = st.builds(lambda year, kind, titles: a_resource(year=year, kind=kind, titles=titles), YEARS, KINDS, TITLES)


@given(RECORDS, RECORDS)
def test_all_differing_parts_taken_over_make_the_other_record(one, other) -> None:  # type: ignore[no-untyped-def]
    made = with_parts(one, other, [each.part for each in differences(one, other)])
    assert not differences(made, other)


@given(RECORDS, RECORDS)
def test_a_record_merged_with_its_own_beginning_is_itself(base, changed) -> None:  # type: ignore[no-untyped-def]
    for merged in (merge(base, base, changed), merge(base, changed, base)):
        assert not merged.conflicts and not differences(merged.record, changed)


def test_the_texts_of_an_article_have_places_of_their_own() -> None:
    article = a_resource(sections=(Section((a_text("Pirms"),)), Section((), (a_text("Pateicies."),))))
    assert [*text_fields(article)] == ["titles", "sections-1-headings", "sections-2-bodies"]
    changed = with_texts(article, "sections-2-bodies", (a_text("Paldies!"),))
    assert changed.sections[1].bodies[0].value == "Paldies!" and changed.sections[0] == article.sections[0]
    assert with_texts(article, "titles", ()).titles == ()
