"""Failures of the outside world that use cases and screens must be able to name.

They carry codes and facts, never sentences: the words depend on the reader's language.
"""


class OutsideTrouble(Exception):
    """Nothing the salon or the program did wrong; trying later may work."""


class MessagingOffline(OutsideTrouble):
    """The platform was certainly not reached or asked to slow down: the message did not leave.

    ``retry_after`` is in seconds where the platform named a pause; ``code`` is its code, if any.
    """

    def __init__(self, retry_after: float | None = None, code: int | None = None) -> None:
        super().__init__(retry_after, code)
        self.retry_after = retry_after
        self.code = code


class MessagingUnclear(OutsideTrouble):
    """The request left and no readable answer came: the message may have been taken."""


class MessagingRefused(OutsideTrouble):
    """The platform understood and said no; repeating it unchanged is pointless.

    ``code`` is the platform's error code, ``details`` its own words (never shown raw to clients),
    ``trace_id`` the id its support asks for.
    """

    def __init__(self, code: int, details: str = "", trace_id: str = "") -> None:
        super().__init__(code, trace_id)
        self.code = code
        self.details = details
        self.trace_id = trace_id


class RelayUnreachable(OutsideTrouble):
    """The relay could not be asked; inbound is not drained."""


class RelayRefusedDesk(OutsideTrouble):
    """The relay does not know this desk's key."""


class SecretsUnavailable(OutsideTrouble):
    """The system keyring is missing, locked or not trustworthy."""


class FileTrouble(Exception):
    """Base of what can be wrong with the salon's file."""


class WrongKey(FileTrouble):
    """The key does not open the salon's file; nothing was changed."""


class KeyMissing(FileTrouble):
    """The salon's file exists but no key for it was found on this machine."""


class FileIsNewer(FileTrouble):
    """The salon's file was written by a newer version of the program."""


class FileDamaged(FileTrouble):
    """The salon's file failed its integrity check."""


class EngineTooOld(FileTrouble):
    """The SQLite inside is older than 3.51.3 and could damage a file (WAL-reset bug)."""


class DiskFull(FileTrouble):
    """The disk is full: nothing was saved, nothing acknowledged was lost."""


class FileBusy(FileTrouble):
    """Another process held the salon's file for longer than was waited; nothing was saved."""


class DiskTrouble(FileTrouble):
    """The disk failed while reading or writing; nothing was saved."""


class FolderNotWritable(FileTrouble):
    """The data folder cannot be written."""
