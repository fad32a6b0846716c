"""Made-up records, as many as are wanted: words nobody speaks, in twelve languages, each as often as real words occur.

The same seed makes the same records. All of them are marked as synthetic, in their keys and as their source.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from catalogue.records import Branch, Contributor, Holding, Place, Record, Resource, SourceRecord, Text, Title, Topic
from catalogue.records.codes import AUDIENCES, KINDS, LEVELS, levels_between
from index import Entry, fold

SYNTHETIC = "synthetic"
"""Begins every key, and is the source every resource names."""

TOPICS = 300
BRANCHES = 40
STEMS = 8_000
"""Stems of a language."""

COUNTRY = "LV"
"""Where all made-up libraries are."""

ORDERED_FOR = ("lv", "en")
"""Interface languages whose readers get titles in order."""

_SEED = 17
_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
_TOWNS = (
    "Rīga",
    "Liepāja",
    "Sigulda",
    "Cēsis",
    "Kuldīga",
    "Talsi",
    "Ogre",
    "Valka",
    "Tukums",
    "Madona",
    "Ludza",
    "Bauska",
)


@dataclass(frozen=True)
class Tongue:
    """The sounds words of one language are made of, and the endings they take; a word may also stand bare."""

    code: str
    consonants: Sequence[str]
    vowels: Sequence[str]
    endings: Sequence[str]


TONGUES = tuple(
    Tongue(code, consonants.split(), vowels.split(), ("", *endings.split()))
    for code, consonants, vowels, endings in (
        ("lv", "b d g k l m n p r s t v z j š ž č ķ ļ ņ", "a e i u ā ē ī o ie", "s a u am ā as ām iem"),
        ("en", "b c d f g h k l m n p r s t w th sh st", "a e i o u ea oo", "s ed ing er"),
        ("uk", "б в г д ж з к л м н п р с т х ц ч ш", "а е и і о у ї я", "а у ом и ів ами ою"),
        ("ru", "б в г д ж з к л м н п р с т х ц ч ш", "а е и о у ы я", "а у ом ы ов ами ой"),
        ("fr", "b c d f g j l m n p r s t v ch gn", "a e i o u é è ou ai", "s e es ent ait er"),
        ("it", "b c d f g l m n p r s t v z gl sp", "a e i o u à", "o a i e are ato"),
        ("pl", "b c d g k l m n p r s t w z sz cz rz ł ż", "a e i o u y ą ę ó", "a y ów om ami ach owi"),
        ("ro", "b c d f g l m n p r s t v z ș ț", "a e i o u ă â î", "ul a ele ilor e i"),
        ("ar", "ب ت ج ح خ د ر ز س ش ص ط ع ف ق ك ل م ن ه", "ا و ي", "ة ات ون ين ها"),
        ("fa", "ب پ ت ج چ خ د ر ز س ش ف ق ک گ ل م ن ه", "ا و ی", "ها های ی ان"),
        ("tr", "b c ç d f g k l m n p r s ş t v y z", "a e ı i o ö u ü", "lar ı dan ın da lık"),
        ("de", "b d f g h k l m n p r s t w z sch pf", "a e i o u ä ö ü ei au", "en er e es ung"),
    )
)


@dataclass(frozen=True)
class Made:
    """What one synthetic thing is, before it becomes an entry or a resource."""

    number: int
    language: str
    title: str
    text: str
    author: str
    publisher: str
    kind: str
    levels: tuple[str, str]
    topics: tuple[str, ...]
    branch: int
    year: int
    audience: str

    @property
    def key(self) -> str:
        return f"{SYNTHETIC}-{self.number:06}"

    @property
    def added(self) -> datetime:
        """When it came to the catalogue; no two at the same time, and in no order."""
        return _BEGAN + timedelta(seconds=self.number * 7_919 % 100_000_007)


class Vocabulary:
    """The words of one language, the first ones by far the most frequent (Zipf's law)."""

    def __init__(self, tongue: Tongue, seed: int) -> None:
        chance = random.Random(f"{seed} {tongue.code}")
        self._stems = [_stem(tongue, chance, 2 + (rank > 300) + (rank > 5_000)) for rank in range(STEMS)]
        self._endings = tongue.endings
        self._weights = zipf(STEMS)
        self._by_ending = zipf(len(tongue.endings))

    def words(self, chance: random.Random, count: int) -> list[str]:
        """So many words of running text."""
        stems = chance.choices(self._stems, cum_weights=self._weights, k=count)
        endings = chance.choices(self._endings, cum_weights=self._by_ending, k=count)
        return [stem + ending for stem, ending in zip(stems, endings, strict=True)]

    def name(self, chance: random.Random) -> str:
        """A name of two words."""
        return " ".join(chance.choice(self._stems[300:3_000]).capitalize() for _ in range(2))


def made(count: int, seed: int = _SEED) -> Iterator[Made]:
    """So many things; the first ones are the same however many follow."""
    chance = random.Random(seed)
    vocabularies = _vocabularies(seed)
    topics = [f"{SYNTHETIC}-topic-{number:03}" for number in range(TOPICS)]
    by_topic, by_kind, by_language = zipf(TOPICS), zipf(len(KINDS)), zipf(len(TONGUES))
    for number in range(count):
        ((language, vocabulary),) = chance.choices(vocabularies, cum_weights=by_language)
        low = chance.randrange(len(LEVELS))
        yield Made(
            number,
            language,
            title=" ".join(vocabulary.words(chance, chance.randint(3, 9))).capitalize(),
            text=" ".join(vocabulary.words(chance, chance.randint(40, 70))) + ".",
            author=vocabulary.name(chance),
            publisher=vocabulary.name(chance),
            kind=chance.choices(KINDS, cum_weights=by_kind)[0],
            levels=(LEVELS[low], LEVELS[min(low + chance.randint(0, 1), len(LEVELS) - 1)]),
            topics=tuple(dict.fromkeys(chance.choices(topics, cum_weights=by_topic, k=chance.randint(1, 3)))),
            branch=chance.randrange(BRANCHES),
            year=chance.randint(1950, 2026),
            audience=chance.choice(AUDIENCES),
        )


def entry(thing: Made) -> Entry:
    """How the index files it."""
    return Entry(
        key=thing.key,
        kind=thing.kind,
        texts=((thing.language, "title", thing.title), (thing.language, "text", thing.text)),
        names=(thing.author, thing.publisher),
        identifiers=(thing.key,),
        facets={
            "kind": (thing.kind,),
            "in": (thing.language,),
            "level": levels_between(*thing.levels),
            "topic": thing.topics,
            "audience": (thing.audience,),
            "branch": (_branch(thing.branch),),
            "town": (_town(thing.branch),),
            "country": (COUNTRY,),
        },
        numbers={"year": thing.year, "added": int(thing.added.timestamp())},
        order={language: fold(thing.title).encode() for language in ORDERED_FOR},
    )


def resource(thing: Made) -> Resource:
    """The record a librarian would have written of it."""
    return Resource(
        key=thing.key,
        status="published",
        titles=(Title(thing.title, thing.language),),
        summaries=(Text(thing.text, thing.language),),
        source=SourceRecord(SYNTHETIC, str(thing.number)),
        added=thing.added,
        kind=thing.kind,
        languages=(thing.language,),
        level_from=thing.levels[0],
        level_to=thing.levels[1],
        audiences=(thing.audience,),
        topics=thing.topics,
        contributors=(Contributor(thing.author),),
        publisher=thing.publisher,
        year=thing.year,
        holdings=(Holding(_branch(thing.branch)),),
    )


def named_records() -> Iterator[Record]:
    """The branches and topics that resources name."""
    for number in range(BRANCHES):
        title = Title(f"Synthetic library {number}", "en")
        place = Place(town=_town(number), country=COUNTRY)
        yield Branch(key=_branch(number), status="published", titles=(title,), place=place)
    for number in range(TOPICS):
        title = Title(f"Synthetic topic {number}", "en")
        yield Topic(key=f"{SYNTHETIC}-topic-{number:03}", status="published", titles=(title,))


@cache
def _vocabularies(seed: int) -> tuple[tuple[str, Vocabulary], ...]:
    return tuple((tongue.code, Vocabulary(tongue, seed)) for tongue in TONGUES)


def zipf(count: int) -> list[float]:
    """Weights that fall with the rank, added up as `random.choices` wants them."""
    return list(accumulate(1 / (rank + 2.7) ** 1.1 for rank in range(count)))


def _stem(tongue: Tongue, chance: random.Random, syllables: int) -> str:
    return "".join(
        chance.choice(tongue.consonants) + chance.choice(tongue.vowels) for _ in range(syllables)
    ) + chance.choice(tongue.consonants)


def _branch(number: int) -> str:
    return f"{SYNTHETIC}-branch-{number:02}"


def _town(branch: int) -> str:
    return _TOWNS[branch % len(_TOWNS)]
