"""Topics leave as SKOS and come back the same; others' thesauri are read for what they say; a hostile file is one sentence."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.exchange import Unreadable, rdf_files, skos
from catalogue.exchange.skos import SUFFIXES, Concept
from catalogue.records import Text, Title, Topic
from catalogue.records.rules import cleaned
from tests import complete
from tests.building import a_title, a_topic

PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <http://example.org/> .\n"
CONTEXT = {"skos": "http://www.w3.org/2004/02/skos/core#"}


def _turtle(path: Path, text: str) -> list[Concept]:
    (path / "a.ttl").write_text(PREFIXES + text, "utf-8")
    return skos.read(path / "a.ttl")


def _json_ld(path: Path, document: object) -> list[Concept]:
    (path / "a.jsonld").write_text(json.dumps(document), "utf-8")
    return skos.read(path / "a.jsonld")


def _made(concept: Concept) -> Topic:
    """The new topic a concept makes whose wider ones are known by our own addresses."""
    broader = [skos.own_key(node) for node in concept.broader]
    return concept.added_to(Topic(key=concept.own_key, status="published"), broader)


def _labels(concept: Concept) -> list[tuple[str, str, str]]:
    return [(title.kind, title.language, title.value) for title in _made(concept).titles]


def _said(topic: Topic) -> tuple[object, ...]:
    """What SKOS can say of a topic."""
    preferred = {(title.language, title.value) for title in topic.titles if title.is_principal}
    others = {(title.language, title.value) for title in topic.titles} - preferred
    texts = [{(text.language, text.value) for text in field} for field in (topic.summaries, topic.notes)]
    return topic.key, preferred, others, *texts, set(topic.broader), topic.notation, set(topic.same_as)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_topic_comes_back_with_all_that_can_be_said_of_it(tmp_path: Path, suffix: str) -> None:
    given = [complete.topic(), *(a_topic(key=key) for key in complete.topic().broader), a_topic(key="9-bare")]
    assert skos.write(tmp_path / f"all{suffix}", given) == len(given)
    found = [_said(_made(concept)) for concept in skos.read(tmp_path / f"all{suffix}")]
    assert sorted(found, key=lambda each: str(each[0])) == sorted(map(_said, given), key=lambda each: str(each[0]))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_was_read_is_written_as_the_same_file_again(tmp_path: Path, suffix: str) -> None:
    skos.write(tmp_path / f"one{suffix}", [complete.topic(), a_topic(key="one", titles=(a_title("x", "und"),))])
    skos.write(tmp_path / f"two{suffix}", [_made(concept) for concept in skos.read(tmp_path / f"one{suffix}")])
    assert (tmp_path / f"two{suffix}").read_bytes() == (tmp_path / f"one{suffix}").read_bytes()


_texts = st.text(min_size=1, max_size=40).map(cleaned).filter(bool)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    label=_texts,
    other=_texts,
    notation=_texts,
    key=st.from_regex(r"[a-z0-9]([a-z0-9\-]{0,6}[a-z0-9])?", fullmatch=True),
    language=st.sampled_from(["lv", "und", "uk-Latn", "pt-BR", "es-419", "prs"]),
    address=st.text(min_size=1, max_size=20).map(cleaned).map("http://example.org/{}".format),
)
def test_whatever_a_label_holds_it_comes_back(
    tmp_path: Path, suffix: str, label: str, other: str, notation: str, key: str, language: str, address: str
) -> None:
    titles = (a_title(label, language), a_title(other, "en", kind="alternative"))
    given = a_topic(key=key, titles=titles, notation=notation, same_as=(address,))
    skos.write(tmp_path / f"all{suffix}", [given])
    (found,) = skos.read(tmp_path / f"all{suffix}")
    made = _made(found)
    assert [(title.language, title.value) for title in made.titles] == [(language, label), ("en", other)]
    assert (made.key, made.notation) == (key, notation)
    assert made.same_as in ((address,), ())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_address_is_not_written_and_the_rest_is(tmp_path: Path, suffix: str) -> None:
    given = a_topic(same_as=("Q42", "http://example.org/a b", "http://example.org/ā"), broader=("elsewhere",))
    skos.write(tmp_path / f"all{suffix}", [given])
    (found,) = skos.read(tmp_path / f"all{suffix}")
    assert (found.matches, found.broader) == (("http://example.org/ā",), ())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_topics_are_a_file_too(tmp_path: Path, suffix: str) -> None:
    assert skos.write(tmp_path / f"none{suffix}", []) == 0
    assert skos.read(tmp_path / f"none{suffix}") == []


def test_labels_become_titles_latvian_first(tmp_path: Path) -> None:
    (concept,) = _turtle(
        tmp_path,
        """ex:rent a skos:Concept ; skos:prefLabel "оренда"@uk, "rent"@en, "īre"@lv ;
        skos:altLabel "renting"@en, "tenancy"@en ; skos:hiddenLabel "ire"@lv .""",
    )
    assert _labels(concept) == [
        ("main", "lv", "īre"),
        ("main", "en", "rent"),
        ("main", "uk", "оренда"),
        ("alternative", "lv", "ire"),
        ("alternative", "en", "renting"),
        ("alternative", "en", "tenancy"),
    ]


def test_a_second_preferred_label_of_a_language_is_another_name_and_none_is_kept_twice(tmp_path: Path) -> None:
    (concept,) = _turtle(
        tmp_path, 'ex:a a skos:Concept ; skos:prefLabel "rent"@en, "lease"@en ; skos:altLabel "rent"@en, "lease"@en .'
    )
    assert _labels(concept) == [("main", "en", "rent"), ("alternative", "en", "lease")]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("", "und"),
        ("@EN", "en"),
        ("@pt-br", "pt-BR"),
        ("@zh-hans", "zh-Hans"),
        ("@uk-latn-ua", "uk-Latn-UA"),
        ("@es-419", "es-419"),
        ("@de-1996", "de"),
        ("@ca-valencia", "ca"),
        ("@i-klingon", "i"),
    ],
)
def test_a_language_tag_is_written_as_records_write_it(tmp_path: Path, tag: str, language: str) -> None:
    (concept,) = _turtle(tmp_path, f'ex:a a skos:Concept ; skos:prefLabel "x"{tag} .')
    assert [title.language for title in concept.titles] == [language]


def test_narrower_is_broader_seen_from_above(tmp_path: Path) -> None:
    concepts = _turtle(
        tmp_path,
        """ex:wide a skos:Concept ; skos:narrower ex:low, ex:elsewhere .
        ex:low a skos:Concept ; skos:broader ex:wide, ex:other .""",
    )
    assert {concept.name: (concept.broader, concept.is_mentioned) for concept in concepts} == {
        "http://example.org/wide": ((), False),
        "http://example.org/low": (("http://example.org/wide", "http://example.org/other"), False),
        "http://example.org/elsewhere": (("http://example.org/wide",), True),
    }


def test_addresses_elsewhere_are_the_concepts_own_and_its_matches(tmp_path: Path) -> None:
    own, other, here = _turtle(
        tmp_path,
        """<urn:tilts:topic:t-rent> a skos:Concept ; skos:exactMatch ex:q1 ; skos:closeMatch ex:q2, "text", [] .
        ex:a a skos:Concept ; skos:exactMatch ex:q1, ex:a .
        <#b> a skos:Concept ; skos:exactMatch <#c> .""",
    )
    assert (own.own_key, _made(own).same_as) == ("t-rent", ("http://example.org/q1", "http://example.org/q2"))
    assert (other.own_key, _made(other).same_as) == ("", ("http://example.org/a", "http://example.org/q1"))
    assert (here.name, _made(here).same_as) == ("#b", ())


