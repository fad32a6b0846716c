"""The formats a record leaves and arrives in: the spreadsheet, JSON Lines, MARC and its kin, and SKOS for topics."""

from catalogue.exchange.tables import Unreadable

__all__ = ["Unreadable"]
