"""What to say when the world is unwell: the network, the platform, the keyring, the disk."""

from salon_desktop.application.explaining.code_words import code_words, is_explained
from salon_desktop.application.explaining.parts import Notice, Tone
from salon_desktop.application.failures import (
    DiskFull,
    DiskTrouble,
    EngineTooOld,
    FileBusy,
    FileDamaged,
    FileIsNewer,
    FileTrouble,
    FolderNotWritable,
    KeyMissing,
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
    OutsideTrouble,
    RelayRefusedDesk,
    RelayUnreachable,
    SecretsUnavailable,
    WrongKey,
)
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats


def trouble_notice(
    problem: OutsideTrouble | FileTrouble, words: Catalog, formats: Formats
) -> Notice:
    """Return what happened outside and what to do about it."""
    match problem:
        case MessagingRefused(code=code):
            return code_words(code, words)
        case MessagingOffline(code=int() as code) if is_explained(code):
            return code_words(code, words)
        case OutsideTrouble():
            return _outside(problem, words)
        case _:
            return _file(problem, words)


def _outside(problem: OutsideTrouble, words: Catalog) -> Notice:
    match problem:
        case MessagingOffline():
            return _trouble(
                words._("WhatsApp could not be reached; nothing was sent."),
                words._("Messages wait and leave by themselves. Check the network if it lasts."),
            )
        case MessagingUnclear():
            return _trouble(
                words._("No answer came from WhatsApp: it may have been done or not."),
                words._("Do not repeat it. Wait for the news, or ask the client by phone."),
            )
        case RelayUnreachable():
            return _trouble(
                words._("The relay cannot be reached, so answers of clients do not come in."),
                words._("Sending waits until then. Check the network and the relay's address."),
            )
        case RelayRefusedDesk():
            return _trouble(
                words._("The relay does not know the key of this desk."),
                words._("Enter the relay's key again under Salon, WhatsApp account."),
            )
        case SecretsUnavailable():
            return _trouble(
                words._("The system's keyring is locked or missing, so nothing can be sent."),
                words._("Unlock the keyring, or enter token and secret of the account again."),
            )
        case _:
            return _trouble(
                words._("Something outside the program does not work."),
                words._("Wait a little and try again."),
            )


def _file(problem: FileTrouble, words: Catalog) -> Notice:
    match problem:
        case WrongKey():
            return _trouble(
                words._("This key does not open the salon's file; nothing was changed."),
                words._("Check passphrase or recovery code, letter by letter, and try again."),
            )
        case KeyMissing():
            return _trouble(
                words._("The salon's file is here, but its key is not on this computer."),
                words._("Enter the recovery code that was shown when the salon was set up."),
            )
        case FileIsNewer():
            return _trouble(
                words._("The salon's file was written by a newer version of the program."),
                words._("Install that version or a later one; the file was left as it is."),
            )
        case FileDamaged():
            return _trouble(
                words._("The salon's file is damaged. It is kept and nothing is written to it."),
                words._("Restore the newest backup; you will see its day first."),
            )
        case EngineTooOld():
            return _trouble(
                words._("A part of this installation is too old to keep the file safe."),
                words._("Install the program again from its own package."),
            )
        case DiskFull():
            return _trouble(
                words._("The disk is full, so this was not saved. What was saved before is safe."),
                words._("Make room on the disk and try again; no restart is needed."),
            )
        case FileBusy():
            return _trouble(
                words._("Another program is using the salon's file, so this was not saved."),
                words._("Wait a little and try again; close other programs that read the file."),
            )
        case DiskTrouble():
            return _trouble(
                words._("The disk does not read or write as it should; this was not saved."),
                words._("Try again; if it lasts, check disk and cable before anything else."),
            )
        case FolderNotWritable():
            return _trouble(
                words._("Nothing can be written into the salon's folder."),
                words._("Check whether the disk is read-only and whether you may write there."),
            )
        case _:
            return _trouble(
                words._("The salon's file cannot be used at the moment."),
                words._("Close the program and open it again; if it lasts, restore a backup."),
            )


def _trouble(text: str, advice: str) -> Notice:
    return Notice(Tone.TROUBLE, text, advice)
