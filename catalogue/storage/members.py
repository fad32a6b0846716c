"""Where the staff is kept, with what proves who they are, and the sign-ins that failed."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from catalogue.records.staff import Member, Role
from catalogue.storage.tables import attempts, staff


@dataclass(frozen=True)
class Proof:
    """What a sign-in is held against: the hash of the password, and the stamp that every session of this person carries."""

    password: str
    stamp: str


class Members:
    """The staff as one transaction sees it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> list[Member]:
        """Everybody, by name."""
        return [_member(row) for row in self._connection.execute(sa.select(staff).order_by(staff.c.name))]

    def get(self, name: str) -> Member | None:
        """One person, or None."""
        row = self._connection.execute(sa.select(staff).where(staff.c.name == name)).one_or_none()
        return _member(row) if row else None

    def proof(self, name: str) -> Proof | None:
        """What their sign-in is held against, or None when there is no such person."""
        asked = sa.select(staff.c.password, staff.c.stamp).where(staff.c.name == name)
        row = self._connection.execute(asked).one_or_none()
        return Proof(row.password, row.stamp) if row else None

    def add(self, member: Member, proof: Proof) -> None:
        """Add somebody whose name is free."""
        self._connection.execute(
            staff.insert().values(name=member.name, password=proof.password, stamp=proof.stamp, **_columns(member))
        )

    def save(self, member: Member) -> None:
        """Put this in the place of what was known of the person."""
        self._connection.execute(staff.update().where(staff.c.name == member.name).values(**_columns(member)))

    def prove(self, name: str, proof: Proof) -> None:
        """Put this in the place of the proof there was."""
        changed = staff.update().where(staff.c.name == name)
        self._connection.execute(changed.values(password=proof.password, stamp=proof.stamp))

    def note_attempt(self, name: str, address: str, at: datetime) -> None:
        """Note that somebody tried to sign in under this name from this address."""
        self._connection.execute(attempts.insert().values(name=name, address=address, at=at))

    def attempts(self, name: str | None, address: str | None) -> int:
        """How many attempts under a name, from an address, or both, are noted."""
        asked = sa.select(sa.func.count()).select_from(attempts)
        if name is not None:
            asked = asked.where(attempts.c.name == name)
        if address is not None:
            asked = asked.where(attempts.c.address == address)
        return self._connection.scalar(asked) or 0

    def forget_attempts(self, name: str, address: str) -> None:
        """Forget those under this name from this address."""
        gone = attempts.delete().where(attempts.c.name == name, attempts.c.address == address)
        self._connection.execute(gone)

    def forget_attempts_before(self, moment: datetime) -> None:
        """Forget the older ones."""
        self._connection.execute(attempts.delete().where(attempts.c.at < moment))


def _member(row: sa.Row[tuple[object, ...]]) -> Member:
    return Member(
        name=row.name,
        full_name=row.full_name,
        role=Role(row.role),
        library=row.library,
        language=row.language,
        is_active=row.is_active,
        signed_in=row.signed_in,
        account=row.account,
        known_as=row.known_as,
    )


def _columns(member: Member) -> dict[str, object]:
    return {
        "full_name": member.full_name,
        "role": member.role.value,
        "library": member.library,
        "language": member.language,
        "is_active": member.is_active,
        "signed_in": member.signed_in,
        "account": member.account,
        "known_as": member.known_as,
    }
