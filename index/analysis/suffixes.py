"""Light suffix cutting for languages without a stemmer: the longest known ending of a folded word goes, three letters stay."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suffixes:
    """Endings of one language, tried longest first, `rounds` times; `reflexive` ones are cut before."""

    endings: tuple[str, ...]
    rounds: int = 1
    reflexive: tuple[str, ...] = ()
    least: int = 3

    def stem(self, word: str) -> str:
        """The word without its endings."""
        word = self._cut(word, self.reflexive)
        for _ in range(self.rounds):
            word = self._cut(word, self.endings)
        return word

    def _cut(self, word: str, endings: tuple[str, ...]) -> str:
        for ending in endings:
            if len(word) >= len(ending) + self.least and word.endswith(ending):
                return word[: -len(ending)]
        return word


def _longest_first(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=len, reverse=True))


UKRAINIAN = Suffixes(
    _longest_first(
        "ами ями ові еві єві ому ему єму ого його ими іми ість ості істю ій ия ії ію ою ею єю ів їв ам ям ах ях ем ом єм ий"
        " їй ої их іх им ім ая яя ую юю еє оє ої ть ти ла ло ли в ись ся а я о е є и і ї у ю й ь"
    ),
    reflexive=("ся", "сь"),
)
