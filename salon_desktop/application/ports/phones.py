"""Understanding telephone numbers as people type them."""

from typing import Protocol

from salon_desktop.domain.phone import PhoneNumber


class PhoneParser(Protocol):
    """Parses a typed number with the salon's region as the default country."""

    def parse(self, text: str, region: str) -> PhoneNumber:
        """Return the number; raises PhoneNotUnderstood (a DomainError) if it is none."""
