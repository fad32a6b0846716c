"""Long lists of the desk, shown a page at a time."""

from dataclasses import dataclass

from flask import request


@dataclass(frozen=True)
class Pages:
    """The pages of a list of `count` things, and which of them is `asked`; a page beyond the last is the last."""

    asked: int
    count: int
    size: int

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def now(self) -> int:
        return min(max(1, self.asked), self.last)

    @property
    def start(self) -> int:
        return (self.now - 1) * self.size

    @property
    def end(self) -> int:
        return self.start + self.size


def page_asked() -> int:
    """The page that the address names; the first one when it names none."""
    asked = request.args.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
