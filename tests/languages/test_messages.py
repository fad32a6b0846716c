"""Messages read from `.po` files: a translator's slip shows the source text and never breaks a page."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from catalogue.languages import ACCENTED, INTERFACES, MIRRORED, SOURCE, Interface, Wording, messages
from catalogue.languages.messages import fits, folder, is_reviewed, placeholders, po_file, says_reviewed

TRANSLATED = [interface for interface in INTERFACES if interface != SOURCE]


@pytest.mark.parametrize(
    ("source", "translation", "is_fitting"),
    [
        ("Open %(site)s", "Atvērt %(site)s", True),
        ("Open %(site)s", "Atvērt %(sait)s", False),
        ("Open %(site)s", "Atvērt", False),
        ("Open", "Atvērt 100%", True),
        ("Open", "Atvērt 5 % dienā", False),
        (("%(count)s copy", "%(count)s copies"), ("%(count)s eksemplārs", "%(count)s eksemplāri"), True),
        (("%(count)s copy", "%(count)s copies"), ("viens eksemplārs", "%(count)s eksemplāri"), True),
        (("%(count)s copy", "%(count)s copies"), ("%(number)s eksemplārs", "%(count)s eksemplāri"), False),
    ],
)
def test_a_translation_fits_when_it_names_what_its_source_names(
    source: str | tuple[str, str], translation: str | tuple[str, str], is_fitting: bool
) -> None:
    assert fits(Message(source, translation)) is is_fitting


def test_a_percent_sign_before_nothing_is_no_placeholder() -> None:
    assert placeholders("100 %% of %(name)s") == {"%(name)s"}


PLURALS = {
    **dict.fromkeys(("lv", "uk", "ru", "pl", "ro"), 3),
    **dict.fromkeys(("fr", "it", "es", "de", "uz", "hi", "ps"), 2),
    **dict.fromkeys(("fa", "fa-AF", "tr", "ka"), 1),
    "ar": 6,
}


@pytest.mark.parametrize("interface", TRANSLATED, ids=lambda each: each.code)
def test_plural_forms_are_those_of_cldr(interface: Interface) -> None:
    with open(po_file(interface, folder()), "rb") as file:
        catalog = read_po(file)
    assert catalog.num_plurals == PLURALS[interface.code]


@pytest.mark.parametrize(
    ("code", "count", "said"),
    [
        ("en", 1, "1 result"),
        ("en", 2, "2 results"),
        ("lv", 0, "0 rezultātu"),
        ("lv", 1, "1 rezultāts"),
        ("lv", 2, "2 rezultāti"),
        ("lv", 21, "21 rezultāts"),
        ("uk", 1, "1 результат"),
        ("uk", 3, "3 результати"),
        ("uk", 5, "5 результатів"),
        ("uk", 1234, "1 234 результати"),
    ],
)
def test_numbers_take_their_plural(code: str, count: int, said: str) -> None:
    interface = next(each for each in INTERFACES if each.code == code)
    found = Wording(interface).say_count("%(count)s result", "%(count)s results", count)
    assert " ".join(found.split()) == said


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_every_arabic_number_is_said(count: int) -> None:
    arabic = next(each for each in INTERFACES if each.code == "ar")
    assert Wording(arabic).say_count("%(count)s result", "%(count)s results", count)


def test_the_invented_languages_are_made_from_the_source() -> None:
    assert messages(ACCENTED).gettext("Search").startswith("[Š")
    assert messages(MIRRORED).gettext("Search") == "‹Search›"
    assert "%(site)s" in messages(ACCENTED).gettext("Open %(site)s")


def test_a_missing_message_is_said_in_the_source_language(tmp_path: Path) -> None:
    assert messages(INTERFACES[0]).gettext("Nobody has translated this") == "Nobody has translated this"


@pytest.mark.parametrize(
    ("head", "is_said"),
    [
        ("# Messages\n# Reviewed by a native speaker: yes\n", True),
        ("# Reviewed by a native speaker: yes, in March 2027 by M. K.\n", True),
        ("# Reviewed by a native speaker: no\n", False),
        ("# Reviewed by a native speaker:\n", False),
        ("# Messages\n", False),
        ("", False),
    ],
)
def test_a_file_says_at_its_head_whether_a_native_speaker_has_read_it(head: str, is_said: bool) -> None:
    assert says_reviewed(head) is is_said


def test_the_source_and_invented_languages_need_no_review() -> None:
    assert all(is_reviewed(each) for each in (SOURCE, ACCENTED, MIRRORED))
