"""What is written to cite a resource is read back by the libraries of each form, in any script and with any sign."""

import json
import re
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from catalogue.app import Catalogue
from catalogue.exchange.citations import FORMATS, bibtex, csl_json, ris
from catalogue.records import Contributor, Identifier, Resource
from catalogue.records.codes import RESOURCE_KINDS, ROLES
from tests import complete
from tests.building import a_resource, a_title

ADDRESS = "https://example.org/lv/record/book"
AWKWARD = '100% {of} } it & \\that\\ \n_#$ ~^ "quoted"\u2028TY  - {\\\'e} @book{x,'
ON_ONE_LINE = '100% {of} } it & \\that\\ _#$ ~^ "quoted" TY  - {\\\'e} @book{x,'
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def _bibtex(resource: Resource) -> Entry:
    (entry,) = parse_string(bibtex(resource, ADDRESS), "bibtex").entries.values()
    return entry


def _ris(resource: Resource) -> dict[str, Any]:
    text = ris(resource, ADDRESS)
    assert text.startswith("TY  - ")
    (reference,) = rispy.loads(text)
    return reference


def _csl(resource: Resource) -> dict[str, Any]:
    (item,) = json.loads(csl_json(resource, ADDRESS))
    return item


def _plain(value: str) -> str:
    """The text a LaTeX value stands for."""
    return re.sub(r"\{\\([a-z]+)\}|\\([%&_#$])|[{}]", lambda found: COMMANDS.get(found[1], found[2] or ""), value)


def _titles(resource: Resource) -> set[str]:
    return {_plain(_bibtex(resource).fields["title"]), _ris(resource)["title"], _csl(resource)["title"]}


def _book() -> Resource:
    return a_resource(
        key="Līgo 12_b",
        titles=(
            a_title("Līgo and Jāņi", "en", kind="parallel"),
            a_title("Kas tu esi, Zemgalē žņaudzējs?"),
        ),
        languages=("lv", "uk"),
        contributors=(
            Contributor("Zandere, Inese", other_forms=("Зандере, Інесе",)),
            Contributor("Luīze Pastore"),
            Contributor("Mežs and Son, Ltd."),
            Contributor("Pētersons, Reinis", "illustrator"),
            Contributor("Nomura, Misako", "editor"),
            Contributor("Тищук, Наталія", "translator"),
        ),
        publisher="Liels & mazs",
        published_in="Rīga",
        year=2015,
        edition="3. izd.",
        series="Bikibuks 100%",
        identifiers=(Identifier("isbn", "9789934533013"), Identifier("issn", "0317-8471")),
    )


def test_a_book_in_bibtex() -> None:
    text = bibtex(_book(), ADDRESS)
    assert text.startswith("@book{l-go-12-b,\n")
    assert "Zandere, Inese and {Luīze Pastore} and {Mežs and Son, Ltd.}" in text
    entry = _bibtex(_book())
    assert dict(entry.fields) == {
        "title": "{Kas tu esi, Zemgalē žņaudzējs?}",
        "publisher": r"Liels \& mazs",
        "address": "Rīga",
        "year": "2015",
        "edition": "3. izd.",
        "series": r"Bikibuks 100\%",
        "isbn": "9789934533013",
        "issn": "0317-8471",
        "language": "lv, uk",
        "url": ADDRESS,
        "translator": "Тищук, Наталія",
        "illustrator": "Pētersons, Reinis",
    }
    assert [str(person) for person in entry.persons["author"]] == [
        "Zandere, Inese",
        "{Luīze Pastore}",
        "{Mežs and Son, Ltd.}",
    ]
    assert [str(person) for person in entry.persons["editor"]] == ["Nomura, Misako"]


