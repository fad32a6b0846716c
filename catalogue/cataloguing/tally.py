"""Counting what people look for, without knowing who. Searches are held in memory for some seconds and written together, so
that no search waits for it; what cannot be written is let go.

Words are only written down when they were asked on several days. Before that a digest stands for them, made with the secret
key of the catalogue: whoever reads the database, or a backup of it, does not learn what somebody typed once.
"""

import hashlib
import hmac
import logging
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from catalogue.records.asked import Asked, Count, LookedFor, Missed, Scope
from catalogue.storage import Database, Unit
from index import fold

WORDS, NUMBERS, NOTHING = "words", "numbers", "no"
COUNTED = (WORDS, NUMBERS, NOTHING)
"""What an administrator can have counted: words that return and what they are after; only how many; nothing."""

PAUSE = 5.0
"""Seconds that counts are held before they are written."""

MOST_HELD = 2_000
MOST_A_DAY = 2_000
"""Different searches held at a time, and kept of a day, in each of the tables: who floods the search fills no disk. What goes
beyond is counted without its words."""

LONGEST_WORDS = 80
PROVISIONAL = timedelta(days=30)
KEPT = timedelta(days=400)
"""How long words may take to return before they are forgotten, and how long anything is kept."""

MOST_LISTED = 200
MOST_DIGITS = 5

_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_NUMBER = re.compile(rf"\d(?:[\W_]*\d){{{MOST_DIGITS}}}")
_Key = TypeVar("_Key")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """What people look for, as far as it may be shown. `days` are those with searches."""

    days: Mapping[date, Count]
    languages: Mapping[str, Count]
    branches: Mapping[str, Count]
    asked: tuple[LookedFor, ...]
    missed: tuple[Missed, ...]


class Tally:
    """The counts of one catalogue; `secret` gives its key, `counted` is one of `COUNTED`."""

    def __init__(
        self, database: Database, secret: Callable[[], str], counted: str = WORDS, pause: float = PAUSE
    ) -> None:
        self._database = database
        self._secret = secret
        self.counted = counted
        self._pause = pause
        self._held: Counter[Asked] = Counter()
        self._lock = threading.Lock()
        self._writing: threading.Timer | None = None
        self._day: date | None = None
        self._cleared: date | None = None

    def note(self, asked: Asked) -> None:
        """Count a search, soon. When nothing is counted, what was counted before still grows old."""
        kept = replace(asked, words=countable(asked.words)) if self.counted == WORDS else _bare(asked)
        with self._lock:
            self._day = asked.day
            if self.counted != NOTHING:
                is_too_much = len(self._held) >= MOST_HELD and kept not in self._held
                self._held[replace(_bare(asked), branch="") if is_too_much else kept] += 1
            is_waiting = self._writing is not None and self._writing.is_alive()
            if not is_waiting and (self._held or self._day != self._cleared):
                self._writing = threading.Timer(self._pause, self.flush)
                self._writing.daemon = True
                self._writing.start()

    def flush(self) -> None:
        """Write what is held. What cannot be written is lost: a search is worth more than its count."""
        with self._lock:
            held, day = self._held, self._day
            self._held, self._writing = Counter(), None
        if day is None or (not held and day == self._cleared):
            return
        try:
            with self._database.writing() as unit:
                if day != self._cleared:
                    unit.searches.forget_before(day - KEPT, day - PROVISIONAL)
                if held:
                    self._write(unit, held)
            self._cleared = day
        except Exception as error:
            # Not the error itself: a database's sentence quotes what it was given, and no word may stand in a log.
            _log.warning("%s searches were not counted (%s).", held.total(), type(error).__name__)

    def close(self) -> None:
        """Write what is held, and wait for nothing more."""
        with self._lock:
            waiting = self._writing
        if waiting:
            waiting.cancel()
        self.flush()

    def told(self, scope: Scope) -> Told:
        """What was looked for."""
        with self._database.reading() as unit:
            searches = unit.searches
            return Told(
                searches.by_day(scope),
                searches.by_language(scope),
                searches.by_branch(scope),
                tuple(searches.most_asked(scope, MOST_LISTED)),
                _missed(searches.missed_wants(scope, MOST_LISTED), searches.missed_words(scope, MOST_LISTED)),
            )

    def languages(self, scope: Scope) -> Mapping[str, Count]:
        """The searches in each interface language."""
        with self._database.reading() as unit:
            return unit.searches.by_language(scope)

    def missed(self, scope: Scope, most: int) -> tuple[Missed, ...]:
        """What found nothing, as far as it may be shown."""
        with self._database.reading() as unit:
            return _missed(unit.searches.missed_wants(scope, most), unit.searches.missed_words(scope, most))[:most]

    def forget(self, words: str) -> bool:
        """Forget words that somebody should not have to see; true when they were there."""
        with self._database.writing() as unit:
            return unit.searches.forget_words(words) > 0

    def _write(self, unit: Unit, held: Counter[Asked]) -> None:
        known = {key for key, type_ in unit.records.types({each.branch for each in held}).items() if type_ == "branch"}
        counted = [
            (each if each.branch in known else replace(each, branch=""), Count(times, times * each.is_empty))
            for each, times in held.items()
        ]
        secret = self._secret().encode()
        digests = {each.words: _digest(secret, each.words) for each, _ in counted if each.words}
        wants = {each.words: each.want for each, _ in counted}
        unit.searches.count(_summed((_place(each), count) for each, count in counted))
        unit.searches.count_wants(
            _summed(((_place(each), each.want), count) for each, count in counted if each.want), MOST_A_DAY
        )
        unit.searches.count_queries(
            _summed(
                ((_place(each), digests[each.words], wants[each.words]), count) for each, count in counted if each.words
            ),
            MOST_A_DAY,
        )
        unit.searches.reveal({digest: words for words, digest in digests.items()})


def countable(words: str) -> str:
    """Words as they are counted, folded. Empty when they may be about somebody: with an address, a longer number, or as much
    text as a person tells of themselves."""
    if len(words) > 2 * LONGEST_WORDS:
        return ""
    plain = unicodedata.normalize("NFKC", words)
    folded = " ".join(fold(words).split())
    if len(folded) > LONGEST_WORDS or not any(map(str.isalnum, folded)):
        return ""
    return "" if _ADDRESS.search(plain) or _NUMBER.search(plain) else folded


def _bare(asked: Asked) -> Asked:
    return replace(asked, words="", want="")


def _place(asked: Asked) -> tuple[date, str, str]:
    return asked.day, asked.language, asked.branch


def _digest(secret: bytes, words: str) -> str:
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()[:32]


def _summed(pairs: Iterable[tuple[_Key, Count]]) -> dict[_Key, Count]:
    found: dict[_Key, Count] = {}
    for key, count in pairs:
        found[key] = found.get(key, Count(0, 0)) + count
    return found


def _missed(wants: Iterable[LookedFor], said: Iterable[LookedFor]) -> tuple[Missed, ...]:
    """Each want with the words it was said in; words without a want stand for themselves. Those missed most come first."""
    by_want: dict[str, list[LookedFor]] = {}
    alone = []
    for each in said:
        if each.want:
            by_want.setdefault(each.want, []).append(each)
        else:
            alone.append(Missed(each))
    wanted = [Missed(each, tuple(by_want.pop(each.want, ()))) for each in wants]
    wanted += [Missed(each) for left in by_want.values() for each in left]
    return tuple(sorted([*wanted, *alone], key=lambda each: -each.looked_for.count.empty))
