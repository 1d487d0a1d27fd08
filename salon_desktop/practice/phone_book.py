"""All phones the practice platform knows, found by number or scoped user id."""

from collections.abc import Callable

from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.numbers import country_of
from salon_desktop.practice.phone_model import Phone
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.settings import PracticeSettings


class PhoneBook:
    """Phones by number, in the order in which they appeared. The platform's lock guards it."""

    def __init__(self, settings: PracticeSettings, ids: Identifiers) -> None:
        self._settings = settings
        self._ids = ids
        self._phones: dict[str, Phone] = {}
        self._listeners: list[Callable[[str], None]] = []

    def all(self) -> list[Phone]:
        """Every phone."""
        return list(self._phones.values())

    def at(self, number: str) -> Phone:
        """The phone with this number (``+`` and digits), made on first use."""
        phone = self._phones.get(number)
        if phone is None:
            phone = Phone(
                number=number,
                name="~",
                user_id=self.new_user_id(number),
                has_whatsapp=self._settings.everyone_has_whatsapp,
            )
            self._phones[number] = phone
        return phone

    def by_user_id(self, user_id: str) -> Phone | None:
        """The phone of a scoped user id, if this business knows it."""
        for phone in self._phones.values():
            if user_id in (phone.user_id, phone.parent_user_id):
                return phone
        return None

    def move(self, phone: Phone, number: str) -> None:
        """The person takes another number; the scoped user id changes with it.

        Raises ValueError when somebody else has that number.
        """
        if number in self._phones:
            raise ValueError("somebody else has that number")
        del self._phones[phone.number]
        phone.number = number
        phone.user_id = self.new_user_id(number)
        self._phones[number] = phone

    def new_user_id(self, number: str) -> str:
        """A scoped user id for a number."""
        return f"{country_of(number)}.{self._ids.digits('user ' + number)}"

    def identity(self, phone: Phone) -> JsonObject:
        """Member of ``contacts``: name and whichever ids the person's settings let through."""
        contact: JsonObject = {"profile": {"name": phone.name}}
        if phone.username is not None:
            contact["profile"]["username"] = phone.username
        if not phone.number_hidden:
            contact["wa_id"] = phone.number.removeprefix("+")
        if self._settings.user_ids or phone.number_hidden:
            contact["user_id"] = phone.user_id
            if phone.parent_user_id is not None:
                contact["parent_user_id"] = phone.parent_user_id
        return contact

    def sender(self, phone: Phone) -> JsonObject:
        """The ids of an inbound message's sender."""
        ids: JsonObject = {}
        if not phone.number_hidden:
            ids["from"] = phone.number.removeprefix("+")
        if self._settings.user_ids or phone.number_hidden:
            ids["from_user_id"] = phone.user_id
            if phone.parent_user_id is not None:
                ids["from_parent_user_id"] = phone.parent_user_id
        return ids

    def watch(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Calls ``listener`` with the number whenever a phone changes; returns the way to stop.

        The call comes from whichever thread made the change.
        """
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def changed(self, number: str) -> None:
        """Tells the listeners."""
        for listener in tuple(self._listeners):
            listener(number)
