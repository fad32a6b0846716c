"""Queries that are made to hurt, and accidents that look like it: each is answered, in bounded memory, and rightly where
there is a right answer. The numbers are those of the security guide's attack list."""

import tracemalloc
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.languages import INTERFACES
from index import Index, Marker, Query, clauses, keys, other_layout
from index.highlight import SNIPPET
from index.reader import MOST_COMPLETIONS
from index.syntax import MOST_WORDS
from tests.building import an_entry, an_index
from tests.inspecting import Client

MOST_MEMORY = 50_000_000

LANGUAGES = tuple(interface.code for interface in INTERFACES)
SOME_LANGUAGES = ("lv", "ar", "hi")
"""Of three scripts; all of them in `--long`."""

EVERYTHING = {"french", "arabic", "turkish", "hindi", "persian", "latvian"}

NOTHING_ASKED = {
    "03_02_a_lone_wildcard": "*",
    "03_03_a_lone_quote": '"',
    "03_03_only_quotes": '"' * 2_000,
    "03_03_nested_brackets": "([{" * 300 + "}])" * 300,
    "03_03_a_lone_minus": "-",
    "03_03_nothing_left_out": '-"..."',
    "03_05_only_punctuation": "…!? ؟ 。",
    "03_06_only_combining_marks": "\u0301" * 5_000,
    "03_06_joiners_alone": "\u200d\u200c" * 500,
    "03_06_marks_of_direction_alone": "\u202e\u200f\u200e\u2066",
    "03_06_nul_alone": "\x00",
}
"""What asks for nothing shows everything."""

NOTHING_FOUND = {
    "03_01_a_query_of_ten_thousand_words": " ".join(f"qqvārds{number}" for number in range(10_000)),
    "03_01_a_word_of_a_hundred_thousand_letters": "q" * 100_000,
    "03_02_five_hundred_wildcards": "qa*b*c" * 500,
    "03_02_a_wildcard_after_each_word": "qa* " * 500,
    "03_03_a_field_without_a_word": "title:",
    "03_03_unbalanced_brackets": "qqq(((" * 200,
    "03_04_fuzzy_boosts_and_ranges": "qqq~99 [q TO q]^1e308",
    "03_06_five_thousand_combining_marks_on_one_letter": "q" + "\u0301" * 5_000,
    "03_06_lone_surrogates": "qqq\udc80\ud800",
}

RIGHT = {
    "03_03_unclosed": ('"école', {"french"}),
    "03_03_a_phrase_left_out": ('-"école française"', EVERYTHING - {"french"}),
    "03_03_a_name_of_no_field": ("title:title:école", {"french"}),
    "03_06_nul_between_words": ("école\x00française", {"french"}),
    "03_06_marks_of_direction_around": ("\u202eécole\u202c", {"french"}),
    "03_06_a_surrogate_beside": ("école \udc80", {"french"}),
    "03_06_joiner_inside": ("éco\u200dle", {"french"}),
    "03_06_no_joiner_where_the_text_has_one": ("कषि", {"hindi"}),
    "03_06_non_joiner_left_out": ("میخواهم", {"persian"}),
    "03_07_nfd_finds_nfc": ("e\u0301cole franc\u0327aise", {"french"}),
    "03_07_nfc_and_nfd_mixed": ("école franc\u0327aise", {"french"}),
    "03_07_presentation_forms": ("ﺍﻟﻠﻐﺔ", {"arabic"}),
    "03_07_presentation_forms_with_a_ligature": ("ﻟﻼﺟﺌﻴﻦ", {"arabic"}),
    "03_07_dotless_i_without": ("isik", {"turkish"}),
    "03_07_dotless_i_in_capitals": ("IŞIK", {"turkish"}),
    "03_07_dotted_capital_i": ("İstanbul", {"turkish"}),
}
"""Which entries each finds."""

HOSTILE = {
    **NOTHING_ASKED,
    **NOTHING_FOUND,
    **{name: typed for name, (typed, _) in RIGHT.items()},
    "03_01_a_known_word_ten_thousand_times": "école " * 10_000,
    "03_02_wildcards_on_what_is_there": "e* l* a* " * 500,
    "03_05_a_combining_mark_first": "\u0301école",
    "03_06_zero_width_spaces": "\u200bécole\u200b",
    "03_07_cyrillic_look_alikes": "есоlе",
}

each_hostile = pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return an_index(
        tmp_path_factory.mktemp("hostile"),
        an_entry("École française", "fr", key="french"),
        an_entry("اللغة للاجئين", "ar", key="arabic"),
        an_entry("Işık İstanbul", "tr", key="turkish"),
        an_entry("क\u200dषि", "hi", key="hindi"),
        an_entry("می\u200cخواهم", "fa", key="persian"),
        an_entry("Ābele", "lv", key="latvian"),
    )


def found(index: Index, typed: str) -> set[str]:
    return {hit.key for hit in index.reader().find(Query(typed, "lv")).hits}


