"""What is kept gives way to what was used later, and never takes more room than it may."""

from index.kept import Kept


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: Kept[str] = Kept(2)
    kept.keep("a", "A")
    kept.keep("b", "B")
    assert kept.get("a") == "A"
    kept.keep("c", "C")
    assert [kept.get(key) for key in "abc"] == ["A", None, "C"]


def test_room_is_counted_by_size_and_one_too_large_stays_alone() -> None:
    kept: Kept[str] = Kept(4, len)
    for word in ("aa", "bb", "c"):
        kept.keep(word, word)
    assert [kept.get(word) for word in ("aa", "bb", "c")] == [None, "bb", "c"]
    assert kept.keep("large", "larger than all") == "larger than all"
    assert [kept.get(word) for word in ("bb", "c", "large")] == [None, None, "larger than all"]


def test_of_two_made_at_once_the_first_is_kept_and_counted_once() -> None:
    kept: Kept[str] = Kept(3, len)
    kept.keep("a", "one")
    kept.keep("a", "two")
    assert kept.get("a") == "one"
