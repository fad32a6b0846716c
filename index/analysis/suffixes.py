"""Light suffix cutting for languages without a stemmer: the longest known ending of a folded word goes, three letters stay."""

from dataclasses import dataclass

from index.analysis.folding import fold


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


@dataclass(frozen=True)
class Slots:
    """Endings of a language that strings them one after the other, by their order from the end of the word.

    Nobody can tell without a dictionary whether the end of a word is an ending at all (`kitabxana` ends like a dative), so every
    word that may be left is a stem: two words meet when one is what is left of the other.
    """

    orders: tuple[tuple[tuple[str, ...], ...], ...]
    least: int = 2

    def stems(self, word: str) -> tuple[str, ...]:
        """Everything that may be left of a folded word, itself first."""
        found = dict.fromkeys((word,))
        for slots in self.orders:
            left = [word]
            for endings in slots:
                left += [bare for each in left for bare in self._without(each, endings)]
            found.update(dict.fromkeys(left))
        return tuple(found)

    def _without(self, word: str, endings: tuple[str, ...]) -> list[str]:
        for ending in endings:
            if len(word) >= len(ending) + self.least and word.endswith(ending):
                return [word[: -len(ending)]]
        return []


def _longest_first(endings: str) -> tuple[str, ...]:
    """The endings as folded words end on them."""
    return tuple(sorted(map(fold, endings.split()), key=len, reverse=True))


UKRAINIAN = Suffixes(
    _longest_first(
        "ами ями ові еві єві ому ему єму ого його ими іми ість ості істю ій ия ії ію ою ею єю ів їв ам ям ах ях ем ом єм ий"
        " їй ої их іх им ім ая яя ую юю еє оє ої ть ти ла ло ли в ись ся а я о е є и і ї у ю й ь"
    ),
    reflexive=("ся", "сь"),
)
GEORGIAN = Suffixes(
    _longest_first(
        "ებისთვის ებიდან ებამდე ებისა ებთან ებში ებზე ებით ებად ების ებმა ები ებს ებო ისთვის იდან ამდე ისა თან ში ზე ით ად"
        " ის მა მ ი ს ო ა ე ება თა ნი"
    ),
    rounds=2,
)
PASHTO = Suffixes(_longest_first("ونو ونه انو ان ګانې ګانو وې یې ې ۍ ي ه و وي وم ل ئ ا ون"), rounds=2, least=2)

_AZERBAIJANI_NOUN = tuple(
    map(
        _longest_first,
        (
            "dir dur",
            "nin nun in un ni nu yi yu i u ya ye a e da de dan den la le",
            "imiz umuz miz muz iniz unuz niz nuz im um m si su i u",
            "lar ler",
        ),
    )
)
_AZERBAIJANI_VERB = tuple(
    map(
        _longest_first,
        (
            "am em iq ik uq uk san sen sinis siniz sunuz lar ler m n k q a e i",
            "maq mek mag meg yir yur ir ur yar yer ar er yacaq yecek acaq ecek acag eceg di du mis mus mis ib ub yib yub an en",
            "ma me",
        ),
    )
)
AZERBAIJANI = Slots((_AZERBAIJANI_NOUN, _AZERBAIJANI_VERB))

_UZBEK_NOUN = tuple(
    map(_longest_first, ("dir mi", "ning ni ga ka qa da dan gacha dagi", "imiz ingiz miz ngiz im ing m ng i si", "lar"))
)
_UZBEK_VERB = tuple(
    map(
        _longest_first,
        (
            "man san miz siz ti di lar m ng k ngiz",
            "moq sh ish yap a y di gan kan qan adi ydi ib b ar r may mas sa moqchi yapti",
            "ma",
        ),
    )
)
UZBEK = Slots((_UZBEK_NOUN, _UZBEK_VERB))
