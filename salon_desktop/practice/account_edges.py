"""Graph calls about the number and the account."""

import threading
from datetime import datetime

from salon_desktop.practice.account import Account, Trouble
from salon_desktop.practice.courier import Courier
from salon_desktop.practice.exchange import Request
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.loopback_post import CallbackTrouble
from salon_desktop.practice.network import Network
from salon_desktop.practice.numbers import phone_number, wa_id
from salon_desktop.practice.paging import chosen, page
from salon_desktop.practice.phone_book import PhoneBook
from salon_desktop.practice.phone_model import Phone
from salon_desktop.practice.reading import JsonObject, objects_in, text_in

_NUMBER_USUAL = (
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
)
_WABA_USUAL = ("name", "timezone_id", "message_template_namespace")


class AccountEdges:
    """Handlers by method and edge; each returns the body of a 200 answer or raises."""

    def __init__(
        self,
        lock: threading.RLock,
        ids: Identifiers,
        account: Account,
        courier: Courier,
        phones: PhoneBook,
        network: Network,
    ) -> None:
        self._lock = lock
        self._ids = ids
        self._account = account
        self._courier = courier
        self._phones = phones
        self._network = network

    def read_number(self, request: Request) -> JsonObject:
        """``GET /{phone-number-id}``."""
        with self._lock:
            return chosen(
                self._account.number_fields(),
                request.query.get("fields"),
                _NUMBER_USUAL,
                "node type (WhatsAppBusinessPhoneNumber)",
            )

    def read_waba(self, request: Request) -> JsonObject:
        """``GET /{waba-id}``."""
        with self._lock:
            return chosen(
                self._account.waba_fields(),
                request.query.get("fields"),
                _WABA_USUAL,
                "node type (WhatsAppBusinessAccount)",
            )

    def change_waba(self, request: Request) -> JsonObject:
        """``POST /{waba-id}``: turns marketing on this API off or on."""
        disabled = request.json().get("disable_marketing_messages_on_cloud_api")
        if not isinstance(disabled, bool):
            raise GraphRefusal(100, "disable_marketing_messages_on_cloud_api: true or false")
        with self._lock:
            if disabled:
                self._account.troubles.add(Trouble.MARKETING_DISABLED)
            else:
                self._account.troubles.discard(Trouble.MARKETING_DISABLED)
        return {"success": True}

    def list_numbers(self, request: Request) -> JsonObject:
        """``GET /{waba-id}/phone_numbers``."""
        return page([self.read_number(request)], {}, "", "")

    def register(self, request: Request) -> JsonObject:
        """``POST /{phone-number-id}/register`` with a pin of six digits."""
        body = request.json()
        if body.get("messaging_product") != "whatsapp":
            raise GraphRefusal(100, message="(#100) The parameter messaging_product is required.")
        pin = str(body.get("pin", ""))
        if len(pin) != 6 or not pin.isascii() or not pin.isdigit():
            raise GraphRefusal(133005, "pin: six digits")
        with self._lock:
            self._account.troubles.discard(Trouble.NOT_REGISTERED)
        return {"success": True}

    def read_subscriptions(self, _request: Request) -> JsonObject:
        """``GET /{waba-id}/subscribed_apps``."""
        with self._lock:
            if not self._account.subscribed:
                return {"data": []}
            app: JsonObject = {
                "whatsapp_business_api_data": {
                    "id": self._account.app_id,
                    "name": "Practice app",
                    "link": "https://www.facebook.com/games/?app_id=" + self._account.app_id,
                }
            }
            if self._account.override_uri is not None:
                app["override_callback_uri"] = self._account.override_uri
            return {"data": [app]}

    def subscribe(self, request: Request) -> JsonObject:
        """``POST /{waba-id}/subscribed_apps``, at will with this account's own receiver.

        The receiver is asked for the handshake first; raises GraphRefusal 2200 when it fails.
        """
        body = request.json(may_be_empty=True)
        uri = text_in(body, "override_callback_uri")
        if uri is not None:
            token = text_in(body, "verify_token")
            if not token:
                raise GraphRefusal(100, message="(#100) The parameter verify_token is required.")
            self.shake_hands(uri, token)
        with self._lock:
            self._account.subscribed = True
            self._account.override_uri = uri
            self._courier.aim(uri or self._account.app_uri)
        return {"success": True}

    def unsubscribe(self, _request: Request) -> JsonObject:
        """``DELETE /{waba-id}/subscribed_apps``: no webhook comes any more."""
        with self._lock:
            self._account.subscribed = False
            self._account.override_uri = None
            self._courier.aim(None)
        return {"success": True}

    def shake_hands(self, uri: str, verify_token: str) -> None:
        """Verifies a receiver; raises GraphRefusal 2200. No lock is held meanwhile."""
        challenge = self._ids.next_digits("challenge", 10)
        try:
            self._courier.caller.handshake(uri, verify_token, challenge)
        except CallbackTrouble as trouble:
            raise GraphRefusal(
                2200,
                message="(#2200) Callback verification failed with the following errors: "
                f"{trouble}",
            ) from None

    def read_blocked(self, _request: Request) -> JsonObject:
        """``GET /{phone-number-id}/block_users``."""
        with self._lock:
            blocked = [phone for phone in self._phones.all() if phone.blocked_by_business]
            return {
                "data": [
                    {"messaging_product": "whatsapp", "wa_id": wa_id(phone.number)}
                    for phone in blocked
                ]
            }

    def block(self, request: Request) -> JsonObject:
        """``POST /{phone-number-id}/block_users``."""
        return self._set_blocked(request, blocked=True)

    def unblock(self, request: Request) -> JsonObject:
        """``DELETE /{phone-number-id}/block_users``."""
        return self._set_blocked(request, blocked=False)

    def message_history(self, request: Request) -> JsonObject:
        """``GET /{phone-number-id}/message_history?message_id=…``: what became of one message."""
        message_id = request.query.get("message_id")
        with self._lock:
            journey = self._network.journey(message_id) if message_id else None
            if journey is None or message_id is None:
                return {"data": []}
            steps: list[tuple[str, datetime]] = [("ACCEPTED", journey.message.time)]
            steps += [
                ("ERROR" if status == "failed" else status.upper(), when)
                for status, when in journey.history
                if status != "dropped"
            ]
            events = [
                {"delivery_status": status, "timestamp": int(when.timestamp())}
                for status, when in steps
            ]
        entry = {
            "id": self._ids.digits("history " + message_id),
            "message_id": message_id,
            "events": {"data": events},
        }
        return {"data": [entry]}

    def _set_blocked(self, request: Request, *, blocked: bool) -> JsonObject:
        body = request.json()
        users = objects_in(body, "block_users")
        if body.get("messaging_product") != "whatsapp" or not users:
            raise GraphRefusal(100, "block_users: messaging_product and users are required")
        done: list[JsonObject] = []
        with self._lock:
            for user in users:
                phone = self._named(user)
                phone.blocked_by_business = blocked
                written = text_in(user, "user") or text_in(user, "user_id") or ""
                done.append({"input": written, "wa_id": wa_id(phone.number)})
        member = "added_users" if blocked else "removed_users"
        return {"messaging_product": "whatsapp", "block_users": {member: done}}

    def _named(self, user: JsonObject) -> Phone:
        user_id = text_in(user, "user_id")
        known = self._phones.by_user_id(user_id) if user_id else None
        if known is not None:
            return known
        try:
            return self._phones.at(phone_number(text_in(user, "user") or ""))
        except ValueError:
            raise GraphRefusal(100, "block_users: no such user") from None
