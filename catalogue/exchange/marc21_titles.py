"""The titles of a MARC 21 record: which is the main one, which are in another language or in other letters."""

from collections.abc import Iterator

from pymarc import Field, Record

from catalogue.exchange.marc_parts import (
    NO_LANGUAGE,
    bare,
    forms,
    language_for,
    language_of_title,
    other_language,
    title_in,
    without_stop,
)
from catalogue.languages.bibliographic import from_bibliographic
from catalogue.languages.scripts import script_of
from catalogue.records import Title


def titles_in(record: Record, main: str, languages: tuple[str, ...]) -> Iterator[Title]:
    """The main title as on the thing first, then the others; no name twice."""
    seen: set[str] = set()
    for title in (*_main_titles(record, main, languages), *_other_titles(record, main, languages)):
        if title.value and title.value.casefold() not in seen:
            seen.add(title.value.casefold())
            yield title


def _main_titles(record: Record, main: str, languages: tuple[str, ...]) -> Iterator[Title]:
    for form in forms(record, "245")[:1]:
        values = [_in_field(each, record) for each in form.all]
        original, *parallel = next((each for each in values if script_of(each[0]) != "Latn"), values[0])
        yield Title(original, language_of_title(original, main, languages))
        for value in (each[0] for each in values if each[0] != original):
            yield _further(value, main, is_linked=True)
        for value in parallel:
            yield Title(value, other_language(value, main, languages), kind="parallel")


def _other_titles(record: Record, main: str, languages: tuple[str, ...]) -> Iterator[Title]:
    for field in record.get_fields("242"):
        language = from_bibliographic(field.get("y") or "") or NO_LANGUAGE
        yield Title(_in_field(field, record)[0], language, "human", kind="parallel")
    for form in forms(record, "246"):
        is_parallel = form.own.indicator2 == "1"
        values = [_in_field(each, record)[0] for each in form.all]
        has_original = any(script_of(value) != "Latn" for value in values)
        for value in values:
            if is_parallel and not (has_original and script_of(value) == "Latn"):
                yield Title(value, other_language(value, main, languages), kind="parallel")
            else:
                yield _further(value, main, is_linked=has_original)


def _further(value: str, main: str, is_linked: bool) -> Title:
    """A further name of the thing; when it is linked with one in another script, its romanised form."""
    language = language_of_title(value, main, ())
    if is_linked and script_of(value) == "Latn":
        return Title(value, language, kind="romanised")
    return Title(value, language_for(value, main, ()), kind="alternative")


def _in_field(field: Field, record: Record) -> list[str]:
    """The title of a field, and the parallel ones that follow it there."""
    value = title_in(field, "ab", "np")
    if record.leader[18] in "cn":  # written without the signs of description: what is there is the title's
        return [value]
    return [without_stop(bare(each)) for each in value.split(" = ")]
