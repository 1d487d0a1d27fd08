"""The way of a taken message to the phone, and the statuses that come back."""

import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from salon_desktop.practice import webhook_bodies
from salon_desktop.practice.account import Account, Trouble
from salon_desktop.practice.courier import Courier
from salon_desktop.practice.graph_errors import status_error
from salon_desktop.practice.phone_book import PhoneBook
from salon_desktop.practice.phone_model import Phone, PhoneMessage
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.settings import DeliveryPlan, PracticeSettings
from salon_desktop.practice.taken import Journey, TakenMessage
from salon_desktop.practice.template_model import THIRTY_DAYS
from salon_desktop.practice.timeline import Clock, Timeline

_DAY = timedelta(hours=24)


@dataclass(slots=True)
class _PlannedDelivery:
    plan: DeliveryPlan
    to: str | None
    times: int | None


class Network:
    """Moves messages. Steps run in a thread of their own, under the platform's lock."""

    def __init__(
        self,
        settings: PracticeSettings,
        clock: Clock,
        lock: threading.RLock,
        account: Account,
        phones: PhoneBook,
        courier: Courier,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = lock
        self._account = account
        self._phones = phones
        self._courier = courier
        self._journeys: dict[str, Journey] = {}
        self._leaving: deque[Journey] = deque()
        self._plans: list[_PlannedDelivery] = []
        self._service_messages: dict[tuple[int, int], int] = {}
        self.timeline = Timeline("practice-network", clock)

    @property
    def taken(self) -> tuple[TakenMessage, ...]:
        """Every message taken so far, oldest first."""
        with self._lock:
            now = self._clock()
            return tuple(self._as_it_stands(journey, now) for journey in self._journeys.values())

    def journey(self, message_id: str) -> Journey | None:
        """One message on its way."""
        return self._journeys.get(message_id)

    def plan_next(self, plan: DeliveryPlan, to: str | None, times: int | None) -> None:
        """The next ``times`` messages (to one number, if given) travel by ``plan``."""
        with self._lock:
            self._plans.append(_PlannedDelivery(plan, to, times))

    def forget_plans(self) -> None:
        """From now on messages travel by the settings again."""
        with self._lock:
            self._plans.clear()

    def plan_for(self, number: str) -> DeliveryPlan:
        """The plan of the next message to ``number``; a counted plan is used up once."""
        for planned in self._plans:
            if planned.to not in (None, number):
                continue
            if planned.times is not None:
                planned.times -= 1
                if planned.times <= 0:
                    self._plans.remove(planned)
            return planned.plan
        return self._settings.delivery

    def accept(self, journey: Journey) -> None:
        """Notes a message as taken; ``dispatch`` must follow once, when the answer has left."""
        self.timeline.promise()
        self._leaving.append(journey)
        self._journeys[journey.message.id] = journey

    def dispatch(self, journey: Journey) -> None:
        """Starts a taken message, in the order of taking: an earlier one goes first."""
        with self._lock:
            journey.answered = True
            while self._leaving and self._leaving[0].answered:
                first = self._leaving.popleft()
                if not first.paced:
                    self._set_out(first)
                self.timeline.keep()

    def release_paced(self, template_id: str, *, drop: bool) -> int:
        """Sends on, or drops as failed, what quality pacing held back; returns how many."""
        with self._lock:
            held = [
                journey
                for journey in self._journeys.values()
                if journey.paced and journey.content.template is not None
                if journey.content.template.id == template_id
            ]
            for journey in held:
                journey.paced = False
                if drop:
                    journey.refused = 131049
                self._set_out(journey)
            return len(held)

    def catch_up(self, phone: Phone) -> None:
        """A phone was switched on: everything that waited for it arrives, or was dropped."""
        now = self._clock()
        for journey in self._journeys.values():
            if journey.message.to == phone.number and journey.message.status == "sent":
                self.timeline.at(now, partial(self._deliver, journey))

    def read(self, phone: Phone, message_id: str, when: datetime) -> bool:
        """The client reads one message; False when it was read before or is not there."""
        shown = phone.find(message_id)
        if shown is None or shown.direction != "to-client" or shown.status == "read":
            return False
        phone.replace(replace(shown, status="read"))
        journey = self._journeys.get(message_id)
        if journey is not None:
            journey.advance("read", when)
            if phone.read_receipts:
                self._send_back(journey, "read", when, None)
        return True

    def _set_out(self, journey: Journey) -> None:
        now, plan = self._clock(), journey.plan
        sent = now + timedelta(seconds=plan.sent_after)
        arrival = max(sent, now + timedelta(seconds=plan.delivered_after))
        code = self._failure(journey, now)
        if code is None or plan.fail_after_sent:
            self.timeline.at(sent, partial(self._report, journey, "sent"))
        if code is None:
            self.timeline.at(arrival, partial(self._deliver, journey))
        else:
            late = arrival if plan.fail_after_sent else sent
            self.timeline.at(late, partial(self._report, journey, "failed", error=code))

    def _failure(self, journey: Journey, now: datetime) -> int | None:
        phone = self._phones.at(journey.message.to)
        if journey.refused is not None or journey.plan.fail_with is not None:
            return journey.refused or journey.plan.fail_with
        if not phone.has_whatsapp:
            return 131026
        if Trouble.PAYMENT in self._account.troubles:
            return int(Trouble.PAYMENT)
        if journey.content.category != "MARKETING":
            return None
        if phone.stopped_promotions:
            return 131050
        if phone.in_experiment:
            return 130472
        most = self._settings.marketing_per_person
        if most is not None and not journey.in_window:
            recent = [when for when in phone.promotions if now - when < _DAY]
            if len(recent) + phone.other_promotions >= most:
                return 131049
        return None

    def _deliver(self, journey: Journey, when: datetime) -> None:
        with self._lock:
            message, plan = journey.message, journey.plan
            phone = self._phones.at(message.to)
            if not phone.switched_on or message.status not in ("accepted", "sent"):
                return
            if self._too_late(journey, when):
                journey.advance("dropped", when)
                return
            phone.messages.append(_shown(journey, when))
            if journey.content.category == "MARKETING":
                phone.promotions.append(when)
            if not plan.skip_delivered:
                self._report(journey, "delivered", when)
            if plan.read_after is not None or plan.skip_delivered:
                pause = timedelta(seconds=plan.read_after or 0.0)
                self.timeline.at(when + pause, partial(self._read_by_itself, journey))
        self._phones.changed(message.to)

    def _read_by_itself(self, journey: Journey, when: datetime) -> None:
        with self._lock:
            phone = self._phones.at(journey.message.to)
            changed = self.read(phone, journey.message.id, when)
        if changed:
            self._phones.changed(phone.number)

    def _report(
        self, journey: Journey, status: str, when: datetime, error: int | None = None
    ) -> None:
        with self._lock:
            journey.advance(status, when, error)
            self._send_back(journey, status, when, error)

    def _send_back(self, journey: Journey, status: str, when: datetime, error: int | None) -> None:
        plan = journey.plan
        body = self._status(journey, status, when, error)
        if not plan.reversed_order:
            self._emit(journey, body)
            return
        journey.kept_back.append(body)
        reads = plan.read_after is not None or plan.skip_delivered
        if status in ("read", "failed") or (status == "delivered" and not reads):
            for late in reversed(journey.kept_back):
                self._emit(journey, late)
            journey.kept_back.clear()

    def _emit(self, journey: Journey, body: JsonObject) -> None:
        if body["status"] in journey.plan.lost:
            return
        value: JsonObject = {
            "messaging_product": "whatsapp",
            "metadata": self._account.metadata,
            "statuses": [body],
        }
        if body["status"] != "failed":
            value["contacts"] = [self._phones.identity(self._phones.at(journey.message.to))]
        for _ in range(journey.plan.repeat):
            self._courier.tell("messages", value)

    def _status(
        self, journey: Journey, status: str, when: datetime, error: int | None
    ) -> JsonObject:
        phone = self._phones.at(journey.message.to)
        shows_number = not (journey.by_user_id and phone.number_hidden)
        shows_user = self._settings.user_ids and (status != "failed" or journey.by_user_id)
        body = webhook_bodies.status(
            journey.message.id,
            status,
            when,
            recipient=phone.number.removeprefix("+") if shows_number else None,
            user_id=phone.user_id if shows_user else None,
            key=journey.message.key,
        )
        if error is not None:
            body["errors"] = [status_error(error)]
        elif status == "sent" or not journey.priced:
            body["pricing"] = self._pricing(journey)
            journey.priced = status != "sent"
        return body

    def _pricing(self, journey: Journey) -> JsonObject:
        if journey.price_type is None:
            journey.price_type = "regular"
            if journey.content.category == "SERVICE":
                month = (journey.message.time.year, journey.message.time.month)
                used = self._service_messages.get(month, 0) + 1
                self._service_messages[month] = used
                if used <= self._settings.free_service_messages:
                    journey.price_type = self._settings.free_service_type
        return {
            "billable": journey.price_type == "regular",
            "pricing_model": "PMP",
            "type": journey.price_type,
            "category": journey.content.category.lower(),
        }

    def _too_late(self, journey: Journey, when: datetime) -> bool:
        template = journey.content.template
        lifetime = template.lifetime if template is not None else THIRTY_DAYS
        return when - journey.message.time > timedelta(seconds=lifetime)

    def _as_it_stands(self, journey: Journey, now: datetime) -> TakenMessage:
        if journey.message.status == "sent" and self._too_late(journey, now):
            return replace(journey.message, status="dropped")
        return journey.message


def _shown(journey: Journey, when: datetime) -> PhoneMessage:
    message, content = journey.message, journey.content
    return PhoneMessage(
        id=message.id,
        number=message.to,
        direction="to-client",
        kind=content.kind,
        text=content.text,
        time=when,
        status="delivered",
        header=content.header,
        footer=content.footer,
        buttons=content.buttons,
        quotes=journey.quotes,
        template=message.template,
        language=message.language,
        category=message.category,
    )
