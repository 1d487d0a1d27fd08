"""What a send shows on the phone, independent of the form in which it was sent."""

from dataclasses import dataclass

from salon_desktop.practice.phone_model import PhoneButton
from salon_desktop.practice.template_model import Template


@dataclass(frozen=True, slots=True)
class Content:
    """Text and buttons of one message; ``template`` for template messages."""

    kind: str
    text: str
    header: str = ""
    footer: str = ""
    buttons: tuple[PhoneButton, ...] = ()
    template: Template | None = None

    @property
    def category(self) -> str:
        """The category that is priced and capped: the template's, or SERVICE."""
        return self.template.category if self.template else "SERVICE"
