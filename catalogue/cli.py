"""The `catalogue` command. Every command says in plain sentences what it did, and its exit code is true."""

import json
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from catalogue import cataloguing, health, report, settings, texts
from catalogue.app import Catalogue, NotReady, create_app, open_catalogue, open_current, prepare
from catalogue.cataloguing import Imported, links
from catalogue.cataloguing.copies import CannotCopy, Copies
from catalogue.cataloguing.files import Files
from catalogue.cataloguing.importing import LANGUAGE
from catalogue.cataloguing.notes import Notes
from catalogue.cataloguing.staff import FIRST, BadMember, LastAdministrator, Staff
from catalogue.discovery.indexer import Follower, rebuild_in_child
from catalogue.exchange import Unreadable
from catalogue.exchange.fetching import USER_AGENT, Limits
from catalogue.exchange.links import Guest
from catalogue.languages import checking
from catalogue.records.rules import is_language
from catalogue.records.staff import Member, Role
from catalogue.server import serve_forever
from catalogue.settings import BadSettings
from catalogue.storage import BrokenReferences, DatabaseFailure, NewerCatalogue, Unreachable, failure_in_words
from index import IndexBusy, IndexUnusable

BY = "command line"
DEMONSTRATION = "demonstration.csv"
TOPICS = "topics.csv"
"""The subject headings every new catalogue begins with."""

_ACCOUNT = "Their e-mail address or identifier at the identity provider."

_console = Console(stderr=True, highlight=False)
_EXPECTED = (
    CannotCopy,
    BadSettings,
    NotReady,
    Unreadable,
    NewerCatalogue,
    BrokenReferences,
    Unreachable,
    IndexBusy,
    IndexUnusable,
    BadMember,
    LastAdministrator,
)


class Commands(click.Group):
    """Says expected failures as one sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _EXPECTED as expected:
            raise click.ClickException(_sentence(str(expected))) from None
        except DatabaseFailure as failure:
            raise click.ClickException(failure_in_words(failure)) from None
        except PermissionError as error:
            raise click.ClickException(f"No permission to write to {error.filename}.") from None
        except OSError as error:
            raise click.ClickException(f"{error.strerror or error}: {error.filename or ''}".strip(": ")) from None


def main() -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    commands(prog_name="catalogue")


@click.group(cls=Commands)
def commands() -> None:
    """Tilts, a multilingual library catalogue."""


@commands.command()
def init() -> None:
    """Make the catalogue, or bring an existing one to this version (after a backup)."""
    kept = prepare(settings.Settings(settings.home()) if not settings.home().is_dir() else _settings())
    if kept:
        click.echo(f"The catalogue was brought to this version. Before that it was copied to {kept}.")
    with _catalogue() as catalogue:
        if catalogue.is_untouched():
            _tell(_import(catalogue, settings.part("vocabulary") / TOPICS, is_trial=False))
        password = Staff(catalogue.database).begin()
        if password:
            click.echo(
                f"The desk is at /desk/. Sign in as {FIRST} with this password, which is shown only now: {password}"
            )


@commands.command()
def demo() -> None:
    """Load the demonstration catalogue; what is there already stays."""
    with _catalogue() as catalogue:
        texts.lay_out(settings.part("demo"), catalogue.settings.home)
        imported = _import(catalogue, settings.part("demo") / DEMONSTRATION, is_trial=False)
        _tell(imported)


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the pages, and keep the index up to date."""
    with _catalogue() as catalogue:
        try:
            socket.create_server((host, port)).close()
        except OSError:
            raise click.ClickException(
                f"Port {port} is taken by another program, or {host} is not this machine's. Try --port {port + 1}."
            ) from None
        follower = Follower(catalogue.indexer, rebuild_in_child)
        app = create_app(catalogue, find=follower.follow_to)
        follower.start()
        threading.Thread(target=catalogue.search.prepare, name="preparation", daemon=True).start()
        try:
            serve_forever(app, host, port, lambda address: click.echo(f"The catalogue is at {address}  (stop: Ctrl+C)"))
        finally:
            follower.stop()


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option("--language", default=LANGUAGE, show_default=True, help="Of a calendar: the language it is written in.")
def import_(file: Path, dry_run: bool, as_json: bool, language: str) -> None:
    """Import FILE: a spreadsheet (CSV, XLSX), JSON Lines, MARC (.mrc, .xml, .marcxml), a calendar (.ics), or topics as SKOS
    (.ttl, .jsonld).

    Exit code 1 when something was refused.
    """
    if not is_language(language):
        raise click.BadParameter(f"“{language}” is no language code such as lv or uk.", param_hint="--language")
    with _catalogue() as catalogue:
        imported = _import(catalogue, file, dry_run, language)
    if as_json:
        click.echo(json.dumps(report.as_json(imported), ensure_ascii=False))
    else:
        _tell(imported)
    if imported.refusals:
        sys.exit(1)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """Export every record to FILE: .csv, .xlsx or .jsonl; the published resources alone, as MARC 21 (.mrc, .xml), MODS
    (.mods.xml) or Dublin Core (.dc.xml); or the topics alone, as SKOS: .ttl or .jsonld.
    """
    with _catalogue() as catalogue:
        count = cataloguing.export_file(catalogue.database, file)
    click.echo(f"{count} records were written to {file}.")


