"""How often the same visitor may do what costs others: counted in memory, by an address that is kept nowhere else."""

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Pace:
    """A limit such as `5 per 10 minutes`, for each visitor apart."""

    def __init__(self, most: str) -> None:
        self._limit = parse(most)
        self._seen = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, who: str) -> bool:
        """True when this visitor may do it once more; it counts as done."""
        return self._seen.hit(self._limit, who)
