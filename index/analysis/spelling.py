"""The parts and other spellings of one word as its language writes them: elided articles, endings behind an apostrophe, umlauts
typed without their dots, letters without their marks, nasals as dots, words joined by a hidden sign or written as one."""

import re
from itertools import product

from index.analysis.folding import fold, lowered
from index.analysis.languages import Language
from index.analysis.lexicon import lexicon_of

_ELISIONS = {"fr": ("l", "d", "j", "qu", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu"),
             "it": ("l", "un", "d", "all", "dell", "nell", "sull", "dall", "c", "quest", "bell", "sant")}  # fmt: skip
_JOINING = frozenset("'’ʼ\u200c")
"""What joins the parts of a word."""
_ENDINGS_BEHIND_APOSTROPHE = ("tr", "az")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""How German is typed on a keyboard without these letters."""
_MARKED = {"ru": {"и": "ий"}, "uk": {"и": "ий", "і": "ії"}}
"""What a letter may stand for that was typed without its mark. Folding cannot tell: these are letters of their own."""
_MOST_UNMARKED = 6
"""Letters of a word that are tried, the last ones, for endings have most of these letters."""
_NASAL = re.compile("[ङञणनम]्(?=[क-घच-झट-ढत-धप-भ])|ँ")
"""The nasal of a stop, which many write as a dot above, and the moon with its dot, which they write as the dot alone."""
_LINKS = ("", "s", "es", "n", "en", "er", "e")
"""What German puts between the parts of a compound."""
_LEAST_COMPOUND = 8
_LEAST_PART = 4


def parts(word: str, language: Language | None) -> tuple[str, ...]:
    """The words inside a word that are analysed too: what stands behind an elided article or before an apostrophe, and what a
    zero-width sign joins."""
    if _JOINING.isdisjoint(word):
        return ()
    found = []
    code = language.code if language else ""
    small = lowered(word, code).replace("’", "'").replace("ʼ", "'")
    head, mark, rest = small.partition("'")
    if mark and head in _ELISIONS.get(code, ()):
        found.append(rest)
    elif mark and code in _ENDINGS_BEHIND_APOSTROPHE:
        found.append(head)
    joined = word.split("\u200c")
    if len(joined) > 1:
        found += joined
    return tuple(part for part in found if part)


def spellings(word: str, language: Language | None) -> tuple[str, ...]:
    """The folded spellings a word is found by as it stands."""
    found = [fold(word)]
    if language and language.code == "de":
        found.append(fold(word.lower().translate(_UMLAUTS)))
    if language and language.code == "uk":
        found.append(found[0].replace("проєк", "проек"))
    return tuple(dict.fromkeys(found))


def respelt(word: str, language: Language | None) -> tuple[str, ...]:
    """Other spellings of a word that are analysed as well: of Russian and Ukrainian the marks of й and ї given back, of Hindi
    every nasal before a stop as a dot."""
    if language is None:
        return ()
    if language.code == "hi":
        dotted = _NASAL.sub("ं", word)
        return (dotted,) if dotted != word else ()
    return _marked(word, language) if language.code in _MARKED else ()


def compound(word: str) -> tuple[str, ...]:
    """The folded lemmas of the parts of a German compound the lexicon lacks, none when it does not fall into known words."""
    lexicon, form = lexicon_of("de"), fold(word)
    if lexicon is None or len(form) < _LEAST_COMPOUND:
        return ()
    for at in range(len(form) - _LEAST_PART, _LEAST_PART - 1, -1):
        last = lexicon.lemmas(form[at:])
        if not last:
            continue
        for link in _LINKS:
            first = lexicon.lemmas(form[:at].removesuffix(link)) if form[:at].endswith(link) else ()
            if first and len(form[:at]) - len(link) >= _LEAST_PART:
                return tuple(dict.fromkeys(first + last))
    return ()


def _marked(word: str, language: Language) -> tuple[str, ...]:
    """The words of the dictionary that a word no dictionary has turns into when its letters are given their marks back."""
    letters, small = _MARKED[language.code], word.lower()
    if letters.keys().isdisjoint(small) or language.knows(small):
        return ()
    places = [place for place, letter in enumerate(small) if letter in letters][-_MOST_UNMARKED:]
    tried = product(*(letters[letter] if place in places else letter for place, letter in enumerate(small)))
    return tuple(other for spelt in tried if (other := "".join(spelt)) != small and language.knows(other))
