"""One record of every type in which no field is at its default, with what is awkward to carry: bars, formulas, lines, scripts."""

from datetime import UTC, date, datetime

from catalogue.records import (
    AttachedFile,
    Branch,
    Classification,
    Contact,
    Contributor,
    Cover,
    Event,
    Holding,
    Hours,
    HoursException,
    Identifier,
    Initiative,
    Organisation,
    Place,
    Record,
    Resource,
    Section,
    SourceRecord,
    Text,
    Title,
    Topic,
)
from catalogue.records.text import fingerprint

ADDED = datetime(2026, 3, 24, 17, 30, 15, tzinfo=UTC)
PLACE = Place("Zivju iela 7, 2. stāvs", "Liepāja", "LV", 56.5047, 0.00001, "https://example.org/join")
CONTACT = Contact("+371 63 400 000", "uzzinas@example.org", "https://example.org/")
HOURS = (Hours("mo", "09:00", "18:00"), Hours("sa", "10:00", "14:30"))


def texts(original: str) -> tuple[Text, ...]:
    """A text with a translation of each origin: by a person, by a machine, outdated, and of unknown source."""
    return (
        Text(original, "lv"),
        Text("مرحبا بالعالم", "ar", "machine", fingerprint(original)),
        Text('=HYPERLINK("x") | or \\ not\nsecond line', "en", "human", fingerprint(original)),
        Text("Старий переклад", "uk", "human", fingerprint("what it was made from")),
        Text("没有来源", "zh", "machine", ""),
    )


def names(value: str) -> tuple[Title, ...]:
    """Two original titles of which the one that comes second is the main one, and others of every kind."""
    return (
        Title(value, "uk"),
        Title(f"{value} latviski", "lv", kind="parallel"),
        Title(f"{value} in English", "en", "machine", fingerprint(value), "parallel"),
        Title("@alternative | with a bar", "lv", kind="alternative"),
        Title("Also known so", "lv", kind="alternative"),
        Title("'Ukrainska", "uk-Latn", kind="romanised"),
    )


def _common(key: str) -> dict[str, object]:
    return {
        "key": key,
        "status": "review",
        "owner": "liepaja",
        "titles": names(key),
        "summaries": texts("Īsumā par to."),
        "notes": texts("+371 ir Latvijas kods."),
        "source": SourceRecord("alma", "000123", "json", '{"a": "=1+1\\n"}'),
        "sample": ("hours", "summary"),
        "added": ADDED,
        "replaced_by": "kept-one",
    }


def _activity() -> dict[str, object]:
    return {
        "providers": ("liepaja", "society"),
        "place": PLACE,
        "contact": CONTACT,
        "languages": ("lv", "uk"),
        "teaches": ("lv",),
        "speakers": ("uk", "prs"),
        "audiences": ("adult", "family"),
        "age_from": 0,
        "age_to": 99,
        "topics": ("language", "school"),
        "is_free": False,
        "costs": texts("Bez maksas."),
        "bookings": texts("Jāpiesakās."),
        "documents": texts("Pase."),
        "valid_until": date(2027, 6, 30),
        "last_checked": date(2026, 3, 1),
    }


def topic(key: str = "school", broader: tuple[str, ...] = ("language",)) -> Topic:
    """A narrower topic."""
    return Topic(**_common(key), broader=broader, notation="-37", same_as=("https://example.org/t/1",))  # type: ignore[arg-type]


def organisation() -> Organisation:
    """An association."""
    return Organisation(**_common("society"), kind="association", place=PLACE, contact=CONTACT)  # type: ignore[arg-type]


def branch(key: str = "liepaja") -> Branch:
    """A library."""
    return Branch(
        **_common(key),  # type: ignore[arg-type]
        place=PLACE,
        contact=CONTACT,
        hours=HOURS,
        exceptions=(HoursException(date(2026, 12, 24)), HoursException(date(2026, 12, 31), "08:00", "09:30")),
        languages=("lv", "ru"),
        accessibility=texts("Ir lifts."),
        who_may_join=texts("Ikviens."),
        documents=texts("Pase."),
        costs=texts("Bez maksas."),
        availability="https://opac.example.org/?isbn={isbn}",
    )


def resource() -> Resource:
    """A book."""
    return Resource(
        **_common("a-book"),  # type: ignore[arg-type]
        kind="bilingual-book",
        work="the-work",
        easy_summaries=texts("Viegli."),
        languages=("lv", "uk"),
        teaches=("lv",),
        speakers=("uk",),
        level_from="pre-A1",
        level_to="B1",
        needs_no_reading=True,
        audiences=("child", "parent"),
        age_from=3,
        age_to=6,
        access=("audio", "large-print"),
        topics=("language", "school"),
        classification=(Classification("udc", "811.174(075)"), Classification("ddc", "491.93")),
        contributors=(
            Contributor("Леся Українка", "author", ("Lesia Ukrainka", "Łesia Ukrainka")),
            Contributor("A | B", "illustrator"),
        ),
        publisher="Zvaigzne ABC",
        published_in="Rīga",
        year=2021,
        edition="2.",
        series="Lasi | raksti",
        extent="48 lpp.",
        identifiers=(
            Identifier("isbn", "9789934000102"),
            Identifier("issn", "0317-8471"),
            Identifier("uri", "urn:nbn:lv:1"),
        ),
        url="https://example.org/a?b=c&d=e",
        url_checked=date(2026, 2, 28),
        licence="CC BY 4.0",
        is_free=False,
        cover=Cover("a-book.png", texts("Meitene ar grāmatu.")),
        files=(AttachedFile("a.pdf", "Worksheet = 1", "application/pdf", 1200), AttachedFile("b.mp3", "", "", 0)),
        holdings=(
            Holding("liepaja", "811 A", "3. plaukts", 2, "reading-room", 1),
            Holding("liepaja", "-811 B", "", 0, "loan"),
            Holding("jelgava", "", "", 1, "kit"),
        ),
        sections=(Section(texts("Pirmā"), texts("Pirmās daļas teksts.")), Section((), texts("Otrās daļas teksts."))),
    )


def initiative() -> Initiative:
    """A language café."""
    return Initiative(**_common("cafe"), **_activity(), hours=HOURS)  # type: ignore[arg-type]


def event() -> Event:
    """A party that comes again."""
    return Event(
        **_common("party"),  # type: ignore[arg-type]
        **_activity(),  # type: ignore[arg-type]
        starts=datetime(2026, 3, 24, 17, 30),
        ends=datetime(2026, 3, 24, 19, 0, 30),
        time_zone="Europe/Paris",
        repeats="FREQ=WEEKLY;COUNT=10",
        cancelled=(date(2026, 3, 31), date(2026, 4, 7)),
    )


def every() -> list[Record]:
    """All of them, with those they name, in an order in which they can be kept."""
    return [
        branch(),
        branch("jelgava"),
        topic("language", ("school",)),
        topic(),
        organisation(),
        resource(),
        initiative(),
        event(),
    ]
