"""A librarian brings in a thesaurus: it makes topics, adds to those there are, and takes nothing away."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.cataloguing import Imported, describe, export_file, import_file, try_import
from catalogue.cataloguing.importing import CHUNK
from catalogue.exchange import Unreadable
from catalogue.records import Record, Topic
from catalogue.records.codes import STATUSES
from catalogue.storage import Database
from tests import complete
from tests.building import a_resource, a_title, a_topic

PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <http://example.org/> .\n"

Thesaurus = Callable[[str], Path]


@pytest.fixture
def thesaurus(tmp_path: Path) -> Thesaurus:
    """Writes a Turtle file."""

    def write(text: str) -> Path:
        (tmp_path / "a.ttl").write_text(PREFIXES + text, "utf-8")
        return tmp_path / "a.ttl"

    return write


def _keep(database: Database, *records: Record) -> None:
    with database.writing() as unit:
        for record in records:
            describe(unit, record, "test")


def _topics(database: Database) -> dict[str, Topic]:
    """Every topic by its first address elsewhere, else its key."""
    with database.reading() as unit:
        found = [each for each in unit.records.of_type("topic", statuses=STATUSES) if isinstance(each, Topic)]
    return {(topic.same_as[0] if topic.same_as else topic.key).rsplit("/", 1)[-1]: topic for topic in found}


def _counts(imported: Imported) -> tuple[int, int, int, int]:
    return imported.added, imported.changed, imported.unchanged, imported.refused_rows


def _refusals(imported: Imported) -> list[tuple[str, str, str]]:
    return [(each.name, each.problem.field, each.problem.code) for each in imported.refusals]


def _left_out(imported: Imported) -> list[tuple[str, str, str, str]]:
    return [
        (each.name, each.problem.field, each.problem.code, each.problem.values["value"]) for each in imported.left_out
    ]


def test_every_concept_becomes_a_published_topic_under_its_wider_one(database: Database, thesaurus: Thesaurus) -> None:
    file = thesaurus(
        """ex:rent a skos:Concept ; skos:prefLabel "īre"@lv, "оренда"@uk ; skos:altLabel "īrēšana"@lv ;
            skos:broader ex:housing ; skos:notation "64.1" ; skos:exactMatch ex:q1 .
        ex:housing a skos:Concept ; skos:prefLabel "mājoklis"@lv ; skos:narrower ex:mortgage .
        ex:mortgage a skos:Concept ; skos:prefLabel "hipotēka"@lv ."""
    )
    imported = import_file(database, file, "anna")
    assert (_counts(imported), imported.left_out) == ((3, 0, 0, 0), ())
    topics = _topics(database)
    rent, housing = topics["rent"], topics["housing"]
    assert (rent.status, rent.notation, rent.broader) == ("published", "64.1", (housing.key,))
    assert topics["mortgage"].broader == (housing.key,)
    assert rent.titles == (
        a_title("īre"),
        a_title("оренда", "uk", kind="parallel"),
        a_title("īrēšana", kind="alternative"),
    )
    assert rent.same_as == ("http://example.org/rent", "http://example.org/q1")


def test_the_same_file_again_changes_nothing(database: Database, thesaurus: Thesaurus) -> None:
    file = thesaurus(
        """ex:a a skos:Concept ; skos:prefLabel "a"@lv, "b"@lv ; skos:broader ex:b ; skos:exactMatch ex:b .
        ex:b a skos:Concept ; skos:prefLabel "b" ; skos:broader ex:a, ex:c ; skos:closeMatch ex:a .
        ex:c a skos:Concept ; skos:prefLabel "c"@lv ; skos:broader ex:a ."""
    )
    assert _counts(import_file(database, file, "test")) == (3, 0, 0, 0)
    before = _topics(database)
    assert _counts(import_file(database, file, "test")) == (0, 0, 3, 0)
    assert _topics(database) == before


def test_a_topic_is_met_by_our_own_address_or_by_one_it_is_the_same_as(
    database: Database, thesaurus: Thesaurus
) -> None:
    _keep(
        database,
        a_topic(key="t-rent", titles=(a_title("īre"),)),
        a_topic(key="t-home", titles=(a_title("māja"),), same_as=("http://example.org/home",), status="withdrawn"),
    )
    file = thesaurus(
        """<urn:tilts:topic:t-rent> a skos:Concept ; skos:prefLabel "noma"@lv, "rent"@en ; skos:broader ex:home .
        ex:home a skos:Concept ; skos:prefLabel "home"@en .
        <urn:tilts:topic:t-new> a skos:Concept ; skos:prefLabel "jauns"@lv ; skos:broader <urn:tilts:topic:t-rent> ."""
    )
    assert _counts(import_file(database, file, "test")) == (1, 2, 0, 0)
    topics = _topics(database)
    assert topics["t-rent"].titles == (
        a_title("īre"),
        a_title("rent", "en", kind="parallel"),
        a_title("noma", kind="alternative"),
    )
    assert topics["t-rent"].broader == ("t-home",)
    assert (topics["home"].key, topics["home"].status) == ("t-home", "withdrawn")
    assert topics["t-new"].broader == ("t-rent",)


def test_a_link_from_above_reaches_a_topic_that_the_file_only_mentions(
    database: Database, thesaurus: Thesaurus
) -> None:
    _keep(database, a_topic(key="t-rent", titles=(a_title("īre"),)))
    file = thesaurus(
        """ex:home a skos:Concept ; skos:prefLabel "māja"@lv ; skos:narrower <urn:tilts:topic:t-rent>, ex:lost ."""
    )
    imported = import_file(database, file, "test")
    assert _counts(imported) == (1, 1, 0, 0)
    assert _left_out(imported) == [("http://example.org/lost", "narrower", "unknown-record", "http://example.org/lost")]
    topics = _topics(database)
    assert topics["t-rent"].broader == (topics["home"].key,)


def test_an_address_that_fits_two_topics_refuses_the_concept(database: Database, thesaurus: Thesaurus) -> None:
    _keep(database, *(a_topic(key=key, same_as=("urn:x:1", "http://example.org/a")) for key in ("first", "second")))
    file = thesaurus('ex:a a skos:Concept ; skos:prefLabel "a" . ex:b a skos:Concept ; skos:prefLabel "b" .')
    imported = import_file(database, file, "test")
    assert (_counts(imported), _refusals(imported)) == ((1, 0, 0, 1), [("http://example.org/a", "key", "ambiguous")])
    assert imported.refusals[0].problem.values["keys"] == "first, second"


@pytest.mark.parametrize(
    ("concept", "field", "code"),
    [
        (f'ex:bad a skos:Concept ; skos:prefLabel "{"x" * 1_000_000}"@lv .', "title", "too-long"),
        ("ex:bad a skos:Concept .", "titles", "no-title"),
        (
            f'ex:bad a skos:Concept ; skos:prefLabel "x" ; skos:broader {", ".join(f"ex:{n}" for n in range(40_000))} .',
            "broader",
            "out-of-range",
        ),
        ('ex:bad a skos:Concept ; skos:prefLabel "\\u0000 "@lv .', "titles", "no-title"),
        ('ex:bad a skos:Concept ; skos:prefLabel "x"@i-klingon .', "title", "bad-language"),
        ('<urn:tilts:topic:T%20> a skos:Concept ; skos:prefLabel "x"@lv .', "key", "bad-key"),
        ('<urn:tilts:topic:\\uD800> a skos:Concept ; skos:prefLabel "x"@lv .', "key", "bad-key"),
        ('<urn:tilts:topic:book> a skos:Concept ; skos:prefLabel "x"@lv .', "key", "other-type"),
        ('<http://example.org/\\uD800> a skos:Concept ; skos:prefLabel "x"@lv .', "same_as", "control-signs"),
    ],
)
def test_a_bad_concept_is_refused_alone_and_those_below_it_land_without_it(
    database: Database, thesaurus: Thesaurus, concept: str, field: str, code: str
) -> None:
    _keep(database, a_resource(key="book"))
    bad = concept.split()[0]
    file = thesaurus(f'ex:good a skos:Concept ; skos:prefLabel "laba"@lv ; skos:broader {bad} .\n{concept}')
    trial = try_import(database, file)
    imported = import_file(database, file, "test")
    for each in (trial, imported):
        assert _counts(each) == (1, 0, 0, 1)
        assert [refusal[1:] for refusal in _refusals(each)] == [(field, code)]
        ((name, link, _, value),) = _left_out(each)
        assert (name, link) == ("http://example.org/good", "broader")
        assert value == each.refusals[0].name
    assert _topics(database)["good"].broader == ()


def test_a_wider_topic_that_is_nowhere_is_left_out_with_a_note(database: Database, thesaurus: Thesaurus) -> None:
    _keep(database, a_resource(key="book"))
    file = thesaurus(
        """ex:a a skos:Concept ; skos:prefLabel "a"@lv ; skos:broader ex:none, <urn:tilts:topic:none>, <urn:tilts:topic:book> ."""
    )
    imported = import_file(database, file, "test")
    assert (_counts(imported), imported.refusals) == ((1, 0, 0, 0), ())
    name = "http://example.org/a"
    assert set(_left_out(imported)) == {
        (name, "broader", "unknown-record", "http://example.org/none"),
        (name, "broader", "unknown-record", "urn:tilts:topic:none"),
        (name, "broader", "other-type", "urn:tilts:topic:book"),
    }


def test_circles_are_opened_where_they_close(database: Database, thesaurus: Thesaurus) -> None:
    file = thesaurus(
        """ex:a a skos:Concept ; skos:prefLabel "a"@lv ; skos:broader ex:b . ex:b a skos:Concept ; skos:prefLabel "b"@lv ;
        skos:broader ex:c . ex:c a skos:Concept ; skos:prefLabel "c"@lv ; skos:broader ex:a, ex:c ; skos:narrower ex:b ."""
    )
    imported = import_file(database, file, "test")
    assert _counts(imported) == (3, 0, 0, 0)
    assert {each[2] for each in _left_out(imported)} == {"broader-than-itself"}
    topics = _topics(database)
    assert topics["a"].broader == (topics["b"].key,)
    assert topics["b"].broader == (topics["c"].key,)
    assert topics["c"].broader == ()


def test_a_circle_through_the_catalogue_is_opened_too(database: Database, thesaurus: Thesaurus) -> None:
    _keep(
        database, a_topic(key="top"), a_topic(key="middle", broader=("top",)), a_topic(key="low", broader=("middle",))
    )
    file = thesaurus(
        """<urn:tilts:topic:top> a skos:Concept ; skos:broader ex:new . ex:new a skos:Concept ; skos:prefLabel "n"@lv ;
        skos:broader <urn:tilts:topic:low> ."""
    )
    imported = import_file(database, file, "test")
    assert _left_out(imported) == [("urn:tilts:topic:top", "broader", "broader-than-itself", "http://example.org/new")]
    topics = _topics(database)
    assert (topics["top"].broader, topics["new"].broader) == ((), ("low",))


def test_a_thesaurus_of_several_portions_as_one_deep_chain_and_a_ring_lands_in_one_batch(
    database: Database, thesaurus: Thesaurus
) -> None:
    count = 2 * CHUNK + 10
    file = thesaurus(
        "".join(
            f'ex:c{n} a skos:Concept ; skos:prefLabel "{n}"@lv ; skos:broader ex:c{(n + 1) % count} .\n'
            for n in range(count)
        )
    )
    told: list[int] = []
    imported = import_file(database, file, "test", told.append)
    assert (_counts(imported), told) == ((count, 0, 0, 0), [CHUNK, 2 * CHUNK, count])
    assert len(imported.left_out) == 1
    assert sum(len(topic.broader) for topic in _topics(database).values()) == count - 1
    assert _counts(import_file(database, file, "test")) == (0, 0, count, 0)


def test_a_trial_says_the_same_and_changes_nothing(database: Database, thesaurus: Thesaurus) -> None:
    _keep(database, a_topic(key="t-rent"))
    file = thesaurus(
        """<urn:tilts:topic:t-rent> a skos:Concept ; skos:prefLabel "rent"@en ; skos:broader ex:a .
        ex:a a skos:Concept ; skos:prefLabel "a" ; skos:broader ex:none . ex:bad a skos:Concept ."""
    )
    before = _topics(database)
    trial = try_import(database, file)
    assert (_counts(trial), trial.batch, _topics(database)) == ((1, 1, 0, 1), "", before)
    imported = import_file(database, file, "test")
    assert (imported.refusals, imported.left_out) == (trial.refusals, trial.left_out)


def test_two_concepts_that_mean_one_topic_are_not_mixed(database: Database, thesaurus: Thesaurus) -> None:
    _keep(database, a_topic(key="t-rent", same_as=("http://example.org/rent",)))
    file = thesaurus(
        """<urn:tilts:topic:t-rent> a skos:Concept ; skos:prefLabel "rent"@en .
        ex:rent a skos:Concept ; skos:prefLabel "tenancy"@en ."""
    )
    imported = import_file(database, file, "test")
    assert (_counts(imported), _refusals(imported)) == ((0, 1, 0, 1), [("http://example.org/rent", "key", "twice")])


def test_concepts_without_an_address_are_linked_within_the_file(database: Database, thesaurus: Thesaurus) -> None:
    file = thesaurus(
        """_:a a skos:Concept ; skos:prefLabel "a"@lv ; skos:broader <#b>, [ skos:prefLabel "c" ] .
        <#b> a skos:Concept ; skos:prefLabel "b"@lv ."""
    )
    imported = import_file(database, file, "test")
    assert _counts(imported) == (2, 0, 0, 0)
    assert [each.name for each in imported.left_out] == ["“a”"]
    by_label = {topic.titles[0].value: topic for topic in _topics(database).values()}
    assert by_label["a"].broader == (by_label["b"].key,)
    assert (by_label["a"].same_as, by_label["b"].same_as) == ((), ())


