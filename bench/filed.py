"""One record as a peer is given it. Plain values that need no index of ours at hand."""

from dataclasses import dataclass

FIELDS = ("title", "name", "text")


@dataclass(frozen=True)
class Filed:
    """One record for a peer: for each of FIELDS its keys, word after word, and its folded words alone, for phrases; `spelt` are
    the words that completion offers; `document` is what is shown of it, as JSON."""

    key: str
    kind: str
    keys: tuple[str, ...]
    folded: tuple[str, ...]
    spelt: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    added: int
    order: str
    document: str = ""
