"""What people look for: how many searches there are, in which languages and libraries, what for, and what is not there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.tally import NOTHING, WORDS, Told
from catalogue.discovery.wants import TOPIC, WORD, parts_of
from catalogue.exchange.cells import as_csv
from catalogue.languages import Wording
from catalogue.records.asked import SEEN_DAYS, Count, LookedFor, Missed, Scope
from catalogue.records.staff import Permission, permissions
from catalogue.web import current
from catalogue.web.desk.plots import Plot, Point, columns, length
from catalogue.web.desk.workplace import member, workplace
from catalogue.web.pages.results import NAMED_FILTERS, facet_label

PERIODS = ("month", "year")
MONTH_DAYS = 30
_FULL = 100


@dataclass(frozen=True)
class CountRow:
    """A line of a table of counts; `length` is how long its bar is, in hundredths of the longest."""

    label: str
    number: str
    empty: str
    length: float = 0.0


@dataclass(frozen=True)
class WordsRow:
    """Something that was looked for; `url` searches for it, empty when it has no words of its own."""

    label: str
    words: str
    languages: str
    days: str
    number: str
    empty: str
    empty_said: str
    url: str


@dataclass(frozen=True)
class MissedRow:
    """Something that found nothing, with the words it was looked for in; `describe_url` begins a description of it."""

    row: WordsRow
    said: tuple[WordsRow, ...]
    describe_url: str


@dataclass(frozen=True)
class Stretch:
    """A plot's bars as lines of a table too, with the names of the first and the last."""

    plot: Plot
    title: str
    rows: tuple[CountRow, ...]
    most: str
    first: str
    last: str


def show() -> str:
    """`/desk/looked-for?period=…&language=…&branch=…`"""
    wording, place = current.wording(), workplace()
    period, scope = _asked(date.today())
    told = place.tally.told(scope)
    names = _names()
    total = sum(told.days.values(), Count(0, 0))
    return render_template(
        "desk/looked_for.html",
        is_off=place.tally.counted == NOTHING,
        has_words=place.tally.counted == WORDS,
        period=period,
        language=scope.language,
        branch=scope.branch,
        periods=[("month", wording.say("the last 30 days")), ("year", wording.say("the last twelve months"))],
        languages=[(code, language_of(code, wording)) for code in _codes()],
        branches=_branches(),
        chosen=_address(period, scope),
        total=_total(total, wording),
        stretch=_stretch(told, period, scope, wording) if total.number else None,
        by_language=count_rows({language_of(code, wording): n for code, n in told.languages.items()}, wording),
        by_branch=count_rows(_by_branch(told, names, wording), wording),
        asked=[words_row(each, names, wording) for each in told.asked],
        missed=missed_rows(told.missed, names, wording),
        least=SEEN_DAYS,
        may_forget=Permission.PUBLISH in permissions(member().role),
    )


def save(table: str) -> Response:
    """`/desk/looked-for/<table>.csv`: the `days` or the `words` as a spreadsheet."""
    _, scope = _asked(date.today())
    told = workplace().tally.told(scope)
    written = _days_file(told) if table == "days" else _words_file(told, _names(), current.wording())
    answer = FlaskResponse(written.encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=looked-for-{table}.csv"
    return answer


def forget() -> Response:
    """`/desk/looked-for/forget`: words that nobody should have to see."""
    wording = current.wording()
    if workplace().tally.forget(request.form.get("words", "")):
        flash(wording.say("Forgotten."))
    period, scope = _asked(date.today())
    return redirect(url_for("desk.looked_for", **_address(period, scope)), 303)  # type: ignore[arg-type]


def missed_rows(missed: Iterable[Missed], names: Mapping[str, str], wording: Wording) -> list[MissedRow]:
    """What found nothing, to be shown."""
    return [
        MissedRow(
            words_row(each.looked_for, names, wording),
            tuple(words_row(said, names, wording) for said in each.said),
            url_for("desk.begin", type="resource", topic=_topic(each.looked_for.want, names)),
        )
        for each in missed
    ]


def words_row(looked_for: LookedFor, names: Mapping[str, str], wording: Wording) -> WordsRow:
    """One thing looked for: by its words, or by what they are about."""
    words, count = looked_for.words, looked_for.count
    return WordsRow(
        words or label_of(looked_for.want, names, wording),
        words,
        wording.listed(language_of(code, wording) for code in looked_for.languages),
        wording.say_count("on %(count)s day", "on %(count)s days", looked_for.days),
        wording.number(count.number),
        wording.number(count.empty),
        wording.say_count("%(count)s search found nothing", "%(count)s searches found nothing", count.empty),
        url_for("public.search", lang=_open_language(looked_for.languages), q=words) if words else "",
    )


def label_of(want: str, names: Mapping[str, str], wording: Wording) -> str:
    """What a want is called; empty for none."""
    return wording.listed(_part_label(kind, value, names, wording) for kind, value in parts_of(want))


def language_of(code: str, wording: Wording) -> str:
    """What the language of an interface is called."""
    spoken = {each.code: each.spoken for each in current.served().interfaces}
    return wording.label("language", spoken.get(code, code))


def count_rows(counts: Mapping[str, Count], wording: Wording) -> list[CountRow]:
    """Counts by their labels as lines with bars, the largest first."""
    most = max((each.number for each in counts.values()), default=0)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1].number, pair[0]))
    return [_row(label, each, wording, length(each.number, most, _FULL)) for label, each in ordered]


