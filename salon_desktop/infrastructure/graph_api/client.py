"""Send messages through the Cloud API: the port ``Messenger`` over HTTP."""

from salon_desktop.application.failures import MessagingUnclear
from salon_desktop.application.ports.platform import Accepted
from salon_desktop.infrastructure.graph_api.access import GraphAccess
from salon_desktop.whatsapp.loose_json import objects_at, text_at
from salon_desktop.whatsapp.payloads import OutgoingMessage, graph_body

_HELD = frozenset({"held_for_quality_assessment", "paused"})


class GraphMessenger:
    """Sends each message exactly once; see ``ports.platform.Messenger``."""

    def __init__(self, access: GraphAccess) -> None:
        self._access = access

    def send(self, message: OutgoingMessage) -> Accepted:
        """Send ``message``. A success without a message id counts as unclear."""
        answer = self._access.send(
            f"{self._access.settings.number_id}/messages",
            graph_body(message),
            name=f"message {message.key}",
        )
        sent = next(objects_at(answer, "messages"), {})
        platform_id = text_at(sent, "id")
        if not platform_id:
            raise MessagingUnclear
        contact = next(objects_at(answer, "contacts"), {})
        wa_id = text_at(contact, "wa_id").removeprefix("+")
        return Accepted(
            platform_id=platform_id,
            held=text_at(sent, "message_status") in _HELD,
            user_id=text_at(contact, "user_id"),
            phone=f"+{wa_id}" if wa_id.isascii() and wa_id.isdecimal() else "",
        )
