"""``POST /{phone-number-id}/messages``: every check in the platform's order, then the taking."""

from collections.abc import Callable

from salon_desktop.practice import free_messages
from salon_desktop.practice.account import Account, Trouble
from salon_desktop.practice.content import Content
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.limits import PairLimit, PeopleLimit, ThroughputLimit
from salon_desktop.practice.network import Network
from salon_desktop.practice.numbers import is_user_id, recipient_number, wa_id
from salon_desktop.practice.phone_book import PhoneBook
from salon_desktop.practice.phone_model import Phone
from salon_desktop.practice.reading import JsonObject, object_in, objects_in, text_in
from salon_desktop.practice.settings import PracticeSettings
from salon_desktop.practice.taken import Journey, TakenMessage
from salon_desktop.practice.template_book import TemplateBook
from salon_desktop.practice.template_sending import TemplateSending, check_sendable
from salon_desktop.practice.timeline import Clock

_FREE: dict[str, Callable[[JsonObject], Content]] = {
    "text": free_messages.text_content,
    "interactive": free_messages.interactive_content,
    "reaction": free_messages.reaction_content,
}
_KEY_LIMIT = 512


class MessageDoor:
    """Takes or refuses messages. The caller holds the platform's lock."""

    def __init__(
        self,
        settings: PracticeSettings,
        clock: Clock,
        ids: Identifiers,
        account: Account,
        templates: TemplateBook,
        phones: PhoneBook,
        network: Network,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._ids = ids
        self._account = account
        self._templates = templates
        self._phones = phones
        self._network = network
        self._throughput = ThroughputLimit(settings.throughput_per_second)
        self._pairs = PairLimit(settings.pair_seconds, settings.pair_burst)
        self._people = PeopleLimit()

    def people_used(self) -> int:
        """People counted against the limit in the last 24 hours."""
        return self._people.used(self._clock())

    def mark_read(self, body: JsonObject) -> JsonObject:
        """Two blue ticks for one of the client's messages; raises GraphRefusal."""
        _check_product(body)
        message_id = text_in(body, "message_id")
        for phone in self._phones.all():
            shown = phone.find(message_id) if message_id else None
            if shown is not None and shown.direction == "from-client":
                return {"success": True}
        raise GraphRefusal(131009, "message_id: no such message from a client")

    def take(self, body: JsonObject) -> tuple[JsonObject, Journey]:
        """Checks and takes one message; returns the answer and the message on its way."""
        _check_product(body)
        written = text_in(body, "to") or text_in(body, "recipient")
        if not written:
            raise GraphRefusal(100, message="(#100) The parameter to is required.")
        kind, message = self._kind(body)
        key = text_in(body, "biz_opaque_callback_data")
        if key is not None and len(key) > _KEY_LIMIT:
            raise GraphRefusal(100, f"biz_opaque_callback_data: {_KEY_LIMIT} characters at most")
        phone, by_user_id = self._recipient(body, kind)
        now = self._clock()
        self._throughput.take(now)
        self._pairs.take(phone.number, now)
        content = self._content(kind, message)
        refused = self._allowance(phone, content)
        in_window = phone.window_open(now)
        if refused is None and content.template is not None and not in_window:
            self._people.count(phone.number, now)
        journey = Journey(
            message=TakenMessage(
                id=self._ids.next_message(),
                key=key,
                to=phone.number,
                kind=kind,
                template=content.template.name if content.template else None,
                language=content.template.language if content.template else None,
                category=content.category,
                text=content.text,
                time=now,
            ),
            content=content,
            plan=self._network.plan_for(phone.number),
            by_user_id=by_user_id,
            quotes=text_in(object_in(body, "context") or {}, "message_id"),
            refused=refused,
            in_window=in_window,
            paced=content.template is not None and content.template.paced,
        )
        self._network.accept(journey)
        return _answer(journey, written, phone), journey

    def _kind(self, body: JsonObject) -> tuple[str, JsonObject]:
        kind = text_in(body, "type") or "text"
        if kind != "template" and kind not in _FREE:
            raise GraphRefusal(131051, "type: not supported by the practice platform")
        message = object_in(body, kind)
        if message is None:
            raise GraphRefusal(131008, f"{kind}: required for this type")
        return kind, message

    def _recipient(self, body: JsonObject, kind: str) -> tuple[Phone, bool]:
        written = text_in(body, "to")
        number = (
            recipient_number(written, self._settings.business_calling_code) if written else None
        )
        if number == self._account.number:
            raise GraphRefusal(131021)
        allowed = self._settings.test_recipients
        if allowed is not None and number is not None and number not in allowed:
            raise GraphRefusal(131030, "Add the recipient to the allowed list of the test number.")
        self._account.refuse_if(Trouble.POLICY, Trouble.LOCKED)
        self._account.refuse_if(Trouble.NOT_REGISTERED, Trouble.MAINTENANCE)
        if Trouble.PAYMENT not in self._asynchronous:
            self._account.refuse_if(Trouble.PAYMENT)
        phone = self._phones.at(number) if number else self._by_user_id(body, kind)
        if phone.blocked_by_business:
            raise GraphRefusal(130403)
        return phone, number is None

    def _by_user_id(self, body: JsonObject, kind: str) -> Phone:
        user_id = text_in(body, "recipient") or ""
        if not is_user_id(user_id):
            raise GraphRefusal(131009, "recipient: not a scoped user id")
        phone = self._phones.by_user_id(user_id)
        if phone is None:
            raise GraphRefusal(100, "recipient: not a user of this portfolio")
        if kind == "template" and self._category_of(body) == "AUTHENTICATION":
            raise GraphRefusal(131062)
        return phone

    def _category_of(self, body: JsonObject) -> str | None:
        wanted = object_in(body, "template") or {}
        language = text_in(object_in(wanted, "language") or {}, "code") or ""
        template = self._templates.find(text_in(wanted, "name") or "", language)
        return template.category if template else None

    def _content(self, kind: str, message: JsonObject) -> Content:
        if kind != "template":
            return _FREE[kind](message)
        name = text_in(message, "name")
        language = text_in(object_in(message, "language") or {}, "code")
        if not name or not language:
            raise GraphRefusal(131008, "template: name and language.code are required")
        template = check_sendable(self._templates.find(name, language), name)
        content = TemplateSending(
            template, objects_in(message, "components"), self._settings.bad_text_code
        ).content()
        if template.category == "MARKETING":
            self._account.refuse_if(Trouble.MARKETING_DISABLED)
        if template.category == "UTILITY":
            self._account.refuse_if(Trouble.UTILITY_CAP)
        return content

    def _allowance(self, phone: Phone, content: Content) -> int | None:
        """A code that is reported later as a failed status; others are raised here."""
        now = self._clock()
        code = None
        if content.template is None:
            code = None if phone.window_open(now) else 131047
        elif Trouble.SPAM in self._account.troubles:
            code = 131048
        elif not phone.window_open(now):
            limit = self._settings.recipients_limit(self._account.limit)
            code = None if self._people.admits(phone.number, now, limit) else 131048
        if code is None and not phone.has_whatsapp:
            code = 131026
        if code is not None and code not in self._asynchronous:
            raise GraphRefusal(code, _WHY.get(code, ""))
        return code

    @property
    def _asynchronous(self) -> frozenset[int]:
        return self._settings.asynchronous_codes


_WHY = {
    131047: "More than 24 hours have passed since the recipient last replied to the sender number.",
    131048: "Too many people were written to, or messages were reported as spam.",
    131026: "Unable to deliver message: the recipient is not on WhatsApp.",
}


def _check_product(body: JsonObject) -> None:
    if body.get("messaging_product") != "whatsapp":
        raise GraphRefusal(100, message="(#100) The parameter messaging_product is required.")


def _answer(journey: Journey, written: str, phone: Phone) -> JsonObject:
    contact: JsonObject = {"input": written}
    if journey.by_user_id:
        contact["user_id"] = written
    else:
        contact["wa_id"] = wa_id(phone.number)
    message: JsonObject = {"id": journey.message.id}
    if journey.content.template is not None:
        message["message_status"] = "held_for_quality_assessment" if journey.paced else "accepted"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]}