def _asked(today: date) -> tuple[str, Scope]:
    """The period and scope that the address asks for; what is not known is left out."""
    period = request.args.get("period", "")
    period = period if period in PERIODS else PERIODS[0]
    since = _months(today)[0] if period == "year" else today - timedelta(days=MONTH_DAYS - 1)
    language, branch = request.args.get("language", ""), request.args.get("branch", "")
    return period, Scope(
        since, today, language if language in _codes() else "", branch if branch in dict(_branches()) else ""
    )


def _days_file(told: Told) -> str:
    rows = [(day.isoformat(), str(count.number), str(count.empty)) for day, count in told.days.items()]
    return as_csv(("day", "searches", "found nothing"), rows)


def _words_file(told: Told, names: Mapping[str, str], wording: Wording) -> str:
    """What was looked for most and what found nothing, each once; a want said in many ways has no words."""
    missed = [each for group in told.missed for each in (group.looked_for, *group.said)]
    found = {(each.words, "" if each.words else each.want): each for each in (*missed, *told.asked)}
    rows = [
        (
            each.words,
            label_of(each.want, names, wording),
            " | ".join(each.languages),
            *(str(number) for number in (each.days, each.count.number, each.count.empty)),
        )
        for each in found.values()
    ]
    return as_csv(("words", "about", "languages", "days", "searches", "found nothing"), rows)


def _address(period: str, scope: Scope) -> dict[str, str]:
    """The arguments of an address that `_asked` reads the same from."""
    return {"period": period, "language": scope.language, "branch": scope.branch}


def _stretch(told: Told, period: str, scope: Scope, wording: Wording) -> Stretch:
    """The searches of each day, or of each month of a year."""
    if period == "year":
        months = {each: Count(0, 0) for each in _months(scope.until)}
        for day, count in told.days.items():
            months[day.replace(day=1)] += count
        named = [(wording.year_month(day), count) for day, count in months.items()]
        title = wording.say("Searches in each month")
    else:
        days = [scope.since + timedelta(days=place) for place in range(MONTH_DAYS)]
        named = [(wording.month(day), told.days.get(day, Count(0, 0))) for day in days]
        title = wording.say("Searches on each day")
    plot = columns([Point(n.number, n.empty, f"{label}: {wording.number(n.number)}") for label, n in named])
    return Stretch(
        plot,
        title,
        tuple(_row(label, count, wording) for label, count in named),
        wording.number(plot.most),
        named[0][0],
        named[-1][0],
    )


def _months(today: date) -> list[date]:
    """The first days of this month and the eleven before it."""
    at = [today.year * 12 + today.month - 1 - back for back in range(11, -1, -1)]
    return [date(month // 12, month % 12 + 1, 1) for month in at]


def _row(label: str, count: Count, wording: Wording, bar: float = 0.0) -> CountRow:
    return CountRow(label, wording.number(count.number), wording.number(count.empty), bar)


def _total(count: Count, wording: Wording) -> str:
    return " ".join(
        (
            wording.say_count("%(count)s search.", "%(count)s searches.", count.number),
            wording.say_count("%(count)s found nothing.", "%(count)s found nothing.", count.empty),
        )
    )


def _by_branch(told: Told, names: Mapping[str, str], wording: Wording) -> dict[str, Count]:
    """Nothing when no search was made at a library."""
    if not any(told.branches):
        return {}
    elsewhere = wording.say("at no library in particular")
    return {names.get(key, key) if key else elsewhere: count for key, count in told.branches.items()}


def _part_label(kind: str, value: str, names: Mapping[str, str], wording: Wording) -> str:
    if kind == WORD:
        return current.served().search.everyday(value, wording.interface.spoken)
    return facet_label(kind, value, names, wording)


def _topic(want: str, names: Mapping[str, str]) -> str | None:
    return next((value for kind, value in parts_of(want) if kind == TOPIC and value in names), None)


def _open_language(languages: tuple[str, ...]) -> str:
    """The first of these interface languages that is still open."""
    return next((code for code in languages if code in _codes()), current.interface().code)


def _codes() -> tuple[str, ...]:
    return tuple(each.code for each in current.served().interfaces if not each.is_invented)


def _branches() -> list[tuple[str, str]]:
    served = current.served()
    titles = served.reading.titles(current.interface(), "branch")
    return sorted(titles.items(), key=lambda pair: current.wording().sort_key(pair[1]))


def _names() -> Mapping[str, str]:
    return current.served().reading.titles(current.interface(), *NAMED_FILTERS)
