"""Latvian endings, cut from folded words.

The table of endings and the vowels a word needs to lose one are those of Lucene's LatvianStemmer (Kreslins 1996).
"""

_ENDINGS = (
    ("ajiem", 3), ("ajai", 3), ("ajam", 2), ("ajos", 2), ("ajas", 2), ("iem", 2), ("aja", 2), ("ais", 2), ("ai", 2),
    ("ei", 2), ("am", 1), ("em", 1), ("im", 1), ("um", 1), ("us", 1), ("as", 1), ("es", 1), ("os", 1), ("ij", 1),
    ("is", 1), ("ie", 1), ("u", 1), ("a", 1), ("i", 1), ("e", 1), ("o", 1), ("s", 0),
)  # fmt: skip
_SOFTENED = {"pj": "p", "bj": "b", "mj": "m", "vj": "v"}


def stem(word: str) -> str:
    """The word without its first fitting ending; three letters always stay."""
    vowels = sum(letter in "aeiou" for letter in word)
    for ending, least in _ENDINGS:
        if vowels > least and len(word) >= len(ending) + 3 and word.endswith(ending):
            bare = word[: -len(ending)]
            return bare[:-2] + _SOFTENED[bare[-2:]] if bare[-2:] in _SOFTENED else bare
    return word
