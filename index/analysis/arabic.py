"""Arabic lemmas: the dictionary's, also when small words are written to the front of a word and pronouns to its end."""

from index.analysis.folding import fold
from index.analysis.lexicon import lexicon_of

_BEFORE = (
    "",
    "ال",
    "و",
    "وال",
    "ب",
    "بال",
    "ل",
    "لل",
    "ك",
    "كال",
    "ف",
    "فال",
    "س",
    "وس",
    "وب",
    "وبال",
    "ول",
    "ولل",
    "فب",
    "فل",
)
"""and, the, by, for, like, so, will: alone and together."""

_AFTER = ("", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "ي", "ني", "نا")
_LEAST = 3


def lemmas(word: str) -> tuple[str, ...]:
    """The folded lemmas of a word; those of a word that is itself known are not looked for behind its ends."""
    lexicon, form = lexicon_of("ar"), fold(word)
    if lexicon is None:
        return ()
    return lexicon.lemmas(form) or tuple(
        dict.fromkeys(lemma for bare in _without_ends(form) for lemma in lexicon.lemmas(bare))
    )


def _without_ends(form: str) -> list[str]:
    """What may be left of a word, the longest first. The ending ة turns into ت before a pronoun, and folds to ه."""
    found = []
    ends = [after for after in _AFTER if form.endswith(after)]
    for before in filter(form.startswith, _BEFORE):
        for after in ends:
            bare = form[len(before) : len(form) - len(after)]
            if len(bare) >= _LEAST:
                found.append(bare)
                if after and bare.endswith("ت"):
                    found.append(bare[:-1] + "ه")
                if before == "لل":
                    found.append("ال" + bare)
    return sorted(found, key=len, reverse=True)
