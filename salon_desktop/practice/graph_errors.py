"""The platform's error codes, with the envelope and the HTTP status each one travels in."""

from collections.abc import Mapping
from types import MappingProxyType

from salon_desktop.practice.reading import JsonObject

TITLES: Mapping[int, str] = MappingProxyType(
    {
        0: "Unable to authenticate the app user",
        1: "An unknown error occurred",
        2: "Service temporarily unavailable",
        4: "Application request limit reached",
        10: "Application does not have permission for this action",
        33: "The business phone number has been deleted",
        100: "Invalid parameter",
        104: "An access token is required to request this resource",
        190: "Invalid OAuth access token",
        200: "You do not have the necessary permissions to send messages",
        368: "Temporarily blocked for policies violations",
        803: "Some of the aliases you requested do not exist",
        2200: "Callback verification failed",
        2500: "Unknown path components",
        80007: "Rate limit issues",
        130403: "This user was blocked by the business",
        130429: "Rate limit hit",
        130472: "User's number is part of an experiment",
        131000: "Something went wrong",
        131005: "Access denied",
        131008: "Required parameter is missing",
        131009: "Parameter value is not valid",
        131016: "Service unavailable",
        131021: "Recipient cannot be sender",
        131026: "Message undeliverable",
        131030: "Recipient phone number not in allowed list",
        131031: "Account has been locked",
        131042: "Business eligibility payment issue",
        131047: "Re-engagement message",
        131048: "Spam rate limit hit",
        131049: "This message was not delivered to maintain healthy ecosystem engagement",
        131050: "User has stopped marketing messages from this business",
        131051: "Unsupported message type",
        131053: "Media upload error",
        131056: "(Business Account, Consumer Account) pair rate limit hit",
        131057: "Account in maintenance mode",
        131062: "Business-scoped user ids are not supported for this message",
        131063: "Marketing messages are disabled on Cloud API for this account",
        131064: "Limit reached because of misclassified templates",
        132000: "Number of parameters does not match the expected number of params",
        132001: "Template name does not exist in the translation",
        132005: "Translated text too long",
        132007: "Template format character policy violated",
        132012: "Parameter format does not match format in the created template",
        132015: "Template is paused",
        132016: "Template is disabled",
        132018: "There was an issue with the parameters in your template",
        133005: "Two step verification PIN mismatch",
        133010: "Account not registered",
        2388019: "Message template limit exceeded",
        2388023: "The message template name is locked after deletion",
        2388024: "Content in this language already exists",
        2388039: "Message template cannot be edited in its present status",
        2388040: "Character limit exceeded",
        2388043: "Message template is missing expected fields",
        2388047: "Message header format is incorrect",
        2388072: "Message body format is incorrect",
        2388073: "Message footer format is incorrect",
        2388293: "Parameters words ratio exceeds limit",
        2388299: "Leading or trailing parameters are not allowed",
    }
)
"""Short names as public integrations show them; the text is not meant to be branched on."""

_STATUS: Mapping[int, int] = MappingProxyType(
    {
        **dict.fromkeys((0, 104, 190), 401),
        **dict.fromkeys((10, 200, 368, 131005, 131031), 403),
        **dict.fromkeys((803, 132001), 404),
        **dict.fromkeys((4, 80007, 130429, 131056), 429),
        **dict.fromkeys((1, 131000), 500),
        **dict.fromkeys((2, 131016), 503),
    }
)
_GRAPH_METHOD = frozenset({33, 803, 2500})


def title(code: int) -> str:
    """The short name of a code, also for a code that is not in the table."""
    return TITLES.get(code, "Unknown error")


class GraphRefusal(Exception):
    """The platform says no. ``details`` is its own explanation and names no person."""

    def __init__(
        self,
        code: int,
        details: str = "",
        *,
        subcode: int | None = None,
        message: str | None = None,
        http: int | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
        self.subcode = subcode
        self.message = message if message is not None else f"(#{code}) {title(code)}"
        self.http = http

    def status(self, overrides: Mapping[int, int]) -> int:
        """HTTP status: the refusal's own, else the chosen one, else the table's, else 400."""
        if self.http is not None:
            return self.http
        return overrides.get(self.code, _STATUS.get(self.code, 400))

    def envelope(self, trace: str) -> JsonObject:
        """The body of the answer."""
        error: JsonObject = {
            "message": self.message,
            "type": "GraphMethodException" if self.code in _GRAPH_METHOD else "OAuthException",
            "code": self.code,
        }
        if self.details:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        error["fbtrace_id"] = trace
        return {"error": error}


class CreationRefusal(GraphRefusal):
    """A template was refused while it was created or edited; carries the words for its author."""

    def __init__(self, code: int, why: str, *, as_subcode: bool) -> None:
        if as_subcode and code != 100:
            super().__init__(100, subcode=code, message="Invalid parameter")
        else:
            super().__init__(code, why)
        self.why = why
        self.reason_code = code

    def envelope(self, trace: str) -> JsonObject:
        """The common envelope plus the title and text meant for a person."""
        body = super().envelope(trace)
        body["error"] |= {
            "is_transient": False,
            "error_user_title": title(self.reason_code),
            "error_user_msg": self.why,
        }
        return body


def status_error(code: int, details: str = "") -> JsonObject:
    """One member of ``errors`` in a failed status or an unsupported message."""
    return {
        "code": code,
        "title": title(code),
        "message": title(code),
        "error_data": {"details": details or title(code)},
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
    }
