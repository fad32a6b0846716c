"""A MARC 21 record as a resource. What it has no field for stays in the source record, which is kept whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pymarc import Field, Record

from catalogue.exchange.marc21_titles import titles_in
from catalogue.exchange.marc_parts import (
    NO_LANGUAGE,
    bare,
    forms,
    identifiers,
    language_for,
    line,
    parts,
    role_in,
    said,
    texts,
    value_of,
    without_stop,
    year_in,
)
from catalogue.exchange.marc_tables import (
    ACCESS_OF_FORM,
    AUDIENCE_OF_CODE,
    INTEGRATING,
    KIND_OF_GENRE,
    KIND_OF_TYPE,
    OWN,
    SERIAL_LEVELS,
)
from catalogue.languages.bibliographic import from_bibliographic
from catalogue.languages.names import languages_named
from catalogue.languages.scripts import script_of
from catalogue.records import Classification, Contributor, Holding, Identifier, Resource, Text
from catalogue.records.codes import AUDIENCES, KINDS, PROFESSIONAL_KINDS, USES
from catalogue.records.key import is_key
from catalogue.records.licence import creative_commons
from catalogue.records.rules import is_address, is_language

_AGES = re.compile(
    r"(?:ages? )?0*([0-9]{1,3})(?:\s*(?:[-–]|to)\s*0*([0-9]{1,3})|(\+| (?:and|&) up|))\.?", re.IGNORECASE
)
_NOTES = ("500", "505")
LONGEST_NOTE = 1_000


@dataclass(frozen=True)
class _Setting:
    """What many fields are read by: the languages of the thing, the first the main one, the one it was described in, and the
    script of its title."""

    main: str
    languages: tuple[str, ...]
    described_in: str
    script: str


def read_marc21(record: Record) -> Resource:
    """The resource that a record describes, without key and source."""
    languages = _languages(record)
    main = _code(record, 35, 38)
    main = from_bibliographic(main) or (languages[0] if languages else "")
    described_in = from_bibliographic(_first(record, "b", "040"))
    titles = tuple(titles_in(record, main, languages))
    script = script_of(titles[0].value) if titles else ""
    setting = _Setting(main, languages, described_in, script)
    ages = _ages(record)
    place, publisher = _publication(record, setting)
    return Resource(
        status="withdrawn" if str(record.leader)[5:6] == "d" else "published",
        kind=_kind(record),
        titles=titles,
        summaries=_summaries(record, setting),
        notes=_notes(record, setting),
        languages=languages,
        audiences=_audiences(record),
        age_from=ages[0],
        age_to=ages[1],
        access=tuple(ACCESS_OF_FORM[each] for each in _code(record, 23, 24) if each in ACCESS_OF_FORM),
        topics=_topics(record),
        classification=tuple(_classification(record)),
        contributors=tuple(_contributors(record, setting)),
        published_in=place,
        publisher=publisher,
        edition=_as_on_it(record, setting, "a", "250"),
        series=_series(record, setting),
        extent=_as_on_it(record, setting, "a", "300"),
        year=_year(record),
        identifiers=tuple(dict.fromkeys(_identifiers(record))),
        url=_url(record),
        licence=next((each for each in _values(record, "afu", "540") if creative_commons(each)), ""),
        holdings=_holdings(record),
    )


def _fixed(record: Record) -> str:
    field = record.get("008")
    return (field.data or "") if field else ""


def _code(record: Record, start: int, end: int) -> str:
    """Positions of field 008, where a serial or a map has no other meaning for them."""
    if start in (22, 23) and (record.leader[7] in SERIAL_LEVELS + INTEGRATING or record.leader[6] in "ef"):
        return ""
    return _fixed(record)[start:end]


def _values(record: Record, codes: str, *tags: str) -> Iterator[str]:
    for field in record.fields:
        if field.tag in tags:
            yield from parts(field, codes)


def _first(record: Record, codes: str, *tags: str) -> str:
    return next(_values(record, codes, *tags), "")


def _as_on_it(record: Record, setting: _Setting, codes: str, *tags: str) -> str:
    """The first field's value, in the script of the thing."""
    found = (bare(line(value_of(form.in_script(setting.script), codes))) for form in forms(record, *tags))
    return next((each for each in found if each), "")


