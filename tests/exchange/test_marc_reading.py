"""What a MARC 21 or UNIMARC record says, as a resource: as a cataloguer would expect it."""

from typing import Any

import pytest

from catalogue.exchange.marc import described
from catalogue.records import Classification, Contributor, Holding, Identifier, Resource, Text, Title
from tests.exchange.marc_building import PRINT, a_record, fixed


def _read(*fields: str, leader: str = PRINT) -> Resource:
    return described(a_record(*fields, leader=leader))


def _titles(resource: Resource) -> list[tuple[str, str, str]]:
    return [(title.kind, title.language, title.value) for title in resource.titles]


def test_a_book_is_read_whole() -> None:
    book = _read(
        "001 000123",
        "003 LNB",
        fixed("2015", "j", language="lav"),
        "020 ## $a 9984-00-010-5 (sējumā) $q iesiets",
        "020 ## $a 9789934000102",
        "041 1# $a lav $a ukr $h ukr",
        "080 ## $a 811.174(075)",
        "082 04 $a 491/.93",
        "100 1# $a Bērziņa, Anna, $d 1970- $e autore.",
        "245 10 $a Maize : $b grāmata bērniem / $c Anna Bērziņa ; ilustrējis Jānis Kalns.",
        "250 ## $a 2. izd.",
        "264 #1 $a Rīga : $b Zvaigzne ABC, $c [2015]",
        "264 #4 $c ©2014",
        "300 ## $a 48 lpp. : $b il. ; $c 24 cm",
        "490 0# $a Lasi pats ; $v 3",
        "500 ## $a Burtnīca pielikumā.",
        "520 ## $a Par to, kā cep maizi.",
        "521 1# $a 003-006",
        "650 #4 $a Maize.",
        "653 ## $a ēšana",
        "700 1# $a Kalns, Jānis, $4 ill",
        "700 1# $a Francis, Jānis. $t Cita grāmata",
        "856 42 $u https://example.org/saturs",
        "856 40 $u https://example.org/maize",
    )
    assert book.source and (book.source.system, book.source.control_number, book.source.format) == (
        *("LNB", "000123"),
        "marc21",
    )
    assert "Bērziņa, Anna" in book.source.content
    assert book.titles == (Title("Maize : grāmata bērniem", "lv"),)
    assert book.contributors == (Contributor("Bērziņa, Anna"), Contributor("Kalns, Jānis", "illustrator"))
    assert (book.published_in, book.publisher, book.year) == ("Rīga", "Zvaigzne ABC", 2015)
    assert (book.edition, book.extent, book.series) == ("2. izd.", "48 lpp.", "Lasi pats ; 3")
    assert (book.languages, book.audiences, book.age_from, book.age_to) == (("lv", "uk"), ("child",), 3, 6)
    assert book.classification == (Classification("udc", "811.174(075)"), Classification("ddc", "491.93"))
    assert book.identifiers == (Identifier("isbn", "9789934000102"),)
    assert book.topics == ("Maize", "ēšana")
    assert book.summaries == (Text("Par to, kā cep maizi.", "lv"),)
    assert book.notes == (Text("Burtnīca pielikumā.", "lv"),)
    assert (book.kind, book.status, book.url) == ("book", "published", "https://example.org/maize")


@pytest.mark.parametrize(
    ("linked", "code", "language", "original"),
    [
        ("$6 880-01", "ukr", "uk", "Хліб : казка"),
        ("$6 880-01", "ara", "ar", "خبز"),
        ("$6 880-01", "per", "fa", "نان"),
        ("$6 880-01", "heb", "he", "לחם"),
    ],
)
def test_the_title_as_on_the_thing_is_the_main_one(linked: str, code: str, language: str, original: str) -> None:
    name, _, further = original.partition(" : ")
    of_original = f"$a {name} : $b {further} /" if further else f"$a {name} /"
    book = _read(fixed(language=code), f"245 10 {linked} $a Maize / $c x", f"880 10 $6 245-01/(N {of_original}")
    assert _titles(book) == [("main", language, original), ("romanised", f"{language}-Latn", "Maize")]


