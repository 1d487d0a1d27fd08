"""The business account: token, permissions, number, health, and what is wrong with it."""

import hmac
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from salon_desktop.practice.graph_errors import GraphRefusal, title
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.numbers import wa_id
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.settings import LIMIT_TIERS, PracticeSettings
from salon_desktop.practice.timeline import Clock

MESSAGING = "whatsapp_business_messaging"
MANAGEMENT = "whatsapp_business_management"


class Trouble(IntEnum):
    """A state of the account that refuses sends; the value is the platform's error code."""

    POLICY = 368
    LOCKED = 131031
    PAYMENT = 131042
    SPAM = 131048
    MAINTENANCE = 131057
    MARKETING_DISABLED = 131063
    UTILITY_CAP = 131064
    NOT_REGISTERED = 133010


_ENTITY_CODES = {
    Trouble.PAYMENT: (141006, "There is an issue with the payment method.", "WABA"),
    Trouble.POLICY: (368, "The account is restricted.", "WABA"),
    Trouble.LOCKED: (131031, "The account is locked.", "WABA"),
    Trouble.NOT_REGISTERED: (133010, "The number is not registered.", "PHONE_NUMBER"),
}
_BLOCKING = frozenset({Trouble.POLICY, Trouble.LOCKED, Trouble.NOT_REGISTERED, Trouble.PAYMENT})