@pytest.mark.parametrize("typed", NOTHING_ASKED.values(), ids=NOTHING_ASKED)
def test_what_asks_for_nothing_shows_everything_and_completes_nothing(index: Index, typed: str) -> None:
    assert found(index, typed) == EVERYTHING
    assert index.reader().complete(typed, "lv") == []


@pytest.mark.parametrize("typed", NOTHING_FOUND.values(), ids=NOTHING_FOUND)
def test_what_is_nowhere_is_found_nowhere(index: Index, typed: str) -> None:
    results = index.reader().find(Query(typed, "lv"))
    assert (results.total, results.suggestion) == (0, "")


@pytest.mark.parametrize(("typed", "right"), RIGHT.values(), ids=RIGHT)
def test_odd_spellings_find_the_plain_word(index: Index, typed: str, right: set[str]) -> None:
    assert found(index, typed) == right


@each_hostile
def test_everything_that_reads_a_query_answers_in_little_memory(
    index: Index, typed: str, request: pytest.FixtureRequest
) -> None:
    reader = index.reader()
    reader.find(Query("ābelē"))
    tracemalloc.start()
    try:
        for language in LANGUAGES if request.config.getoption("--long") else SOME_LANGUAGES:
            reader.find(Query(typed, language))
            assert len(reader.complete(typed, language)) <= MOST_COMPLETIONS
            assert sum(len(clause.words) for clause in clauses(typed)) <= MOST_WORDS
            assert isinstance(other_layout(typed, language), str)
            check_marks(Marker(typed, language), "École française " * 50, language)
        check_marks(Marker("école", "lv"), typed, "lv")
        assert "" not in keys(typed, "lv")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def check_marks(marker: Marker, text: str, language: str) -> None:
    """Marking changes no letter, a snippet is cut from the text, and what it marks is marked in the text too."""
    whole, pieces = marker.marked(text, language), marker.snippet(text, language)
    assert "".join(piece.text for piece in whole) == text
    assert {piece.text for piece in pieces if piece.is_marked} <= {piece.text for piece in whole if piece.is_marked}
    cut = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert cut in text
    assert len(cut) <= SNIPPET


@each_hostile
def test_the_page_and_the_api_answer(client: Client, typed: str) -> None:
    asked = urlencode({"q": typed}, errors="surrogatepass")
    client.open(f"/lv/search?{asked}")
    assert client.get(f"/api/v1/search?{asked}").status_code == 200


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%00", "%C3", "%"])
def test_03_06_bytes_that_are_no_text_are_answered(client: Client, raw: str) -> None:
    for word in ("", quote("grāmata")):
        client.open(f"/lv/search?q={word}{raw}")
        assert client.get(f"/api/v1/search?q={raw}{word}").status_code == 200


def test_the_marks_of_a_snippet_stand_on_their_words_after_leading_space() -> None:
    text = "\n\n  " + "vecā skola " * 40
    pieces = Marker("skola", "lv").snippet(text, "lv")
    assert {piece.text for piece in pieces if piece.is_marked} == {"skola"}


def test_a_text_of_nothing_but_found_words_is_marked() -> None:
    text = "skola " * 20_000
    assert sum(piece.is_marked for piece in Marker("skola", "lv").snippet(text, "lv")) == SNIPPET // 6


any_text = st.text(st.one_of(st.characters(), st.sampled_from('"-*: \u200d\u0301İıßﻟ漢字école')), max_size=300)
any_time = settings(derandomize=True, database=None)


@given(typed=any_text, language=st.sampled_from((*LANGUAGES, "tr", "zh", "xx", "")))
@any_time
def test_any_text_is_answered(index: Index, typed: str, language: str) -> None:
    reader = index.reader()
    results = reader.find(Query(typed, language))
    assert len(results.hits) == results.total <= len(EVERYTHING)
    assert len(reader.complete(typed, language)) <= MOST_COMPLETIONS
    assert sum(len(clause.words) for clause in clauses(typed)) <= MOST_WORDS


@given(typed=any_text, text=any_text, language=st.sampled_from((*LANGUAGES, "tr", "zh", "xx", "")))
@any_time
def test_any_text_is_marked_without_changing_a_letter(typed: str, text: str, language: str) -> None:
    for query in (typed, text):
        check_marks(Marker(query, language), text, language)
    assert "" not in keys(text, language)


@given(typed=any_text)
@any_time
def test_any_title_is_found_by_its_own_words(tmp_path_factory: pytest.TempPathFactory, typed: str) -> None:
    """At least as long as it is read whole and no word of it is left out."""
    title = "".join(letter for letter in typed if letter not in '"*:-−„“”«»‟〝〞＂')
    words = keys(title, "lv")
    if 0 < len(clauses(title)) < MOST_WORDS and words:
        where = Path(tmp_path_factory.mktemp("any"))
        assert found(an_index(where, an_entry(title, key="only")), title) == {"only"}