def _languages(record: Record) -> tuple[str, ...]:
    found: list[str] = []
    for field in record.get_fields("041"):
        for value in parts(field, "ad"):
            if field.indicator2 == "7":
                found += [value] if is_language(value) else []
            else:
                # Older records write the codes of several languages in one.
                found += [from_bibliographic(value[at : at + 3]) for at in range(0, len(value), 3)]
    coded = [each for each in found if each] or [from_bibliographic(_code(record, 35, 38))]
    said = (language for each in _values(record, "a", "546") for language in languages_named(each))
    return tuple(dict.fromkeys(each for each in coded if each)) or tuple(dict.fromkeys(said))


def _summaries(record: Record, setting: _Setting) -> tuple[Text, ...]:
    found = [form for form in forms(record, "520") if form.own.indicator1 != "4"]
    codes = [from_bibliographic(each) or NO_LANGUAGE for each in _values(record, "b", "041")]
    if len(codes) == len(found):
        languages = codes
    else:
        first = codes[0] if codes else setting.described_in or setting.main
        languages = [language_for(_text(form.own), first, setting.languages) for form in found]
    own = ((language, _text(form.own)) for language, form in zip(languages, found, strict=True))
    others = (_text(each) for form in found for each in form.others)
    return texts((*own, *((language_for(value, setting.main, setting.languages), value) for value in others)))


def _text(field: Field) -> str:
    return "\n".join(part.value for part in field.subfields if part.code in "ab")


def _notes(record: Record, setting: _Setting) -> tuple[Text, ...]:
    language = setting.described_in or setting.main
    fields = (field for tag in _NOTES for field in record.get_fields(tag))
    values = (part.value for field in fields for part in field.subfields if part.code == "a")
    short = (value for value in values if len(value) <= LONGEST_NOTE)
    return texts((language_for(value, language, setting.languages), value) for value in short)


def _contributors(record: Record, setting: _Setting) -> Iterator[Contributor]:
    seen = set()
    for form in forms(record, "100", "110", "700", "710", "720"):
        tag = form.own.tag if form.own.tag != "880" else (form.own.get("6") or "")[:3]
        if "t" in form.own:
            continue
        names = [name_in(each, tag) for each in form.all]
        name = next((each for each in names if script_of(each) == setting.script), names[0])
        others = tuple(dict.fromkeys(each for each in names if each and each != name))
        for role in _roles(form.own, record, tag):
            if name and (name, role) not in seen:
                seen.add((name, role))
                yield Contributor(name, role, others)


def name_in(field: Field, tag: str) -> str:
    """The name of a person or body; `tag` is that of the field an 880 stands for."""
    if tag in ("110", "710"):
        return without_stop(". ".join(bare(each).removesuffix(".") for each in parts(field, "ab")))
    return without_stop(value_of(field, "ab" if tag != "720" else "a"))


def _roles(field: Field, record: Record, tag: str) -> list[str]:
    codes, words = field.get_subfields("4"), field.get_subfields("e")
    if found := role_in(codes, words):
        return found
    if codes or words or tag not in ("100", "110"):
        return ["contributor"]
    return ["composer" if record.leader[6] in "cdj" else "author"]


def _topics(record: Record) -> tuple[str, ...]:
    """The headings as they are worded, our own by their keys; which of them are topics here is for the catalogue to say."""
    found: list[str] = []
    for field in record.get_fields("650", "653"):
        own = [each.removeprefix(f"({OWN})") for each in field.get_subfields("0") if each.startswith(f"({OWN})")]
        found += own or [without_stop(bare(each)) for each in parts(field, "ax")]
    return tuple(dict.fromkeys(each for each in found if each))


def _classification(record: Record) -> Iterator[Classification]:
    found = {
        Classification(scheme, notation): None
        for scheme, tag in (("udc", "080"), ("ddc", "082"))
        for each in _values(record, "a", tag)
        if (notation := (each if scheme == "udc" else re.sub("[/'′ ]", "", each)))
    }
    yield from found


def _publication(record: Record, setting: _Setting) -> tuple[str, str]:
    """Place and publisher, from the statement that is of publishing."""
    found = forms(record, "264", "260")
    found.sort(key=lambda form: (form.own.tag == "264" and form.own.indicator2 != "1", form.own.tag != "264"))
    place = publisher = ""
    for form in found[:1]:
        field = form.in_script(setting.script)
        place = next((text for each in parts(field, "a") if (text := said(each))), "")
        publisher = next((text for each in parts(field, "b") if (text := said(each))), "")
    return place, publisher


