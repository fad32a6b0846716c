"""Translators outside get a file, and what they send back is looked at, kept as one batch, and taken back if need be."""

import io
import re

import pytest
from werkzeug.test import TestResponse

from catalogue.cataloguing import outside
from catalogue.records import Record
from catalogue.records.text import fingerprint
from catalogue.web.desk import outside as views
from tests.building import a_resource, a_text
from tests.desk_fixtures import AtDesk, Desk
from tests.discovery.small import keep

WAITING = "to=uk&text=summary&state=missing"
STAMP = fingerprint("Kaķis un plūdi.")
ID = f"straume|summaries|{STAMP}"


def taken_out(browser: AtDesk, form: str, asked: str = WAITING) -> str:
    answer = browser.get(f"/desk/translations/take-out?{asked}&form={form}")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    return answer.get_data(as_text=True)


def brought(browser: AtDesk, content: str | bytes, name: str = "x.po", to: str = "uk") -> TestResponse:
    data = content.encode() if isinstance(content, str) else content
    fields = {"csrf_token": browser.token(), "to": to, "file": (io.BytesIO(data), name)}
    return browser.client.post("/desk/translations/bring", data=fields)


def po(*texts: tuple[str, str], language: str = "uk", flags: str = "") -> str:
    head = f'msgid ""\nmsgstr "Language: {language}\\nContent-Type: text/plain; charset=utf-8\\n"\n'
    return head + "".join(
        f'\n{flags}msgctxt "{id}"\nmsgid "source {place}"\nmsgstr "{said}"\n' for place, (id, said) in enumerate(texts)
    )


def held(desk: Desk, key: str = "straume") -> Record:
    with desk.catalogue.database.reading() as unit:
        found = unit.records.get(key)
    assert found
    return found


def ukrainian(desk: Desk, key: str = "straume") -> list[tuple[str, str]]:
    return [(each.value, each.origin) for each in held(desk, key).summaries if each.language == "uk"]


@pytest.mark.parametrize(("form", "empty"), [(".po", 'msgstr ""\n\n'), (".xlf", "</source>")])
def test_a_file_goes_out_comes_back_and_is_read_by_a_newcomer(desk: Desk, form: str, empty: str) -> None:
    browser = desk.signed_in("tulkotaja")
    file = taken_out(browser, form)
    assert ID in file and "Kaķis un plūdi." in file and "Straume" in file
    filled = (
        re.sub(r'(msgid "Kaķis un plūdi."\nmsgstr ")"', r'\1Кіт і потоп."', file)
        if form == ".po"
        else re.sub("(Kaķis un plūdi.</source>)", r"\1<target>Кіт і потоп.</target>", file)
    )
    address = brought(browser, filled, f"x{form}").headers["Location"]
    page = browser.page(address)
    assert "Nothing is changed yet" in page and "Кіт і потоп." in page and ukrainian(desk) == []
    assert browser.send(address).status_code == 303
    assert ukrainian(desk) == [("Кіт і потоп.", "human")]
    assert "Кіт і потоп." in desk.browser().page("/uk/resource/straume")


