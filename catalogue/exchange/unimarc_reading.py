"""A UNIMARC record as a resource, as the libraries of France, Italy and Romania send them."""

import re
from collections.abc import Iterator

from pymarc import Field, Record

from catalogue.exchange.marc_parts import (
    NO_LANGUAGE,
    bare,
    identifiers,
    language_for,
    language_of_title,
    other_language,
    parts,
    role_in,
    said,
    texts,
    title_in,
    without_stop,
    year_in,
)
from catalogue.exchange.marc_tables import (
    AUDIENCE_OF_UNIMARC,
    KIND_OF_GENRE,
    KIND_OF_TYPE,
    ROLE_OF_UNIMARC,
    SERIAL_LEVELS,
)
from catalogue.languages.bibliographic import from_bibliographic
from catalogue.languages.scripts import script_of
from catalogue.records import Classification, Contributor, Holding, Identifier, Resource, Title
from catalogue.records.key import is_key
from catalogue.records.rules import is_address

_DICTIONARY = "e"
"""Positions 4-7 of field 105 $a: what a book consists of."""

LONGEST_NOTE = 1_000


def read_unimarc(record: Record) -> Resource:
    """The resource that a record describes, without key and source."""
    languages = tuple(dict.fromkeys(code for each in _values(record, "a", "101") if (code := from_bibliographic(each))))
    main = languages[0] if languages else ""
    described_in = from_bibliographic(_general(record)[22:25]) or main
    codes = [from_bibliographic(each) for each in _values(record, "d", "101")]
    summary_in = codes[0] if len(codes) == 1 and codes[0] else described_in
    notes = (value for value in _values(record, "a", "300", "327") if len(value) <= LONGEST_NOTE)
    audience = (AUDIENCE_OF_UNIMARC[each] for each in _general(record)[17:20] if each in AUDIENCE_OF_UNIMARC)
    return Resource(
        status="withdrawn" if str(record.leader)[5:6] == "d" else "published",
        kind=_kind(record),
        titles=tuple(_titles(record, main, languages)),
        summaries=texts((language_for(each, summary_in, languages), each) for each in _values(record, "a", "330")),
        notes=texts((language_for(each, described_in, languages), each) for each in notes),
        languages=languages,
        audiences=tuple(dict.fromkeys(audience)),
        topics=tuple(dict.fromkeys(without_stop(bare(each)) for each in _values(record, "ax", "606", "610"))),
        classification=tuple(
            dict.fromkeys(
                Classification(scheme, each)
                for scheme, tag in (("udc", "675"), ("ddc", "676"))
                for each in _values(record, "a", tag)
            )
        ),
        contributors=tuple(_contributors(record)),
        publisher=next((text for each in _values(record, "c", "210", "214") if (text := said(each))), ""),
        published_in=next((text for each in _values(record, "a", "210", "214") if (text := said(each))), ""),
        year=_year(record),
        edition=next((bare(each) for each in _values(record, "a", "205")), ""),
        series=_series(record),
        extent=next((bare(each) for each in _values(record, "a", "215")), ""),
        identifiers=tuple(dict.fromkeys(_identifiers(record))),
        url=next((each for each in _values(record, "u", "856") if is_address(each)), ""),
        holdings=_holdings(record),
    )


def _values(record: Record, codes: str, *tags: str) -> Iterator[str]:
    for field in record.fields:
        if field.tag in tags:
            yield from parts(field, codes)


def _general(record: Record) -> str:
    field = record.get("100")
    return (field.get("a") or "") if field else ""


def _titles(record: Record, main: str, languages: tuple[str, ...]) -> Iterator[Title]:
    """The main title as on the thing first; a further field of title proper is the same in another script."""
    seen: set[str] = set()
    for title in (*_proper_titles(record, main, languages), *_other_titles(record, main, languages)):
        if title.value and title.value.casefold() not in seen:
            seen.add(title.value.casefold())
            yield title


