"""Which searches are counted: those that somebody asks anew, in words. Turning the page, sorting and most filters belong to a
search that was counted already."""

import re
from datetime import date

from flask import request

from catalogue.discovery import Found, SearchRequest
from catalogue.records.asked import Asked
from catalogue.web import current

KEPT_FILTERS = frozenset({"in", "branch"})
"""Filters that a new search may begin with: one's own languages, and the library one is in."""

_PROGRAMS = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor", re.IGNORECASE)


def counted(found: Found, made_in: str = "") -> Asked | None:
    """What is counted of a search, None when it is not one to count. `made_in` is the library where it was made, if that is
    known."""
    asked = found.request
    if not is_begun(asked) or found.is_makeshift:
        return None
    branch = asked.filters.get("branch", ())
    return Asked(
        date.today(),
        current.interface().code,
        made_in or (branch[0] if len(branch) == 1 else ""),
        asked.q,
        found.want,
        not found.total,
    )


def count(asked: Asked | None) -> None:
    """Count the search that this request has made, if it is one to count and a person may have made it. What is read of the
    request is kept nowhere."""
    if asked and request.method == "GET" and not _is_automatic():
        current.served().tally.note(asked)


def is_begun(asked: SearchRequest) -> bool:
    """True of a search that may be somebody's first with these words."""
    is_plain = asked.page == 1 and asked.sort == "relevance" and not asked.is_literal
    return bool(asked.q) and is_plain and asked.filters.keys() <= KEPT_FILTERS


def _is_automatic() -> bool:
    """True of programs that say so, or say nothing, and of pages that a browser opens before anybody asks."""
    program = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", "")
    return not program or bool(_PROGRAMS.search(program)) or "prefetch" in purpose
