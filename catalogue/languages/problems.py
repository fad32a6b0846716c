"""The sentence for every problem code of the records' rules and of imports."""


def _(message: str) -> str:
    """Marks a message for the extraction of translations; says nothing itself."""
    return message


SENTENCES = {
    "bad-key": _("“%(value)s” is no key: use small Latin letters, digits and hyphens, at most 64."),
    "no-title": _("There is no title in any language."),
    "bad-language": _("“%(value)s” is no language code."),
    "too-long": _("The text is longer than %(most)s letters."),
    "control-signs": _("The text holds invisible control signs."),
    "empty-text": _("The text in %(language)s is empty."),
    "unknown-code": _("“%(value)s” is not one of: %(allowed)s."),
    "range-upside-down": _("The range is upside down: from %(low)s to %(high)s."),
    "out-of-range": _("%(value)s is not between %(low)s and %(high)s."),
    "bad-identifier": _("%(scheme)s %(value)s is wrong: its check digit does not fit."),
    "bad-address": _("“%(value)s” is no address beginning with http:// or https://."),
    "bad-country": _("“%(value)s” is no country code of two capital letters."),
    "half-a-coordinate": _("Latitude and longitude are given together or not at all."),
    "bad-hours": _("“%(value)s” is no span of time such as 10:00-18:00."),
    "missing": _("A value is needed here."),
    "ends-before-start": _("It ends before it starts."),
    "broader-than-itself": _("A topic cannot be broader than itself."),
    "unknown-record": _("“%(value)s” is not in the catalogue."),
    "ambiguous": _("“%(value)s” fits more than one record: %(keys)s."),
    "other-type": _("“%(value)s” is another kind of record: %(found)s."),
    "twice": _("“%(value)s” stands in this file already, in row %(row)s."),
    "conflict": _("The record was changed by somebody else meanwhile."),
    "bad-number": _("“%(value)s” is no whole number."),
    "bad-decimal": _("“%(value)s” is no number."),
    "bad-date": _("“%(value)s” is no date such as 2026-03-24."),
    "bad-moment": _("“%(value)s” is no date with a time such as 2026-03-24 17:30."),
    "bad-yes-no": _("“%(value)s” is neither yes nor no."),
    "bad-cell": _("“%(value)s” cannot be read as %(expected)s."),
    "formula": _("The cell holds a formula; put its result there as text."),
    "malformed": _("%(path)s: expected %(expected)s."),
    "not-json": _("The line is no JSON object."),
    "holding-of-nothing": _("The row names no resource of this file or of the catalogue: “%(value)s”."),
    "bad-row": _("The row cannot be read: its quotation marks do not match, or a cell is too long."),
    "not-utf-8": _("The cell is not UTF-8. Save the file as “CSV UTF-8”."),
    "too-many-cells": _("The row has more cells than the first row has columns."),
}
