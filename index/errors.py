"""What can be wrong with an index as a whole."""


class IndexUnusable(Exception):
    """The index is missing, damaged or of another version: it must be rebuilt. The text says which."""


class IndexBusy(Exception):
    """Somebody else is writing to the index."""
