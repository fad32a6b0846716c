"""Where the links of a page lead: on within the door the visitor came in by, or to the public door from outside."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import g, request, url_for

from catalogue.web import current

PUBLIC = "public"


def way_to(page: str, /, **values: object) -> str:
    """The address of a page within the visitor's door; doors call what they have alike by the same name."""
    return url_for(f"{g.get('door', PUBLIC)}.{page}", **values)  # type: ignore[arg-type]


def asking(page: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The address of a page within the visitor's door that asks for these pairs. Results have a hundred such links, so what they
    share is made once for a request."""
    made = g.setdefault("addresses", {})
    if page not in made:
        made[page] = way_to(page)
    if not pairs:
        return str(made[page])
    return f"{made[page]}{'&' if '?' in made[page] else '?'}{urlencode(pairs)}"


def outer(page: str, /, **values: object) -> str:
    """The whole address of a page of the public door, as somebody would type it elsewhere: in no easy view, for every reader. The
    administrator says under which name the catalogue is known; else it is the one this request came by."""
    path = url_for(f"{PUBLIC}.{page}", **{**values, current.VIEW: None})  # type: ignore[arg-type]
    return f"{current.served().address or request.host_url.rstrip('/')}{path}"