class Account:
    """Identity and health. The platform's lock guards it; ``tell`` sends account webhooks."""

    def __init__(
        self,
        settings: PracticeSettings,
        clock: Clock,
        ids: Identifiers,
        tell: Callable[[str, JsonObject, datetime], None],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._ids = ids
        self._tell = tell
        self._renewals = 0
        self._expired: set[str] = set()
        self.token: str | None = self._new_token()
        self.app_secret = ids.secret("app secret")[:32]
        self.verify_token = ids.secret("verify token")[:24]
        self.control_key = ids.secret("control key")[:40]
        self.waba_id = ids.digits("waba")
        self.phone_number_id = ids.digits("number")
        self.portfolio_id = ids.digits("portfolio")
        self.app_id = ids.digits("app")
        self.quality = "GREEN"
        self.limit = settings.messaging_limit
        self.troubles: set[Trouble] = set()
        self.permissions = {MESSAGING, MANAGEMENT}
        self.assigned = True
        self.subscribed = False
        self.app_uri: str | None = None
        self.override_uri: str | None = None

    @property
    def number(self) -> str:
        """The business number with +."""
        return self._settings.business_number

    @property
    def metadata(self) -> JsonObject:
        """How webhooks name the business number."""
        return {
            "display_phone_number": wa_id(self.number),
            "phone_number_id": self.phone_number_id,
        }

    def check_token(self, presented: str | None, permission: str) -> None:
        """Raises GraphRefusal 104, 190 or 10, or 100/33, when this token may not do this."""
        if presented is None:
            raise GraphRefusal(104)
        if presented in self._expired:
            raise GraphRefusal(
                190, subcode=463, message="Error validating access token: Session has expired"
            )
        if self.token is None or not hmac.compare_digest(
            presented.encode("utf-8", "replace"), self.token.encode()
        ):
            raise GraphRefusal(190)
        if permission not in self.permissions:
            raise GraphRefusal(10, f"The token lacks {permission}.")
        if not self.assigned:
            raise GraphRefusal(
                100,
                subcode=33,
                message="Unsupported request. Object does not exist or cannot be loaded "
                "due to missing permissions",
            )

    def expire_token(self) -> None:
        """The present token is over: 190 with subcode 463 from now on."""
        if self.token is not None:
            self._expired.add(self.token)
        self.token = None

    def revoke_token(self) -> None:
        """The present token is unknown from now on: plain 190."""
        self.token = None

    def renew_token(self) -> str:
        """A new valid token."""
        self._renewals += 1
        self.token = self._new_token()
        return self.token

    def refuse_if(self, *troubles: Trouble) -> None:
        """Raises GraphRefusal for the first of these states the account is in."""
        for trouble in troubles:
            if trouble in self.troubles:
                raise GraphRefusal(int(trouble), title(trouble))

    def set_limit(self, tier: str) -> None:
        """A new messaging limit, with the webhook; raises ValueError for an unknown name."""
        if tier not in LIMIT_TIERS:
            raise ValueError("unknown limit")
        self.limit = tier
        people = LIMIT_TIERS[tier]
        now = self._clock()
        self._tell(
            "business_capability_update",
            {"max_daily_conversations_per_business": -1 if people is None else people},
            now,
        )

    def restrict(self, kind: str, until: datetime, trouble: Trouble = Trouble.POLICY) -> None:
        """Restricts the account, with the ``account_update`` webhook."""
        self.troubles.add(trouble)
        self._tell(
            "account_update",
            {
                "event": "ACCOUNT_RESTRICTION",
                "restriction_info": [
                    {"restriction_type": kind, "expiration": int(until.timestamp())}
                ],
            },
            self._clock(),
        )

    def number_fields(self) -> JsonObject:
        """Everything a read of the phone number can ask for."""
        registered = Trouble.NOT_REGISTERED not in self.troubles
        restricted = {Trouble.POLICY, Trouble.LOCKED} & self.troubles
        return {
            "id": self.phone_number_id,
            "display_phone_number": self.number,
            "verified_name": self._settings.business_name,
            "name_status": "APPROVED",
            "new_name_status": "NONE",
            "quality_rating": self.quality,
            "quality_score": {"score": self.quality},
            "status": "RESTRICTED" if restricted else "CONNECTED" if registered else "PENDING",
            "platform_type": "CLOUD_API" if registered else "NOT_APPLICABLE",
            "throughput": {"level": "STANDARD"},
            "account_mode": "LIVE" if self._settings.test_recipients is None else "SANDBOX",
            "is_on_biz_app": False,
            "is_official_business_account": False,
            "code_verification_status": "VERIFIED",
            "whatsapp_business_manager_messaging_limit": self.limit,
            "health_status": self.health(),
            "webhook_configuration": self._receivers(),
        }

    def waba_fields(self) -> JsonObject:
        """Everything a read of the business account can ask for."""
        return {
            "id": self.waba_id,
            "name": self._settings.business_name,
            "currency": self._settings.currency,
            "timezone_id": "71",
            "country": self._settings.country,
            "account_review_status": "APPROVED",
            "business_verification_status": "verified",
            "message_template_namespace": self._ids.secret("namespace")[:32],
            "health_status": self.health(),
            "marketing_messages_onboarding_status": "ELIGIBLE",
            "disable_marketing_messages_on_cloud_api": (
                Trouble.MARKETING_DISABLED in self.troubles
            ),
            "primary_funding_id": self._ids.digits("funding"),
        }

    def _receivers(self) -> JsonObject:
        known = {"whatsapp_business_account": self.override_uri, "application": self.app_uri}
        return {name: uri for name, uri in known.items() if uri is not None}

    def health(self) -> JsonObject:
        """``health_status``: what stands in the way of sending, entity by entity."""
        entities = [
            self._entity("PHONE_NUMBER", self.phone_number_id),
            self._entity("WABA", self.waba_id),
            self._entity("BUSINESS", self.portfolio_id),
            self._entity("APP", self.app_id),
        ]
        states = {str(entity["can_send_message"]) for entity in entities}
        worst = next(one for one in ("BLOCKED", "LIMITED", "AVAILABLE") if one in states)
        return {"can_send_message": worst, "entities": entities}

    def _entity(self, kind: str, ident: str) -> JsonObject:
        entity: JsonObject = {"entity_type": kind, "id": ident, "can_send_message": "AVAILABLE"}
        errors = []
        for trouble in sorted(self.troubles):
            code, text, where = _ENTITY_CODES.get(trouble, (int(trouble), title(trouble), "WABA"))
            if where == kind:
                state = "BLOCKED" if trouble in _BLOCKING else "LIMITED"
                if entity["can_send_message"] != "BLOCKED":
                    entity["can_send_message"] = state
                errors.append(
                    {
                        "error_code": code,
                        "error_description": text,
                        "possible_solution": "See WhatsApp Manager.",
                    }
                )
        if errors:
            entity["errors"] = errors
        if kind == "PHONE_NUMBER" and self.quality == "RED":
            entity["can_send_message"] = "LIMITED" if not errors else "BLOCKED"
            entity["additional_info"] = ["The quality of this number is low."]
        return entity

    def _new_token(self) -> str:
        return "EAAPractice" + self._ids.secret(f"token {self._renewals}")
