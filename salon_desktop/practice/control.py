"""The control endpoints under ``/practice``: play clients and order trouble from another process.

Every call needs the control key in the header ``X-Practice-Key``; bodies and answers are JSON.
"""

import hmac
from collections.abc import Callable

from salon_desktop.practice.control_phones import PhoneOrders
from salon_desktop.practice.control_platform import PlatformOrders
from salon_desktop.practice.exchange import Answer, Request
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.phones import NothingToTap

_Order = Callable[[Request], object]


class ControlDoor:
    """Answers control calls: 401 without the key, 404 and 405 off the map, 400 for bad orders."""

    def __init__(self, key: str, phones: PhoneOrders, platform: PlatformOrders) -> None:
        self._key = key
        self._orders: dict[tuple[str, tuple[str, ...]], _Order] = {
            ("GET", ()): platform.overview,
            ("GET", ("phones",)): phones.every,
            ("GET", ("phones", "*")): phones.show,
            ("POST", ("phones", "*")): phones.set_up,
            ("POST", ("phones", "*", "say")): phones.say,
            ("POST", ("phones", "*", "tap")): phones.tap,
            ("POST", ("phones", "*", "read")): phones.read,
            ("POST", ("phones", "*", "react")): phones.react,
            ("POST", ("phones", "*", "media")): phones.media,
            ("POST", ("phones", "*", "promotions")): phones.promotions,
            ("POST", ("phones", "*", "change-number")): phones.change_number,
            ("GET", ("taken",)): platform.taken,
            ("GET", ("faults",)): platform.faults,
            ("POST", ("faults",)): platform.inject,
            ("DELETE", ("faults",)): platform.clear_faults,
            ("POST", ("delivery",)): platform.plan_delivery,
            ("DELETE", ("delivery",)): platform.forget_plans,
            ("POST", ("account",)): platform.change_account,
            ("POST", ("token",)): platform.change_token,
            ("GET", ("templates",)): platform.templates,
            ("POST", ("templates", "*")): platform.change_template,
            ("POST", ("review",)): platform.review,
            ("GET", ("webhooks",)): platform.webhooks,
            ("POST", ("webhooks",)): platform.send_webhook,
            ("POST", ("webhooks", "misbehave")): platform.misbehave,
            ("POST", ("deliver-to",)): platform.deliver_to,
            ("POST", ("settle",)): platform.settle,
        }

    def answer(self, request: Request) -> Answer:
        """The answer to one control call."""
        shown = request.headers.get("x-practice-key", "")
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), self._key.encode()):
            return Answer.of({"error": "the control key is missing or wrong"}, 401)
        path = request.path[1:]
        mask = ("*" if place == 1 and path[0] in _NAMED else one for place, one in enumerate(path))
        order = tuple(mask)
        handler = self._orders.get((request.method, order)) or self._orders.get(
            (request.method, path)
        )
        if handler is None:
            known = any(one in (order, path) for _, one in self._orders)
            return Answer.of({"error": "no such order"}, 405 if known else 404)
        try:
            return Answer.of(handler(request))
        except NothingToTap:
            return Answer.of({"error": "there is no such message or button on that phone"}, 404)
        except LookupError:
            return Answer.of({"error": "not found"}, 404)
        except GraphRefusal as refusal:
            return Answer.of({"error": refusal.message, "details": refusal.details}, 400)
        except ValueError as trouble:
            return Answer.of({"error": str(trouble)}, 400)


_NAMED = frozenset({"phones", "templates"})
