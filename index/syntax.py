"""What a visitor typed, as clauses. Most type words; librarians also `"a phrase"`, `-without`, `title:word` and `begin*`."""

import re
from dataclasses import dataclass

from index.analysis import fold, tokens
from index.analysis.questions import spaced
from index.entry import TEXT_FIELDS

MOST_WORDS = 32
"""Words of a query that are looked up; the rest of a longer one is left out."""

MOST_BEGINNINGS = 8
"""Beginnings of words that are completed, each to dozens of words; the star after a further one is left out."""

LONGEST_QUERY = 2_000
"""Letters that are read at all."""

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟〝〞＂", '"'))
_CLAUSE = re.compile(
    rf'(?P<without>(?<!\S)[-−](?=\S))?(?:(?P<field>{"|".join(TEXT_FIELDS)}):)?(?:"(?P<phrase>[^"]*)"|(?P<run>[^\s"]+))'
)
_LEAST_BEGINNING = 2


@dataclass(frozen=True)
class Clause:
    """One condition: a word, or the words of a phrase in order; only in one field if it is named. `whole` are all words that
    hyphens join a plain word with, as one."""

    words: tuple[str, ...]
    field: str = ""
    is_phrase: bool = False
    is_beginning: bool = False
    is_excluded: bool = False
    whole: str = ""

    @property
    def is_free(self) -> bool:
        """True of a plain word, which may be understood, forgiven and let go."""
        return not (self.field or self.is_phrase or self.is_beginning or self.is_excluded)


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a query, never more than MOST_WORDS words in all."""
    found: list[Clause] = []
    left, beginnings = MOST_WORDS, MOST_BEGINNINGS
    for match in _CLAUSE.finditer(text[:LONGEST_QUERY].translate(_QUOTES)):
        phrase = match["phrase"] is not None
        said = match["phrase"] if phrase else spaced(match["run"])
        typed = [token for token in tokens(said) if fold(token.word)][:left]
        words = tuple(token.word for token in typed)
        if not words:
            continue
        left -= len(words)
        field, without = match["field"] or "", bool(match["without"])
        begins = not phrase and match["run"].endswith("*") and len(fold(words[-1])) >= _LEAST_BEGINNING
        if begins and beginnings:
            beginnings -= 1
            found += [Clause((word,), field, is_excluded=without) for word in words[:-1]]
            found.append(Clause(words[-1:], field, is_beginning=True, is_excluded=without))
        elif (phrase or without) and len(words) > 1:
            found.append(Clause(words, field, is_phrase=True, is_excluded=without))
        else:
            found += [Clause((each.word,), field, is_excluded=without, whole=each.whole) for each in typed]
    return tuple(found)
