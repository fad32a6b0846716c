"""The `catalogue` command as an administrator uses it: what it says, what it leaves behind, and its exit codes."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.cataloguing.notes import Notes
from catalogue.cataloguing.staff import Staff
from catalogue.cli import commands
from catalogue.records.note import Note
from catalogue.storage import Database

pytestmark = pytest.mark.usefixtures("quick_hashes")

TOPICS = 380
"""Subject headings a new catalogue begins with."""

ROWS = """key,title@lv,title@en,in,kind,isbn,topic
abc,Ābece,ABC,lv,textbook,,
def,Vārdnīca,Dictionary,lv | en,dictionary,9789984000001,
"""


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder that does not exist yet."""
    folder = tmp_path / "instance"
    monkeypatch.setenv("CATALOGUE_HOME", str(folder))
    return folder


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new catalogue, made once and never changed."""
    folder = tmp_path_factory.mktemp("new") / "instance"
    made = CliRunner().invoke(commands, ["init"], env={"CATALOGUE_HOME": str(folder)})
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture
def home(nowhere: Path, new: Path) -> Path:
    """A new catalogue of one's own."""
    shutil.copytree(new, nowhere)
    return nowhere


@pytest.fixture
def bare(nowhere: Path, prepared: Path) -> Path:
    """A catalogue of one's own without subject headings, where a test is about all that is in it."""
    shutil.copytree(prepared, nowhere)
    return nowhere


