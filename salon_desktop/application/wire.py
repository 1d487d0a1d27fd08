"""From a row of the outbox to what the platform is asked to send."""

from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.domain.messaging.inbound import Payload, Verb
from salon_desktop.whatsapp.payloads import (
    ButtonsMessage,
    OutgoingMessage,
    PayloadRefused,
    ReplyButton,
    TemplateMessage,
    TextMessage,
)

BUTTON_VERBS = "button_verbs"


def outgoing(unit: UnitOfWork, message: Message) -> OutgoingMessage:
    """Return the sendable form of a message; raises PayloadRefused where there is none."""
    if message.address is None:
        raise PayloadRefused("not_an_address")
    if message.template is not None:
        return _template(unit, message, message.address, message.template)
    content = message.content or {}
    buttons = [
        ReplyButton(id=button_id, title=title) for button_id, title in content.get("buttons", [])
    ]
    body = str(content.get("body", ""))
    if buttons:
        return ButtonsMessage(key=message.key, to=message.address, body=body, buttons=buttons)
    return TextMessage(key=message.key, to=message.address, body=body)


def _template(unit: UnitOfWork, message: Message, address: str, template: str) -> TemplateMessage:
    verbs = (message.content or {}).get(BUTTON_VERBS, [])
    appointment_key = ""
    if message.appointment_id is not None:
        appointment_key = unit.appointments.get(message.appointment_id).key
    payloads = [str(Payload(verb=Verb(verb), appointment_key=appointment_key)) for verb in verbs]
    return TemplateMessage(
        key=message.key,
        to=address,
        template=template,
        language=message.language,
        parameters=message.parameters,
        button_payloads=payloads,
    )
