"""The full-text engine: a library of its own on Whoosh. Knows no Flask, no SQLAlchemy, no record."""

from index.analysis import fold, keys, query_keys, words
from index.entry import Entry, ReadTo
from index.folder import IndexBusy, IndexUnusable
from index.library import Index
from index.query import SORTS, Meaning, Query, Range
from index.reader import Reader
from index.results import Hit, Results
from index.writer import Writer

__all__ = [
    "SORTS",
    "Entry",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexUnusable",
    "Meaning",
    "Query",
    "Range",
    "ReadTo",
    "Reader",
    "Results",
    "Writer",
    "fold",
    "keys",
    "query_keys",
    "words",
]
