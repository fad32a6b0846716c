"""Every code has its word in every language, and no label stands for a code that is gone."""

import re
from pathlib import Path

import pytest

from catalogue.languages import INTERFACES, Interface, Wording, labels, problems
from catalogue.records import codes
from catalogue.records.codes import ACTIVITY_KINDS, RESOURCE_KINDS

LISTS = {
    "KINDS": (*RESOURCE_KINDS, *ACTIVITY_KINDS, "branch", "organisation", "topic"),
    "LEVELS": codes.LEVELS,
    "LEVEL_EXAMPLES": codes.LEVELS,
    "AUDIENCES": codes.AUDIENCES,
    "ACCESS": codes.ACCESS_FEATURES,
    "USES": codes.USES,
    "ROLES": codes.ROLES,
    "ORIGINS": codes.ORIGINS,
    "ORGANISATION_KINDS": codes.ORGANISATION_KINDS,
    "LICENCE_TERMS": codes.LICENCE_TERMS,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_a_label_for_each_code_and_no_other(name: str) -> None:
    assert set(getattr(labels, name)) == set(LISTS[name])


@pytest.mark.parametrize("interface", INTERFACES, ids=lambda each: each.code)
def test_two_codes_of_a_list_are_never_called_the_same(interface: Interface) -> None:
    wording = Wording(interface)
    for code_list, values in (("kind", RESOURCE_KINDS), ("level", codes.LEVELS), ("audience", codes.AUDIENCES)):
        said = [wording.label(code_list, code) for code in values]
        assert len(set(said)) == len(said)


def test_every_problem_of_the_code_has_its_sentence() -> None:

    catalogue = Path(labels.__file__).parent.parent
    named = {
        code
        for file in catalogue.rglob("*.py")
        for code in re.findall(
            r'(?:Problem\([^,()]+(?:\([^()]*\))?, |BadCell\()"([a-z0-9-]+)"', file.read_text("utf-8")
        )
    }
    assert len(named) > 15
    assert named <= set(problems.SENTENCES)
