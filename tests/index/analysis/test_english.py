"""British and American spellings meet."""

import pytest

from index.analysis.english import stems


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"), ("neighbourhood", "neighborhood"), ("organisation", "organization"), ("recognised", "recognize"),
        ("centre", "center"), ("theatres", "theaters"), ("catalogue", "catalog"), ("catalogues", "catalog"),
        ("travelling", "traveling"), ("analyse", "analyze"), ("licence", "license"), ("programme", "program"),
        ("paediatric", "pediatric"), ("judgement", "judgment"), ("grey", "gray"), ("behaviour", "behaviors"),
    ],
)  # fmt: skip
def test_british_and_american_meet(british: str, american: str) -> None:
    assert set(stems(british)) & set(stems(american))


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("hour", "or"), ("wise", "wize"), ("tour", "tor"), ("house", "hose")]
)
def test_short_words_stay_apart(one: str, other: str) -> None:
    assert not set(stems(one)) & set(stems(other))
