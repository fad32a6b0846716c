"""Signing in at an identity provider: OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636).

Authlib and joserfc check it. Both are the extra `oidc`; `is_installed` tells whether they are there. Nothing the provider says is
kept from one sign-in to the next, so a changed key or address is known at once; staff sign in a few times a day.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalogue.exchange.fetching import Limits, Unfetched, fetch, send
from catalogue.records.provider import Identity, Provider, is_closed_to_others
from catalogue.records.target import INSIDE

try:
    from authlib.oauth2.auth import ClientAuth
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
    from authlib.oauth2.rfc7636 import create_s256_code_challenge
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import ExpiredTokenError, JoseError
    from joserfc.jwk import KeySet
except ImportError:
    jwt = None  # type: ignore[assignment]

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures of a key pair. With `none` anybody could sign, with HS256 everybody who has the provider's public key."""

LEEWAY = 120
"""Seconds that the clocks of the two servers may differ."""

_KEY_KINDS = ("RSA", "EC")
_MOST_BYTES, _SECONDS = 300_000, 5
_LONGEST_CODE, _LONGEST_SUBJECT, _LONGEST_EMAIL = 4_000, 255, 255
_SCOPE = "openid email"


class NotProven(Exception):
    """Nobody was proven to be anybody. `code` tells why: `unreachable`, `misconfigured`, `strange-answer`, `not-ours`, `denied`,
    `code-refused`, `out-of-time` or `not-trusted`; the text says more to an administrator."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(frozen=True)
class Question:
    """What a browser was sent to the provider with. All of it stays with the session that asked."""

    state: str
    nonce: str
    verifier: str


def is_installed() -> bool:
    """True when the libraries of the extra `oidc` are there."""
    return jwt is not None


class OpenId:
    """One provider, and the catalogue as it knows it."""

    def __init__(self, provider: Provider, secret: str) -> None:
        self._provider, self._secret = provider, secret
        self._limits = Limits(_MOST_BYTES, _SECONDS, provider.network == INSIDE)

    @property
    def name(self) -> str:
        """What people call the provider."""
        return self._provider.name

    def ask(self, back: str) -> tuple[str, Question]:
        """The address where somebody is to prove who they are, to come `back` to that of ours; and what they are asked.

        Raises:
            NotProven: the provider cannot be asked just now.
        """
        question = Question(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
        address = prepare_grant_uri(
            _address(self._described(), "authorization_endpoint"),
            self._provider.client_id,
            "code",
            redirect_uri=back,
            scope=_SCOPE,
            state=question.state,
            nonce=question.nonce,
            code_challenge=create_s256_code_challenge(question.verifier),
            code_challenge_method="S256",
        )
        return address, question

    def answer(self, question: Question, given: Mapping[str, str], back: str, now: datetime) -> Identity:
        """Who has proven who they are; `given` is what the browser brought along when it came `back`.

        Raises:
            NotProven: nobody has.
        """
        if not secrets.compare_digest(given.get("state", "").encode(), question.state.encode()):
            raise NotProven("not-ours", "The answer was not to a question of this session.")
        # Another provider's answer, mixed up with that of this one (RFC 9207).
        if given.get("iss", self._provider.issuer) != self._provider.issuer:
            raise NotProven("not-trusted", f"The answer is of another issuer: {given['iss'][:200]!r}.")
        if given.get("error"):
            code = "denied" if given["error"] == "access_denied" else "strange-answer"
            raise NotProven(code, f"{given['error'][:80]!r} {given.get('error_description', '')[:300]!r}")
        code = given.get("code", "")
        if not code or len(code) > _LONGEST_CODE:
            raise NotProven("strange-answer", "The answer has no code.")
        described = self._described()
        token = self._redeemed(described, code, question.verifier, back)
        return self._proven(described, token, question.nonce, now)

    def _described(self) -> dict[str, Any]:
        """The provider as it describes itself (OpenID Connect Discovery 1.0, 4)."""
        described = _object(self._fetched(f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration"))
        if described.get("issuer") != self._provider.issuer:
            said = str(described.get("issuer"))[:200]
            raise NotProven(
                "misconfigured", f"The provider calls itself {said!r}; issuer in [sign_in] must be the same."
            )
        return described

    def _redeemed(self, described: dict[str, Any], code: str, verifier: str, back: str) -> dict[str, Any]:
        """What the provider gives for the code, once."""
        methods = described.get("token_endpoint_auth_methods_supported")
        # In the form every secret arrives as it is written; in the header providers disagree on how its signs are written.
        is_in_form = isinstance(methods, list) and "client_secret_post" in methods
        shown = ClientAuth(
            self._provider.client_id, self._secret, "client_secret_post" if is_in_form else "client_secret_basic"
        )
        form = prepare_token_request("authorization_code", redirect_uri=back, code=code, code_verifier=verifier)
        address, headers, form = shown.prepare("POST", _address(described, "token_endpoint"), {}, form)
        try:
            return _object(send(address, form, headers, self._limits))
        except Unfetched as fault:
            if fault.status == 400:
                raise NotProven("code-refused", "The provider does not take the code (again).") from None
            if fault.status in (401, 403):
                raise NotProven(
                    "misconfigured", f"The provider does not take our client_id and secret ({fault.status})."
                ) from None
            raise _unreachable(address, fault) from None

    def _proven(self, described: dict[str, Any], token: dict[str, Any], nonce: str, now: datetime) -> Identity:
        """Whose ID token this is (OpenID Connect Core 1.0, 3.1.3.7)."""
        held = _object(self._fetched(_address(described, "jwks_uri"))).get("keys")
        keys = [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
        try:
            known = KeySet.import_key_set({"keys": [each for each in keys if each.get("kty") in _KEY_KINDS]})
            read = jwt.decode(str(token.get("id_token", "")), known, ALGORITHMS)
            wanted = {
                "iss": {"essential": True, "value": self._provider.issuer},
                "aud": {"essential": True, "value": self._provider.client_id},
            }
            params = {
                "nonce": nonce,
                "client_id": self._provider.client_id,
                "access_token": token.get("access_token"),
            }
            CodeIDToken(read.claims, read.header, wanted, params).validate(int(now.timestamp()), LEEWAY)
        except ExpiredTokenError as fault:
            raise NotProven("out-of-time", f"{fault}; compare the clocks of the two servers.") from None
        except JoseError as fault:
            is_of_time = getattr(fault, "claim", "") in ("iat", "nbf")
            code = "out-of-time" if is_of_time else "not-trusted"
            raise NotProven(code, f"The ID token is not to be trusted: {fault}.") from None
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            raise NotProven("not-trusted", f"The ID token or the keys cannot be read: {fault!r:.200}.") from None
        return self._identity(read.claims)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        subject, email = claims.get("sub"), claims.get("email", "")
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT or not subject.isprintable():
            raise NotProven("not-trusted", "The ID token names nobody.")
        fit = email if isinstance(email, str) and len(email) <= _LONGEST_EMAIL and email.isprintable() else ""
        return Identity(self._provider.issuer, subject, fit, bool(fit) and claims.get("email_verified") is True)

    def _fetched(self, address: str) -> bytes:
        try:
            return fetch(address, self._limits)
        except Unfetched as fault:
            raise _unreachable(address, fault) from None


def _unreachable(address: str, fault: Unfetched) -> NotProven:
    if fault.code == "forbidden-address":
        return NotProven("misconfigured", f'{address} is in an inner network: that takes network = "own" in [sign_in].')
    status = f", {fault.status}" if fault.status else ""
    return NotProven("unreachable", f"{address}: {fault.code}{status}.")


def _address(described: Mapping[str, Any], name: str) -> str:
    address = described.get(name)
    if not isinstance(address, str) or not is_closed_to_others(address):
        raise NotProven("strange-answer", f"The provider's {name} is no https address.")
    return address


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NotProven("strange-answer", "The provider's answer is no JSON object.")
    return found
