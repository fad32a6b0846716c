"""A catalogue elsewhere that can be asked what it knows of a number."""

from dataclasses import dataclass

ISBN = "{isbn}"
"""Where the number stands in a query."""

ANYWHERE, INSIDE = "public", "own"


@dataclass(frozen=True)
class Target:
    """A server that speaks SRU and answers with MARC records.

    `query` is in CQL, with {isbn} where the number stands; `network` is `own` for a server inside the library's own network,
    which no other address may lead into.
    """

    name: str
    address: str
    query: str = f"bath.isbn={ISBN}"
    schema: str = "marcxml"
    version: str = "1.1"
    network: str = ANYWHERE
