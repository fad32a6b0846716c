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


def count(found: Found, made_in: str = "") -> None:
    """Count the search this request has made, if it is one to count. What is read of the request is kept nowhere. `made_in` is
    the library where it was made, if that is known."""
    asked = found.request
    if not is_begun(asked) or found.is_makeshift or request.method != "GET" or _is_automatic():
        return
    branch = asked.filters.get("branch", ())
    current.served().tally.note(
        Asked(
            date.today(),
            current.interface().code,
            made_in or (branch[0] if len(branch) == 1 else ""),
            asked.q,
            found.want,
            not found.total,
        )
    )


def is_begun(asked: SearchRequest) -> bool:
    """True of a search that may be somebody's first with these words."""
    is_plain = asked.page == 1 and asked.sort == "relevance" and not asked.is_literal
    return bool(asked.q) and is_plain and asked.filters.keys() <= KEPT_FILTERS


def _is_automatic() -> bool:
    """True of programs that say so, or say nothing, and of pages that a browser opens before anybody asks."""
    program = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", "")
    return not program or bool(_PROGRAMS.search(program)) or "prefetch" in purpose