def test_names_and_imprint_are_in_the_script_of_the_title() -> None:
    book = _read(
        fixed(language="ukr"),
        "100 1# $6 880-02 $a Ukraïnka, Lesi͡a, $e author",
        "245 10 $6 880-01 $a Khlib",
        "264 #1 $6 880-03 $a Kyïv : $b Veselka, $c 2001",
        "880 10 $6 245-01/(N $a Хліб",
        "880 1# $6 100-02/(N $a Українка, Леся",
        "880 #1 $6 264-03/(N $a Київ : $b Веселка, $c 2001",
    )
    assert book.contributors == (Contributor("Українка, Леся", "author", ("Ukraïnka, Lesi͡a",)),)
    assert (book.published_in, book.publisher) == ("Київ", "Веселка")


def test_a_form_in_another_script_with_a_title_in_latin_letters_is_another_form() -> None:
    book = _read(
        fixed(language="lav"),
        "100 1# $6 880-01 $a Ukrainka, Lesja",
        "245 10 $a Maize",
        "880 1# $6 100-01/(N $a Українка, Леся",
    )
    assert book.contributors == (Contributor("Ukrainka, Lesja", "author", ("Українка, Леся",)),)


@pytest.mark.parametrize("link", ["245-00/(N", "245-07/(N"])
def test_a_title_in_another_script_that_is_linked_with_none_is_read_too(link: str) -> None:
    assert _titles(_read(fixed(language="rus"), f"880 10 $6 {link} $a Хлеб")) == [("main", "ru", "Хлеб")]


def test_a_title_in_latin_letters_alone_says_so() -> None:
    assert _titles(_read(fixed(language="rus"), "245 10 $a Khleb")) == [("main", "ru-Latn", "Khleb")]


def test_parallel_and_further_titles() -> None:
    book = _read(
        fixed(language="lav"),
        "041 0# $a lav $a ukr $a eng",
        "245 10 $a Maize : $b grāmata = Хліб : книга / $c x",
        "246 31 $a Хліб : $b книга",
        "246 31 $a Bread",
        "246 3# $a Maizīte",
        "242 10 $a Pain $y fre",
    )
    assert _titles(book) == [
        ("main", "lv", "Maize : grāmata"),
        ("parallel", "uk", "Хліб : книга"),
        ("parallel", "fr", "Pain"),
        ("parallel", "en", "Bread"),
        ("alternative", "lv", "Maizīte"),
    ]


@pytest.mark.parametrize(
    ("fields", "languages"),
    [
        ([fixed(language="fre")], ("fr",)),
        ([fixed(language="ger"), "041 0# $a engfre"], ("en", "fr")),
        ([fixed(language="mul"), "041 0# $a lav $a ltg"], ("lv", "ltg")),
        ([fixed(language="zxx")], ()),
        ([fixed(language="und")], ()),
        ([fixed(), "041 #7 $a prs $a uk-Latn $2 rfc5646"], ("prs", "uk-Latn")),
        (["546 ## $a In Latvian and Ukrainian."], ("lv", "uk")),
        (["546 ## $a Texte en français et en arabe."], ("fr", "ar")),
        ([fixed(language="lav"), "546 ## $a Summary in English."], ("lv",)),
        ([], ()),
    ],
)
def test_languages(fields: list[str], languages: tuple[str, ...]) -> None:
    assert _read(*fields, "245 00 $a x").languages == languages


def test_without_a_language_nothing_is_claimed() -> None:
    book = _read("245 00 $a Maize", "520 ## $a Par maizi.")
    assert _titles(book) == [("main", "und", "Maize")]
    assert book.summaries == (Text("Par maizi.", "und"),)


