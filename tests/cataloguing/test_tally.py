"""Searches counted without knowing whose: what is kept and what never is, when many come, and when nothing can be written."""

import logging
import threading
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from catalogue.app import Catalogue
from catalogue.cataloguing.tally import COUNTED, LONGEST_WORDS, Tally, countable
from catalogue.records.asked import SEEN_DAYS, Asked, Count, Scope
from catalogue.settings import BadSettings, load
from catalogue.storage import Database
from tests.building import a_branch
from tests.discovery.small import keep

MONDAY = date(2026, 11, 23)
TABLES = ("searches", "wants", "queries")
DAYS = [MONDAY + timedelta(days=number) for number in range(SEEN_DAYS)]
EVER = Scope(date(2020, 1, 1), date(2030, 1, 1))


@pytest.fixture
def tally(database: Database) -> Tally:
    return a_tally(database)


def a_tally(database: Database, counted: str = "words") -> Tally:
    """A tally that writes only when it is told to."""
    return Tally(database, lambda: "secret", counted, pause=3600)


def ask(tally: Tally, *days: date, words: str = "житло", **told: object) -> None:
    """Somebody asks on each of these days."""
    for day in days:
        tally.note(Asked(day, **{"language": "uk", "words": words, **told}))  # type: ignore[arg-type]
        tally.flush()


def everything(catalogue: Catalogue) -> str:
    """All that stands in the tables of the counts."""
    engine = sa.create_engine(catalogue.settings.database_url)
    with engine.connect() as connection:
        rows = [connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in TABLES]
    engine.dispose()
    return repr(rows)


def test_searches_are_counted_by_day_language_and_library(instance: Catalogue, tally: Tally) -> None:
    keep(instance, a_branch(key="liepaja"))
    ask(tally, MONDAY, MONDAY, is_empty=True)
    ask(tally, MONDAY, language="lv", branch="liepaja")
    ask(tally, MONDAY, language="lv", branch="no-library")
    told = tally.told(EVER)
    assert told.days == {MONDAY: Count(4, 2)} and told.languages == {"lv": Count(2, 0), "uk": Count(2, 2)}
    assert told.branches == {"": Count(3, 2), "liepaja": Count(1, 0)}


def test_words_asked_on_too_few_days_are_written_nowhere_not_even_in_the_table(
    instance: Catalogue, tally: Tally
) -> None:
    ask(tally, MONDAY, MONDAY, *DAYS[:-1], words="Anna Kalniņa")
    assert not tally.told(EVER).asked
    assert "kalni" not in everything(instance).casefold()
    ask(tally, DAYS[-1], words="ANNA KALNINA")
    (found,) = tally.told(EVER).asked
    assert (found.words, found.days, found.count.number) == ("anna kalnina", SEEN_DAYS, SEEN_DAYS + 2)


def test_the_digest_cannot_be_made_without_the_key(instance: Catalogue) -> None:
    digests = set()
    for key in ("one", "other"):
        tally = Tally(instance.database, lambda key=key: key, pause=3600)  # type: ignore[misc]
        ask(tally, MONDAY)
        digests.add(everything(instance))
    assert "житло" not in "".join(digests) and len(digests) == 2


def test_a_row_holds_a_day_a_language_a_library_and_no_more(instance: Catalogue, tally: Tally) -> None:
    ask(tally, *DAYS, want="topic=t-housing")
    engine = sa.create_engine(instance.settings.database_url)
    inspector = sa.inspect(engine)
    columns = {name: {each["name"] for each in inspector.get_columns(name)} for name in TABLES}
    engine.dispose()
    common = {"day", "language", "branch", "number", "empty"}
    assert columns == {
        "searches": common,
        "wants": common | {"want"},
        "queries": common | {"digest", "words", "want"},
    }


@pytest.mark.parametrize(
    "words",
    [
        "anna@example.org", "anna＠example.org", "https://example.org/me", "www.example.org", "+371 26 123 456", "26-12-34-56",
        "010190-12345", "۰۹۱۲۳۴۵۶۷۸", "9789934000102", "word " * 40, "!!!", "", "e" + "\u0301" * 5_000, "a" * 5_000,
    ],
)  # fmt: skip
def test_what_may_be_about_somebody_is_never_kept(instance: Catalogue, tally: Tally, words: str) -> None:
    assert countable(words) == ""
    ask(tally, *DAYS, words=words)
    assert not tally.told(EVER).asked and tally.told(EVER).days[MONDAY] == Count(1, 0)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("  Mājoklis   RĪGĀ ", "majoklis riga"),
        ("A1 2015", "a1 2015"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("ا" * LONGEST_WORDS, "ا" * LONGEST_WORDS),
    ],
)
def test_other_words_are_kept_folded(words: str, kept: str) -> None:
    assert countable(words) == kept


