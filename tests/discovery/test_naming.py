"""What librarians type to name a language or a topic."""

import pytest

from catalogue.app import Catalogue
from catalogue.discovery import Naming
from tests.building import a_title, a_topic
from tests.discovery.small import keep


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("ukraiņu", "uk"),
        ("ukrainu", "uk"),
        ("українська", "uk"),
        ("Latvian", "lv"),
        ("دری", "prs"),
        ("dari", "prs"),
        ("uk", "uk"),
        ("eesti", "et"),
        ("polski", "pl"),
        ("العربية", "ar"),
    ],
)
def test_a_language_is_named_in_any_language(instance: Catalogue, word: str, code: str) -> None:
    assert Naming(instance.database).languages().named(word) == (code,)


def test_languages_are_offered_by_how_their_names_begin(instance: Catalogue) -> None:
    names = Naming(instance.database).languages()
    assert names.offered("latv")[0] == "lv" and "uk" in names.offered("укр")
    assert names.offered("") == names.offered("  ") == names.offered("qqqq") == ()


def test_topics_are_named_by_any_label_and_known_as_soon_as_they_are_saved(instance: Catalogue) -> None:
    naming = Naming(instance.database)
    assert naming.records("topic").named("darbs") == ()
    labels = (a_title("darbs"), a_title("робота", "uk", kind="parallel"), a_title("darba tirgus", kind="alternative"))
    (kept,) = keep(instance, a_topic(key="t-work", titles=labels))
    assert naming.records("topic").named("РОБОТА") == ("t-work",)
    assert naming.records("topic").offered("tirg") == ("t-work",)
    keep(instance, a_topic(key="t-other", titles=(a_title("Darbs"),)))
    assert naming.records("topic").named("darbs") == ("t-other", "t-work")