def test_a_summary_is_in_the_language_the_record_gives_for_it() -> None:
    book = _read(
        fixed(language="ukr"), "041 0# $a ukr $b lav $b ukr", "245 00 $a Хліб", "520 ## $a Par.", "520 ## $a Про."
    )
    assert book.summaries == (Text("Par.", "lv"), Text("Про.", "uk"))


@pytest.mark.parametrize(
    ("field", "role"),
    [
        ("700 1# $a Kalns, J. $4 trl", "translator"),
        ("700 1# $a Kalns, J. $4 http://id.loc.gov/vocabulary/relators/nrt", "narrator"),
        ("700 1# $a Kalns, J., $e tulkotājs.", "translator"),
        ("700 1# $a Kalns, J., $e illustrateur", "illustrator"),
        ("700 1# $a Kalns, J. $4 xyz", "contributor"),
        ("700 1# $a Kalns, J.", "contributor"),
        ("100 1# $a Kalns, J.", "author"),
        ("720 ## $a Kalns, J. $e editor", "editor"),
    ],
)
def test_roles(field: str, role: str) -> None:
    assert _read("245 00 $a x", field).contributors == (Contributor("Kalns, J.", role),)


def test_somebody_with_two_roles_is_named_in_both() -> None:
    book = _read("245 00 $a x", "700 1# $a Kalns, Jānis $4 aut $4 ill")
    assert book.contributors == (Contributor("Kalns, Jānis"), Contributor("Kalns, Jānis", "illustrator"))


@pytest.mark.parametrize(
    ("leader", "fields", "kind"),
    [
        ("nam", [], "book"),
        ("nas", [], "periodical"),
        ("nai", [], "site"),
        ("nim", [], "audiobook"),
        ("njm", [], "music"),
        ("ngm", [], "film"),
        ("nmm", [], "app"),
        ("nom", [], "kit"),
        ("nrm", ["655 #7 $a Galda spēles."], "game"),
        ("nam", ["655 #7 $a Picture books $2 lcgft"], "picture-book"),
        ("nam", ["655 #4 $a Mācību grāmatas"], "textbook"),
        ("nam", ["655 #7 $a bilingual-book $2 local"], "bilingual-book"),
        ("nam", ["008 210101s2021    lv ######d##########lav#d"], "dictionary"),
        ("nam", ["655 #7 $a Poetry"], "book"),
    ],
)
def test_kinds(leader: str, fields: list[str], kind: str) -> None:
    assert _read(*fields, "245 00 $a x", leader=PRINT.replace("nam", leader)).kind == kind


@pytest.mark.parametrize("number", ["9789934000103", "978-99", "nav"])
def test_a_wrong_number_stays_in_the_source_record(number: str) -> None:
    book = _read("245 00 $a x", f"020 ## $a {number}")
    assert book.identifiers == ()
    assert book.source is not None


@pytest.mark.parametrize(
    ("place", "publisher"),
    [("[S.l.] :", "[s.n.],"), ("[Place of publication not identified] :", "[publisher not identified],")],
)
def test_what_is_not_known_of_the_imprint_is_left_out(place: str, publisher: str) -> None:
    book = _read("245 00 $a x", f"260 ## $a {place} $b {publisher} $c [19--?]")
    assert (book.published_in, book.publisher, book.year) == ("", "", None)


@pytest.mark.parametrize(("date", "year"), [("c2005.", 2005), ("[1998?]", 1998), ("2001-2004", 2001), ("MMXX", None)])
def test_years(date: str, year: int | None) -> None:
    assert _read("245 00 $a x", f"260 ## $c {date}").year == year


def test_a_deleted_record_is_withdrawn() -> None:
    assert _read("245 00 $a x", leader=PRINT.replace("nam", "dam")).status == "withdrawn"


def test_copies_are_at_what_may_be_a_branch() -> None:
    book = _read(
        "245 00 $a x",
        "852 ## $a LV $b LIEPAJA $c 3. plaukts $h 811 $i A $t 1-2",
        "952 ## $b liepaja $o 812",
        "952 ## $b liepaja $o 812",
        "852 ## $b Ļoti tālu",
    )
    assert book.holdings == (Holding("liepaja", "811 A", "3. plaukts", 2), Holding("liepaja", "812", copies=2))


