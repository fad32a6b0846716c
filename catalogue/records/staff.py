"""Staff of the desk: who they are, what their role permits, and in whose records. Passwords are no business of this room."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalogue.records.provider import Identity

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
    `language` is the desk's for them. `account` is how the identity provider knows them, an e-mail address or its identifier;
    `known_as` is the account that has come in for them: the issuer, a space, and the identifier there."""

    name: str
    full_name: str
    role: Role
    library: str = ""
    language: str = "en"
    is_active: bool = True
    signed_in: datetime | None = None
    account: str = ""
    known_as: str = ""


def is_staff_name(name: str) -> bool:
    """True of a name to sign in with: small Latin letters and digits in parts joined by dots or hyphens, at most 64."""
    return len(name) <= LONGEST_NAME and bool(_NAME.fullmatch(name))


def known_as(identity: Identity) -> str:
    """How a person is noted who has come in with this account."""
    return f"{identity.issuer} {identity.subject}"


def is_expected(member: Member, identity: Identity) -> bool:
    """True when this account is the one an administrator has written down for somebody with whom none has come in yet.

    An address counts only when the provider vouches for it, and no more once an account of the provider has come in: addresses
    are given to other people when somebody leaves. A new provider's word for it counts anew; identifiers of its are others.
    """
    if "@" in member.account:
        is_theirs = identity.is_email_verified and identity.email.lower() == member.account
        return is_theirs and not member.known_as.startswith(f"{identity.issuer} ")
    return bool(member.account) and member.account == identity.subject and not member.known_as


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
