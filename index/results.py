"""What the index answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hit:
    """A found entry. `why` holds the facet and id of the concept it was found through, when its words did not say it."""

    key: str
    kind: str
    score: float
    why: tuple[str, str] | None = None


@dataclass(frozen=True)
class Results:
    """`facets` counts each facet's ids with that facet's own filter lifted; `dropped` are words let go because no entry
    has them all; `suggestion` is another spelling worth trying."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str = ""
    dropped: tuple[str, ...] = ()
