"""The verbs: describing, importing, exporting. Commands in, the records' rules, storage."""

from catalogue.cataloguing.describing import describe
from catalogue.cataloguing.exporting import export_file
from catalogue.cataloguing.importing import IMPORTED_SUFFIXES, Imported, Refusal, import_file, try_import

__all__ = ["IMPORTED_SUFFIXES", "Imported", "Refusal", "describe", "export_file", "import_file", "try_import"]
