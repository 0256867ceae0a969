"""Errors of the reading room: documents that cannot be read; the service turns them into problem+json."""


class UnreadableDocument(Exception):
    """A document that cannot be read; `code` is stable, the message says what to do.

    Codes: `empty`, `too_large`, `unknown_type`, `encrypted`, `damaged`, `no_text`, `too_slow`, `not_a_digest`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
