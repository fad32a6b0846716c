"""The full-text engine: a library of its own on Whoosh. Knows no Flask, no SQLAlchemy, no record."""

from index.analysis import analysed, fold, keys, query_keys, words
from index.analysis.keyboards import other_layout
from index.analysis.questions import content, likely_language
from index.entry import Entry, ReadTo
from index.errors import IndexBusy, IndexUnusable
from index.highlight import Marked, Marker, Piece
from index.kept import Kept
from index.labels import Labels
from index.library import Index
from index.query import SORTS, Label, Meaning, Query, Range
from index.reader import Reader
from index.results import Hit, Results, Why
from index.syntax import Clause, clauses
from index.writer import Writer

__all__ = [
    "SORTS",
    "Clause",
    "Entry",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexUnusable",
    "Kept",
    "Label",
    "Labels",
    "Marked",
    "Marker",
    "Meaning",
    "Piece",
    "Query",
    "Range",
    "ReadTo",
    "Reader",
    "Results",
    "Why",
    "Writer",
    "analysed",
    "clauses",
    "content",
    "fold",
    "keys",
    "likely_language",
    "other_layout",
    "query_keys",
    "words",
]
