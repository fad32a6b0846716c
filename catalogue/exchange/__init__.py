"""The formats a record leaves and arrives in: the spreadsheet and JSON Lines."""

from catalogue.exchange.tables import Unreadable

__all__ = ["Unreadable"]
