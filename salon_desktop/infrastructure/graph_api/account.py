"""Ask about and set up the account at the Graph API: the port ``PlatformAccount`` over HTTP."""

from collections.abc import Iterator, Sequence

from salon_desktop.application.addresses import checked_address
from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
)
from salon_desktop.application.ports.platform import (
    AccountHealth,
    HealthTrouble,
    NumberHealth,
    Subscription,
    TemplateSubmission,
    TokenCheck,
)
from salon_desktop.infrastructure.graph_api.access import GraphAccess
from salon_desktop.whatsapp.error_codes import Action, look_up
from salon_desktop.whatsapp.loose_json import (
    JsonObject,
    object_at,
    objects_at,
    text_at,
    true_at,
    whole_at,
    word_at,
)
from salon_desktop.whatsapp.templates import (
    PlatformTemplate,
    TemplateDefinition,
    create_body,
    read_platform_template,
)
from salon_desktop.whatsapp.webhook_account import people_per_day

_PAGE = 100
_MOST_PAGES = 200
_WRONG_PARAMETER = 100
_TEMPLATE_FIELDS = (
    "id,name,language,status,category,correct_category,quality_score,components,rejected_reason,"
    "parameter_format,message_send_ttl_seconds"
)
# What every version and every kind of number knows, and what some do not.
_NUMBER_BASICS = "id,display_phone_number,verified_name,quality_rating"
_NUMBER_FIELDS = (
    f"{_NUMBER_BASICS},name_status,status,throughput,account_mode,is_on_biz_app,"
    "whatsapp_business_manager_messaging_limit,health_status,webhook_configuration"
)
_ACCOUNT_BASICS = "id,name,currency,timezone_id"
_ACCOUNT_FIELDS = (
    f"{_ACCOUNT_BASICS},country,account_review_status,business_verification_status,health_status,"
    "marketing_messages_onboarding_status,disable_marketing_messages_on_cloud_api"
)


