"""Who may change a record where it stands, and who may take it further."""

import pytest

from catalogue.records import Record
from catalogue.records.review import may_change, may_step, steps
from catalogue.records.staff import Member, Role
from tests.building import a_branch, a_resource, a_topic

TRANSLATOR, CATALOGUER, EDITOR = (
    Member("x", "X", role, "liepaja") for role in (Role.TRANSLATOR, Role.CATALOGUER, Role.EDITOR)
)
STRANGER, ADMINISTRATOR = Member("x", "X", Role.EDITOR, "sigulda"), Member("x", "X", Role.ADMINISTRATOR)


def own(status: str) -> Record:
    """A resource of the library in Liepāja."""
    return a_resource(owner="liepaja", status=status)


@pytest.mark.parametrize(
    ("member", "changeable"),
    [
        (TRANSLATOR, ()),
        (CATALOGUER, ("draft", "review")),
        (EDITOR, ("draft", "review", "published", "withdrawn")),
        (STRANGER, ()),
        (ADMINISTRATOR, ("draft", "review", "published", "withdrawn")),
    ],
)
def test_what_readers_see_is_changed_by_those_who_publish(member: Member, changeable: tuple[str, ...]) -> None:
    statuses = ("draft", "review", "published", "withdrawn")
    assert tuple(status for status in statuses if may_change(member, own(status))) == changeable


@pytest.mark.parametrize(
    ("member", "status", "ways"),
    [
        (TRANSLATOR, "draft", ()),
        (CATALOGUER, "draft", ("review",)),
        (CATALOGUER, "review", ("draft",)),
        (CATALOGUER, "published", ()),
        (EDITOR, "draft", ("review", "published")),
        (EDITOR, "review", ("draft", "published")),
        (EDITOR, "published", ("withdrawn",)),
        (EDITOR, "withdrawn", ("draft", "published")),
        (STRANGER, "review", ()),
        (ADMINISTRATOR, "review", ("draft", "published")),
    ],
)
def test_the_steps_somebody_may_take(member: Member, status: str, ways: tuple[str, ...]) -> None:
    assert steps(member, own(status)) == ways
    assert not may_step(member, own(status), status) and not may_step(member, own(status), "nonsense")


def test_topics_are_everybodys_and_changed_by_those_who_establish_them() -> None:
    assert may_change(STRANGER, a_topic()) and not may_change(CATALOGUER, a_topic())


def test_a_branch_answers_for_itself() -> None:
    assert may_change(EDITOR, a_branch(key="liepaja", owner="")) and not may_change(STRANGER, a_branch(key="liepaja"))


def test_what_no_library_answers_for_is_the_administrators() -> None:
    assert may_change(ADMINISTRATOR, a_resource()) and not may_change(EDITOR, a_resource())