def test_a_book_in_ris() -> None:
    assert _ris(_book()) == {
        "type_of_reference": "BOOK",
        "id": "l-go-12-b",
        "title": "Kas tu esi, Zemgalē žņaudzējs?",
        "authors": ["Zandere, Inese", "Luīze Pastore", "Mežs and Son, Ltd."],
        "secondary_authors": ["Nomura, Misako"],
        "subsidiary_authors": ["Тищук, Наталія"],
        "notes": ["illustrator: Pētersons, Reinis"],
        "publisher": "Liels & mazs",
        "place_published": "Rīga",
        "year": "2015",
        "edition": "3. izd.",
        "tertiary_title": "Bikibuks 100%",
        "issn": "9789934533013",
        "language": "lv, uk",
        "urls": [ADDRESS],
    }


def test_a_book_in_csl_json() -> None:
    assert "žņaudzējs" in csl_json(_book(), ADDRESS)
    assert _csl(_book()) == {
        "id": "l-go-12-b",
        "type": "book",
        "title": "Kas tu esi, Zemgalē žņaudzējs?",
        "author": [
            {"family": "Zandere", "given": "Inese"},
            {"literal": "Luīze Pastore"},
            {"family": "Mežs and Son", "given": "Ltd."},
        ],
        "editor": [{"family": "Nomura", "given": "Misako"}],
        "translator": [{"family": "Тищук", "given": "Наталія"}],
        "illustrator": [{"family": "Pētersons", "given": "Reinis"}],
        "publisher": "Liels & mazs",
        "publisher-place": "Rīga",
        "issued": {"date-parts": [[2015]]},
        "edition": "3. izd.",
        "collection-title": "Bikibuks 100%",
        "ISBN": "9789934533013",
        "ISSN": "0317-8471",
        "language": "lv",
        "URL": ADDRESS,
    }


def test_a_site_without_author_has_its_own_address_and_nothing_made_up() -> None:
    address = "https://example.org/~a_b%20c?d=e&f=1;2#g"
    site = a_resource(kind="site", url=address)
    assert dict(_bibtex(site).fields) == {"title": "{Grāmata}", "url": address}
    assert not _bibtex(site).persons
    assert _ris(site) == {
        "type_of_reference": "ELEC",
        "id": "book",
        "title": "Grāmata",
        "urls": [address.replace(";", "%3B")],
    }
    assert _csl(site) == {"id": "book", "type": "webpage", "title": "Grāmata", "URL": address}


@pytest.mark.parametrize("title", ["مرحبا بالعالم", "Кобзар: їжак і ґава", "你好", "Ģ “a” – n\u00ba … ’"])
def test_a_title_in_any_script_stands_as_it_is(title: str) -> None:
    resource = a_resource(titles=(a_title(title),))
    assert _titles(resource) == {title}
    for each in FORMATS.values():
        assert title in each.write(resource, ADDRESS)


def test_no_sign_breaks_an_entry() -> None:
    resource = a_resource(
        titles=(a_title(AWKWARD),),
        publisher=AWKWARD,
        series=AWKWARD,
        contributors=tuple(Contributor(AWKWARD, role) for role in ROLES),
    )
    for reference in (_ris(resource), _csl(resource)):
        assert reference["title"] == reference["publisher"] == ON_ONE_LINE
    assert _ris(resource)["authors"] == [ON_ONE_LINE]
    fields = _bibtex(resource).fields
    for field in ("title", "publisher", "series", "translator"):
        assert _plain(fields[field]) == ON_ONE_LINE.replace("  ", " ")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])).filter(lambda value: value.split()))
def test_any_text_comes_back(value: str) -> None:
    resource = a_resource(titles=(a_title(value),), contributors=(Contributor(value), Contributor(value, "editor")))
    found = {" ".join(each.split()) for each in _titles(resource)}
    assert found == {" ".join(value.split())}
    assert len(_bibtex(resource).persons["author"]) == 1


