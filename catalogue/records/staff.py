"""Staff of the desk: who they are, what their role permits, and in whose records. Passwords are no business of this room."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_NAME = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")
LONGEST_NAME = 64


class Permission(StrEnum):
    """Something that can be done at the desk."""

    PROPOSE = "propose"
    TRANSLATE = "translate"
    DESCRIBE = "describe"
    PUBLISH = "publish"
    ESTABLISH = "establish"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What somebody does for the catalogue; each role may do all that the one before it may."""

    TRANSLATOR = "translator"
    CATALOGUER = "cataloguer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


_ADDED_BY_ROLE = {
    Role.TRANSLATOR: {Permission.PROPOSE, Permission.TRANSLATE},
    Role.CATALOGUER: {Permission.DESCRIBE},
    Role.EDITOR: {Permission.PUBLISH, Permission.ESTABLISH},
    Role.ADMINISTRATOR: {Permission.ADMINISTER},
}
_OF_ONE_LIBRARY = {Permission.DESCRIBE, Permission.PUBLISH}
"""What all but administrators may do only in records of their own library. Translating, proposing and subject headings are
everybody's work: a Latvian library's record waits for a translator in Romania."""


@dataclass(frozen=True)
class Member:
    """One person of the staff. `library` is the key of the branch they work for, empty for an administrator of all;
    `language` is the desk's for them."""

    name: str
    full_name: str
    role: Role
    library: str = ""
    language: str = "en"
    is_active: bool = True
    signed_in: datetime | None = None


def is_staff_name(name: str) -> bool:
    """True of a name to sign in with: small Latin letters and digits in parts joined by dots or hyphens, at most 64."""
    return len(name) <= LONGEST_NAME and bool(_NAME.fullmatch(name))


def permissions(role: Role) -> frozenset[Permission]:
    """All that a role may do somewhere."""
    ranks = list(Role)
    reached = ranks[: ranks.index(role) + 1]
    return frozenset().union(*(_ADDED_BY_ROLE[each] for each in reached))


def may(member: Member, permission: Permission, library: str) -> bool:
    """True when this person may do this to a record of this library (the key of its owning branch)."""
    if not member.is_active or permission not in permissions(member.role):
        return False
    if member.role is Role.ADMINISTRATOR or permission not in _OF_ONE_LIBRARY:
        return True
    return bool(library) and library == member.library