@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
def test_exported_topics_imported_into_an_empty_catalogue_are_exported_the_same(
    database: Database, tmp_path: Path, suffix: str
) -> None:
    language = complete.topic("language", broader=())
    _keep(
        database,
        *(replace(each, owner="", status="published") for each in (language, complete.topic())),
        a_topic(key="draft", status="draft"),
        a_topic(
            key="below", broader=("school", "language", "draft"), titles=(a_title("x", "und"), a_title("y", "uk-Latn"))
        ),
        a_resource(),
    )
    one, two = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
    assert export_file(database, one) == 3
    assert _counts(import_file(database, one, "test")) == (0, 0, 3, 0)
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    empty.migrate()
    imported = import_file(empty, one, "test")
    export_file(empty, two)
    empty.close()
    assert (_counts(imported), imported.left_out) == ((3, 0, 0, 0), ())
    assert two.read_bytes() == one.read_bytes()


def test_a_file_that_cannot_be_read_leaves_no_trace(database: Database, thesaurus: Thesaurus) -> None:
    good = "".join(f'ex:c{n} a skos:Concept ; skos:prefLabel "{n}"@lv .\n' for n in range(CHUNK + 1))
    with pytest.raises(Unreadable, match="cannot be read as Turtle"):
        import_file(database, thesaurus(good + 'ex:last a skos:Concept ; skos:prefLabel "cut o'), "test")
    assert _topics(database) == {}