def test_without_a_control_number_the_first_one_elsewhere_counts() -> None:
    source = _read("035 ## $a (OCoLC)ocm123", "245 00 $a x").source
    assert source and (source.system, source.control_number) == ("OCoLC", "ocm123")


def test_our_own_records_have_their_key() -> None:
    book = _read("001 abc", "003 tilts", "245 00 $a x", "650 #7 $a Maize $0 (tilts)bread $2 local")
    assert (book.key, book.source, book.topics) == ("abc", None, ("bread",))


UNIMARC: dict[str, Any] = {"leader": "00000nam  2200000   450 "}


def test_a_unimarc_book_is_read_whole() -> None:
    book = _read(
        "001 FRBNF1",
        "010 ## $a 978-2-07-061275-8 $d 7 EUR",
        "100 ## $a 20070101d2007####a##y0frey50######ba",
        "101 1# $a fre $a ara $c eng",
        "200 1# $a Le pain $e conte $d خبز $f Jean Petit $g ill. Anne Roux",
        "205 ## $a 2e éd.",
        "210 ## $a [Paris] $c Gallimard jeunesse $d DL 2007",
        "215 ## $a 48 p. $c ill. $d 24 cm",
        "225 1# $a Folio cadet $v 12",
        "300 ## $a Titre de couverture",
        "330 ## $a L'histoire du pain.",
        "606 ## $a Pain $x Histoire",
        "676 ## $a 641.8",
        "675 ## $a 664.6",
        "700 #1 $a Petit $b Jean $f 1950-.... $4 070",
        "702 #1 $a Roux $b Anne $4 440",
        "710 02 $a Gallimard $b Jeunesse $4 650",
        "801 #0 $a FR $b BnF",
        "856 4# $u https://example.org/pain",
        **UNIMARC,
    )
    assert book.source and (book.source.system, book.source.control_number, book.source.format) == (
        *("BnF", "FRBNF1"),
        "unimarc",
    )
    assert _titles(book) == [("main", "fr", "Le pain : conte"), ("parallel", "ar", "خبز")]
    assert book.contributors == (
        Contributor("Petit, Jean"),
        Contributor("Roux, Anne", "illustrator"),
        Contributor("Gallimard. Jeunesse", "publisher"),
    )
    assert (book.published_in, book.publisher, book.year) == ("Paris", "Gallimard jeunesse", 2007)
    assert (book.edition, book.extent, book.series) == ("2e éd.", "48 p.", "Folio cadet ; 12")
    assert (book.languages, book.audiences) == (("fr", "ar"), ("child",))
    assert book.classification == (Classification("udc", "664.6"), Classification("ddc", "641.8"))
    assert book.identifiers == (Identifier("isbn", "9782070612758"),)
    assert book.topics == ("Pain", "Histoire")
    assert book.summaries == (Text("L'histoire du pain.", "fr"),)
    assert book.notes == (Text("Titre de couverture", "fr"),)
    assert book.url == "https://example.org/pain"


@pytest.mark.parametrize(
    ("leader", "fields", "kind"),
    [
        ("nam", [], "book"),
        ("nas", [], "periodical"),
        ("nim", [], "audiobook"),
        ("njm", [], "music"),
        ("ngm", [], "film"),
        ("nlm", ["856 4# $u https://example.org/"], "site"),
        ("nam", ["105 ## $a a###e###00#y#"], "dictionary"),
        ("nam", ["608 ## $a Manuels scolaires"], "textbook"),
    ],
)
def test_kinds_in_unimarc(leader: str, fields: list[str], kind: str) -> None:
    assert _read("200 1# $a x", *fields, leader=UNIMARC["leader"].replace("nam", leader)).kind == kind
