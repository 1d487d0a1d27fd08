"""Settings of this computer: one frozen value, one default each; never a secret, never a person.

What belongs to the salon (hours, policies, account ids) lies in the salon's file with its history.
"""

from dataclasses import dataclass

SCHEMES = ("light", "dark", "system")
LANGUAGES = ("it", "de", "ro", "fi", "en")


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What this computer remembers; raises ValueError for a value that makes no sense.

    ``language`` None means the salon's, ``text_percent`` scales the face, ``folder_id`` names this
    data folder's entries in the keyring, ``window_place`` is where the window was closed.
    """

    language: str | None = None
    scheme: str = "system"
    text_percent: int = 100
    folder_id: str = ""
    desk_name: str = ""
    backup_folder: str = ""
    window_place: str = ""

    def __post_init__(self) -> None:
        if self.language is not None and self.language not in LANGUAGES:
            raise ValueError("language is not one of the five")
        if self.scheme not in SCHEMES:
            raise ValueError("scheme is light, dark or system")
        if not 100 <= self.text_percent <= 200:
            raise ValueError("text_percent must be 100..200")
