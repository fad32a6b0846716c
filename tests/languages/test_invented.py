"""The two invented languages: everything that can be translated looks translated, and nothing else is touched."""

import pytest

from catalogue.languages import ACCENTED, MIRRORED, Interface, messages
from catalogue.languages.invented import accented, mirrored
from catalogue.languages.messages import fits, forms_of, placeholders, read_template, sources_of

SENTENCES = [source for message in read_template() if message.id for source in sources_of(message)]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Search", "[Šéàŕçĥ~~]".replace("ĥ", "h")),
        ("%(count)s of 100%%", "[%(count)s öf 100%%~~~~~~]"),
        ('<a href="%(url)s">Open</a> &amp; go', '[<a href="%(url)s">Öþéñ</a> &amp; ĝö~~~~~~~~~~~]'.replace("þ", "p")),
    ],
)
def test_letters_are_accented_and_placeholders_and_tags_are_not(message: str, said: str) -> None:
    assert accented(message) == said


def test_a_message_grows_by_a_third() -> None:
    assert all(len(accented(message)) >= len(message) + len(message) // 3 for message in SENTENCES)


@pytest.mark.parametrize("rewrite", [accented, mirrored])
def test_every_message_keeps_its_placeholders(rewrite: type) -> None:
    assert all(placeholders(rewrite(message)) == placeholders(message) for message in SENTENCES)


@pytest.mark.parametrize("each", [ACCENTED, MIRRORED], ids=lambda each: each.code)
def test_no_message_stays_as_it_is(each: Interface) -> None:
    said = messages(each)
    for message in read_template():
        if message.id:
            first, *others = sources_of(message)
            found = said.ngettext(first, others[0], 1) if others else said.gettext(first)
            assert found != first and found[0] in "[‹"
            assert fits(message) and not any(forms_of(message))
