"""Where files that were brought are kept: beside the records, so that a copy of the database is whole (docs/decisions/0009)."""

import sqlalchemy as sa

from catalogue.records.file import StoredFile, names_in, small_version
from catalogue.storage.tables import changes, files


class Files:
    """The files as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> StoredFile | None:
        """One file, or None."""
        row = self._connection.execute(sa.select(files).where(files.c.name == name)).one_or_none()
        return StoredFile(row.name, row.media_type, row.content) if row else None

    def known(self, names: set[str]) -> set[str]:
        """Those of the names under which there is a file."""
        return set(self._connection.scalars(sa.select(files.c.name).where(files.c.name.in_(sorted(names)))))

    def keep(self, file: StoredFile) -> None:
        """Keep a file, unless the very same is there."""
        if not self.known({file.name}):
            self._connection.execute(
                files.insert().values(name=file.name, media_type=file.media_type, content=file.content)
            )

    def unnamed(self) -> set[str]:
        """The files that no record names, and none has named in any revision."""
        left = set(self._connection.scalars(sa.select(files.c.name)))
        snapshots = self._connection.execution_options(yield_per=500).scalars(
            sa.select(sa.cast(changes.c.snapshot, sa.Text)).where(changes.c.snapshot.is_not(None))
        )
        for snapshot in snapshots:
            named = names_in(snapshot)
            left -= named | {small_version(name) for name in named}
        return left

    def drop(self, names: set[str]) -> None:
        """Throw files away."""
        self._connection.execute(files.delete().where(files.c.name.in_(sorted(names))))