def test_definitions_and_notes_are_kept_a_text_for_each_language(tmp_path: Path) -> None:
    (concept,) = _turtle(
        tmp_path,
        """ex:a a skos:Concept ; skos:definition "What one pays."@en ; skos:scopeNote "Not for ships."@en ;
        skos:note "Nor planes."@en ; skos:notation "3.14", "7" .""",
    )
    assert concept.summaries == (Text("What one pays.", "en"),)
    assert concept.notes == (Text("Not for ships.\nNor planes.", "en"),)
    assert concept.notation == "3.14"


def test_an_import_only_adds(tmp_path: Path) -> None:
    (concept,) = _turtle(
        tmp_path,
        """ex:a a skos:Concept ; skos:prefLabel "noma"@lv, "rent"@en, "Miete"@de, "оренда"@uk ; skos:altLabel "ire"@lv ;
        skos:definition "Other."@lv, "Payment."@en ; skos:notation "7" ; skos:exactMatch ex:q .""",
    )
    held = a_topic(
        titles=(
            a_title("īre"),
            a_title("rent", "en", kind="parallel", origin="human"),
            a_title("оренда", "uk", kind="alternative"),
            a_title("ire", kind="romanised"),
        ),
        summaries=(Text("Maksa.", "lv"),),
        notation="3",
        broader=("home",),
        same_as=("urn:x:1",),
    )
    made = concept.added_to(held, ("home", "money"))
    assert made.titles == (
        a_title("īre"),
        a_title("rent", "en", kind="parallel", origin="human"),
        Title("оренда", "uk", kind="parallel"),
        a_title("ire", kind="romanised"),
        Title("noma", "lv", kind="alternative"),
        Title("Miete", "de", kind="parallel"),
    )
    assert made.summaries == (Text("Maksa.", "lv"), Text("Payment.", "en"))
    assert (made.notation, made.broader) == ("3", ("home", "money"))
    assert made.same_as == ("urn:x:1", "http://example.org/a", "http://example.org/q")
    assert concept.added_to(made, ("home", "money")) == made