@commands.command("check-links")
@click.option("--after-days", default=links.AFTER_DAYS, show_default=True, help="Days until an address is asked again.")
@click.option("--most", default=links.MOST_ASKED, show_default=True, help="Addresses to ask at the utmost.")
def check_links(after_days: int, most: int) -> None:
    """Ask the addresses that records name whether they still answer; a link is broken when it has failed on two days."""
    with _catalogue() as catalogue, _progress("Asking") as tell:
        guest = Guest(Limits(agent=_agent(catalogue.settings)))
        done = links.Links(catalogue.database).check(guest.look, datetime.now(UTC), after_days, most, tell)
    click.echo(f"{done.asked} of {done.known} addresses were asked; {done.failed} failed. Broken: {done.broken}.")


def _agent(kept: settings.Settings) -> str:
    """What servers are told of us: where the catalogue is found, or at least what it is called."""
    found = kept.hosts[0] if kept.hosts else kept.name
    return f"{USER_AGENT} ({found.encode('ascii', 'ignore').decode().strip() or 'link check'})"


@commands.group()
def notes() -> None:
    """Read what visitors have told the libraries they miss."""


@notes.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def notes_list(as_json: bool) -> None:
    """Show every note, the latest first."""
    with _catalogue() as catalogue:
        found = Notes(catalogue.database).all()
    if as_json:
        click.echo(json.dumps([{**asdict(note), "day": str(note.day)} for note in found], ensure_ascii=False))
        return
    for note in found:
        click.echo(f"{note.day}  {note.language:5}  {note.branch or '-'}  {' '.join(note.words.split())}")
        if note.search:
            click.echo(f"            {note.search}")
    if not found:
        click.echo("There are no notes.")


@notes.command("clear")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The first day whose notes stay.")
def notes_clear(before: datetime) -> None:
    """Throw away the notes left before a day."""
    with _catalogue() as catalogue:
        count = Notes(catalogue.database).clear(before.date())
    click.echo(f"{count} notes were thrown away.")


@commands.group()
def files() -> None:
    """Look after the files that were brought to the desk."""


@files.command("sweep")
def files_sweep() -> None:
    """Throw away the files that no revision of any record names."""
    with _catalogue() as catalogue:
        count = Files(catalogue.database).sweep()
    click.echo(f"{count} files were thrown away.")


