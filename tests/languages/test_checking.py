"""The check of translations names each fault; the project's own translations have none."""

import shutil
from pathlib import Path

import pytest

from catalogue.languages import INTERFACES, SOURCE, checking
from catalogue.settings import PROJECT

COPIED = ("catalogue", "templates", "translations", "pyproject.toml")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what messages are collected from, with translations that may be spoilt."""
    for name in COPIED:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, tmp_path / name)
    return tmp_path


def test_our_translations_are_complete() -> None:
    assert checking.faults(PROJECT) == []


def test_an_untouched_copy_has_no_fault(project: Path) -> None:
    assert checking.faults(project) == []


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ('msgid "Search"\nmsgstr "Meklēt"', 'msgid "Search"\nmsgstr ""', "“Search” is not translated"),
        ('msgid "Search"\n', '#, fuzzy\nmsgid "Search"\n', "“Search” is marked fuzzy"),
        ('msgid "Search"\n', 'msgid "Seek"\n', "“Search” is not in the file"),
        ('msgid "Search"\n', 'msgid "Seek"\n', "“Seek” is no longer used"),
        ('msgstr "Meklēt"', 'msgstr "Meklēt %(what)s"', "“Search” has other placeholders"),
        ('msgstr "Meklēt"', 'msgstr "<b>Meklēt</b>"', "“Search” has other tags"),
    ],
)
def test_each_fault_is_named(project: Path, was: str, becomes: str, fault: str) -> None:
    file = project / "translations/lv/LC_MESSAGES/messages.po"
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes), "utf-8")
    assert any(each.startswith("lv: ") and fault in each for each in checking.faults(project))


def test_a_new_sentence_makes_the_template_out_of_date_until_it_is_updated(project: Path) -> None:
    page = project / "templates/public/about.html"
    page.write_text(page.read_text("utf-8") + '{{ _("A sentence nobody knows") }}', "utf-8")
    assert "messages.pot is out of date. Run: catalogue translations update" in checking.faults(project)
    checking.update(project)
    assert checking.faults(project) == [
        f"{each.code}: “A sentence nobody knows” is not translated." for each in INTERFACES if each != SOURCE
    ]


def test_updating_twice_changes_nothing(project: Path) -> None:
    before = {file: file.read_bytes() for file in (project / "translations").rglob("*.po*")}
    checking.update(project)
    assert before == {file: file.read_bytes() for file in (project / "translations").rglob("*.po*")}


def test_every_language_says_how_far_it_is() -> None:
    states = {state.interface.code: state for state in checking.states(PROJECT)}
    assert set(states) == {interface.code for interface in INTERFACES}
    assert all(0 < state.translated <= state.messages for state in states.values())
    assert states["en"].is_reviewed and states["en"].translated == states["en"].messages
