"""A resource as a MARC 21 record: the one it came from where that still says what we do, our own fields where it does not."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pymarc import Field, Indicators, Leader, Record, Subfield

from catalogue.exchange.marc21_reading import name_in, read_marc21
from catalogue.exchange.marc_tables import (
    ACCESS_OF_FORM,
    CODE_OF_AUDIENCE,
    INTEGRATING,
    LEADERS,
    OWN,
    RELATORS,
    SERIAL_LEVELS,
)
from catalogue.exchange.xml_files import fit
from catalogue.languages.bibliographic import to_bibliographic
from catalogue.languages.scripts import script_of
from catalogue.records import Contributor, Resource, Title, Topic
from catalogue.records.text import pick

AsKept = Callable[[Resource], Resource]
"""How the catalogue would keep what a record says: with topics by their keys, and only what it knows."""

Fields = Iterator[tuple[Field, ...]]
"""Each field with its forms in other scripts."""

_FIXED = "000000nuuuu    xx                  und d"
"""Field 008 of which nothing is known."""

_CARRIED = {"041": "hjkmn", "245": "cfghks", "250": "b", "300": "bcefg", "490": "x", "856": "yz3"}
"""What we say nothing of in a field that stands once: it stays when the rest is written anew."""


@dataclass(frozen=True)
class Part:
    """Fields of a resource that are written together; `write` gets the fields of the source that are replaced."""

    fields: tuple[str, ...]
    write: Callable[[Resource, Mapping[str, Topic], Sequence[Field]], Fields]


def write_marc21(resource: Resource, source: Record | None, topics: Mapping[str, Topic], as_kept: AsKept) -> Record:
    """The record of a resource. `source` is the MARC 21 record it was last imported from, `topics` those it may name."""
    record = source or _blank(resource)
    given = as_kept(read_marc21(record))
    _mend_fixed(record, resource, given)
    now = as_kept(read_marc21(record))
    for part in _PARTS:
        # What one part says can depend on another: names are read in the script of the title.
        if _differ(resource, given, part.fields) or _differ(resource, now, part.fields):
            _write_anew(record, part, resource, topics, as_kept)
            now = as_kept(read_marc21(record))
    if resource.status != given.status:
        record.leader.record_status = "d" if resource.status == "withdrawn" else "c"
    record.leader.coding_scheme = "a"
    return record


def _write_anew(record: Record, part: Part, resource: Resource, topics: Mapping[str, Topic], as_kept: AsKept) -> None:
    replaced = [field for field in record.fields if _says(record, field, part.fields, as_kept)]
    record.fields = [field for field in record.fields if field not in replaced]
    for forms in part.write(resource, topics, replaced):
        record.add_field(*_linked(record, forms))
    record.fields.sort(key=lambda field: field.tag[0] if field.tag[0] in "67" else field.tag)


def _blank(resource: Resource) -> Record:
    record = Record()
    record.leader = Leader(f"00000n{LEADERS.get(resource.kind, 'am')} a2200000 c 4500")
    source = resource.source
    named = (source.system, source.control_number) if source and source.control_number else (OWN, resource.key)
    record.add_field(Field("001", data=named[1]), Field("003", data=named[0]), Field("008", data=_FIXED))
    return record


def _differ(one: Resource, other: Resource, fields: Sequence[str]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in fields)


def _says(record: Record, field: Field, fields: Sequence[str], as_kept: AsKept) -> bool:
    """True of a field that alone tells something of these fields of the resource; the others of its tag are not ours."""
    if field.control_field:
        return False
    alone = Record()
    alone.leader = record.leader
    nothing = as_kept(read_marc21(alone))
    alone.add_field(field)
    return _differ(as_kept(read_marc21(alone)), nothing, fields)


def _linked(record: Record, forms: tuple[Field, ...]) -> tuple[Field, ...]:
    """A field and its other forms, as 880, with numbers that lead from one to the other."""
    own, *others = forms
    if others:
        taken = [int(found[1]) for field in record for each in field.get_subfields("6") if (found := _number(each))]
        number = f"{max(taken, default=0) + 1:02}"
        own.add_subfield("6", f"880-{number}", 0)
        for each in others:
            each.tag = "880"
            each.add_subfield("6", f"{own.tag}-{number}", 0)
    return (own, *others)


def _number(link: str) -> re.Match[str] | None:
    return re.match("[0-9A-Za-z]{3}-([0-9]{2})", link)


def _field(tag: str, marks: str, *parts: str, replaced: Sequence[Field] = ()) -> Field:
    """A field of parts, each its code and its value; those without a value are left out."""
    subfields = [Subfield(part[0], fit(part[1:])) for part in parts if part[1:]]
    former = next((field for field in replaced if field.tag == tag), None)
    kept = [part for part in former.subfields if part.code in _CARRIED.get(tag, "")] if former else []
    return Field(tag, Indicators(*marks), subfields + kept)


def _titles(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    main, *others = sorted(resource.titles, key=lambda title: title.kind != "main")
    mark = "1" if resource.contributors else "0"
    own = _title_field("245", f"{mark}0", main, replaced)
    romanised = _romanised_of(main, others)
    if romanised:
        others.remove(romanised)
        yield _title_field("245", f"{mark}0", romanised, replaced), own
    else:
        yield (own,)
    for title in others:
        language = to_bibliographic(title.language)
        if title.kind == "parallel" and title.is_translation and language:
            yield (_field("242", "10", f"a{title.value}", f"y{language}"),)
        else:
            yield (_title_field("246", "31" if title.kind == "parallel" else "3 ", title, ()),)


def _romanised_of(main: Title, others: Sequence[Title]) -> Title | None:
    if script_of(main.value) == "Latn":
        return None
    language = main.language.split("-")[0]
    return next((each for each in others if each.kind == "romanised" and each.language.split("-")[0] == language), None)


def _title_field(tag: str, marks: str, title: Title, replaced: Sequence[Field]) -> Field:
    name, _, further = title.value.partition(" : ")
    return _field(tag, marks, f"a{name} :" if further else f"a{name}", f"b{further}", replaced=replaced)


def _contributors(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    former = {name_in(field, field.tag): field for field in replaced if field.tag != "880"}
    for place, each in enumerate(resource.contributors):
        is_main = place == 0 and each.role in ("author", "composer")
        forms = _in_latin_first(each)
        yield tuple(_contributor(name, each.role, is_main, former.get(name)) for name in forms)


def _in_latin_first(contributor: Contributor) -> list[str]:
    """The forms of a name as they are linked: the one in Latin letters first, the name as on the thing next."""
    names = [contributor.name, *contributor.other_forms]
    latin = next((name for name in names if script_of(name) == "Latn"), names[0])
    return [latin, *(name for name in names if name != latin)]


def _contributor(name: str, role: str, is_main: bool, former: Field | None) -> Field:
    relation = (f"e{role}", f"4{RELATORS[role][0]}")
    if former is None:
        mark = "1" if "," in name else "0"
        return _field("100" if is_main else "700", f"{mark} ", f"a{name}", *relation)
    kept = [f"{part.code}{part.value}" for part in former.subfields if part.code not in "46ej"]
    kind = former.tag[1:] if former.tag != "720" else "00"
    return _field(f"1{kind}" if is_main else f"7{kind}", f"{former.indicator1} ", *kept, *relation)


def _languages(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    codes = [to_bibliographic(each) for each in resource.languages]
    summaries = [to_bibliographic(each.language) for each in resource.summaries]
    of_summaries = [f"b{code}" for code in summaries] if all(summaries) else []
    if all(codes):
        field = _field("041", "  ", *(f"a{code}" for code in codes), *of_summaries, replaced=replaced)
        if field.subfields:
            yield (field,)
    else:
        # These codes know no scripts and no Dari; the tags of the web do.
        yield (_field("041", " 7", *(f"a{each}" for each in resource.languages), "2rfc5646"),)
        if of_summaries:
            yield (_field("041", "  ", *of_summaries),)
    for text in resource.summaries:
        yield (_field("520", "  ", f"a{text.value}"),)


def _notes(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    for text in resource.notes:
        yield (_field("500", "  ", f"a{text.value}"),)


def _kind(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    yield (_field("655", " 7", f"a{resource.kind}", "2local"),)


def _audiences(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    for each in resource.audiences:
        yield (_field("385", "  ", f"a{each}"),)


def _ages(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    if resource.age_to is not None:
        yield (_field("521", "1 ", f"a{resource.age_from or 0}-{resource.age_to}"),)
    elif resource.age_from is not None:
        yield (_field("521", "1 ", f"a{resource.age_from}+"),)


def _topics(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    for key in resource.topics:
        label = pick(topics[key].titles, [*resource.languages, "en"]) if key in topics else None
        yield (_field("650", " 7", f"a{label.value if label else key}", f"0({OWN}){key}", "2local"),)


def _classification(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    for each in resource.classification:
        tag, marks = ("080", "  ") if each.scheme == "udc" else ("082", "04")
        yield (_field(tag, marks, f"a{each.notation}"),)


def _publication(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    year = str(resource.year) if resource.year is not None else ""
    field = _field("264", " 1", f"a{resource.published_in}", f"b{resource.publisher}", f"c{year}")
    if field.subfields:
        yield (field,)


def _identifiers(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    for each in resource.identifiers:
        if each.scheme == "uri":
            yield (_field("024", "7 ", f"a{each.value}", "2uri"),)
        else:
            yield (_field("020" if each.scheme == "isbn" else "022", "  ", f"a{each.value}"),)


def _holdings(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    for each in resource.holdings:
        copies = "" if each.copies == 1 else "0" if each.copies == 0 else f"1-{each.copies}"
        use = "" if each.use == "loan" else each.use
        yield (
            _field("852", "  ", f"b{each.branch}", f"c{each.shelf}", f"h{each.call_number}", f"t{copies}", f"x{use}"),
        )


def _series(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
    name, _, volume = resource.series.rpartition(" ; ")
    if resource.series:
        yield (_field("490", "0 ", f"a{name or volume}", f"v{volume if name else ''}", replaced=replaced),)


def _single(name: str, tag: str, marks: str, code: str) -> Part:
    """A field of the resource that is one part of one field."""

    def write(resource: Resource, topics: Mapping[str, Topic], replaced: Sequence[Field]) -> Fields:
        if value := getattr(resource, name):
            yield (_field(tag, marks, f"{code}{value}", replaced=replaced),)

    return Part((name,), write)


_PARTS = (
    Part(("notes",), _notes),
    Part(("titles",), _titles),
    Part(("languages", "summaries"), _languages),
    Part(("contributors",), _contributors),
    Part(("kind",), _kind),
    Part(("audiences",), _audiences),
    Part(("age_from", "age_to"), _ages),
    Part(("topics",), _topics),
    Part(("classification",), _classification),
    Part(("publisher", "published_in", "year"), _publication),
    Part(("identifiers",), _identifiers),
    Part(("holdings",), _holdings),
    Part(("series",), _series),
    _single("edition", "250", "  ", "a"),
    _single("extent", "300", "  ", "a"),
    _single("url", "856", "40", "u"),
    _single("licence", "540", "  ", "a"),
)


def _mend_fixed(record: Record, resource: Resource, earlier: Resource) -> None:
    """Put what has changed into the positions of field 008."""
    field = record.get("008")
    given = ((field.data or "") if field else _FIXED).ljust(40)[:40]
    codes = list(given)
    if resource.year != earlier.year:
        codes[6:11] = list(f"s{resource.year:04}" if resource.year is not None else "nuuuu")
    if _differ(resource, earlier, ("languages", "titles")):
        codes[35:38] = list(_main_language(resource))
    if record.leader[7] not in SERIAL_LEVELS + INTEGRATING and record.leader[6] not in "ef":
        if resource.audiences != earlier.audiences:
            codes[22] = CODE_OF_AUDIENCE.get(resource.audiences[0], " ") if len(resource.audiences) == 1 else " "
        if resource.access != earlier.access:
            forms = {feature: code for code, feature in ACCESS_OF_FORM.items()}
            codes[23] = next((forms[each] for each in resource.access if each in forms), " ")
    if "".join(codes) == given:
        return
    if field is None:
        field = Field("008")
        record.add_ordered_field(field)
    field.data = "".join(codes)


def _main_language(resource: Resource) -> str:
    """The code of the title's language, else of the first that has one."""
    main = [title.language.split("-")[0] for title in resource.titles if title.kind == "main"]
    return next((code for each in (*main, *resource.languages) if (code := to_bibliographic(each))), "und")