def test_a_batch_of_translations_is_taken_back_by_who_brought_it(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    browser.send(brought(browser, po((ID, "Кіт."))).headers["Location"])
    (batch,) = re.findall(r'action="/desk/batch/(\w+)/undo"', browser.page("/desk/translations"))
    assert desk.signed_in("redaktore").send(f"/desk/batch/{batch}/undo").status_code == 403
    assert browser.send(f"/desk/batch/{batch}/undo").headers["Location"] == "/desk/translations"
    assert ukrainian(desk) == []


def test_a_machines_work_is_kept_as_such(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    browser.send(brought(browser, po((ID, "Кіт."))).headers["Location"], origin="machine")
    assert ukrainian(desk) == [("Кіт.", "machine")]


def test_another_source_language_may_be_chosen(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    keep(desk.catalogue, a_resource(key="only-lv", summaries=(a_text("Suns."),)))
    file = taken_out(browser, ".po", f"{WAITING}&from=en")
    # The English one names no source it was made from, so nobody can say that it is fresh.
    assert "only-lv" not in file
    assert "Suns." in taken_out(browser, ".po", f"{WAITING}&from=lv")


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([(f"straume|summaries|{'0' * 16}", "Кіт.")], "has changed since"),
        ([("nothing|summaries|00", "Кіт.")], "There is no such text"),
        ([("straume|owner|00", "Кіт.")], "There is no such text"),
        ([("", "Кіт.")], ""),
        ([(ID, "Кіт."), (ID, "Пес.")], "more than once"),
        ([(ID, "")], "Not translated"),
        ([(ID, "а" * 60_000)], "Cannot be kept"),
    ],
    ids=["outdated", "no record", "no text", "no id", "twice", "empty", "far too long"],
)
def test_what_cannot_be_kept_is_named_and_changes_nothing(desk: Desk, texts: list[tuple[str, str]], told: str) -> None:
    browser = desk.signed_in("tulkotaja")
    address = brought(browser, po(*texts)).headers["Location"]
    assert told in browser.page(address)
    browser.send(address, doubtful="yes")
    assert held(desk).revision == 1


def test_what_looks_wrong_is_kept_only_when_it_is_wished(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    source = "Skat. [lapu](https://example.org/a)."
    keep(desk.catalogue, a_resource(key="linked", summaries=(a_text(source),)))
    file = po((f"linked|summaries|{fingerprint(source)}", "Дивіться сторінку."))
    for fields, kept in (({}, []), ({"doubtful": "yes"}, [("Дивіться сторінку.", "human")])):
        address = brought(browser, file).headers["Location"]
        assert "Looks wrong" in browser.page(address)
        browser.send(address, **fields)
        assert ukrainian(desk, "linked") == kept


def test_what_was_translated_meanwhile_stays(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    address = brought(browser, po((ID, "Кіт."))).headers["Location"]
    sent = {"revision": "1", "text-summaries": "Наш кіт.", "origin-summaries": "human"}
    browser.send("/desk/translate/straume/uk", **sent)
    browser.send(address)
    assert ukrainian(desk) == [("Наш кіт.", "human")]
    assert "translated it meanwhile" in browser.page(brought(browser, po((ID, "Кіт."))).headers["Location"])


@pytest.mark.parametrize(
    ("content", "name", "to", "told"),
    [
        (po((ID, "Chat."), language="fr"), "x.po", "uk", "another language"),
        ("<xliff/>", "x.xlf", "uk", "does not say which language"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', "x.xlf", "uk", "DOCTYPE"),
        (b"\xff\xfe", "x.po", "uk", "not UTF-8"),
        ("<html/>", "x.xliff", "uk", "neither PO nor XLIFF"),
        ("MZ", "x.exe", "uk", "neither PO nor XLIFF"),
    ],
)
def test_05_06_other_files_are_told_what_is_wrong(
    desk: Desk, content: str | bytes, name: str, to: str, told: str
) -> None:
    answer = brought(desk.signed_in("tulkotaja"), content, name, to)
    assert answer.status_code in (400, 422) and told in answer.get_data(as_text=True)


def test_05_03_a_file_that_is_too_large_is_not_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = desk.signed_in("tulkotaja")
    monkeypatch.setattr(outside, "MOST_TEXTS", 1)
    answer = brought(browser, po((ID, "a"), ("b|titles|0", "b")))
    assert answer.status_code == 422 and "more texts than" in answer.get_data(as_text=True)
    monkeypatch.setattr(views, "MOST_BYTES", 1_000)
    answer = brought(browser, b"a" * 2_000)
    assert answer.status_code == 413 and "larger than" in answer.get_data(as_text=True)


def test_09_05_what_others_brought_is_out_of_reach(desk: Desk) -> None:
    address = brought(desk.signed_in("tulkotaja"), po((ID, "Кіт."))).headers["Location"]
    other = desk.signed_in("sigita")
    assert other.get(address).status_code == 404 and other.send(address).status_code == 404
    assert desk.signed_in("admin").get(address).status_code == 200


def test_01_01_what_came_back_is_shown_as_text(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    page = browser.page(brought(browser, po((ID, "<svg/onload=x>"), ("<b>|x", "y"))).headers["Location"])
    assert "<svg/onload" not in page and "&lt;svg/onload" in page and "<b>|x" not in page


@pytest.mark.parametrize(
    "asked", ["", "to=..&text=summary&state=missing", "to=uk&text=x&state=missing", "to=uk&form=x"]
)
def test_odd_choices_take_nothing_out(desk: Desk, asked: str) -> None:
    assert desk.signed_in("tulkotaja").get(f"/desk/translations/take-out?{asked}").status_code == 404
