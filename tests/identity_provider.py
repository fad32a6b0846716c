"""A small OpenID provider on loopback that plays one person who always consents; tests bend what it says."""

import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from catalogue.records.provider import Provider

SECRET = "a secret: with+signs%"


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


class IdentityProvider:
    """`claims` are added to every ID token, `described` to the discovery document; `sign` makes the token of the claims."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}, private=True)
        self.claims: dict[str, Any] = {}
        self.described: dict[str, Any] = {}
        self.sign: Callable[[dict[str, Any]], str] = lambda claims: jwt.encode(
            {"alg": "RS256", "kid": "first"}, claims, self.key
        )
        self.consents = True
        self.clock = 0
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.path)
        views = {
            "/.well-known/openid-configuration": self._describe,
            "/authorize": self._authorize,
            "/token": self._redeem,
            "/keys": lambda _: _json({"keys": [self.key.as_dict(private=False)]}),
        }
        return views[request.path](request)(environ, start_response)

    def settings(self) -> Provider:
        """The provider as it stands in a catalogue's settings."""
        return Provider("Rīgas pašvaldība", self.issuer, "tilts", "oidc-secret", "own")

    def _describe(self, request: Request) -> Response:
        return _json(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
                **self.described,
            }
        )

    def _authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        assert asked["response_type"] == "code" and asked["client_id"] == "tilts" and "openid" in asked["scope"]
        back = {"state": asked["state"], "iss": self.issuer}
        if self.consents:
            back["code"] = secrets.token_urlsafe(8)
            self._codes[back["code"]] = asked
        else:
            back["error"] = "access_denied"
        return Response(status=302, headers={"Location": f"{asked['redirect_uri']}?{urlencode(back)}"})

    def _redeem(self, request: Request) -> Response:
        form = request.form
        if (form.get("client_id"), form.get("client_secret")) != ("tilts", SECRET):
            return _json({"error": "invalid_client"}, 401)
        asked = self._codes.pop(form["code"], None)
        is_theirs = asked and asked["code_challenge"] == create_s256_code_challenge(form["code_verifier"])
        if asked is None or not is_theirs or asked["redirect_uri"] != form["redirect_uri"]:
            return _json({"error": "invalid_grant"}, 400)
        now = int(time.time()) + self.clock
        claims = {
            "iss": self.issuer,
            "aud": "tilts",
            "sub": "u-1",
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        merged = {name: value for name, value in {**claims, **self.claims}.items() if value is not None}
        return _json({"access_token": "x", "token_type": "Bearer", "id_token": self.sign(merged)})


@contextmanager
def serving(provider: IdentityProvider) -> Iterator[IdentityProvider]:
    """The provider, answering."""
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=_Quiet)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")