def _year(record: Record) -> int | None:
    coded = _fixed(record)[7:11]
    published = (each for each in record.get_fields("260", "264") if (each.tag, each.indicator2) != ("264", "4"))
    dates = (date for each in published for date in parts(each, "c"))
    return year_in(coded) or next((year for each in dates if (year := year_in(each))), None)


def _series(record: Record, setting: _Setting) -> str:
    for form in (*forms(record, "490"), *forms(record, "830")):
        field = form.in_script(setting.script)
        if name := without_stop(value_of(field, "a")):
            return " ; ".join((name, *(bare(each).removesuffix(".") for each in parts(field, "v")[:1])))
    return ""


def _identifiers(record: Record) -> Iterator[Identifier]:
    yield from identifiers("isbn", _values(record, "a", "020"))
    yield from identifiers("issn", _values(record, "a", "022"))
    for field in record.get_fields("024"):
        if field.indicator1 == "7" and field.get("2") in ("uri", "urn", "urnnbn"):
            yield from (
                Identifier("uri", each) for each in parts(field, "a") if re.match(r"[a-zA-Z][\w+.\-]*:\S+$", each)
            )


def _url(record: Record) -> str:
    """The address of the thing itself, not of its contents or its publisher."""
    for field in record.get_fields("856"):
        if field.indicator2 in " 018":
            for address in parts(field, "u"):
                if is_address(address):
                    return address
    return ""


def _kind(record: Record) -> str:
    genres = [without_stop(each).casefold() for each in _values(record, "a", "655")]
    kinds = [each for each in genres if each in KINDS + PROFESSIONAL_KINDS] or [
        KIND_OF_GENRE[each] for each in genres if each in KIND_OF_GENRE
    ]
    form, level, nature = record.leader[6], record.leader[7], _code(record, 24, 28)
    if kinds:
        return kinds[0]
    if form == "m":
        return "site" if level in INTEGRATING + SERIAL_LEVELS or _fixed(record)[26:27] == "j" else "app"
    if form == "r":
        return "game" if _fixed(record)[33:34] in ("g", "w") else "kit"
    if form in KIND_OF_TYPE:
        return KIND_OF_TYPE[form]
    if level == INTEGRATING:
        return "site"
    if level in SERIAL_LEVELS:
        return "periodical"
    return "dictionary" if form == "a" and "d" in nature else "book"


def _audiences(record: Record) -> tuple[str, ...]:
    said_so = tuple(dict.fromkeys(each for each in _values(record, "a", "385") if each in AUDIENCES))
    code = _code(record, 22, 23)
    return said_so or ((AUDIENCE_OF_CODE[code],) if code in AUDIENCE_OF_CODE else ())


def _ages(record: Record) -> tuple[int | None, int | None]:
    for field in record.get_fields("521"):
        for value in parts(field, "a"):
            found = _AGES.fullmatch(value)
            if found and (field.indicator1 == "1" or value[:3].lower() == "age"):
                low, high = int(found[1]), int(found[2]) if found[2] else None
                if low <= (high if high is not None else 120) <= 120:
                    return low, high
    return None, None


def _holdings(record: Record) -> tuple[Holding, ...]:
    """Copies at what may be branches of ours; which are is for the catalogue to say."""
    found: dict[Holding, int] = {}
    for field in record.get_fields("852", "952"):
        holding = Holding(
            (field.get("b") or field.get("a") or "").strip().lower(),
            " ".join(parts(field, "hi" if field.tag == "852" else "o")),
            " ".join(parts(field, "c")),
            use=next((each for each in field.get_subfields("x") if each in USES), "loan"),
        )
        if is_key(holding.branch):
            found[holding] = found.get(holding, 0) + _copies(field)
    return tuple(replace(holding, copies=copies) for holding, copies in found.items())


def _copies(field: Field) -> int:
    """A range of copy numbers (`1-3`) counts its copies."""
    numbers = re.fullmatch("([0-9]{1,5})(?:-([0-9]{1,5}))?", field.get("t") or "") if field.tag == "852" else None
    if numbers and numbers[2] and int(numbers[2]) >= int(numbers[1]):
        return int(numbers[2]) - int(numbers[1]) + 1
    return 0 if numbers and int(numbers[1]) == 0 else 1
