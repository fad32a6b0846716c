"""Persian lemmas: the dictionary's, and what it leaves out: the past of a verb, its prefixes, and plurals Arabic breaks."""

from index.analysis.folding import fold
from index.analysis.lexicon import lexicon_of

_PAST = ("", "م", "ي", "يم", "يد", "ند", "ه")
"""Ends of the past, and of its participle; what is left of them and a ن is the infinitive."""

_INFINITIVES = ("دن", "تن")
_BEFORE = ("مي", "نمي", "ب", "ن")
"""Before a verb: it goes on, it does not go on, do, not. Before a vowel the last two take a ي."""


def lemmas(word: str) -> tuple[str, ...]:
    """The folded lemmas of a word."""
    lexicon, arabic = lexicon_of("fa"), lexicon_of("ar")
    if lexicon is None:
        return ()
    form = fold(word)
    found = dict.fromkeys(lexicon.lemmas(form))
    found |= dict.fromkeys(further for lemma in tuple(found) for further in lexicon.lemmas(lemma))
    found |= dict.fromkeys(_infinitives(form))
    for before in _BEFORE:
        if form.startswith(before):
            rest = form.removeprefix(before)
            inside = (
                each
                for start in (rest, rest.removeprefix("ي"))
                for each in (*lexicon.lemmas(start), *_infinitives(start))
            )
            found |= dict.fromkeys(lemma for lemma in inside if lemma.endswith(_INFINITIVES))
    if arabic and set(found) <= {form}:
        found |= dict.fromkeys(arabic.lemmas(form))
    return tuple(found)


def _infinitives(form: str) -> list[str]:
    """The verbs of which a form is the past."""
    lexicon = lexicon_of("fa")
    assert lexicon is not None
    pasts = (form.removesuffix(end) for end in _PAST if form.endswith(end))
    verbs = (f"{past}ن" for past in pasts if past.endswith(("د", "ت")))
    return [verb for verb in verbs if verb in lexicon.lemmas(verb)]