def _proper_titles(record: Record, main: str, languages: tuple[str, ...]) -> Iterator[Title]:
    values = [title_in(field, "ae", "hi") for field in record.get_fields("200")]
    values.sort(key=lambda value: script_of(value) == "Latn")
    for value in values:
        language = language_of_title(value, main, languages)
        if value == values[0]:
            yield Title(value, language)
        else:
            yield Title(value, language, kind="romanised" if language.endswith("-Latn") else "alternative")
    for value in _values(record, "d", "200"):
        yield Title(bare(value), other_language(value, main, languages), kind="parallel")


def _other_titles(record: Record, main: str, languages: tuple[str, ...]) -> Iterator[Title]:
    for field in record.get_fields("510"):
        value = title_in(field, "ae", "hi")
        language = from_bibliographic(field.get("z") or "") or other_language(value, main, languages)
        yield Title(value, language, kind="parallel")
    for field in record.get_fields("512", "517", "518"):
        value = title_in(field, "ae", "hi")
        language = from_bibliographic(field.get("z") or "") or language_for(value, main, languages)
        yield Title(value, language or NO_LANGUAGE, kind="alternative")


def _contributors(record: Record) -> Iterator[Contributor]:
    seen = set()
    for field in record.get_fields("700", "701", "702", "710", "711", "712", "730"):
        name = _name(field)
        for role in _roles(field):
            if name and (name, role) not in seen:
                seen.add((name, role))
                yield Contributor(name, role)


def _name(field: Field) -> str:
    """Surname and forename stand apart in UNIMARC; the parts of a body belong together."""
    if field.tag[1] == "0":
        surname, forenames = " ".join(parts(field, "a")), " ".join(parts(field, "b"))
        return ", ".join(bare(each) for each in (surname, forenames) if each)
    return ". ".join(bare(each).removesuffix(".") for each in parts(field, "ab"))


def _roles(field: Field) -> list[str]:
    codes = field.get_subfields("4")
    found = list(dict.fromkeys(ROLE_OF_UNIMARC[each.strip()] for each in codes if each.strip() in ROLE_OF_UNIMARC))
    if found := found or role_in(codes, ()):
        return found
    return ["author"] if not codes and field.tag in ("700", "701", "710", "711") else ["contributor"]


def _year(record: Record) -> int | None:
    dates = (_general(record)[9:13], *_values(record, "d", "210", "214"))
    return next((year for each in dates if (year := year_in(each))), None)


def _series(record: Record) -> str:
    for field in record.get_fields("225"):
        if name := title_in(field, "a", "hi"):
            return " ; ".join((name, *(bare(each) for each in parts(field, "v")[:1])))
    return ""


def _identifiers(record: Record) -> Iterator[Identifier]:
    yield from identifiers("isbn", _values(record, "a", "010"))
    yield from identifiers("issn", _values(record, "a", "011"))


def _kind(record: Record) -> str:
    genres = [without_stop(each).casefold() for each in _values(record, "a", "608")]
    found = next((KIND_OF_GENRE[each] for each in genres if each in KIND_OF_GENRE), "")
    form, level = record.leader[6], record.leader[7]
    if found:
        return found
    if form == "l":
        return "site" if "856" in record else "app"
    if form in KIND_OF_TYPE:
        return KIND_OF_TYPE[form]
    if level in SERIAL_LEVELS:
        return "periodical"
    contents = next((each[4:8] for each in _values(record, "a", "105")), "")
    return "dictionary" if _DICTIONARY in contents else "book"


def _holdings(record: Record) -> tuple[Holding, ...]:
    """Copies at what may be branches of ours (995 is the French one); which are is for the catalogue to say."""
    found: dict[tuple[str, str], int] = {}
    for field in record.get_fields("852", "995"):
        branch = (field.get("b") or field.get("a") or "").strip().lower()
        call_number = " ".join(parts(field, "k" if field.tag == "995" else "j"))
        if is_key(branch) and re.search("[a-z]", branch):
            found[branch, call_number] = found.get((branch, call_number), 0) + 1
    return tuple(Holding(branch, call_number, copies=copies) for (branch, call_number), copies in found.items())