def test_json_ld_of_others_is_read_in_its_many_forms(tmp_path: Path) -> None:
    context = {
        **CONTEXT,
        "id": "@id",
        "label": {"@id": "skos:prefLabel", "@container": "@language"},
        "broader": {"@id": "skos:broader", "@type": "@id"},
        "code": {"@id": "skos:notation", "@type": "http://www.w3.org/2001/XMLSchema#integer"},
    }
    inner = [
        {"id": "urn:x:a", "@type": "skos:Concept", "label": {"lv": "īre", "@none": "IRE"}, "code": "007"},
        {"id": "urn:x:b", "@type": "skos:Concept", "skos:prefLabel": "plain", "broader": "urn:x:a"},
    ]
    first, second = _json_ld(tmp_path, {"@context": context, "id": "urn:x:graph", "@graph": inner})
    assert _labels(first) == [("main", "lv", "īre"), ("main", "und", "IRE")]
    assert (first.notation, second.broader, _labels(second)) == ("007", ("urn:x:a",), [("main", "und", "plain")])


@pytest.mark.parametrize("tag", ["lv_LV", "no language", "ā"])
def test_a_language_that_is_none_stays_to_be_refused_with_its_concept(tmp_path: Path, tag: str) -> None:
    label = {"@value": "x", "@language": tag}
    context = {**CONTEXT, "label": {"@id": "skos:prefLabel", "@container": "@language"}}
    bad, mapped, good = _json_ld(
        tmp_path,
        {
            "@context": context,
            "@graph": [
                {"@id": "urn:x:a", "@type": "skos:Concept", "skos:prefLabel": label},
                {"@id": "urn:x:b", "@type": "skos:Concept", "label": {tag: "x"}},
                {"@id": "urn:x:c", "@type": "skos:Concept", "label": {"lv": "x"}},
            ],
        },
    )
    assert [title.language for title in (*bad.titles, *mapped.titles, *good.titles)] == [tag, tag, "lv"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_editors_save_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.ttl").write_bytes((PREFIXES + 'ex:a a skos:Concept ; skos:prefLabel "īre"@lv .').encode(encoding))
    assert skos.read(tmp_path / "a.ttl")[0].titles == (Title("īre", "lv"),)


BROKEN = {
    ".ttl": {
        "prose": b"Dear library, here are our topics.",
        "xml": b'<?xml version="1.0"?><rdf:RDF/>',
        "picture": b"\x89PNG\r\n\x1a\n\x00\x00",
        "archive": b"PK\x03\x04\x00\x00",
        "latin": '<a> <b> "īre" .'.encode("cp1257"),
        "prefix": b"ex:a a ex:b .",
        "half": b"<a> <b>",
        "quote": b'<a> <b> "x',
        "deep": b"<a> <b> " + b"[ <c> " * 100_000,
        "lists": b"<a> <b> " + b"(" * 100_000,
        "number": b"<a> <b> " + b"9" * 10_000 + b" .",
        "rules": b"{ <a> <b> <c> } => { <a> <b> <d> } .",
        "other": b"<a> <b> <c> .",
    },
    ".jsonld": {
        "prose": b"Dear library",
        "nothing": b"",
        "number": b"7",
        "string": b'"http://example.org/"',
        "latin": '{"a": "īre"}'.encode("cp1257"),
        "half": b'{"@id": "urn:x:a", ',
        "deep": b"[" * 200_000 + b"]" * 200_000,
        "nested": b'{"http://x/y": ' * 5_000 + b"1" + b"}" * 5_000,
        "shape": b'{"@context": {"a": {"@id": 7}}, "@id": {}, "@reverse": 7, "@type": {"x": 1}}',
        "context": b'{"@context": 7, "@id": "urn:x:a"}',
        "other": b'{"@id": "urn:x:a", "http://example.org/p": "x"}',
    },
}


@pytest.mark.parametrize(("suffix", "name"), [(suffix, name) for suffix in BROKEN for name in BROKEN[suffix]])
def test_a_broken_file_is_one_short_sentence(tmp_path: Path, suffix: str, name: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(BROKEN[suffix][name])
    with pytest.raises(Unreadable) as refused:
        skos.read(path)
    assert path.name in str(refused.value)
    assert len(str(refused.value)) < 200 and "\n" not in str(refused.value)


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"a.ttl cannot be read as Turtle \(line 4\)"):
        _turtle(tmp_path, "ex:a a skos:Concept .\n\nex:b a skos:Concept !\n")
    (tmp_path / "a.jsonld").write_text('{\n"a" 1}', "utf-8")
    with pytest.raises(Unreadable, match=r"a.jsonld cannot be read as JSON-LD \(line 2\)"):
        skos.read(tmp_path / "a.jsonld")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_cut_off_anywhere_is_refused_or_read_to_its_last_whole_sentence(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    skos.write(path, [complete.topic(), a_topic(key="last")])
    whole = path.read_bytes().rstrip()
    concepts = {(concept.node, concept.titles, concept.notes) for concept in skos.read(path)}
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        try:
            assert {(concept.node, concept.titles, concept.notes) for concept in skos.read(path)} <= concepts
        except Unreadable as refused:
            assert path.name in str(refused)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_not_there_or_too_large_is_refused(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        skos.read(tmp_path / f"none{suffix}")
    skos.write(tmp_path / f"a{suffix}", [a_topic()])
    monkeypatch.setattr(rdf_files, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="import it in parts"):
        skos.read(tmp_path / f"a{suffix}")


@pytest.mark.parametrize(
    "place",
    [
        lambda address: {"@context": address},
        lambda address: {"@context": [CONTEXT, address]},
        lambda address: {"@context": [CONTEXT, [[address]]]},
        lambda address: {"@context": {"@context": address}},
        lambda address: {"@context": {**CONTEXT, "@import": address}},
        lambda address: {"@context": {**CONTEXT, "skos:broader": {"@id": "skos:broader", "@context": address}}},
        lambda address: {"@graph": [{"@id": "urn:x:b", "http://x/y": {"@context": address, "@id": "urn:x:c"}}]},
        lambda address: [{"@context": CONTEXT}, {"@context": address}],
    ],
)
def test_nothing_is_fetched_for_a_file(tmp_path: Path, place: Callable[[str], object]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/context.jsonld"
        document = place(address)
        if isinstance(document, dict):
            document |= {"@id": "urn:x:a", "@type": "http://www.w3.org/2004/02/skos/core#Concept", "skos:broader": {}}
        with pytest.raises(Unreadable, match=f"takes its @context from “{address}”. Nothing is fetched"):
            _json_ld(tmp_path, document)
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_context_in_a_file_beside_is_not_read_either(tmp_path: Path) -> None:
    (tmp_path / "context.jsonld").write_text(json.dumps({"@context": CONTEXT}), "utf-8")
    for address in ("context.jsonld", (tmp_path / "context.jsonld").as_uri(), ""):
        with pytest.raises(Unreadable, match="Nothing is fetched"):
            _json_ld(tmp_path, {"@context": address, "@id": "urn:x:a"})


def test_addresses_in_turtle_are_names_that_nobody_visits(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        text = f"@base <{base}> . @prefix : <{base}v#> . <> <http://www.w3.org/2002/07/owl#imports> <o> . :a a skos:Concept ."
        assert [concept.address for concept in _turtle(tmp_path, text)] == [f"{base}v#a"]
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("1E999999999", "http://www.w3.org/2001/XMLSchema#decimal"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"),
        ("007", "http://www.w3.org/2001/XMLSchema#integer"),
    ],
)
def test_a_value_is_taken_as_it_is_spelled_whatever_its_datatype(tmp_path: Path, value: str, datatype: str) -> None:
    quoted = json.dumps(value)
    (concept,) = _turtle(tmp_path, f"ex:a a skos:Concept ; skos:notation {quoted}^^<{datatype}> .")
    assert concept.notation == value
    node = {"@id": "urn:x:a", "@type": "skos:Concept"}
    typed = {"@value": value, "@type": datatype}
    for context, notation in (
        (CONTEXT, typed),
        ({**CONTEXT, "type": "@type", "value": "@value"}, {"value": value, "type": datatype}),
        ({**CONTEXT, "skos:notation": {"@id": "skos:notation", "@type": datatype}}, value),
    ):
        (concept,) = _json_ld(tmp_path, {"@context": context, **node, "skos:notation": notation})
        assert concept.notation == value


def test_control_signs_are_taken_out_of_labels_and_empty_ones_left(tmp_path: Path) -> None:
    (concept,) = _turtle(
        tmp_path,
        r'ex:a a skos:Concept ; skos:prefLabel "\u202e \u0007ire\u0000"@lv, "\u0000"@en ; skos:altLabel "  " .',
    )
    assert _labels(concept) == [("main", "lv", "ire")]
