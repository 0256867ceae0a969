"""Errors of the search room.

SearchError
├── QueryTooCostly      the query is over a limit; names what and the limit
└── IndexUnavailable    no generation can be read
"""


class SearchError(Exception):
    """Anything the search room raises on purpose."""


class QueryTooCostly(SearchError):
    """`q` is over a limit; the message says which and how to mend it."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


class IndexUnavailable(SearchError):
    """The index is missing, foreign or damaged and has not been rebuilt yet."""

    def __init__(self, fault: str | None) -> None:
        super().__init__(fault or "the index is closed")