@pytest.mark.parametrize(
    "name", ["A, B and C", "and", "Žē, and others", "Viens, divi, trīs", "a,", ",b", "{, }", "de X, Y~Z"]
)
def test_a_name_is_one_person(name: str) -> None:
    resource = a_resource(contributors=(Contributor(name), Contributor("Rainis")))
    assert [str(person) for person in _bibtex(resource).persons["author"]][1:] == ["{Rainis}"]
    assert _ris(resource)["authors"] == [name, "Rainis"]
    assert len(_csl(resource)["author"]) == 2


def test_the_makers_of_films_and_music_are_their_authors_where_there_is_no_other_word() -> None:
    film = a_resource(kind="film", contributors=(Contributor("Zilbalodis, Gints", "director"),))
    assert str(_bibtex(film).persons["author"][0]) == "Zilbalodis, Gints"
    assert _ris(film)["authors"] == ["Zilbalodis, Gints"]
    assert _csl(film)["director"] == [{"family": "Zilbalodis", "given": "Gints"}]


def test_who_has_two_roles_is_named_once_as_author() -> None:
    film = a_resource(contributors=(Contributor("Rainis", "composer"), Contributor("Rainis")))
    assert _ris(film)["authors"] == ["Rainis"]


def test_the_title_is_the_original_main_one() -> None:
    titles = (
        a_title("Machine", "en", origin="machine"),
        a_title("Other", "uk", kind="parallel"),
        a_title("Īstais"),
    )
    assert _titles(a_resource(titles=titles)) == {"Īstais"}
    assert _titles(a_resource(titles=titles[:2])) == {"Machine"}
    assert _titles(a_resource(titles=titles[1:2])) == {"Other"}
    assert _titles(a_resource(titles=())) == {"book"}


def test_a_publisher_may_be_among_the_contributors() -> None:
    resource = a_resource(contributors=(Contributor("IFLA", "publisher"), Contributor("UNESCO", "publisher")))
    assert _csl(resource)["publisher"] == _ris(resource)["publisher"] == "IFLA; UNESCO"
    assert _bibtex(resource).fields["publisher"] == "IFLA; UNESCO"


def test_a_course_with_an_isbn_is_a_book() -> None:
    course = a_resource(kind="course", identifiers=(Identifier("isbn", "9789934533013"),))
    assert (_bibtex(course).type, _ris(course)["type_of_reference"], _csl(course)["type"]) == ("book", "BOOK", "book")


@pytest.mark.parametrize("key", ["", "---", "Ķēniņš", "a b{c},d", "УКР"])
def test_a_key_is_plain_and_never_empty(key: str) -> None:
    found = _csl(a_resource(key=key))["id"]
    assert found and found.isascii() and not set(found) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert _bibtex(a_resource(key=key)).key == found


@pytest.mark.parametrize("kind", RESOURCE_KINDS)
def test_every_kind_can_be_cited(kind: str) -> None:
    resource = a_resource(kind=kind, publisher="Neputns")
    assert _titles(resource) == {"Grāmata"}
    assert _bibtex(resource).type in ("book", "misc", "periodical", "report")
    assert _ris(resource)["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING
    if kind not in ("game", "kit"):
        assert _csl(resource)["type"] != "document"


def test_what_is_full_can_be_cited() -> None:
    resource = complete.resource()
    assert len(_titles(resource)) == 1
    assert _ris(resource)["year"] == str(resource.year)


def test_every_resource_of_the_demonstration_can_be_cited(demonstration: Catalogue) -> None:
    with demonstration.database.reading() as unit:
        resources = [record for record in unit.records.of_type("resource") if isinstance(record, Resource)]
    assert resources
    for resource in resources:
        (title,) = _titles(resource)
        assert title in {each.value for each in resource.titles if each.kind == "main"}, resource.key


def test_every_form_says_how_it_is_sent() -> None:
    assert {name: (each.extension, each.media_type) for name, each in FORMATS.items()} == {
        "BibTeX": ("bib", "application/x-bibtex"),
        "RIS": ("ris", "application/x-research-info-systems"),
        "CSL-JSON": ("json", "application/vnd.citationstyles.csl+json"),
    }
