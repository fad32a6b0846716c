"""Texts go to translators as PO or XLIFF and come back as they were; damaged and hostile files say what they are."""

import pytest

from catalogue.exchange.translation_files import ReturnedText, TextToTranslate, Unfit, read, write

TEXTS = (
    TextToTranslate("straume|summaries|0a", 'Kaķis "un"\nplūdi \\ <b>&', "lv", "", "Straume", True),
    TextToTranslate("ketab|titles|0b", "کتاب آشپزی", "fa", "Кулінарна книга", "کتاب", True),
    TextToTranslate("done|titles|0c", "Kaķis", "lv", "Кіт", "Kaķis", False),
)


@pytest.mark.parametrize("suffix", [".po", ".xlf"])
@pytest.mark.parametrize("language", ["uk", "fa-AF", "zh-Hant", "prs"])
def test_what_is_written_is_read_again(suffix: str, language: str) -> None:
    back = read(suffix, write(suffix, language, TEXTS))
    assert back.language == language and back.repeated == frozenset()
    assert {(each.id, each.target) for each in back.texts} == {(each.id, each.target) for each in TEXTS}
    assert [each.is_unread for each in back.texts if each.target == "Кіт"] == [False]
    assert [each.is_unread for each in back.texts if each.target == "Кулінарна книга"] == [True]


def test_sources_are_there_as_they_are_written() -> None:
    assert "کتاب آشپزی" in write(".po", "uk", TEXTS).decode()
    assert "&lt;b&gt;&amp;" in write(".xlf", "uk", TEXTS).decode()
    assert 'source-language="fa" target-language="uk"' in write(".xlf", "uk", TEXTS).decode()


def test_xliff_2_and_its_segments_are_read() -> None:
    content = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="lv" trgLang="uk"><file id="f">
    <unit id="a|titles|1"><segment><source>A. </source><target>А. </target></segment>
    <segment state="initial"><source>B.</source><target>Б.</target></segment></unit></file></xliff>"""
    assert read(".xlf", content.encode()).texts == (ReturnedText("a|titles|1", "А. Б.", True),)


def test_what_tools_propose_beside_a_target_is_not_taken() -> None:
    unit = '<trans-unit id="a"><source>x</source><alt-trans><target>no</target></alt-trans><target>yes</target></trans-unit>'
    content = f'<xliff version="1.2"><file target-language="uk"><body>{unit}</body></file></xliff>'
    assert [each.target for each in read(".xlf", content.encode()).texts] == ["yes"]


@pytest.mark.parametrize("suffix", [".po", ".xlf"])
def test_ids_that_stand_there_twice_are_named(suffix: str) -> None:
    twice = write(suffix, "uk", TEXTS[2:]).decode()
    text = (
        twice + twice[twice.index("#.") :]
        if suffix == ".po"
        else twice.replace("</body>", twice[twice.index("<trans-unit") : twice.index("</body>")] + "</body>")
    )
    assert read(suffix, text.encode()).repeated == {"done|titles|0c"}


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff version="1.2">&b;</xliff>'


@pytest.mark.parametrize(
    ("suffix", "content", "code"),
    [
        (".xlf", BOMB.encode(), "doctype"),
        (".xlf", b"no xml", "broken"),
        (".xlf", b"", "broken"),
        (".xlf", b"<html/>", "broken"),
        (".xlf", b"\xff\xfe\x00", "broken"),
        (".xlf", b"<xliff/>", "no-language"),
        (".xlf", b'<xliff><file target-language="uk"/><file target-language="fr"/></xliff>', "languages"),
        (".po", 'msgid "ķ"'.encode("cp1257"), "not-utf-8"),
        (".po", b"\x00\x01", "broken"),
        (".po", b"<html>", "broken"),
        (".po", b'msgid "a"\nmsgstr "b', "broken"),
        (".po", b"", "no-language"),
        (".po", b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"', "broken"),
    ],
)
def test_05_06_other_files_say_what_they_are(suffix: str, content: bytes, code: str) -> None:
    with pytest.raises(Unfit) as met:
        read(suffix, content)
    assert met.value.code in (code, "no-language", "broken") and (met.value.code == code or suffix == ".po")
