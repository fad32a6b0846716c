"""ISBN and ISSN: one spelling each, and check digits that fit."""

import pytest

from catalogue.records.identifier import is_isbn10, is_valid, normalised


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        ("isbn", "978-9934-0-0010-2", "9789934000102"),
        ("isbn", " 978 9934 00010 2 ", "9789934000102"),
        ("isbn", "978‑9934‑0–0010—2", "9789934000102"),
        ("isbn", "0-306-40615-2", "9780306406157"),
        ("isbn", "080442957x", "9780804429573"),
        ("isbn", "0-306-40615-3", "0306406153"),
        ("isbn", "gramata", "GRAMATA"),
        ("issn", "03785955", "0378-5955"),
        ("issn", "2434-561x", "2434-561X"),
        ("issn", "1234", "1234"),
        ("uri", " https://example.org/a-b ", "https://example.org/a-b"),
    ],
)
def test_a_number_is_kept_in_one_spelling(scheme: str, typed: str, kept: str) -> None:
    assert normalised(scheme, typed) == kept
    assert normalised(scheme, kept) == kept


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("isbn", "978-0-306-40615-7"),
        ("isbn", "0-8044-2957-X"),
        ("isbn", "979-10-90636-07-1"),
        ("issn", "0378-5955"),
        ("issn", "2434-561X"),
        ("uri", "https://example.org/1"),
        ("uri", "urn:isbn:9780306406157"),
    ],
)
def test_a_number_whose_check_digit_fits_is_valid(scheme: str, value: str) -> None:
    assert is_valid(scheme, value)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("isbn", "978-0-306-40615-8"),
        ("isbn", "987-0-306-40615-7"),
        ("isbn", "978-0-306-40651-7"),
        ("isbn", "0-8044-2957-1"),
        ("isbn", "X804429570"),
        ("isbn", "97803064061577"),
        ("isbn", "٩٧٨٠٣٠٦٤٠٦١٥٧"),
        ("isbn", ""),
        ("issn", "0378-5956"),
        ("issn", "0378-595"),
        ("issn", "X378-5955"),
        ("uri", "example.org"),
        ("uri", "two words: no"),
        ("uri", ""),
    ],
)
def test_a_number_with_a_slip_is_not(scheme: str, value: str) -> None:
    assert not is_valid(scheme, value)


@pytest.mark.parametrize("place", range(10))
def test_every_wrong_digit_of_an_isbn_is_noticed(place: int) -> None:
    right = "0306406152"
    wrong = [right[:place] + digit + right[place + 1 :] for digit in "0123456789" if digit != right[place]]
    assert is_isbn10(right) and not any(is_isbn10(each) for each in wrong)
    assert not any(is_valid("isbn", normalised("isbn", each)) for each in wrong)
