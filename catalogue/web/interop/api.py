"""The API: searching and reading what is published. `openapi.json` beside this file describes it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import jsonify, request
from werkzeug.wrappers import Response

from catalogue.discovery import Finding, Found
from catalogue.discovery.request import FILTERS
from catalogue.languages import Wording
from catalogue.records import Resource, to_plain
from catalogue.web import current
from catalogue.web.counting import count, counted
from catalogue.web.pages.card import url_of
from catalogue.web.pages.results import NAMED_FILTERS, facet_label, why_sentence
from catalogue.web.pages.shown import title_of
from catalogue.web.visible import brought_up_to_date, published

_DESCRIPTION = Path(__file__).parent / "openapi.json"


def search() -> Response:
    """`GET /api/v1/search`: the same parameters as the page, and `lang` for the language of labels."""
    served, spoken = current.served(), current.interface()
    names = served.reading.titles(spoken, *NAMED_FILTERS)
    found = served.search(brought_up_to_date(current.asked(), names), spoken)
    count(counted(found))
    return jsonify(_answer(found, names, Wording(spoken)))


def complete() -> Response:
    """`GET /api/v1/complete`: what may be meant by the beginning `q`; `lang` is the language of topics' names."""
    begun = current.asked().q
    return jsonify({"completions": current.served().search.complete(begun, current.interface())})


def resource(key: str) -> Response:
    """`GET /api/v1/resources/<key>`: the whole record."""
    return jsonify(to_plain(published(key, Resource.type).record))


def openapi() -> Response:
    """`GET /api/v1/openapi.json`: what this API is."""
    return jsonify(json.loads(_DESCRIPTION.read_text("utf-8")))


def allow_reading_from_elsewhere(response: Response) -> Response:
    """Pages of other sites may read the API; it holds nothing that is not public."""
    if request.path.startswith("/api/"):
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(found: Found, names: Mapping[str, str], wording: Wording) -> dict[str, Any]:
    return {
        "total": found.total,
        "hits": [_hit(each, names, wording) for each in found.findings],
        "facets": {
            name: [
                {"value": value, "label": facet_label(name, value, names, wording), "count": count}
                for value, count in sorted(found.facets[name].items(), key=lambda pair: (-pair[1], pair[0]))
            ]
            for name in FILTERS
            if name in found.facets
        },
        "suggestion": found.suggestion or None,
        "dropped": list(found.dropped),
        "near": found.near,
        "read_as": found.read_as or None,
    }


def _hit(finding: Finding, names: Mapping[str, str], wording: Wording) -> dict[str, Any]:
    record = finding.record
    title = title_of(record, wording)
    return {
        "key": record.key,
        "kind": record.shown_kind,
        "title": title.value,
        "language": title.language or wording.interface.code,
        "url": url_of(record),
        "score": finding.score,
        "why": why_sentence(finding.why, names, wording) or None,
    }
