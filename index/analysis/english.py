"""English stems by Snowball's rules, of a word as it stands and of its American spelling, so that colour meets color."""

import re

from Stemmer import Stemmer

from index.analysis.folding import fold

_AMERICAN = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=...)our(?=$|s|e|i|a|l|f|h)", "or"),
        (r"(?<=...)is(?=e$|ed$|es$|er|ing|ation)", "iz"),
        (r"(?<=..)ys(?=e$|ed$|es$|er|ing)", "yz"),
        (r"(?<=..)tre(?=$|s$)", "ter"),
        (r"(?<=..)ogue(?=$|s$)", "og"),
        (r"(?<=[aeiou])ll(?=ed$|ing$|er)", "l"),
        (r"(?<=..)ence(?=$|s$|d$)", "ense"),
        (r"(?<=program)me(?=$|s$)", ""),
        (r"^(p|h|an|gyn|arch|orthop|encyclop)ae", r"\1e"),
        (r"(?<=.)dgement", "dgment"),
        (r"^grey", "gray"),
    )
)
"""What British endings become. A word this makes nonsense of has the same nonsense in all its forms, beside its own stem."""

_snowball = Stemmer("english", 0)


def stems(word: str) -> tuple[str, ...]:
    """The folded stems of a word."""
    american = word = fold(word)
    for pattern, replacement in _AMERICAN:
        american = pattern.sub(replacement, american)
    return tuple(dict.fromkeys(_snowball.stemWord(form) for form in (word, american)))
