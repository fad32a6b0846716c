"""Finding and reading: a request becomes a search, a record an entry, the log an index."""

from catalogue.discovery.indexer import Drift, Follower, Indexer
from catalogue.discovery.narrowing import Narrowing
from catalogue.discovery.reading import Reading, Surrounded
from catalogue.discovery.request import SearchRequest, parse
from catalogue.discovery.search import Finding, Found, Search
from index import Marked, Marker, Why

__all__ = [
    "Drift",
    "Finding",
    "Follower",
    "Found",
    "Indexer",
    "Marked",
    "Marker",
    "Narrowing",
    "Reading",
    "Search",
    "SearchRequest",
    "Surrounded",
    "Why",
    "parse",
]
