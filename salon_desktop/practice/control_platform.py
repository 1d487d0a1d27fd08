"""Control orders about the platform itself: faults, delivery, account, templates, webhooks."""

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from salon_desktop.practice.account import Account, Trouble
from salon_desktop.practice.control_phones import plain
from salon_desktop.practice.courier import Courier, Misbehaviour
from salon_desktop.practice.exchange import Request
from salon_desktop.practice.faults import Calls, Fault, FaultBox, FaultKind
from salon_desktop.practice.network import Network
from salon_desktop.practice.numbers import phone_number
from salon_desktop.practice.reading import JsonObject, number_in, object_in, text_in
from salon_desktop.practice.settings import DeliveryPlan
from salon_desktop.practice.template_book import ReviewPolicy, TemplateBook
from salon_desktop.practice.template_model import Template
from salon_desktop.practice.timeline import Clock


@dataclass(frozen=True, slots=True)
class PlatformParts:
    """What the orders act on."""

    clock: Clock
    lock: threading.RLock
    account: Account
    network: Network
    templates: TemplateBook
    faults: FaultBox
    courier: Courier
    deliver_to: Callable[[str, str | None], None]
    settle: Callable[[], bool]
    fast_forward: Callable[[], bool]


class PlatformOrders:
    """One method an order; each returns the JSON of a 200 answer."""

    def __init__(self, parts: PlatformParts) -> None:
        self._parts = parts

    def overview(self, _request: Request) -> JsonObject:
        """``GET /practice``: ids, health and counts; no secrets."""
        parts, account = self._parts, self._parts.account
        with parts.lock:
            return {
                "waba_id": account.waba_id,
                "phone_number_id": account.phone_number_id,
                "business_number": account.number,
                "quality": account.quality,
                "limit": account.limit,
                "troubles": sorted(trouble.name.lower() for trouble in account.troubles),
                "token_works": account.token is not None,
                "webhook": parts.courier.target,
                "webhooks_waiting": parts.courier.timeline.waiting,
                "taken": len(parts.network.taken),
                "faults": len(parts.faults.in_force),
                "faults_struck": parts.faults.struck,
                "now": parts.clock().isoformat(),
            }

    def taken(self, request: Request) -> JsonObject:
        """``GET /practice/taken``, at will only ``?key=`` or ``?to=``."""
        key, to = request.query.get("key"), request.query.get("to")
        number = phone_number(to) if to else None
        found = [
            plain(asdict(one))
            for one in self._parts.network.taken
            if key in (None, one.key) and number in (None, one.to)
        ]
        return {"taken": found}

    def faults(self, _request: Request) -> JsonObject:
        """``GET /practice/faults``: those in force, and how many calls were struck."""
        faults = self._parts.faults
        return {"faults": [asdict(one) for one in faults.in_force], "struck": faults.struck}

    def inject(self, request: Request) -> JsonObject:
        """``POST /practice/faults``: ``name`` (kind or code) and ``times``, or all members."""
        body = request.json()
        times = None if body.get("times", 1) is None else number_in(body, "times") or 1
        name = text_in(body, "name")
        if name is not None:
            fault = Fault.named(name, times)
        else:
            to = text_in(body, "to")
            fault = Fault(
                FaultKind(text_in(body, "kind") or ""),
                times=times,
                calls=Calls(text_in(body, "calls") or "send"),
                code=number_in(body, "code") or 131000,
                http=number_in(body, "http"),
                seconds=float(body.get("seconds", 1.0)),
                to=phone_number(to) if to else None,
                abrupt=body.get("abrupt") is True,
            )
        self._parts.faults.inject(fault)
        return self.faults(request)

    def clear_faults(self, request: Request) -> JsonObject:
        """``DELETE /practice/faults``."""
        self._parts.faults.clear()
        return self.faults(request)

    def plan_delivery(self, request: Request) -> JsonObject:
        """``POST /practice/delivery``: members of a DeliveryPlan, ``to`` and ``times``."""
        body = dict(request.json())
        to, times = text_in(body, "to"), number_in(body, "times")
        chosen = {key: value for key, value in body.items() if key not in ("to", "times")}
        if "lost" in chosen:
            chosen["lost"] = frozenset(str(one) for one in chosen["lost"])
        if not chosen.keys() <= DeliveryPlan.__dataclass_fields__.keys():
            raise ValueError("unknown member of a delivery plan")
        number = phone_number(to) if to else None
        self._parts.network.plan_next(DeliveryPlan(**chosen), number, times)
        return {"success": True}

    def forget_plans(self, _request: Request) -> JsonObject:
        """``DELETE /practice/delivery``."""
        self._parts.network.forget_plans()
        return {"success": True}

    def change_account(self, request: Request) -> JsonObject:
        """``POST /practice/account``: ``quality``, ``limit``, ``troubles`` (the whole list),
        ``restrict`` {``kind``, ``hours``}."""
        body, account = request.json(), self._parts.account
        with self._parts.lock:
            quality, limit = text_in(body, "quality"), text_in(body, "limit")
            if quality is not None:
                if quality not in ("GREEN", "YELLOW", "RED", "UNKNOWN"):
                    raise ValueError("quality must be GREEN, YELLOW, RED or UNKNOWN")
                account.quality = quality
            if limit is not None:
                account.set_limit(limit)
            if isinstance(body.get("troubles"), list):
                account.troubles = {_trouble(str(one)) for one in body["troubles"]}
            restriction = object_in(body, "restrict")
            if restriction is not None:
                hours = number_in(restriction, "hours") or 24
                account.restrict(
                    text_in(restriction, "kind") or "RESTRICTED_BIZ_INITIATED_MESSAGING",
                    self._parts.clock() + timedelta(hours=hours),
                )
        return self.overview(request)

    def change_token(self, request: Request) -> JsonObject:
        """``POST /practice/token`` with ``do``: expire, revoke or renew (answers the new one)."""
        account = self._parts.account
        with self._parts.lock:
            match text_in(request.json(), "do"):
                case "expire":
                    account.expire_token()
                case "revoke":
                    account.revoke_token()
                case "renew":
                    return {"token": account.renew_token()}
                case _:
                    raise ValueError("do must be expire, revoke or renew")
        return {"success": True}

    def templates(self, _request: Request) -> JsonObject:
        """``GET /practice/templates``."""
        with self._parts.lock:
            return {"templates": [one.shown() for one in self._parts.templates.all()]}

    def change_template(self, request: Request) -> JsonObject:
        """``POST /practice/templates/{id}``: ``status``, ``reason``, ``quality``, ``category``,
        ``correct_category``, ``paced``; each with its webhook."""
        body, book = request.json(), self._parts.templates
        with self._parts.lock:
            template = book.get(request.path[2])
            if template is None:
                raise LookupError
            self._set_status(template, text_in(body, "status"), text_in(body, "reason"))
            quality, category = text_in(body, "quality"), text_in(body, "category")
            correct = text_in(body, "correct_category")
            if quality is not None:
                book.set_quality(template, quality)
            if category is not None:
                book.set_category(template, category)
            if correct is not None:
                book.notice_category(template, correct)
            if isinstance(body.get("paced"), bool):
                template.paced = body["paced"]
            return template.shown()

    def _set_status(self, template: Template, status: str | None, reason: str | None) -> None:
        book = self._parts.templates
        if status in ("APPROVED", "REJECTED"):
            book.review(template, approved=status == "APPROVED", reason=reason or "NONE")
        elif status is not None:
            book.set_status(template, status)

    def review(self, request: Request) -> JsonObject:
        """``POST /practice/review``: ``outcome``, ``as_marketing``, ``reason`` for what comes."""
        body = request.json()
        outcome = text_in(body, "outcome") or "APPROVED"
        if outcome not in ("APPROVED", "PENDING", "REJECTED"):
            raise ValueError("outcome must be APPROVED, PENDING or REJECTED")
        with self._parts.lock:
            self._parts.templates.policy = ReviewPolicy(
                outcome,
                as_marketing=body.get("as_marketing") is True,
                reason=text_in(body, "reason") or "TAG_CONTENT_MISMATCH",
            )
        return {"success": True}

    def webhooks(self, _request: Request) -> JsonObject:
        """``GET /practice/webhooks``: what became of each, with its body as text."""
        records = self._parts.courier.records
        return {
            "webhooks": [
                {**plain(asdict(one)), "body": one.body.decode("utf-8", "replace")}
                for one in records
            ]
        }

    def send_webhook(self, request: Request) -> JsonObject:
        """``POST /practice/webhooks``: ``field`` and ``value``, or a whole ``body``."""
        body = request.json()
        whole = object_in(body, "body")
        if whole is not None:
            self._parts.courier.send(whole)
        else:
            field, value = text_in(body, "field"), object_in(body, "value")
            if field is None or value is None:
                raise ValueError("field and value, or body, are needed")
            when: datetime | None = None if field == "messages" else self._parts.clock()
            self._parts.courier.tell(field, value, when)
        return {"success": True}

    def misbehave(self, request: Request) -> JsonObject:
        """``POST /practice/webhooks/misbehave``: ``how`` and ``times``."""
        body = request.json()
        how = Misbehaviour(text_in(body, "how") or "")
        self._parts.courier.misbehave(how, number_in(body, "times") or 1)
        return {"success": True}

    def deliver_to(self, request: Request) -> JsonObject:
        """``POST /practice/deliver-to``: ``url`` and at will ``verify_token``."""
        body = request.json()
        url = text_in(body, "url")
        if not url:
            raise ValueError("url is missing")
        self._parts.deliver_to(url, text_in(body, "verify_token"))
        return {"success": True}

    def settle(self, request: Request) -> JsonObject:
        """``POST /practice/settle``, at will with ``fast_forward``: true."""
        body = request.json(may_be_empty=True)
        forward = body.get("fast_forward") is True
        done = self._parts.fast_forward() if forward else self._parts.settle()
        return {"settled": done}


def _trouble(name: str) -> Trouble:
    if name.upper() not in Trouble.__members__:
        raise ValueError("unknown trouble of the account")
    return Trouble[name.upper()]