class GraphAccount:
    """See ``ports.platform.PlatformAccount``."""

    def __init__(self, access: GraphAccess) -> None:
        self._access = access
        self._number = access.settings.number_id
        self._account = access.settings.account_id

    def templates(self) -> Sequence[PlatformTemplate]:
        """Return all templates of the account, all pages."""
        found = (read_platform_template(shape) for shape in self._template_shapes())
        return tuple(template for template in found if template is not None)

    def submit_template(self, definition: TemplateDefinition) -> TemplateSubmission:
        """Hand in one template in one language for review."""
        answer = self._access.send(
            f"{self._account}/message_templates",
            create_body(definition),
            name=f"template {definition.name}",
        )
        if not text_at(answer, "id"):
            raise MessagingUnclear
        return TemplateSubmission(
            template_id=text_at(answer, "id"),
            status=word_at(answer, "status") or "PENDING",
            category=word_at(answer, "category") or definition.category,
        )

    def number_health(self) -> NumberHealth:
        """Return quality, limits and state of the number."""
        shape = self._fields_of(self._number, _NUMBER_FIELDS, _NUMBER_BASICS)
        tier = word_at(shape, "whatsapp_business_manager_messaging_limit")
        return NumberHealth(
            number_id=text_at(shape, "id") or self._number,
            display_number=text_at(shape, "display_phone_number"),
            verified_name=text_at(shape, "verified_name"),
            name_status=word_at(shape, "name_status"),
            quality=_quality(word_at(shape, "quality_rating")),
            status=word_at(shape, "status"),
            limit_tier=tier,
            people_per_day=people_per_day(tier)[0],
            throughput=word_at(shape, "throughput", "level"),
            account_mode=word_at(shape, "account_mode"),
            on_phone_app=true_at(shape, "is_on_biz_app"),
            can_send=word_at(shape, "health_status", "can_send_message"),
            troubles=_troubles(shape),
            webhook_address=_webhook_address(shape),
        )

    def account_health(self) -> AccountHealth:
        """Return review, verification and sending state of the account."""
        shape = self._fields_of(self._account, _ACCOUNT_FIELDS, _ACCOUNT_BASICS)
        summary = self._template_summary()
        return AccountHealth(
            account_id=text_at(shape, "id") or self._account,
            name=text_at(shape, "name"),
            currency=word_at(shape, "currency"),
            timezone=text_at(shape, "timezone_id"),
            country=word_at(shape, "country"),
            review_status=word_at(shape, "account_review_status"),
            verification_status=word_at(shape, "business_verification_status"),
            marketing_status=word_at(shape, "marketing_messages_onboarding_status"),
            marketing_disabled=true_at(shape, "disable_marketing_messages_on_cloud_api"),
            can_send=word_at(shape, "health_status", "can_send_message"),
            troubles=_troubles(shape),
            template_count=whole_at(summary, "message_template_count"),
            template_limit=whole_at(summary, "message_template_limit"),
        )

    def check_token(self) -> TokenCheck:
        """Tell whether the token works; a refused token is an answer here, not an error."""
        number = self._reach(self._number)
        account = self._reach(self._account)
        codes = [code for code in (number, account) if code is not None]
        return TokenCheck(
            valid=not any(look_up(code).action is Action.ASK_TOKEN for code in codes),
            reaches_number=number is None,
            reaches_account=account is None,
            code=codes[0] if codes else None,
        )

    def subscriptions(self) -> Sequence[Subscription]:
        """Return the apps that receive this account's webhooks."""
        answer = self._access.ask(f"{self._account}/subscribed_apps", {}, name="subscriptions")
        return tuple(
            Subscription(
                app_id=text_at(item, "whatsapp_business_api_data", "id"),
                app_name=text_at(item, "whatsapp_business_api_data", "name"),
                callback_address=text_at(item, "override_callback_uri"),
            )
            for item in objects_at(answer, "data")
        )

    def subscribe(self, callback_address: str, verify_token: str) -> None:
        """Have this account's webhooks sent to ``callback_address``; ValueError unless https."""
        body = {
            "override_callback_uri": checked_address(callback_address),
            "verify_token": verify_token,
        }
        path = f"{self._account}/subscribed_apps"
        if not true_at(self._access.send(path, body, name="subscribe"), "success"):
            raise MessagingUnclear

    def _template_shapes(self) -> Iterator[JsonObject]:
        params = {"fields": _TEMPLATE_FIELDS, "limit": str(_PAGE)}
        seen: set[str] = set()
        for _ in range(_MOST_PAGES):
            path = f"{self._account}/message_templates"
            page = self._access.ask(path, params, name="templates")
            yield from objects_at(page, "data")
            # The address in "next" holds the token; only the mark is taken from the answer.
            mark = text_at(page, "paging", "cursors", "after")
            if not text_at(page, "paging", "next") or not mark:
                return
            if mark in seen:
                break
            seen.add(mark)
            params = {**params, "after": mark}
        # Half a list would look as if templates were gone.
        raise MessagingOffline

    def _template_summary(self) -> JsonObject:
        params = {"summary": "message_template_count,message_template_limit", "limit": "1"}
        try:
            path = f"{self._account}/message_templates"
            answer = self._access.ask(path, params | {"fields": "id"}, name="template count")
        except MessagingRefused:
            return {}  # only tells how much room is left; not every account is told
        return object_at(answer, "summary")

    def _fields_of(self, node: str, fields: str, basics: str) -> JsonObject:
        try:
            return self._access.ask(node, {"fields": fields}, name="health")
        except MessagingRefused as refused:
            if refused.code != _WRONG_PARAMETER:
                raise
        return self._access.ask(node, {"fields": basics}, name="health, basics only")

    def _reach(self, node: str) -> int | None:
        """Return None if ``node`` answers, else the code of the refusal."""
        try:
            self._access.ask(node, {"fields": "id"}, name="token check")
        except MessagingRefused as refused:
            return refused.code
        return None


def _quality(word: str) -> str:
    return word if word in {"GREEN", "YELLOW", "RED"} else "UNKNOWN"


def _troubles(shape: JsonObject) -> tuple[HealthTrouble, ...]:
    return tuple(
        HealthTrouble(
            entity=word_at(entity, "entity_type"),
            code=whole_at(error, "error_code") or 0,
            description=text_at(error, "error_description"),
            solution=text_at(error, "possible_solution"),
        )
        for entity in objects_at(shape, "health_status", "entities")
        for error in objects_at(entity, "errors")
    )


def _webhook_address(shape: JsonObject) -> str:
    """Return the most special address of the three that may be set."""
    addresses = (
        text_at(shape, "webhook_configuration", name)
        for name in ("phone_number", "whatsapp_business_account", "application")
    )
    return next(filter(None, addresses), "")
