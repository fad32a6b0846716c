"""What a file of another system says of one thing: the form in which MARC and calendars are delivered."""

from dataclasses import dataclass

from catalogue.records import Problem, Record


@dataclass(frozen=True)
class Description:
    """One entry of a file: the record it describes, or what is wrong with it; `name` is what people know it by.

    Its topics are headings as worded there, and the libraries it names may be such that nobody here knows. `is_told` is true of
    what another entry of the file says too: such a record is not made, only withdrawn when it is there.
    """

    number: int
    record: Record | None
    problem: Problem | None = None
    name: str = ""
    is_told: bool = False
