"""The mark by which messages that are said later are found for translation."""


def _(message: str) -> str:
    """The message itself; collecting the translations knows it by this name."""
    return message
