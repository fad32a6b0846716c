"""What the form of each type of record is made of, section by section."""

from dataclasses import dataclass

from catalogue.languages.marking import _
from catalogue.web.desk.form.reading import Fields
from catalogue.web.desk.form.repeating import Repeating
from catalogue.web.desk.form.rows import (
    CANCELLED,
    CLASSIFICATION,
    CONTACT,
    CONTRIBUTORS,
    EXCEPTIONS,
    HOLDINGS,
    HOURS,
    IDENTIFIERS,
    PLACE,
    Rows,
)
from catalogue.web.desk.form.sections import Sections
from catalogue.web.desk.form.texts import Kind, Texts
from catalogue.web.desk.form.widgets import (
    Checks,
    Choice,
    Day,
    Flag,
    Line,
    Lines,
    Moment,
    Names,
    Number,
    Owner,
    Widget,
    YesNo,
)


@dataclass(frozen=True)
class Section:
    """A part of the form under one heading; `is_rare` ones are folded."""

    heading: str
    widgets: tuple[Widget, ...]
    is_rare: bool = False

    def is_folded(self, fields: Fields) -> bool:
        """True of a rare part in which no row or section has been begun."""
        begun = (widget.places(fields) for widget in self.widgets if isinstance(widget, Rows | Sections))
        return self.is_rare and not any(begun)


_TITLE = Kind("title", "titles", 1)
_SUMMARY = Kind("summary", "summaries", 4)
_NOTE = Kind("note", "notes", 2, is_rare=True)
_FOR_COLLEAGUES = Section(_("For colleagues"), (Owner(),), is_rare=True)

_WHOM = (Checks("audiences", "audiences"), Number("age_from"), Number("age_to"))

_RESOURCE = (
    Section(_("Kind and number"), (Choice("kind", "resource_kinds"), IDENTIFIERS)),
    Section(
        _("Title and description"),
        (Texts((_TITLE, _SUMMARY, Kind("easy", "easy_summaries", 3, is_rare=True), _NOTE)),),
    ),
    Section(_("The article itself, when it is written here"), (Sections(),), is_rare=True),
    Section(
        _("Languages and level"),
        (
            Names("languages", "languages"),
            Names("teaches", "languages"),
            Names("speakers", "languages"),
            Choice("level_from", "levels", is_optional=True),
            Choice("level_to", "levels", is_optional=True),
            Flag("needs_no_reading"),
        ),
    ),
    Section(_("For whom, and about what"), (*_WHOM, Checks("access", "access"), Names("topics", "topics"))),
    Section(_("Where to get it"), (HOLDINGS, Line("url", "ltr"), Line("licence"), YesNo("is_free"))),
    Section(_("Who made it"), (CONTRIBUTORS, Line("publisher"), Line("published_in"), Number("year"))),
    Section(
        _("Edition, series, extent, classification"),
        (Line("edition"), Line("series"), Line("extent"), Line("work"), CLASSIFICATION),
        is_rare=True,
    ),
    _FOR_COLLEAGUES,
)

_ACTIVITY_TEXTS = Texts(
    (
        _TITLE,
        _SUMMARY,
        Kind("cost", "costs", 1, is_rare=True),
        Kind("booking", "bookings", 2, is_rare=True),
        Kind("documents", "documents", 2, is_rare=True),
        _NOTE,
    )
)
_WHO_AND_WHERE = Section(_("Who offers it, and where"), (Names("providers", "providers"), PLACE, CONTACT))
_FOR_THEM = Section(
    _("For whom, and about what"),
    (
        Names("languages", "languages"),
        Names("teaches", "languages"),
        Names("speakers", "languages"),
        *_WHOM,
        Names("topics", "topics"),
        YesNo("is_free"),
    ),
)
_STILL_TRUE = Section(_("Still true?"), (Day("last_checked"), Day("valid_until")))

_INITIATIVE = (
    Section(_("Title and description"), (_ACTIVITY_TEXTS,)),
    _WHO_AND_WHERE,
    Section(_("When"), (HOURS,)),
    _FOR_THEM,
    _STILL_TRUE,
    _FOR_COLLEAGUES,
)

_EVENT = (
    Section(_("Title and description"), (_ACTIVITY_TEXTS,)),
    Section(_("When"), (Moment("starts"), Moment("ends"), Repeating(), CANCELLED, Line("time_zone", "ltr"))),
    _WHO_AND_WHERE,
    _FOR_THEM,
    _STILL_TRUE,
    _FOR_COLLEAGUES,
)

_BRANCH = (
    Section(
        _("Name and how to join"),
        (
            Texts(
                (
                    _TITLE,
                    _SUMMARY,
                    Kind("joining", "who_may_join", 2),
                    Kind("documents", "documents", 2),
                    Kind("cost", "costs", 1),
                    Kind("accessibility", "accessibility", 2),
                    _NOTE,
                )
            ),
        ),
    ),
    Section(_("Where it is"), (PLACE, CONTACT)),
    Section(_("When it is open"), (HOURS, EXCEPTIONS)),
    Section(_("Who works there"), (Names("languages", "languages"),)),
    Section(_("Is it in?"), (Line("availability", "ltr"),)),
)

_ORGANISATION = (
    Section(_("Name"), (Choice("kind", "organisation_kinds"), Texts((_TITLE, _SUMMARY, _NOTE)))),
    Section(_("Where it is"), (PLACE, CONTACT)),
    _FOR_COLLEAGUES,
)

_TOPIC = (
    Section(_("Labels"), (Texts((_TITLE, _SUMMARY, _NOTE)),)),
    Section(_("Among other topics"), (Names("broader", "topics"), Line("notation"), Lines("same_as"))),
)

LAYOUTS: dict[str, tuple[Section, ...]] = {
    "resource": _RESOURCE,
    "initiative": _INITIATIVE,
    "event": _EVENT,
    "branch": _BRANCH,
    "organisation": _ORGANISATION,
    "topic": _TOPIC,
}