def run(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(commands, list(arguments), prog_name="catalogue")


def test_only_init_makes_an_instance(nowhere: Path) -> None:
    refused = run("doctor")
    assert refused.exit_code == 1 and "catalogue init" in refused.output
    assert not nowhere.exists()
    assert run("init").exit_code == 0
    assert (nowhere / "catalogue.sqlite").exists()
    assert (nowhere / "secret-key").stat().st_mode & 0o077 == 0, "the secret key is for its owner only"
    assert run("init").output == ""


def test_an_import_says_row_and_column_of_what_it_refuses(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    file.write_text(ROWS, "utf-8")
    result = run("import", str(file))
    assert result.exit_code == 1
    assert "resources, row 3, column isbn: ISBN 9789984000001 is wrong" in result.output
    assert "1 records were added, 0 changed, 0 left as they are, 1 rows refused." in result.output
    assert run("index", "check").exit_code == 0


def test_a_dry_run_says_the_same_and_changes_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    file.write_text(ROWS, "utf-8")
    result = run("import", str(file), "--dry-run", "--json")
    answer = json.loads(result.stdout)
    assert (answer["added"], answer["batch"], result.exit_code) == (1, "", 1)
    assert answer["refusals"][0]["column"] == "isbn" and answer["refusals"][0]["row"] == 3
    assert f"holds {TOPICS} records" in run("doctor").output


def test_a_calendar_is_imported_in_the_language_it_is_said_to_be_in(home: Path, tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\nUID:{}\nDTSTART:{}\nSUMMARY:Казки\nEND:VEVENT\n"
    file, out = tmp_path / "events.ics", tmp_path / "out.jsonl"
    file.write_text(f"BEGIN:VCALENDAR\n{event.format(1, 20270324)}{event.format(2, 'x')}END:VCALENDAR\n", "utf-8")
    result = run("import", str(file), "--language", "uk")
    assert result.exit_code == 1 and "1 records were added" in result.output
    assert "events.ics, event 2 (Казки), DTSTART: “X” is no date" in result.output
    run("export", str(out))
    assert '{"value": "Казки", "language": "uk"}' in out.read_text("utf-8")
    result = run("import", str(file), "--language", "Ukrainian")
    assert result.exit_code == 2 and "no language code" in result.output


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_an_export_comes_back_unchanged(bare: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / "spring.csv"
    file.write_text(ROWS.replace("9789984000001", ""), "utf-8")
    run("import", str(file))
    out = tmp_path / f"out.{ending}"
    assert "2 records" in run("export", str(out)).output
    again = run("import", str(out))
    assert "0 records were added, 0 changed, 2 left as they are" in again.output


@pytest.mark.parametrize(
    "name", ["nothing.csv", "nothing.jsonl", "nothing.ttl", "picture.png", "empty.csv", "empty.jsonld", "broken.xlsx"]
)
def test_a_file_that_cannot_be_read_is_one_sentence(home: Path, tmp_path: Path, name: str) -> None:
    if not name.startswith("nothing"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 broken" if name.endswith("xlsx") else b"")
    result = run("import", str(tmp_path / name))
    assert result.exit_code == 1
    assert result.output.startswith("Error: ") and "Traceback" not in result.output
    assert result.output.count("\n") == 1


THESAURUS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <http://example.org/> .
ex:rent a skos:Concept ; skos:prefLabel "īre"@lv ; skos:broader ex:lost . %s
"""


def test_an_imported_thesaurus_is_told_by_its_addresses(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "topics.ttl"
    file.write_text(THESAURUS % "ex:nameless a skos:Concept .", "utf-8")
    result = run("import", str(file))
    assert "topics.ttl, http://example.org/nameless, titles: There is no title in any language." in result.output
    link = "topics.ttl, http://example.org/rent, broader: the link to “http://example.org/lost” was left out."
    assert f"{link} “http://example.org/lost” is not in the catalogue." in result.output
    assert "1 records were added, 0 changed, 0 left as they are, 1 rows refused." in result.output
    assert result.exit_code == 1
    answer = json.loads(run("import", str(file), "--json").stdout)
    assert (answer["unchanged"], answer["refusals"][0]["name"]) == (1, "http://example.org/nameless")
    assert (answer["left_out"][0]["column"], answer["left_out"][0]["code"]) == ("broader", "unknown-record")


def test_a_link_that_leads_nowhere_is_no_failure(home: Path, tmp_path: Path) -> None:
    (tmp_path / "topics.ttl").write_text(THESAURUS % "", "utf-8")
    assert run("import", str(tmp_path / "topics.ttl")).exit_code == 0


@pytest.mark.parametrize("ending", ["ttl", pytest.param("jsonld", marks=pytest.mark.long)])
def test_exported_topics_come_back_unchanged(home: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    assert f"{TOPICS} records were written" in run("export", str(out)).output
    assert f"0 records were added, 0 changed, {TOPICS} left as they are" in run("import", str(out)).output


def test_an_export_in_an_unknown_format_is_refused(home: Path, tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "out.pdf"))
    assert result.exit_code == 1 and ".jsonl" in result.output


def test_a_catalogue_of_a_newer_version_is_left_alone(home: Path) -> None:
    with sqlite3.connect(home / "catalogue.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for command in ("init", "demo", "serve"):
        result = run(command)
        assert result.exit_code == 1 and "newer version of Tilts" in result.output
    assert run("doctor").exit_code == 1


def test_a_damaged_database_is_told_in_words(home: Path) -> None:
    (home / "catalogue.sqlite").write_bytes(b"this is no database at all, but text" * 100)
    result = run("index", "check")
    assert result.exit_code == 1 and "damaged" in result.output and "Traceback" not in result.output


@pytest.mark.parametrize("text", ["nonsense = 1", "hosts = 'a'", "name = [", "database = 5"])
def test_settings_that_cannot_be_used_say_so(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(text, "utf-8")
    result = run("doctor")
    assert result.exit_code == 1 and "settings.toml" in result.output and "Traceback" not in result.output


def test_the_doctor_answers_people_and_machines(home: Path) -> None:
    shutil.rmtree(home / "index")
    assert "Search works without its index" in run("doctor").output
    run("index", "rebuild")
    answer = json.loads(run("doctor", "--json").stdout)
    assert {finding["name"]: finding["state"] for finding in answer}["index"] == "ok"


def test_the_doctor_names_a_text_that_cannot_be_shown(home: Path) -> None:
    (home / "texts").mkdir()
    (home / "texts" / "cofunding.lv.md").write_bytes(b"\xff")
    result = run("doctor")
    assert "texts/cofunding.lv.md is not UTF-8." in result.output and result.exit_code == 0


def test_links_are_asked_as_far_as_they_may_be(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("key,title@lv,kind,url\na,Lapa,site,http://127.0.0.1:1/\n", "utf-8")
    assert run("import", str(tmp_path / "a.csv")).exit_code == 0
    assert run("check-links").output == "1 of 1 addresses were asked; 1 failed. Broken: 0.\n"
    assert run("check-links").output == "0 of 1 addresses were asked; 0 failed. Broken: 0.\n"


def test_notes_of_visitors_are_read_and_thrown_away(home: Path) -> None:
    assert run("notes", "list").output == "There are no notes.\n"
    database = Database(f"sqlite:///{home / 'catalogue.sqlite'}")
    Notes(database).leave(Note("Vārdnīca\ndari", "lv", "/lv/search?q=dari"), date(2026, 11, 23))
    database.close()
    assert run("notes", "list").output.startswith("2026-11-23  lv     -  Vārdnīca dari\n")
    (told,) = json.loads(run("notes", "list", "--json").output)
    assert (told["words"], told["search"]) == ("Vārdnīca\ndari", "/lv/search?q=dari")
    assert run("notes", "clear", "--before", "2026-11-24").output == "1 notes were thrown away.\n"


def test_staff_is_taken_on_changed_and_let_go(home: Path) -> None:
    taken_on = run("staff", "add", "ilze", "--full-name", "Ilze Kalna", "--role", "administrator")
    password = taken_on.output.split()[-1]
    assert taken_on.exit_code == 0 and password not in run("staff", "list").output
    assert run("staff", "password", "ilze").output.split()[-1] != password
    assert "works for a library" in run("staff", "add", "anna", "--role", "editor").output
    run("staff", "change", "admin", "--let-go")
    assert "an administrator first" in run("staff", "change", "ilze", "--let-go").output
    run("staff", "add", "berta", "--role", "administrator")
    assert run("staff", "change", "ilze", "--let-go").exit_code == 0
    told = {each["name"]: each for each in json.loads(run("staff", "list", "--json").output)}
    assert (told["ilze"]["is_active"], told["berta"]["role"]) == (False, "administrator")
    assert "(let go)" in run("staff", "list").output
    assert "nobody called karlis" in run("staff", "password", "karlis").output


def test_a_restored_catalogue_revives_no_session(home: Path, tmp_path: Path) -> None:
    password = run("staff", "add", "ilze", "--role", "administrator").output.split()[-1]
    database = Database(f"sqlite:///{home / 'catalogue.sqlite'}")
    session = Staff(database).sign_in("ilze", password, "192.0.2.1", datetime.now(UTC))
    run("backup", str(tmp_path / "copy.sqlite"))
    assert run("restore", str(tmp_path / "copy.sqlite")).exit_code == 0
    assert Staff(database).recall("ilze", session.stamp) is None
    database.close()


def test_drift_is_reported_with_its_exit_code(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    file.write_text(ROWS.replace("9789984000001", ""), "utf-8")
    run("import", str(file))
    with sqlite3.connect(home / "catalogue.sqlite") as connection:
        connection.execute("UPDATE records SET status = 'withdrawn' WHERE key = 'abc'")
    connection.close()
    result = run("index", "check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"missing": [], "stale": [], "extra": ["abc"]}


def test_every_command_has_help() -> None:
    waiting = [((), commands)]
    while waiting:
        path, command = waiting.pop()
        assert command.help, path
        waiting += [((*path, name), child) for name, child in getattr(command, "commands", {}).items()]


def test_a_busy_port_is_one_sentence(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1 and "is taken" in result.output


def test_served_pages_find_what_another_program_imports(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "spring.csv"
    file.write_text(ROWS.replace("9789984000001", ""), "utf-8")
    environment = {**os.environ, "CATALOGUE_HOME": str(home)}
    serving = subprocess.Popen(
        [sys.executable, "-m", "catalogue", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parent.parent,
    )
    try:
        assert serving.stdout
        address = serving.stdout.readline().split("at ")[1].split()[0]
        assert run("import", str(file)).exit_code == 0
        with urllib.request.urlopen(f"{address}api/v1/search?q=abece") as answer:
            assert json.load(answer)["total"] == 1
    finally:
        serving.terminate()
        serving.wait(10)
        assert serving.stdout
        serving.stdout.close()


def test_files_that_nothing_names_are_swept_away(home: Path) -> None:
    assert run("files", "sweep").output == "0 files were thrown away.\n"
