"""The practice WhatsApp as one object: start it, point the salon at it, play the clients."""

import threading
from datetime import datetime
from typing import Self

from salon_desktop.practice.account import Account
from salon_desktop.practice.account_edges import AccountEdges
from salon_desktop.practice.control import ControlDoor
from salon_desktop.practice.control_phones import PhoneOrders
from salon_desktop.practice.control_platform import PlatformOrders, PlatformParts
from salon_desktop.practice.courier import Courier
from salon_desktop.practice.exchange import Answer, Request
from salon_desktop.practice.faults import Fault, FaultBox
from salon_desktop.practice.graph_api import GraphApi, GraphParts
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.messages import MessageDoor
from salon_desktop.practice.network import Network
from salon_desktop.practice.phone_book import PhoneBook
from salon_desktop.practice.phones import Phones
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.server import LoopbackServer
from salon_desktop.practice.settings import DeliveryPlan, PracticeSettings
from salon_desktop.practice.taken import TakenMessage
from salon_desktop.practice.template_book import ReviewPolicy, TemplateBook
from salon_desktop.practice.template_edges import TemplateEdges
from salon_desktop.practice.template_model import Template
from salon_desktop.practice.timeline import Clock


class PracticePlatform:
    """A Graph API on loopback that enforces the platform's rules, with the clients' phones.

    Time is the given clock's: a standing clock stops delays, limits and windows. Use as a
    context manager, or call ``start`` and ``stop``; after ``stop`` no thread is left.
    """

    def __init__(self, *, clock: Clock, settings: PracticeSettings | None = None) -> None:
        self._clock = clock
        self._settings = settings or PracticeSettings()
        self._lock = threading.RLock()
        self._ids = Identifiers(self._settings.seed)
        self._running = False
        self.account = Account(self._settings, clock, self._ids, self._tell)
        self.webhooks = Courier(
            self._settings, clock, self.account.waba_id, self.account.app_secret
        )
        self.templates = TemplateBook(self._settings, clock, self._ids, self._tell)
        self._book = PhoneBook(self._settings, self._ids)
        self.network = Network(
            self._settings, clock, self._lock, self.account, self._book, self.webhooks
        )
        self.phones = Phones(
            clock, self._lock, self._ids, self.account, self._book, self.network, self.webhooks
        )
        self.faults = FaultBox()
        self._edges = AccountEdges(
            self._lock, self._ids, self.account, self.webhooks, self._book, self.network
        )
        self._graph = self._built_graph()
        self._control = self._built_control()
        self._server = LoopbackServer(
            self._settings.port,
            self._settings.max_connections,
            self._settings.idle_seconds,
            self.faults,
            self._answer,
        )

    def start(self) -> Self:
        """Starts the server and the two delivery threads."""
        self.network.timeline.start()
        self.webhooks.timeline.start()
        self._server.start()
        self._running = True
        return self

    def stop(self) -> None:
        """Ends everything and joins all threads; safe to call twice."""
        if not self._running:
            self._server.server_close()
            return
        self._running = False
        self.faults.stop()
        self._server.stop()
        self.network.timeline.stop()
        self.webhooks.caller.stop()
        self.webhooks.timeline.stop()

    def __enter__(self) -> Self:
        """Starts."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stops."""
        self.stop()

    @property
    def address(self) -> str:
        """Base address of the Graph API, without a version."""
        return self._server.address

    @property
    def token(self) -> str:
        """The access token that works now; empty after it expired or was revoked."""
        return self.account.token or ""

    @property
    def app_secret(self) -> str:
        """The secret that signs webhooks."""
        return self.account.app_secret

    @property
    def verify_token(self) -> str:
        """The token of the app's own handshake."""
        return self.account.verify_token

    @property
    def waba_id(self) -> str:
        """Id of the business account."""
        return self.account.waba_id

    @property
    def phone_number_id(self) -> str:
        """Id of the business number."""
        return self.account.phone_number_id

    @property
    def business_number(self) -> str:
        """The business number with +."""
        return self.account.number

    @property
    def control_key(self) -> str:
        """Key of the control endpoints under ``/practice``."""
        return self.account.control_key

    @property
    def taken(self) -> tuple[TakenMessage, ...]:
        """Every message the platform took, oldest first: at most one for each key is right."""
        return self.network.taken

    def deliver_to(self, webhook_url: str, verify_token: str | None = None) -> None:
        """Sets the app's receiver and subscribes the account to it.

        Performs the handshake first; raises GraphRefusal 2200 when the receiver does not pass.
        """
        self._edges.shake_hands(webhook_url, verify_token or self.verify_token)
        with self._lock:
            self.account.app_uri = webhook_url
            self.account.subscribed = True
            self.webhooks.aim(self.account.override_uri or webhook_url)

    def inject(self, fault: Fault) -> None:
        """Puts a fault in force."""
        self.faults.inject(fault)

    def clear_faults(self) -> None:
        """Ends all faults; hanging calls go on to their answer."""
        self.faults.clear()

    def plan_delivery(
        self, plan: DeliveryPlan, *, to: str | None = None, times: int | None = None
    ) -> None:
        """The next messages travel by ``plan``: to one number, a number of times, or for good."""
        self.network.plan_next(plan, to, times)

    def review_by(self, policy: ReviewPolicy) -> None:
        """What the reviewers do with the next templates."""
        with self._lock:
            self.templates.policy = policy

    def template(self, name: str, language: str) -> Template:
        """A template by name and language; raises KeyError when there is none."""
        with self._lock:
            found = self.templates.find(name, language)
        if found is None:
            raise KeyError(name)
        return found

    def create_template(self, body: JsonObject) -> Template:
        """A template made as if by a Graph call; raises GraphRefusal."""
        with self._lock:
            return self.templates.create(body)

    def settle(self, timeout: float = 10.0) -> bool:
        """Waits until everything due by the clock has happened and its webhooks were posted.

        A webhook that was refused counts as done until its next try falls due. False when
        ``timeout`` seconds of real time passed first.
        """
        return self.network.timeline.settle(timeout) and self.webhooks.timeline.settle(timeout)

    def fast_forward(self, timeout: float = 10.0) -> bool:
        """Lets everything that waits happen now, steps first, then webhooks and their next try."""
        while self.network.timeline.fast_forward():
            if not self.network.timeline.settle(timeout):
                return False
        self.webhooks.timeline.fast_forward()
        return self.settle(timeout)

    def _tell(self, field: str, value: JsonObject, when: datetime) -> None:
        self.webhooks.tell(field, value, when)

    def _answer(self, request: Request) -> Answer:
        if request.path[:1] == ("practice",):
            return self._control.answer(request)
        return self._graph.answer(request)

    def _built_graph(self) -> GraphApi:
        messages = MessageDoor(
            self._settings,
            self._clock,
            self._ids,
            self.account,
            self.templates,
            self._book,
            self.network,
        )
        templates = TemplateEdges(self._settings, self._lock, self.templates, lambda: self.address)
        parts = GraphParts(
            self.account, messages, self.network, self._edges, templates, self.faults
        )
        return GraphApi(self._settings, self._clock, self._lock, self._ids, parts, self.settle)

    def _built_control(self) -> ControlDoor:
        parts = PlatformParts(
            clock=self._clock,
            lock=self._lock,
            account=self.account,
            network=self.network,
            templates=self.templates,
            faults=self.faults,
            courier=self.webhooks,
            deliver_to=self.deliver_to,
            settle=self.settle,
            fast_forward=self.fast_forward,
        )
        return ControlDoor(self.control_key, PhoneOrders(self.phones), PlatformOrders(parts))
