"""Measuring: seconds, their spread, sizes on disk, memory."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Spread:
    """Milliseconds of many askings."""

    median: float
    p95: float


def spread(seconds: Sequence[float]) -> Spread:
    """Median and 95th percentile."""
    ordered = sorted(seconds)
    return Spread(_ms(median(ordered)), _ms(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]))


def timed(work: Callable[[], Item]) -> tuple[Item, float]:
    """What came of the work, and its seconds."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


class Paced(Iterator[Item]):
    """Hands on items, and adds up the seconds their making takes."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self.seconds = 0.0

    def __next__(self) -> Item:
        start = time.perf_counter()
        try:
            return next(self._items)
        finally:
            self.seconds += time.perf_counter() - start


def size_mb(*paths: Path) -> float:
    """Files, and everything in folders."""
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else (path,)) if file.is_file()]
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


def memory_mb() -> float | None:
    """The proportional set size of this process, None where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return None
    return round(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024, 1)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 4)
