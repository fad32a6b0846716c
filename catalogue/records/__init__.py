"""What the catalogue keeps: resources, branches, organisations, initiatives, events and topics, and the rules they obey.

Knows the standard library only.
"""

from catalogue.records.activity import Activity, Event, Initiative
from catalogue.records.identifier import Identifier
from catalogue.records.library import Branch, Organisation
from catalogue.records.place import Contact, Hours, HoursException, Place
from catalogue.records.plain import RECORD_TYPES, Malformed, from_plain, to_plain
from catalogue.records.problem import Conflict, Problem, Refused
from catalogue.records.record import Record, SourceRecord
from catalogue.records.resource import (
    AttachedFile,
    Classification,
    Contributor,
    Cover,
    Holding,
    Resource,
    Section,
)
from catalogue.records.rules import problems
from catalogue.records.text import Text, Title
from catalogue.records.topic import Topic

__all__ = [
    "RECORD_TYPES",
    "Activity",
    "AttachedFile",
    "Branch",
    "Classification",
    "Conflict",
    "Contact",
    "Contributor",
    "Cover",
    "Event",
    "Holding",
    "Hours",
    "HoursException",
    "Identifier",
    "Initiative",
    "Malformed",
    "Organisation",
    "Place",
    "Problem",
    "Record",
    "Refused",
    "Resource",
    "Section",
    "SourceRecord",
    "Text",
    "Title",
    "Topic",
    "from_plain",
    "problems",
    "to_plain",
]
