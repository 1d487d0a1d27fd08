"""The Graph API's front: version, token, object, edge; errors in the platform's envelope."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from salon_desktop.practice import fault_effects
from salon_desktop.practice.account import MANAGEMENT, MESSAGING, Account
from salon_desktop.practice.account_edges import AccountEdges
from salon_desktop.practice.exchange import Answer, Request
from salon_desktop.practice.faults import Calls, Fault, FaultBox, FaultKind
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.limits import ManagementLimit
from salon_desktop.practice.messages import MessageDoor
from salon_desktop.practice.network import Network
from salon_desktop.practice.numbers import recipient_number
from salon_desktop.practice.reading import JsonObject, text_in
from salon_desktop.practice.settings import PracticeSettings
from salon_desktop.practice.template_edges import TemplateEdges
from salon_desktop.practice.timeline import Clock

_LATE = frozenset({FaultKind.HANG, FaultKind.SLOW})
"""Faults under which the message travels although its answer does not leave yet."""

Handler = Callable[[Request], JsonObject]


@dataclass(frozen=True, slots=True)
class GraphParts:
    """What the front needs behind it."""

    account: Account
    messages: MessageDoor
    network: Network
    account_edges: AccountEdges
    template_edges: TemplateEdges
    faults: FaultBox


class GraphApi:
    """Answers Graph calls; safe from any thread."""

    def __init__(
        self,
        settings: PracticeSettings,
        clock: Clock,
        lock: threading.RLock,
        ids: Identifiers,
        parts: GraphParts,
        settle: Callable[[], object],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._lock = lock
        self._ids = ids
        self._parts = parts
        self._settle = settle
        self._management = ManagementLimit(settings.management_per_hour)
        account, template = parts.account_edges, parts.template_edges
        self._number_edges: dict[tuple[str, str], Handler] = {
            ("GET", ""): account.read_number,
            ("POST", "register"): account.register,
            ("GET", "block_users"): account.read_blocked,
            ("POST", "block_users"): account.block,
            ("DELETE", "block_users"): account.unblock,
            ("GET", "message_history"): account.message_history,
        }
        self._waba_edges: dict[tuple[str, str], Handler] = {
            ("GET", ""): account.read_waba,
            ("POST", ""): account.change_waba,
            ("GET", "phone_numbers"): account.list_numbers,
            ("GET", "subscribed_apps"): account.read_subscriptions,
            ("POST", "subscribed_apps"): account.subscribe,
            ("DELETE", "subscribed_apps"): account.unsubscribe,
            ("GET", "message_templates"): template.list_all,
            ("POST", "message_templates"): template.create,
            ("DELETE", "message_templates"): template.delete,
        }
        self._template_edges: dict[tuple[str, str], Handler] = {
            ("GET", ""): template.read_one,
            ("POST", ""): template.edit_one,
            ("POST", "unpause"): template.unpause,
        }

    def answer(self, request: Request) -> Answer:
        """The answer to one call; never raises for what a caller can do wrong."""
        try:
            return self._headed(request, self._answer(request))
        except GraphRefusal as refusal:
            return self._headed(request, self._refused(refusal))

    def _answer(self, request: Request) -> Answer:
        if not request.path or request.path[0] not in self._settings.versions:
            raise GraphRefusal(2500, message="Unknown path components")
        ident = request.path[1] if len(request.path) > 1 else ""
        edge = request.path[2] if len(request.path) > 2 else ""
        sends = (request.method, edge) == ("POST", "messages")
        with self._lock:
            self._parts.account.check_token(
                request.bearer, MESSAGING if edge == "messages" else MANAGEMENT
            )
        if sends and ident == self._parts.account.phone_number_id and len(request.path) == 3:
            return self._messages(request)
        handler = self._handler(request.method, ident, edge, len(request.path))
        with self._lock:
            self._management.take(self._clock())
        fault = self._parts.faults.strike(Calls.MANAGE)
        early = fault_effects.instead(fault)
        if early is not None:
            return early
        return self._spoiled(fault, Answer.of(handler(request)))

    def _handler(self, method: str, ident: str, edge: str, depth: int) -> Handler:
        account = self._parts.account
        if ident == account.phone_number_id:
            edges = self._number_edges
        elif ident == account.waba_id:
            edges = self._waba_edges
        elif ident and self._parts.template_edges.knows(ident):
            edges = self._template_edges
        else:
            raise GraphRefusal(803, message="(#803) Some of the aliases you requested do not exist")
        handler = edges.get((method, edge)) if depth <= 3 else None
        if handler is not None:
            return handler
        if depth <= 3 and any(known == edge for _, known in edges):
            raise GraphRefusal(100, message=f"Unsupported {method.lower()} request.")
        raise GraphRefusal(2500, message="Unknown path components")

    def _messages(self, request: Request) -> Answer:
        body = request.json()
        if text_in(body, "status") is not None:
            fault = self._parts.faults.strike(Calls.MANAGE)
            early = fault_effects.instead(fault)
            if early is None:
                with self._lock:
                    early = Answer.of(self._parts.messages.mark_read(body))
            return self._spoiled(fault, early)
        fault = self._parts.faults.strike(Calls.SEND, self._addressee(body))
        early = fault_effects.instead(fault)
        if early is not None:
            return early
        try:
            answer = self._taken(body, late=fault is not None and fault.kind in _LATE)
        except GraphRefusal as refusal:
            answer = self._refused(refusal)
        return self._spoiled(fault, answer)

    def _taken(self, body: JsonObject, *, late: bool) -> Answer:
        with self._lock:
            told, journey = self._parts.messages.take(body)
        if late or self._settings.status_before_answer:
            self._parts.network.dispatch(journey)
            if not late:
                self._settle()
            return Answer.of(told)
        return replace(Answer.of(told), afterwards=(lambda: self._parts.network.dispatch(journey),))

    def _spoiled(self, fault: Fault | None, answer: Answer) -> Answer:
        if fault is not None and fault.kind is FaultKind.ERROR_AFTER:
            refused = self._refused(fault_effects.refusal(fault))
            return replace(refused, afterwards=answer.afterwards)
        return fault_effects.spoiled(fault, answer)

    def _refused(self, refusal: GraphRefusal) -> Answer:
        body = refusal.envelope(self._ids.next_trace())
        return Answer.of(body, refusal.status(self._settings.http_status))

    def _addressee(self, body: JsonObject) -> str | None:
        try:
            return recipient_number(text_in(body, "to") or "", self._settings.business_calling_code)
        except GraphRefusal:
            return None

    def _headed(self, request: Request, answer: Answer) -> Answer:
        version = request.path[0] if request.path else self._settings.versions[-1]
        usage = {
            self._parts.account.waba_id: [
                {
                    "type": "whatsapp",
                    "call_count": self._management.percent,
                    "total_cputime": 0,
                    "total_time": 0,
                    "estimated_time_to_regain_access": 0,
                }
            ]
        }
        headers = (
            ("Content-Type", "application/json; charset=UTF-8"),
            ("facebook-api-version", version if version in self._settings.versions else "v26.0"),
            ("x-business-use-case-usage", json.dumps(usage)),
        )
        return replace(answer, headers=headers)
