"""The practice phone's window over the practice platform of this process."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from salon_desktop.app.practice_salon import PracticeSalon
from salon_desktop.app.window import Face
from salon_desktop.practice import PhoneMessage, PhoneState, PracticePlatform
from salon_desktop.ui.practice_phone.port import PhoneBubble, PhonePerson, PhoneTap
from salon_desktop.ui.practice_phone.window import PracticePhone

FROM_CLIENT = "from-client"
UNREAD = "delivered"


class PhoneDoor:
    """Shows and plays the clients' phones."""

    def __init__(self, platform: PracticePlatform) -> None:
        self._platform, self._phones = platform, platform.phones

    def people(self) -> Sequence[PhonePerson]:
        """Return every phone there is."""
        return [_person(state) for state in self._phones.all()]

    def messages(self, number: str) -> Sequence[PhoneBubble]:
        """Return what the phone shows, oldest first."""
        return [_bubble(message) for message in self._phones.messages(number)]

    def say(self, number: str, text: str) -> None:
        """The phone's owner writes to the salon."""
        self._phones.say(number, text)

    def send_photo(self, number: str) -> None:
        """The phone's owner sends a picture."""
        self._phones.send_media(number, "image")

    def tap(self, number: str, message_id: str, index: int) -> None:
        """The phone's owner taps a button."""
        self._phones.tap(number, message_id, index)

    def read(self, number: str) -> None:
        """The phone's owner looks at the chat."""
        self._phones.read(number)

    def watch(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call ``listener`` with a number when its phone changes, from any thread."""
        return self._phones.watch(listener)


def practice_phone(practice: PracticeSalon, face: Face) -> PracticePhone:
    """Return the phone's window beside the salon's, not shown yet."""
    phone = PracticePhone(
        PhoneDoor(practice.world.platform),
        practice.salon.facts.name,
        theme=face.theme,
        words=practice.salon.words,
        formats=lambda: face.desk.formats,
        clock=practice.clock,
        tasks=face.desk.tasks,
    )
    # The program ends with the salon's window; the phone is only beside it.
    phone.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
    return phone


def _person(state: PhoneState) -> PhonePerson:
    last = state.messages[-1] if state.messages else None
    return PhonePerson(
        number=state.number,
        name=state.name,
        is_on=state.has_whatsapp and state.switched_on,
        unread=sum(
            message.direction != FROM_CLIENT and message.status == UNREAD
            for message in state.messages
        ),
        last_text=last.text if last is not None else "",
        last_at=last.time if last is not None else None,
    )


def _bubble(message: PhoneMessage) -> PhoneBubble:
    return PhoneBubble(
        id=message.id,
        mine=message.direction == FROM_CLIENT,
        kind=message.kind,
        text=message.text,
        at=message.time,
        header=message.header,
        footer=message.footer,
        buttons=tuple(
            PhoneTap(button.index, button.text, button.can_answer) for button in message.buttons
        ),
        tapped=message.tapped,
    )
