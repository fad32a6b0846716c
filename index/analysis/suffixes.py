"""Light suffix cutting for languages without a stemmer: the longest known ending of a folded word goes, three letters stay."""

from dataclasses import dataclass

from index.analysis.folding import fold


@dataclass(frozen=True)
class Endings:
    """Endings of folded words, by their length, the longest first."""

    by_length: tuple[tuple[int, frozenset[str]], ...]

    def cut(self, word: str, least: int) -> str:
        """The word without its longest ending that leaves `least` letters; as it is when it has none."""
        for length, endings in self.by_length:
            if len(word) >= length + least and word[-length:] in endings:
                return word[:-length]
        return word


def endings_of(written: str) -> Endings:
    """Endings, written as the language writes them, with spaces between."""
    found: dict[int, set[str]] = {}
    for ending in map(fold, written.split()):
        found.setdefault(len(ending), set()).add(ending)
    return Endings(tuple((length, frozenset(found[length])) for length in sorted(found, reverse=True)))


@dataclass(frozen=True)
class Suffixes:
    """Endings of one language, cut `rounds` times; `reflexive` ones are cut before."""

    endings: Endings
    rounds: int = 1
    reflexive: Endings = Endings(())
    least: int = 3

    def stem(self, word: str) -> str:
        """The word without its endings."""
        word = self.reflexive.cut(word, self.least)
        for _ in range(self.rounds):
            word = self.endings.cut(word, self.least)
        return word


@dataclass(frozen=True)
class Slots:
    """Endings of a language that strings them one after the other, by their order from the end of the word.

    Nobody can tell without a dictionary whether the end of a word is an ending at all (`kitabxana` ends like a dative), so every
    word that may be left is a stem: two words meet when one is what is left of the other.
    """

    orders: tuple[tuple[Endings, ...], ...]
    least: int = 2

    def stems(self, word: str) -> tuple[str, ...]:
        """Everything that may be left of a folded word, itself first."""
        found = dict.fromkeys((word,))
        for slots in self.orders:
            left = dict.fromkeys((word,))
            for endings in slots:
                left |= dict.fromkeys([endings.cut(each, self.least) for each in left])
            found |= left
        return tuple(found)


UKRAINIAN = Suffixes(
    endings_of(
        "ами ями ові еві єві ому ему єму ого його ими іми ість ості істю ій ия ії ію ою ею єю ів їв ам ям ах ях ем ом єм ий"
        " їй ої их іх им ім ая яя ую юю еє оє ої ть ти ла ло ли в ись ся а я о е є и і ї у ю й ь"
    ),
    reflexive=endings_of("ся сь"),
)
GEORGIAN = Suffixes(
    endings_of(
        "ებისთვის ებიდან ებამდე ებისა ებთან ებში ებზე ებით ებად ების ებმა ები ებს ებო ისთვის იდან ამდე ისა თან ში ზე ით ად"
        " ის მა მ ი ს ო ა ე ება თა ნი"
    ),
    rounds=2,
)
PASHTO = Suffixes(endings_of("ونو ونه انو ان ګانې ګانو وې یې ې ۍ ي ه و وي وم ل ئ ا ون"), rounds=2, least=2)

_AZERBAIJANI_NOUN = tuple(
    map(
        endings_of,
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
        endings_of,
        (
            "am em iq ik uq uk san sen sinis siniz sunuz lar ler m n k q a e i",
            "maq mek mag meg yir yur ir ur yar yer ar er yacaq yecek acaq ecek acag eceg di du mis mus mis ib ub yib yub an en",
            "ma me",
        ),
    )
)
AZERBAIJANI = Slots((_AZERBAIJANI_NOUN, _AZERBAIJANI_VERB))

_UZBEK_NOUN = tuple(
    map(endings_of, ("dir mi", "ning ni ga ka qa da dan gacha dagi", "imiz ingiz miz ngiz im ing m ng i si", "lar"))
)
_UZBEK_VERB = tuple(
    map(
        endings_of,
        (
            "man san miz siz ti di lar m ng k ngiz",
            "moq sh ish yap a y di gan kan qan adi ydi ib b ar r may mas sa moqchi yapti",
            "ma",
        ),
    )
)
UZBEK = Slots((_UZBEK_NOUN, _UZBEK_VERB))
