"""A text as one reader sees it: the best language there is for them, with its own language and direction."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.discovery import Marked, Marker
from catalogue.discovery.entries import shown_title
from catalogue.languages import Wording, direction, own_name
from catalogue.records import Record, Resource, Text, Title
from catalogue.records.text import is_outdated, pick

SHORT = 220
"""Letters of a summary in a list."""


@dataclass(frozen=True)
class Shown:
    """A text; `language` is empty when it is the page's own, `remark` says where a translation comes from, `pieces` are its runs
    when some are marked as found."""

    value: str
    language: str = ""
    direction: str = ""
    language_name: str = ""
    remark: str = ""
    pieces: Marked = ()

    def __bool__(self) -> bool:
        return bool(self.value)


NOTHING = Shown("")


def shown(text: Text | None, wording: Wording, among: Iterable[Text] = ()) -> Shown:
    """The text for this reader; `among` are the texts it may be a translation of."""
    if text is None:
        return NOTHING
    own = wording.interface.code == text.language
    return Shown(
        text.value,
        "" if own else text.language,
        "" if own else direction(text.language),
        "" if own else own_name(text.language),
        _remark(text, tuple(among), wording),
    )


def best(texts: Iterable[Text], wording: Wording) -> Shown:
    """The text in the reader's language, else by the stated fallback."""
    there = tuple(texts)
    return shown(pick(there, wording.interface.preferences), wording, there)


def summary_of(record: Record, wording: Wording) -> Shown:
    """What a record is about: for those who asked for it in easy words, if there are any that they can read."""
    if not wording.prefers_easy or not isinstance(record, Resource):
        return best(record.summaries, wording)
    usual, easy = best(record.summaries, wording), best(record.easy_summaries, wording)
    return easy if easy and (not easy.language or usual.language) else usual


def others(texts: Iterable[Text], chosen: Shown, wording: Wording) -> tuple[Shown, ...]:
    """The same text in the languages not chosen; the original says that it is."""
    there = tuple(texts)
    told = ((text, shown(text, wording, there)) for text in there)
    return tuple(
        each if each.remark or isinstance(text, Title) else replace(each, remark=wording.label("origin", text.origin))
        for text, each in told
        if (each.value, each.language) != (chosen.value, chosen.language)
    )


def shortened(text: Shown) -> Shown:
    """The text cut at a word to fit a list."""
    if len(text.value) <= SHORT:
        return text
    cut = text.value[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return replace(text, value=f"{cut}…")


def marked(text: Shown, marker: Marker, wording: Wording) -> Shown:
    """The text with the words marked that a search found it by."""
    return replace(text, pieces=marker.marked(text.value, text.language or wording.interface.code))


def snippet(text: Shown, marker: Marker, wording: Wording) -> Shown:
    """The part of a text that a search found it by."""
    pieces = marker.snippet(text.value, text.language or wording.interface.code)
    return replace(text, value="".join(piece.text for piece in pieces), pieces=pieces)


def title_of(record: Record, wording: Wording) -> Shown:
    """The title this reader sees."""
    return shown(shown_title(record, wording.interface), wording, record.titles)


def _remark(text: Text, among: tuple[Text, ...], wording: Wording) -> str:
    """Where a translation comes from. A title in another language is mostly the maker's own, and only a machine's is told."""
    found = []
    if text.origin == "machine" or (text.origin == "human" and not isinstance(text, Title)):
        found.append(wording.label("origin", text.origin))
    if is_outdated(text, among):
        found.append(wording.say("the original has changed since it was translated"))
    return " · ".join(found)
