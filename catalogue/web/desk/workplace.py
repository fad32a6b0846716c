"""What a view of the desk works with: the verbs of cataloguing, and who is at the desk."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, current_app
from flask_login import UserMixin, current_user

from catalogue.cataloguing.batches import Batches
from catalogue.cataloguing.checking import Checking
from catalogue.cataloguing.copies import Copies
from catalogue.cataloguing.copying import Copying
from catalogue.cataloguing.drafting import Drafts
from catalogue.cataloguing.duplicates import Duplicates
from catalogue.cataloguing.editing import Editing
from catalogue.cataloguing.files import Files
from catalogue.cataloguing.kiosks import Kiosks
from catalogue.cataloguing.links import Links
from catalogue.cataloguing.merging import Merging
from catalogue.cataloguing.notes import Notes
from catalogue.cataloguing.outside import Outside
from catalogue.cataloguing.proposing import Proposing
from catalogue.cataloguing.staff import Staff
from catalogue.cataloguing.tally import Tally
from catalogue.cataloguing.translating import Translating
from catalogue.cataloguing.workroom import Workroom
from catalogue.discovery import Coverage, Naming
from catalogue.exchange.openid import OpenId
from catalogue.languages import Interface
from catalogue.records.staff import Member, Permission, may

EXTENSION = "tilts-desk"


@dataclass(frozen=True)
class Workplace:
    """The parts of the catalogue that the desk uses. `find` waits until the change at a sequence can be found by readers, and is
    false when that takes too long; `interfaces` are the languages the desk speaks, `provider` is where else
    people may sign in."""

    staff: Staff
    workroom: Workroom
    drafts: Drafts
    proposing: Proposing
    translating: Translating
    outside: Outside
    batches: Batches
    duplicates: Duplicates
    merging: Merging
    editing: Editing
    links: Links
    kiosks: Kiosks
    files: Files
    copying: Copying
    copies: Copies
    checking: Checking
    notes: Notes
    naming: Naming
    tally: Tally
    coverage: Coverage
    interfaces: tuple[Interface, ...]
    provider: OpenId | None
    find: Callable[[int], bool]


class Present(UserMixin):
    """Somebody at the desk as Flask-Login knows them: a session holds their name and their stamp."""

    def __init__(self, member: Member, stamp: str) -> None:
        self.member = member
        self.stamp = stamp

    def get_id(self) -> str:
        """Name and stamp; no name has a colon in it."""
        return f"{self.member.name}:{self.stamp}"


def workplace() -> Workplace:
    """The desk of this catalogue."""
    found: Workplace = current_app.extensions[EXTENSION]
    return found


def member_or_none() -> Member | None:
    """Who is at the desk; None when nobody has signed in."""
    return current_user.member if current_user.is_authenticated else None


def member() -> Member:
    """Who is at the desk, on pages for those who have signed in."""
    found = member_or_none()
    if found is None:
        abort(403)
    return found


def may_here(permission: Permission, library: str) -> bool:
    """True when the person at the desk may do this in a library's records."""
    return may(member(), permission, library)
