"""What is known of addresses on the internet that records name."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from catalogue.records.link import Link
from catalogue.storage.tables import links


class Links:
    """The addresses as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, Link]:
        """Everything that is known, by address."""
        rows = self._connection.execute(sa.select(links))
        return {row.address: _link(row) for row in rows}

    def failing(self) -> list[Link]:
        """The addresses that failed when they were last asked, those that failed first before the others."""
        rows = self._connection.execute(
            sa.select(links).where(links.c.failed_since.is_not(None)).order_by(links.c.failed_since, links.c.address)
        )
        return [_link(row) for row in rows]

    def last_asked(self) -> datetime | None:
        """When an address was last asked; None when none ever was."""
        return self._connection.scalar(sa.select(sa.func.max(links.c.asked)))

    def keep(self, known: Iterable[Link]) -> None:
        """Keep what was found out, in the place of what was known."""
        rows = {_digest(each.address): each for each in known}
        self._drop(rows)
        if rows:
            self._connection.execute(
                links.insert(),
                [
                    {
                        "digest": digest,
                        "address": each.address,
                        "asked": each.asked,
                        "state": each.state,
                        "failed_since": each.failed_since,
                        "records": list(each.records),
                    }
                    for digest, each in rows.items()
                ],
            )

    def forget(self, addresses: Iterable[str]) -> None:
        """Drop addresses that no record names any more."""
        self._drop(map(_digest, addresses))

    def _drop(self, digests: Iterable[str]) -> None:
        wanted = list(digests)
        for start in range(0, len(wanted), 500):
            self._connection.execute(links.delete().where(links.c.digest.in_(wanted[start : start + 500])))


def _digest(address: str) -> str:
    """Addresses can be longer than a key may be."""
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def _link(row: sa.Row[tuple[object, ...]]) -> Link:
    return Link(row.address, row.asked, row.state, row.failed_since, tuple(row.records))