def test_what_found_nothing_is_one_thing_in_all_languages(tally: Tally) -> None:
    for day in DAYS:
        for language, words in (("uk", "житло"), ("lv", "mājoklis")):
            ask(tally, day, words=words, language=language, want="topic=t-housing", is_empty=True)
        ask(tally, day, words="zzz", is_empty=True)
    housing, unknown = tally.told(EVER).missed
    assert housing.looked_for.want == "topic=t-housing" and housing.looked_for.count == Count(
        2 * SEEN_DAYS, 2 * SEEN_DAYS
    )
    assert {each.words for each in housing.said} == {"житло", "majoklis"}
    assert unknown.looked_for.words == "zzz" and not unknown.said


def test_words_that_were_understood_in_two_ways_are_one_query(tally: Tally) -> None:
    for day in DAYS:
        for want in ("topic=a", "topic=b"):
            tally.note(Asked(day, "uk", words="житло", want=want))
        tally.flush()
    assert [(each.words, each.count.number) for each in tally.told(EVER).asked] == [("житло", 2 * SEEN_DAYS)]


def test_words_that_do_not_return_within_a_month_begin_anew(tally: Tally) -> None:
    ask(tally, *DAYS[:-1], MONDAY + timedelta(days=80))
    assert not tally.told(EVER).asked
    ask(tally, *(MONDAY + timedelta(days=80 + number) for number in range(1, SEEN_DAYS)))
    assert [each.days for each in tally.told(EVER).asked] == [SEEN_DAYS]


def test_after_thirteen_months_everything_is_forgotten(tally: Tally) -> None:
    ask(tally, *DAYS, want="topic=t", is_empty=True)
    ask(tally, MONDAY + timedelta(days=500))
    told = tally.told(EVER)
    assert len(told.days) == 1 and not told.asked and not told.missed


def test_a_flood_is_counted_and_fills_nothing(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.cataloguing.tally.MOST_HELD", 50)
    monkeypatch.setattr("catalogue.cataloguing.tally.MOST_A_DAY", 20)
    for day in DAYS:
        for number in range(300):
            tally.note(Asked(day, "uk", f"no-{number}", f"words {number}", f"word={number}", True))
        assert len(tally._held) <= 51
        tally.flush()
    told = tally.told(EVER)
    assert told.days == {day: Count(300, 300) for day in DAYS} and len(told.asked) == 20


def test_threads_and_workers_lose_no_search(database: Database) -> None:
    workers = [a_tally(database) for _ in range(2)]

    def work(tally: Tally) -> None:
        for number in range(200):
            tally.note(Asked(DAYS[number % SEEN_DAYS], "uk", words="житло"))
            if number % 50 == 0:
                tally.flush()

    threads = [threading.Thread(target=work, args=(tally,)) for tally in workers for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for tally in workers:
        tally.close()
    told = workers[0].told(EVER)
    assert sum(each.number for each in told.days.values()) == 1_600 == told.asked[0].count.number


def test_counts_are_written_by_themselves_after_a_moment(database: Database) -> None:
    tally = Tally(database, lambda: "secret", pause=0.0)
    tally.note(Asked(MONDAY, "uk"))
    writing = tally._writing
    if writing:
        writing.join()
    assert tally.told(EVER).days == {MONDAY: Count(1, 0)}


def test_closing_the_catalogue_writes_what_is_held(instance: Catalogue) -> None:
    instance.tally.note(Asked(MONDAY, "uk"))
    instance.close()
    assert instance.tally.told(EVER).days == {MONDAY: Count(1, 0)}


def test_what_cannot_be_written_is_let_go_without_a_word_in_the_log(
    instance: Catalogue, tally: Tally, caplog: pytest.LogCaptureFixture
) -> None:
    engine = sa.create_engine(instance.settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE queries")
    with caplog.at_level(logging.DEBUG):
        ask(tally, MONDAY, words="secret wish")
    engine.dispose()
    assert caplog.messages == ["1 searches were not counted (OperationalError)."]


@pytest.mark.parametrize(("counted", "searches"), [("words", SEEN_DAYS), ("numbers", SEEN_DAYS), ("no", 0)])
def test_an_administrator_chooses_what_is_counted(database: Database, counted: str, searches: int) -> None:
    tally = a_tally(database, counted)
    ask(tally, *DAYS, want="topic=t", is_empty=True)
    told = tally.told(EVER)
    assert sum(each.number for each in told.days.values()) == searches
    assert bool(told.asked) == bool(told.missed) == (counted == "words")


def test_what_was_counted_grows_old_when_counting_is_switched_off(database: Database) -> None:
    ask(a_tally(database), MONDAY)
    off = a_tally(database, "no")
    ask(off, MONDAY + timedelta(days=500))
    assert not off.told(EVER).days


def test_the_settings_know_the_same_choices(instance: Catalogue) -> None:
    file = instance.settings.home / "settings.toml"
    for choice in COUNTED:
        file.write_text(f'searches = "{choice}"', "utf-8")
        assert load(instance.settings.home).searches == choice
    file.write_text('searches = "everything"', "utf-8")
    with pytest.raises(BadSettings, match="searches"):
        load(instance.settings.home)
