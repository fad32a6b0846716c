"""The identity provider where staff may prove who they are, and what it says of somebody who has."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from catalogue.records.target import ANYWHERE

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Provider:
    """An OpenID provider at which the catalogue is registered.

    `name` is what the button says, `client_secret_file` a file beside `settings.toml`; `network` is `own` for a provider inside
    the library's own network, which no other address may lead into.
    """

    name: str
    issuer: str
    client_id: str
    client_secret_file: str
    network: str = ANYWHERE


@dataclass(frozen=True)
class Identity:
    """Somebody's account at a provider. `subject` is theirs for good and is given to nobody else (OpenID Connect Core 1.0, 5.7);
    `email` only where the provider vouches that it is theirs: `is_email_verified`."""

    issuer: str
    subject: str
    email: str = ""
    is_email_verified: bool = False


def is_closed_to_others(address: str) -> bool:
    """True of an https address, or one of this very computer, where nobody can listen on the way."""
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and not parts.fragment and parts.username is None
    except ValueError:
        return False
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(' "<>\\;,')
    return is_plain and has_host and (parts.scheme == "https" or parts.scheme == "http" and parts.hostname in _LOOPBACK)
