"""Licences as makers write them, and what the Creative Commons ones ask."""

import pytest

from catalogue.records.licence import creative_commons


@pytest.mark.parametrize(
    ("stated", "terms", "address"),
    [
        ("CC BY 4.0", ("by",), "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-sa 3.0", ("by", "sa"), "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC BY-NC-ND 4.0", ("by", "nc", "nd"), "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("Creative Commons BY 4.0", ("by",), "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0 1.0", (), "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY", ("by",), ""),
        (
            "https://creativecommons.org/licenses/by-nc/4.0/deed.lv",
            ("by", "nc"),
            "https://creativecommons.org/licenses/by-nc/4.0/",
        ),
        ("http://creativecommons.org/publicdomain/zero/1.0", (), "https://creativecommons.org/publicdomain/zero/1.0/"),
    ],
)
def test_a_creative_commons_licence_is_understood(stated: str, terms: tuple[str, ...], address: str) -> None:
    found = creative_commons(stated)
    assert found and (found.terms, found.address) == (terms, address)


@pytest.mark.parametrize(
    "stated",
    [
        *("", "MIT", "public domain", "CC", "CC BY-XX 4.0", "CC BY-SA-ND 4.0", "CC BY-NC-NC 4.0", "by 4.0"),
        *("https://creativecommons.org.example/licenses/by/4.0/", "CC BY 4.0 javascript:alert(1)", "cc " * 10_000),
    ],
)
def test_any_other_statement_is_left_as_it_is(stated: str) -> None:
    assert creative_commons(stated) is None
