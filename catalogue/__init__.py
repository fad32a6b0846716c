"""Tilts: a multilingual catalogue for libraries that welcome newcomers."""

__version__ = "0.1.0"
