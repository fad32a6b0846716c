"""The staff of the desk: taken on, signed in, given another role, let go.

A session of the desk carries the person's name and their stamp. A new stamp ends every session at once: it is given with a new
password, another role or library, and when somebody is let go or asks to be signed out everywhere.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from catalogue.cataloguing.passwords import Weakness, fits, hash_of, is_outdated, make_password, weakness_of
from catalogue.records.provider import Identity
from catalogue.records.rules import cleaned, is_language
from catalogue.records.staff import Member, Role, is_expected, is_staff_name, known_as
from catalogue.storage import Database, Proof, Unit

FIRST = "admin"
"""What the first administrator is called."""

LONGEST_FULL_NAME = 255
REMEMBERED = timedelta(minutes=15)
"""How long a failed sign-in counts."""

_MOST_OF_BOTH, _MOST_OF_ADDRESS, _MOST_OF_NAME = 5, 50, 100
"""Failed sign-ins under one name from one address, from one address (a library has one for all), and under one name. The last is
high, so that nobody can lock a colleague out from elsewhere."""

_LONGEST_ADDRESS = 64
LONGEST_ACCOUNT = 255
_ELSEWHERE = ":"
"""What sign-ins at an identity provider are noted under; nobody can have this name."""


class WrongSignIn(Exception):
    """Name and password do not belong together, or nobody has that name; which of them is not told."""


class UnknownAccount(Exception):
    """Nobody at the desk may come in with this account of the identity provider."""


class TooManyAttempts(Exception):
    """So many sign-ins failed that no more are heard for a while."""


class WeakPassword(Exception):
    """The new password will not do."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(weakness.value)
        self.weakness = weakness


