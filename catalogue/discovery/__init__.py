"""Finding and reading: a request becomes a search, a record an entry, the log an index."""

from catalogue.discovery.coverage import Coverage, Crossing
from catalogue.discovery.indexer import Drift, Follower, Indexer
from catalogue.discovery.naming import Names, Naming
from catalogue.discovery.narrowing import Narrowing
from catalogue.discovery.reading import Reading, Surrounded
from catalogue.discovery.request import SearchRequest, parse
from catalogue.discovery.schedule import is_over
from catalogue.discovery.search import Finding, Found, Search
from index import Marked, Marker, Why

__all__ = [
    "Coverage",
    "Crossing",
    "Drift",
    "Finding",
    "Follower",
    "Found",
    "Indexer",
    "Marked",
    "Marker",
    "Names",
    "Naming",
    "Narrowing",
    "Reading",
    "Search",
    "SearchRequest",
    "Surrounded",
    "Why",
    "is_over",
    "parse",
]
