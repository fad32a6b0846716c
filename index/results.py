"""What the index answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Why:
    """What an entry was found through, when its own words did not say it.

    `name` is a facet and `value` its id; or `name` is "label" and `value` the words of another `language` that stand in the
    entry; or `name` is "spelling": the entry spells a name in another way.
    """

    name: str
    value: str = ""
    language: str = ""


@dataclass(frozen=True)
class Hit:
    """A found entry."""

    key: str
    kind: str
    score: float
    why: Why | None = None


@dataclass(frozen=True)
class Results:
    """What a query found.

    `total` counts the entries found; when they are few, the last `near` of the hits are others that come near. `facets` counts
    each facet's ids with that facet's own filter lifted; `dropped` are words let go because no entry has them all; `suggestion`
    is another spelling worth trying.
    """

    total: int = 0
    hits: tuple[Hit, ...] = ()
    near: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str = ""
    dropped: tuple[str, ...] = ()