@commands.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup_(file: Path) -> None:
    """Copy the whole catalogue to FILE, while it is used."""
    with _catalogue() as catalogue:
        _copies(catalogue).write(file)
    click.echo(f"The catalogue was copied to {file}.")


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the copy in FILE in the place of the catalogue; what was there is kept."""
    with _catalogue() as catalogue:
        restored = _copies(catalogue).restore(file)
        with _progress("Indexing") as tell:
            catalogue.indexer.rebuild(tell)
    click.echo(
        f"The catalogue is that of {file}: {restored.rows['records']} records in {restored.rows['changes']} changes, every table"
        f" compared. What was there before was copied to {restored.before}."
    )


def _copies(catalogue: Catalogue) -> Copies:
    return Copies(catalogue.database, catalogue.settings.backup_folder)


@commands.group()
def index() -> None:
    """Look after the index."""


@index.command("rebuild")
def index_rebuild() -> None:
    """Build the index anew; searching goes on meanwhile."""
    with _catalogue() as catalogue, _progress("Indexing") as tell:
        count = catalogue.indexer.rebuild(tell)
        catalogue.indexer.catch_up()
    click.echo(f"The index holds {count} records.")


@index.command("check")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def index_check(as_json: bool) -> None:
    """Compare the index with the catalogue. Exit code 1 when they differ."""
    with _catalogue() as catalogue:
        drift = catalogue.indexer.check()
    if as_json:
        click.echo(json.dumps(asdict(drift)))
    elif drift.is_none:
        click.echo("The index and the catalogue agree.")
    else:
        click.echo(
            f"{len(drift.missing)} records are missing from the index, {len(drift.stale)} are there in an older form,"
            f" {len(drift.extra)} should not be there. Run: catalogue index rebuild"
        )
    if not drift.is_none:
        sys.exit(1)


@index.command("follow")
def index_follow() -> None:
    """Keep the index up to date for pages that another server serves; ends with Ctrl+C."""
    with _catalogue() as catalogue:
        follower = Follower(catalogue.indexer, rebuild_in_child)
        follower.start()
        click.echo("Following the change log (stop: Ctrl+C)")
        try:
            follower.join()
        except KeyboardInterrupt:
            follower.stop()


@commands.group()
def staff() -> None:
    """Look after the staff of the desk."""


@staff.command("add")
@click.argument("name")
@click.option("--full-name", default="", help="The name colleagues read.")
@click.option("--role", type=click.Choice([each.value for each in Role]), required=True)
@click.option("--library", default="", help="Key of the branch they work for; administrators need none.")
@click.option("--language", default="en", show_default=True, help="The desk's language for them.")
@click.option("--account", default="", help=_ACCOUNT)
def staff_add(name: str, full_name: str, role: str, library: str, language: str, account: str) -> None:
    """Take on NAME, and show the password made for them."""
    with _catalogue() as catalogue:
        person = Member(name, full_name, Role(role), library, language, account=account)
        password = Staff(catalogue.database).add(person)
    click.echo(f"{name} signs in with this password, which is shown only now: {password}")


@staff.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def staff_list(as_json: bool) -> None:
    """Show everybody, those let go too."""
    with _catalogue() as catalogue:
        everybody = Staff(catalogue.database).all()
    if as_json:
        click.echo(json.dumps([asdict(each) for each in everybody], ensure_ascii=False, default=str))
        return
    for each in everybody:
        state = "" if each.is_active else "  (let go)"
        click.echo(f"{each.name:20} {each.role:14} {each.library or '-':20} {each.full_name}{state}")


@staff.command("password")
@click.argument("name")
def staff_password(name: str) -> None:
    """Make a new password for NAME and end their sessions."""
    with _catalogue() as catalogue:
        password = Staff(catalogue.database).reset_password(name)
    click.echo(f"{name} signs in with this password, which is shown only now: {password}")


@staff.command("change")
@click.argument("name")
@click.option("--role", type=click.Choice([each.value for each in Role]))
@click.option("--library", help="Key of the branch they work for.")
@click.option("--account", help=_ACCOUNT)
@click.option("--let-go/--take-back", "is_let_go", default=None, help="Whether they may sign in no longer, or again.")
def staff_change(name: str, role: str | None, library: str | None, account: str | None, is_let_go: bool | None) -> None:
    """Give NAME another role, library or account, let them go or take them back."""
    with _catalogue() as catalogue:
        people = Staff(catalogue.database)
        member = people.get(name)
        people.change(
            replace(
                member,
                role=Role(role) if role else member.role,
                library=member.library if library is None else library,
                account=member.account if account is None else account,
                is_active=member.is_active if is_let_go is None else not is_let_go,
            )
        )


@commands.group()
def translations() -> None:
    """Look after the translations of the interface."""


@translations.command("update")
def translations_update() -> None:
    """Collect the messages anew and bring every language's file up to date with them."""
    checking.update(settings.PROJECT)


@translations.command("check")
def translations_check() -> None:
    """Say what is missing or wrong in the translations. Exit code 1 when something is."""
    faults = checking.faults(settings.PROJECT)
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("The translations are complete.")


@translations.command("list")
def translations_list() -> None:
    """Show how far each language is."""
    for state in checking.states(settings.PROJECT):
        reviewed = "read by a native speaker" if state.is_reviewed else "not read by a native speaker"
        click.echo(
            f"{state.interface.code:6} {state.translated} of {state.messages}  {reviewed}  {state.interface.own_name}"
        )


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def doctor(as_json: bool) -> None:
    """Say what is well and what is not. Exit code 1 when something is broken."""
    catalogue = open_catalogue(_settings())
    try:
        findings = health.examine(catalogue.settings, catalogue.database, catalogue.indexer)
    finally:
        catalogue.close()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{finding.state:8} {finding.name:10} {finding.sentence}")
    if not health.is_serviceable(findings):
        sys.exit(1)


def _settings() -> settings.Settings:
    return settings.load(settings.home())


@contextmanager
def _catalogue() -> Iterator[Catalogue]:
    catalogue = open_current(_settings())
    try:
        yield catalogue
    finally:
        catalogue.close()


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A line that moves on a terminal, and nothing elsewhere."""
    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_console, transient=True, disable=not _console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done: bar.update(task, completed=done)


def _import(catalogue: Catalogue, file: Path, is_trial: bool, language: str = LANGUAGE) -> Imported:
    with _progress("Importing") as tell:
        if is_trial:
            return cataloguing.try_import(catalogue.database, file, tell, language=language)
        imported = cataloguing.import_file(catalogue.database, file, BY, tell, language=language)
    with _progress("Indexing") as tell:
        try:
            catalogue.indexer.catch_up()
        except IndexUnusable:
            catalogue.indexer.rebuild(tell)
        except IndexBusy:
            click.echo("Another program keeps the index; it will find the new records in a moment.", err=True)
    return imported


def _tell(imported: Imported) -> None:
    for line in report.faults(imported):
        click.echo(line, err=True)
    click.echo(report.summary(imported))


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) or "catalogue init" in text else f"{text}."
