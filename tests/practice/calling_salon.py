"""A standing clock, a salon that calls the practice platform, and a receiver of its webhooks."""

from __future__ import annotations

import http.client
import http.server
import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from salon_desktop.practice import PracticePlatform

ANNA = "+393330000001"


class StandingClock:
    """Stands until somebody moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class Reply:
    """What came back over HTTP."""

    def __init__(self, status: int, headers: Any, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        return self.json["error"]

    @property
    def code(self) -> int | None:
        return self.json.get("error", {}).get("code")

    @property
    def message_id(self) -> str:
        return self.json["messages"][0]["id"]


class Salon:
    """Calls the Graph API of one platform."""

    def __init__(self, platform: PracticePlatform) -> None:
        self.platform = platform
        self.token: str | None = platform.token
        self.timeout = 10.0

    def connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.platform.address)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=self.timeout)

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        headers: dict[str, str] | None = None,
        version: str = "v26.0",
    ) -> Reply:
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        told = {"Content-Type": "application/json"}
        if self.token is not None:
            told["Authorization"] = f"Bearer {self.token}"
        connection = self.connection()
        try:
            connection.request(method, f"/{version}/{path}", sent, told | (headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Reply:
        return self.call("GET", path)

    def post(self, path: str, body: object) -> Reply:
        return self.call("POST", path, body)

    def send(self, to: str = ANNA, **members: Any) -> Reply:
        """A send; without other members it is the ready ``hello_world`` template."""
        body: dict[str, Any] = {"messaging_product": "whatsapp", "to": to}
        if "type" not in members:
            members = {
                "type": "template",
                "template": {"name": "hello_world", "language": {"code": "en_US"}},
            } | members
        body |= members
        kept = {key: value for key, value in body.items() if value is not None}
        return self.post(f"{self.platform.phone_number_id}/messages", kept)

    def say(self, text: str, to: str = ANNA) -> Reply:
        return self.send(to, type="text", text={"body": text})

    def template(self, name: str, *components: dict[str, Any], to: str = ANNA) -> Reply:
        return self.send(
            to,
            type="template",
            template={"name": name, "language": {"code": "it"}, "components": list(components)},
        )

    def create(self, **members: Any) -> Reply:
        return self.post(f"{self.platform.waba_id}/message_templates", reminder(**members))


def reminder(**members: Any) -> dict[str, Any]:
    """A good reminder template to create, with some members changed."""
    body: dict[str, Any] = {
        "name": "promemoria",
        "language": "it",
        "category": "UTILITY",
        "parameter_format": "NAMED",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Promemoria"},
            {
                "type": "BODY",
                "text": "Buongiorno {{nome}}, la aspettiamo {{data}} alle {{ora}} nel nostro "
                "istituto in via Roma.",
                "example": {
                    "body_text_named_params": [
                        {"param_name": "nome", "example": "Giulia"},
                        {"param_name": "data", "example": "martedì"},
                        {"param_name": "ora", "example": "15:30"},
                    ]
                },
            },
            {"type": "FOOTER", "text": "Istituto Mirtilla"},
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "QUICK_REPLY", "text": "Confermo"},
                    {"type": "QUICK_REPLY", "text": "Devo spostare"},
                    {
                        "type": "URL",
                        "text": "Dettagli",
                        "url": "https://example.org/a/{{1}}",
                        "example": ["https://example.org/a/4711"],
                    },
                ],
            },
        ],
    }
    return body | members


def filled(**changed: str) -> tuple[dict[str, Any], ...]:
    """The components that fill the reminder template."""
    values = {"nome": "Anna", "data": "giovedì 5 marzo", "ora": "10:00"} | changed
    return (
        {
            "type": "body",
            "parameters": [
                {"type": "text", "parameter_name": name, "text": value}
                for name, value in values.items()
            ],
        },
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": "0",
            "parameters": [{"type": "payload", "payload": "v1:confirm:4711"}],
        },
        {
            "type": "button",
            "sub_type": "url",
            "index": "2",
            "parameters": [{"type": "text", "text": "4711"}],
        },
    )


class Receiver:
    """A webhook receiver that keeps what it gets and answers what it is told to."""

    def __init__(self) -> None:
        self.verify_token = ""
        self.answers: list[int] = []
        self.posts: list[tuple[dict[str, list[str]], bytes]] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = parse_qs(urlsplit(self.path).query)
                good = asked.get("hub.verify_token") == [receiver.verify_token]
                self._answer(200 if good else 403, asked["hub.challenge"][0] if good else "")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                heads: dict[str, list[str]] = {}
                for name, value in self.headers.items():
                    heads.setdefault(name.lower(), []).append(value)
                receiver.posts.append((heads, body))
                self._answer(receiver.answers.pop(0) if receiver.answers else 200, "")

            def _answer(self, status: int, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, format: str, *args: Any) -> None:
                """Keeps quiet."""

        self._server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook/mirtilla"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.posts]

    @property
    def changes(self) -> list[dict[str, Any]]:
        return [
            change for body in self.bodies for entry in body["entry"] for change in entry["changes"]
        ]

    def values(self, field: str) -> list[dict[str, Any]]:
        return [change["value"] for change in self.changes if change["field"] == field]

    @property
    def statuses(self) -> list[dict[str, Any]]:
        return [one for value in self.values("messages") for one in value.get("statuses", ())]

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [one for value in self.values("messages") for one in value.get("messages", ())]
