"""JSON Lines keep everything, and each bad line is refused alone."""

import json
from pathlib import Path

import pytest

from catalogue.exchange import Unreadable, json_lines
from catalogue.records import to_plain
from tests import complete
from tests.building import a_resource


def test_every_type_of_record_comes_back_whole(tmp_path: Path) -> None:
    given = complete.every()
    assert json_lines.write(tmp_path / "all.jsonl", given) == len(given)
    assert [line.record for line in json_lines.read(tmp_path / "all.jsonl")] == given


def test_a_record_is_one_line_whatever_its_texts_hold(tmp_path: Path) -> None:
    json_lines.write(tmp_path / "all.jsonl", [a_resource(publisher="one\ntwo\u2028three\x85four")])
    assert (tmp_path / "all.jsonl").read_bytes().count(b"\n") == 1
    (line,) = json_lines.read(tmp_path / "all.jsonl")
    assert line.record == a_resource(publisher="one\ntwo\u2028three\x85four")


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ("{", "not-json", ""),
        ("nothing", "not-json", ""),
        ("[" * 100_000, "not-json", ""),
        ("[]", "malformed", "record"),
        ('{"type": "boat"}', "malformed", "type"),
        ('{"type": "topic", "colour": "red"}', "malformed", "colour"),
        ('{"type": "topic", "titles": "Skola"}', "malformed", "titles"),
        ('{"type": "topic", "titles": [{"value": "Skola"}]}', "malformed", "titles[0].language"),
        ('{"type": "resource", "year": "2015"}', "malformed", "year"),
        ('{"type": "resource", "year": true}', "malformed", "year"),
        ('{"type": "resource", "url_checked": "soon"}', "malformed", "url_checked"),
        ('{"type": "resource", "year": ' + "9" * 5_000 + "}", "not-json", ""),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_the_next_one_is_read(
    tmp_path: Path, line: str, code: str, field: str
) -> None:
    good = json.dumps(to_plain(a_resource()))
    (tmp_path / "a.jsonl").write_text(f"{good}\n\n{line}\n{good}\n", "utf-8")
    lines = list(json_lines.read(tmp_path / "a.jsonl"))
    assert [(each.number, each.problem.code if each.problem else None) for each in lines] == [
        (1, None),
        (3, code),
        (4, None),
    ]
    assert lines[1].problem is not None
    assert lines[1].problem.field == field


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    good = json.dumps(to_plain(a_resource()))
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + f"{good}\r\n{good}\r\n".encode())
    assert [line.record for line in json_lines.read(tmp_path / "a.jsonl")] == [a_resource(), a_resource()]


def test_a_line_in_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    good = json.dumps(to_plain(a_resource()), ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(good.encode("cp1257") + b"\n" + good.encode() + b"\n")
    assert [line.problem is None for line in json_lines.read(tmp_path / "a.jsonl")] == [False, True]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        list(json_lines.read(tmp_path / "none.jsonl"))
