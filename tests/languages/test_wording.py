"""What a page says in each interface language: sentences, labels, problems, dates, numbers and lists."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from catalogue.languages import ACCENTED, INTERFACES, MIRRORED, Interface, Wording, labels, messages, problems
from catalogue.languages.messages import placeholders
from catalogue.languages.wording import _WORDS
from catalogue.records import Problem

EVERY = [Wording(each) for each in (*INTERFACES, ACCENTED, MIRRORED)]
LISTS = {name: value for name, value in vars(labels).items() if name.isupper()}
BY_CODE = {each.interface.code: each for each in EVERY}


def code_of(wording: Wording) -> str:
    return wording.interface.code


@pytest.fixture
def slips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wording]:
    """An interface language whose translator made every slip there is."""
    interface = Interface("qaa", "Slips", "lv", ("en",))
    po = tmp_path / "qaa" / "LC_MESSAGES" / "messages.po"
    po.parent.mkdir(parents=True)
    po.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 1 : n!=0 ? 2 : 0);\\n"\n\n'
        'msgid "Good"\nmsgstr "Labi"\n\n'
        'msgid "Open %(site)s"\nmsgstr "Atvērt %(lapa)s"\n\n'
        'msgid "By %(name)s"\nmsgstr "No %(name)d"\n\n'
        'msgid "Half"\nmsgstr "50 % tikai"\n\n'
        'msgid "Nothing"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Maybe"\nmsgstr "Nezin"\n\n'
        'msgid "%(count)s book"\nmsgid_plural "%(count)s books"\n'
        'msgstr[0] "%(count)s grāmatu"\nmsgstr[1] "%(cuont)s grāmata"\nmsgstr[2] "%(count)s grāmatas"\n\n'
        'msgid "%(count)s day"\nmsgid_plural "%(count)s days"\n'
        'msgstr[0] "%(count)s dienu"\nmsgstr[1] "viena diena"\nmsgstr[2] "%(count)s dienas"\n',
        "utf-8",
    )
    monkeypatch.setattr(import_module("catalogue.languages.messages"), "folder", lambda: tmp_path)
    yield Wording(interface)
    messages.cache_clear()


@pytest.mark.parametrize(
    ("message", "values", "said"),
    [
        ("Good", {}, "Labi"),
        ("Open %(site)s", {"site": "Tilts"}, "Open Tilts"),
        ("By %(name)s", {"name": "Rainis"}, "By Rainis"),
        ("Half", {}, "Half"),
        ("Nothing", {}, "Nothing"),
        ("Maybe", {}, "Maybe"),
        ("Nobody wrote this for %(whom)s", {"whom": "us"}, "Nobody wrote this for us"),
    ],
)
def test_a_translators_slip_shows_the_source_text(
    slips: Wording, message: str, values: dict[str, str], said: str
) -> None:
    assert slips.say(message, **values) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 books"), (1, "1 book"), (5, "5 books"), (21, "21 books")])
def test_one_wrong_plural_form_shows_the_source_in_all(slips: Wording, count: int, said: str) -> None:
    assert slips.say_count("%(count)s book", "%(count)s books", count) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 dienu"), (1, "viena diena"), (5, "5 dienas")])
def test_a_plural_form_may_leave_the_number_out(slips: Wording, count: int, said: str) -> None:
    assert slips.say_count("%(count)s day", "%(count)s days", count) == said


@pytest.mark.parametrize("wording", EVERY, ids=code_of)
@pytest.mark.parametrize("code_list", _WORDS)
def test_every_code_is_said_in_every_language(code_list: str, wording: Wording) -> None:
    for code in _WORDS[code_list]:
        assert wording.label(code_list, code).strip() not in ("", code)


def test_every_list_of_labels_is_used() -> None:
    assert all(any(words is used for used in _WORDS.values()) for words in LISTS.values())


@pytest.mark.parametrize(
    ("language", "code_list", "code", "said"),
    [
        ("en", "kind", "picture-book", "Picture book"),
        ("lv", "in", "uk", "Ukraiņu"),
        ("uk", "teaches", "lv", "Латиська"),
        ("lv", "town", "Liepāja", "Liepāja"),
        ("lv", "year", "2026", "2026"),
        ("lv", "kind", "spaceship", "spaceship"),
    ],
)
def test_a_code_has_a_label_and_what_has_none_stands_for_itself(
    language: str, code_list: str, code: str, said: str
) -> None:
    assert BY_CODE[language].label(code_list, code) == said


@pytest.mark.parametrize("wording", EVERY, ids=code_of)
@pytest.mark.parametrize("code", problems.SENTENCES)
def test_every_problem_is_said_with_its_values_in_every_language(code: str, wording: Wording) -> None:
    names = [each[2:-2] for each in placeholders(problems.SENTENCES[code])]
    said = wording.problem(Problem("field", code, {name: f"‹{name}›" for name in names}))
    assert all(f"‹{name}›" in said for name in names) and "%(" not in said


@pytest.mark.parametrize("wording", EVERY, ids=code_of)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 10, 11, 21, 100, 1234567])
def test_every_number_of_results_is_said_in_every_language(count: int, wording: Wording) -> None:
    assert "%(" not in wording.say_count("%(count)s result", "%(count)s results", count)


@pytest.mark.parametrize(
    ("language", "size", "said"),
    [
        ("en", 1_234_567, "1.2 MB"),
        ("lv", 1_234_567, "1,2 MB"),
        ("fr", 845_000, "845 ko"),
        ("uk", 25_000_000, "25 МБ"),
        ("en", 12, "12 byte"),
        ("en", 10**13, "10,000 GB"),
    ],
)
def test_the_size_of_a_file_is_said_as_readers_write_it(language: str, size: int, said: str) -> None:
    assert " ".join(BY_CODE[language].size(size).split()) == said


EVENING = datetime(2027, 3, 24, 17, 30)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wednesday, 24 March 2027, 17:30"),
        ("lv", "trešdiena, 2027. gada 24. marts, 17:30"),
        ("uk", "середа, 24 березня 2027 р., 17:30"),
    ],
)
def test_a_moment_is_said_with_its_weekday_and_time(language: str, said: str) -> None:
    assert " ".join(BY_CODE[language].moment(EVENING).replace("\u202f", " ").split()) == said


def test_midnight_stands_for_a_time_that_is_not_known() -> None:
    assert "00:00" not in BY_CODE["en"].moment(datetime(2027, 3, 24))


@pytest.mark.parametrize("wording", EVERY, ids=code_of)
def test_days_and_months_are_said_in_words(wording: Wording) -> None:
    day = date(2027, 3, 24)
    assert any(letter.isalpha() for letter in wording.day(day))
    assert wording.month(day) and wording.month(day) != wording.day(day)
    assert len({wording.weekday(number) for number in range(7)}) == 7


@pytest.mark.parametrize(("language", "said"), [("en", "a, b and c"), ("lv", "a, b un c"), ("uk", "a, b і c")])
def test_several_things_are_enumerated_as_readers_do(language: str, said: str) -> None:
    assert BY_CODE[language].listed(["a", "b", "c"]) == said
    assert BY_CODE[language].listed([]) == "" and BY_CODE[language].listed(["a"]) == "a"


def test_titles_are_sorted_in_the_readers_alphabet() -> None:
    titles = ["Šķēde", "Sigulda", "Čakste", "Cēsis"]
    assert sorted(titles, key=BY_CODE["lv"].sort_key) == ["Cēsis", "Čakste", "Sigulda", "Šķēde"]