class BadMember(Exception):
    """A person cannot be taken on like this; the text says why, `code` and `value` say it to programs."""

    def __init__(self, code: str, sentence: str, value: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.value = value


class LastAdministrator(Exception):
    """Nobody would be left who can look after the staff."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody would be left who can look after the staff: make somebody else an administrator first."
        )


@dataclass(frozen=True)
class SignedIn:
    """Somebody who has proved who they are, and the stamp their session carries."""

    member: Member
    stamp: str


class Staff:
    """The staff of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Member]:
        """Everybody, by name, those let go too: their names stand in the history of records."""
        with self._database.reading() as unit:
            return unit.members.all()

    def get(self, name: str) -> Member:
        """One person.

        Raises:
            BadMember: there is nobody of that name.
        """
        with self._database.reading() as unit:
            return _known(unit, name)

    def add(self, member: Member) -> str:
        """Take somebody on; returns the password made for them, which is kept nowhere.

        Raises:
            BadMember: the name is taken or no name, the language no language, or the library none of the catalogue's.
        """
        password = make_password()
        proof = Proof(hash_of(password), _stamp())
        with self._database.writing() as unit:
            if not is_staff_name(member.name):
                raise BadMember(
                    "name",
                    f"“{member.name[:80]}” is no name to sign in with, such as anna or anna.ozola.",
                    member.name[:80],
                )
            if unit.members.get(member.name):
                raise BadMember("taken", f"There is somebody called {member.name} already.", member.name)
            unit.members.add(_checked(unit, replace(member, known_as="")), proof)
        return password

    def begin(self) -> str | None:
        """Make the first administrator of a catalogue that has no staff yet; returns their password, None when there is staff."""
        if self.all():
            return None
        return self.add(Member(FIRST, "Administrator", Role.ADMINISTRATOR))

    def sign_in(self, name: str, password: str, address: str, now: datetime) -> SignedIn:
        """Find out whether somebody is who they say, from this network address.

        Raises:
            WrongSignIn: they are not.
            TooManyAttempts: too many sign-ins failed in the last quarter of an hour.
        """
        name, address = name.strip().lower()[:LONGEST_FULL_NAME], address[:_LONGEST_ADDRESS]
        noted = name if is_staff_name(name) else ""
        with self._database.writing() as unit:
            unit.members.forget_attempts_before(now - REMEMBERED)
            if (
                unit.members.attempts(noted, address) >= _MOST_OF_BOTH
                or unit.members.attempts(None, address) >= _MOST_OF_ADDRESS
                or unit.members.attempts(noted, None) >= _MOST_OF_NAME
            ):
                raise TooManyAttempts
            unit.members.note_attempt(noted, address, now)
            proof = unit.members.proof(noted)
        if not fits(password, proof.password if proof else None) or proof is None:
            raise WrongSignIn
        with self._database.writing() as unit:
            member = unit.members.get(noted)
            if member is None or not member.is_active or unit.members.proof(noted) != proof:
                raise WrongSignIn
            unit.members.forget_attempts(noted, address)
            member = replace(member, signed_in=now)
            unit.members.save(member)
            if is_outdated(proof.password):
                unit.members.prove(noted, replace(proof, password=hash_of(password)))
        return SignedIn(member, proof.stamp)

    def go_elsewhere(self, address: str, now: datetime) -> None:
        """Note that somebody at this network address goes to the identity provider; one who does not come back counts as failed.

        Raises:
            TooManyAttempts: too many sign-ins failed in the last quarter of an hour.
        """
        address = address[:_LONGEST_ADDRESS]
        with self._database.writing() as unit:
            unit.members.forget_attempts_before(now - REMEMBERED)
            if unit.members.attempts(None, address) >= _MOST_OF_ADDRESS:
                raise TooManyAttempts
            unit.members.note_attempt(_ELSEWHERE, address, now)

    def come_back(self, identity: Identity, address: str, now: datetime) -> SignedIn:
        """Let in whose account this is at the identity provider. It must be known of somebody who was taken on; nobody is taken
        on by it, and it gives no role.

        Raises:
            UnknownAccount: nobody has this account, or they were let go.
        """
        with self._database.writing() as unit:
            everybody = unit.members.all()
            known = [each for each in everybody if each.known_as == known_as(identity)]
            found = known or [each for each in everybody if is_expected(each, identity)]
            proof = unit.members.proof(found[0].name) if len(found) == 1 and found[0].is_active else None
            if proof is None:
                raise UnknownAccount
            unit.members.forget_attempts(_ELSEWHERE, address[:_LONGEST_ADDRESS])
            member = replace(found[0], known_as=known_as(identity), signed_in=now)
            unit.members.save(member)
        return SignedIn(member, proof.stamp)

    def recall(self, name: str, stamp: str) -> Member | None:
        """The person of a session with this stamp; None when it has ended."""
        with self._database.reading() as unit:
            proof, member = unit.members.proof(name), unit.members.get(name)
        if proof is None or member is None or not member.is_active:
            return None
        return member if secrets.compare_digest(proof.stamp.encode(), stamp.encode()) else None

    def change_password(self, name: str, old: str, new: str) -> str:
        """Give somebody who knows their password another; returns the stamp their other sessions do not have.

        Raises:
            WrongSignIn: the old password is not theirs.
            WeakPassword: the new one will not do.
        """
        with self._database.reading() as unit:
            proof, member = unit.members.proof(name), unit.members.get(name)
        if not fits(old, proof.password if proof else None) or member is None:
            raise WrongSignIn
        weakness = weakness_of(new, (member.name, member.full_name, *member.full_name.split()))
        if weakness:
            raise WeakPassword(weakness)
        changed = Proof(hash_of(new), _stamp())
        with self._database.writing() as unit:
            if unit.members.proof(name) != proof:
                raise WrongSignIn
            unit.members.prove(name, changed)
        return changed.stamp

    def reset_password(self, name: str) -> str:
        """Make a new password for somebody who has forgotten theirs, and end their sessions; returns it.

        Raises:
            BadMember: there is nobody of that name.
        """
        password = make_password()
        proof = Proof(hash_of(password), _stamp())
        with self._database.writing() as unit:
            unit.members.prove(_known(unit, name).name, proof)
        return password

    def sign_out_everywhere(self, name: str) -> None:
        """End every session of somebody.

        Raises:
            BadMember: there is nobody of that name.
        """
        with self._database.writing() as unit:
            _end_sessions(unit, _known(unit, name).name)

    def sign_out_everybody(self) -> None:
        """End every session there is: after a restore the stamps of old ones would be good again."""
        with self._database.writing() as unit:
            for member in unit.members.all():
                _end_sessions(unit, member.name)

    def change(self, member: Member) -> None:
        """Put this in the place of what is known of somebody, and end their sessions when what they may do has changed, or
        their account at the identity provider.

        Raises:
            BadMember: there is nobody of that name, or the library is none of the catalogue's.
            LastAdministrator: nobody would be left who can look after the staff.
        """
        with self._database.writing() as unit:
            before, after = _known(unit, member.name), _checked(unit, member)
            has_new_account = before.account != after.account
            kept = "" if has_new_account else before.known_as
            unit.members.save(replace(after, signed_in=before.signed_in, known_as=kept))
            if not any(each.is_active and each.role is Role.ADMINISTRATOR for each in unit.members.all()):
                raise LastAdministrator
            rights = (before.role, before.library, before.is_active)
            if has_new_account or rights != (member.role, member.library, member.is_active):
                _end_sessions(unit, member.name)


def _known(unit: Unit, name: str) -> Member:
    member = unit.members.get(name)
    if member is None:
        raise BadMember("nobody", f"There is nobody called {name[:80]}.", name[:80])
    return member


def _checked(unit: Unit, member: Member) -> Member:
    library = unit.records.get(member.library) if member.library else None
    if member.library and (library is None or library.type != "branch"):
        raise BadMember("unknown-library", f"There is no library with the key {member.library[:80]}.")
    if not member.library and member.role is not Role.ADMINISTRATOR:
        raise BadMember("library", "Everybody but an administrator works for a library: say its key.")
    if not is_language(member.language):
        raise BadMember("language", f"“{member.language[:80]}” is no language code such as lv.")
    full_name = cleaned(member.full_name)[:LONGEST_FULL_NAME] or member.name
    return replace(member, full_name=full_name, account=_account(unit, member))


def _account(unit: Unit, member: Member) -> str:
    account = member.account.strip()
    account = account.lower() if "@" in account else account
    if not account:
        return ""
    if len(account) > LONGEST_ACCOUNT or not account.isprintable() or " " in account:
        raise BadMember("account", "An account is an e-mail address or an identifier, without spaces.")
    other = next((each for each in unit.members.all() if each.account == account and each.name != member.name), None)
    if other:
        raise BadMember("account-taken", f"This account is that of {other.name} already.", other.name)
    return account


def _end_sessions(unit: Unit, name: str) -> None:
    proof = unit.members.proof(name)
    if proof:
        unit.members.prove(name, replace(proof, stamp=_stamp()))


def _stamp() -> str:
    return secrets.token_hex(16)
