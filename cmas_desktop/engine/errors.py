"""The family of errors: each carries one sentence that a person can act on."""


class CmasError(Exception):
    """The root of all errors that this product raises on purpose.

    The text says what happened, what is safe, and what to do, in words for the person at the screen.
    """


class BankError(CmasError):
    """A bank file was refused whole; the text names file, item and field."""


class BlueprintError(CmasError):
    """A blueprint file contradicts itself or lacks a field."""


class AssemblyError(CmasError):
    """No form exists within the constraints; the text names the one that is short and by how many."""


class JournalError(CmasError):
    """A journal is broken: a gap, a wrong hash, or an event that cannot follow the one before it."""


class StoreError(CmasError):
    """The database could not be read or written."""


class StoreFullError(StoreError):
    """There is no room on the disk: nothing of the event was stored."""


class StoreDamagedError(StoreError):
    """The database contradicts itself: it is to be closed and built anew from the second copies."""


class ReportError(CmasError):
    """A report could not be made or written."""


class ResponseError(CmasError):
    """A table of responses was refused whole; the text names file, line and column where there are any."""


class CancelledError(CmasError):
    """Something was stopped on purpose before it was done."""

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__("Stopped. Nothing was changed.")
