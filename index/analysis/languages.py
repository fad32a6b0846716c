"""The languages the index understands: for each its script, where its lemmas come from, and the rules that cut what is left.

`rules_cut_all` is measured, not taste: where a stemmer is part of the best choice, every word is cut; elsewhere a stemmer would
throw words together that the dictionary keeps apart, and only words the dictionary does not know are cut.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex
import Stemmer

from index.analysis import arabic, english, ethiopic, latvian, persian, russian, uzbek, vietnamese
from index.analysis.folding import fold, lowered
from index.analysis.lexicon import lexicon_of
from index.analysis.suffixes import AZERBAIJANI, GEORGIAN, PASHTO, UKRAINIAN

Words = tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """How one language is analysed.

    `lemmas` and `stems` take a word in small letters as it was written and give folded words. `knows` is True of a
    word in the language's dictionary.
    """

    code: str
    script: str
    lemmas: Callable[[str], Words] = lambda word: ()
    stems: Callable[[str], Words] = lambda word: ()
    rules_cut_all: bool = False
    knows: Callable[[str], bool] = lambda word: False

    def analysed(self, word: str) -> tuple[Words, Words]:
        """The lemmas and the stems of a word."""
        small = lowered(word, self.code)
        lemmas = self.lemmas(small)
        return lemmas, self.stems(small) if self.rules_cut_all or not lemmas else ()


def _listed(language: str, prefixes: Words = ()) -> Callable[[str], Words]:
    """Lemmas from the lexicon; a word it lacks is tried again without a prefix."""

    def lemmas(word: str) -> Words:
        lexicon, form = lexicon_of(language), fold(word)
        if lexicon is None:
            return ()
        found = lexicon.lemmas(form)
        for prefix in () if found else prefixes:
            if form.startswith(prefix) and len(form) > len(prefix) + 2:
                found += lexicon.lemmas(form.removeprefix(prefix))
        return found

    return lemmas


def _snowball(name: str) -> Callable[[str], Words]:
    """Stems by Snowball's rules. They expect diacritics, but people leave them out: both spellings are cut."""

    def stems(word: str) -> Words:
        stemmer = _stemmer(name)
        return tuple(dict.fromkeys(fold(stemmer.stemWord(form)) for form in (word, fold(word))))

    return stems


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name, 0)


def _cutting(cut: Callable[[str], str]) -> Callable[[str], Words]:
    """Stems by rules of our own, which work on folded words."""
    return lambda word: (cut(fold(word)),)


def _in_lexicon(language: str) -> Callable[[str], bool]:
    """True of the forms of a lexicon."""

    def knows(word: str) -> bool:
        lexicon = lexicon_of(language)
        return lexicon is not None and fold(word) in lexicon

    return knows


LANGUAGES = {
    each.code: each
    for each in (
        Language(
            "lv",
            "Latin",
            _listed("lv", ("ne", "ja", "vis")),
            _cutting(latvian.stem),
            rules_cut_all=True,
            knows=_in_lexicon("lv"),
        ),
        Language(
            "en",
            "Latin",
            _listed("en"),
            lambda word: english.stems(fold(word)),
            rules_cut_all=True,
            knows=_in_lexicon("en"),
        ),
        Language("fr", "Latin", _listed("fr"), _snowball("french"), knows=_in_lexicon("fr")),
        Language("it", "Latin", _listed("it"), _snowball("italian"), knows=_in_lexicon("it")),
        Language("pl", "Latin", _listed("pl", ("nie",)), _snowball("polish"), knows=_in_lexicon("pl")),
        Language("ro", "Latin", _listed("ro", ("ne",)), _snowball("romanian"), knows=_in_lexicon("ro")),
        Language("tr", "Latin", _listed("tr"), _snowball("turkish"), knows=_in_lexicon("tr")),
        Language("az", "Latin", stems=lambda word: AZERBAIJANI.stems(fold(word))),
        Language("uz", "Latin", uzbek.lemmas, uzbek.stems, rules_cut_all=True),
        Language("es", "Latin", _listed("es"), _snowball("spanish"), rules_cut_all=True, knows=_in_lexicon("es")),
        Language("de", "Latin", _listed("de"), _snowball("german"), rules_cut_all=True, knows=_in_lexicon("de")),
        Language(
            "lt", "Latin", _listed("lt", ("ne",)), _snowball("lithuanian"), rules_cut_all=True, knows=_in_lexicon("lt")
        ),
        Language("et", "Latin", _listed("et"), _snowball("estonian"), rules_cut_all=True, knows=_in_lexicon("et")),
        Language("vi", "Latin", vietnamese.syllables),
        Language("uk", "Cyrillic", _listed("uk"), _cutting(UKRAINIAN.stem), knows=_in_lexicon("uk")),
        Language("ru", "Cyrillic", russian.lemmas, _snowball("russian"), knows=russian.knows),
        Language("ar", "Arabic", arabic.lemmas, _snowball("arabic"), rules_cut_all=True, knows=_in_lexicon("ar")),
        Language("fa", "Arabic", persian.lemmas, _snowball("persian"), rules_cut_all=True, knows=_in_lexicon("fa")),
        Language("ps", "Arabic", stems=_cutting(PASHTO.stem)),
        Language("hi", "Devanagari", _listed("hi"), _snowball("hindi"), rules_cut_all=True, knows=_in_lexicon("hi")),
        Language("ka", "Georgian", _listed("ka"), _cutting(GEORGIAN.stem), rules_cut_all=True, knows=_in_lexicon("ka")),
        Language("am", "Ethiopic", stems=ethiopic.amharic),
        Language("ti", "Ethiopic", stems=ethiopic.tigrinya),
        Language("zh", "Han"),
    )
}

_SAME_RULES = {"prs": "fa", "yue": "zh"}
_SCRIPTS = tuple(dict.fromkeys(language.script for language in LANGUAGES.values()))
_SCRIPT = regex.compile("|".join(rf"(?P<{name}>\p{{Script={name}}})" for name in _SCRIPTS))
_BY_SCRIPT = {name: tuple(code for code, language in LANGUAGES.items() if language.script == name) for name in _SCRIPTS}
_BY_SCRIPT["Cyrillic"] += ("uz",)


def language_of(tag: str) -> Language | None:
    """The language whose rules a text with this BCP 47 tag follows (Dari those of Persian), None if we have none."""
    primary = tag.split("-")[0]
    return LANGUAGES.get(_SAME_RULES.get(primary, primary))


def languages_of(word: str) -> tuple[str, ...]:
    """The languages written in the script of this word."""
    found = _SCRIPT.search(word)
    return _BY_SCRIPT[found.lastgroup] if found and found.lastgroup else ()
