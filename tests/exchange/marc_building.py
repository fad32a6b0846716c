"""Small MARC records for tests, and the bytes of files that hold them."""

from pymarc import Field, Indicators, Leader, Record, Subfield

PRINT = "00000nam a2200000 a 4500"


def a_field(text: str) -> Field:
    """A field as cataloguers write it: `245 10 $a Title : $b more`; blanks as `#`."""
    tag, _, rest = text.partition(" ")
    if tag < "010":
        return Field(tag, data=rest.replace("#", " "))
    marks, _, rest = rest.partition(" ")
    parts = [Subfield(part[0], part[1:].strip()) for part in rest.split("$")[1:]]
    return Field(tag, Indicators(*marks.replace("#", " ")), parts)


def a_record(*fields: str, leader: str = PRINT) -> Record:
    """A record of fields."""
    record = Record()
    record.leader = Leader(leader)
    record.add_field(*map(a_field, fields))
    return record


def fixed(year: str = "2021", audience: str = " ", form: str = " ", language: str = "lav") -> str:
    """Field 008 of a printed book."""
    return f"008 210101s{year}    lv ####{audience}{form}##########0{language}#d"


def in_bytes(record: Record, encoding: str = "utf-8") -> bytes:
    """The record as ISO 2709 in any encoding, whatever its leader says of it."""
    directory, data = b"", b""
    for field in record.fields:
        if field.control_field:
            raw = (field.data or "").encode(encoding)
        else:
            raw = "".join(field.indicators or ()).encode()
            raw += b"".join(b"\x1f" + each.code.encode() + each.value.encode(encoding) for each in field.subfields)
        raw += b"\x1e"
        directory += f"{field.tag}{len(raw):04}{len(data):05}".encode()
        data += raw
    base = 24 + len(directory) + 1
    leader = str(record.leader)
    whole = f"{base + len(data) + 1:05}{leader[5:12]}{base:05}{leader[17:]}".encode()
    return whole + directory + b"\x1e" + data + b"\x1d"


def a_book(number: str, title: str = "Grāmata", leader: str = PRINT) -> Record:
    """A Latvian book."""
    return a_record(f"001 {number}", "003 LNB", fixed(), f"245 10 $a {title} / $c Anna Bērziņa.", leader=leader)
