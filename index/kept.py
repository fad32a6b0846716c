"""Answers kept as long as there is room, the least recently used going first. Any number of threads may ask."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


def _one(_: object) -> int:
    return 1


class Kept(Generic[Value]):
    """Values by key, together no larger than `most`; but the last one stays, however large."""

    def __init__(self, most: int, size: Callable[[Value], int] = _one) -> None:
        self._most = most
        self._size = size
        self._held = 0
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """What is kept under a key."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def keep(self, key: Hashable, value: Value) -> Value:
        """Keep a value and give it back. Of two threads that made the same one, the first is kept."""
        with self._lock:
            if key not in self._values:
                self._values[key] = value
                self._held += self._size(value)
            while self._held > self._most and len(self._values) > 1:
                self._held -= self._size(self._values.popitem(last=False)[1])
        return value
