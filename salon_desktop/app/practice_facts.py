"""Where a practice folder's WhatsApp answers, as its own process wrote it down."""

import json
from typing import Any, ClassVar

from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.places import DataFolder


class NoPracticeHere(DomainError):
    """The folder is no practice folder, or its practice platform does not run."""

    code: ClassVar[str] = "no_practice_here"


def practice_facts(folder: DataFolder) -> dict[str, Any]:
    """Return what the running practice platform told; raises NoPracticeHere."""
    try:
        facts: dict[str, Any] = json.loads(folder.practice.read_text("utf-8"))
    except (FileNotFoundError, ValueError) as none:
        raise NoPracticeHere from none
    if "graph_url" not in facts:
        raise NoPracticeHere
    return facts
