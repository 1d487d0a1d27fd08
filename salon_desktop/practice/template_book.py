"""The account's templates and what the platform does with them over time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from salon_desktop.practice import template_creation
from salon_desktop.practice.graph_errors import CreationRefusal, GraphRefusal
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.reading import JsonObject, text_in
from salon_desktop.practice.settings import PracticeSettings
from salon_desktop.practice.template_model import Template
from salon_desktop.practice.timeline import Clock

Tell = Callable[[str, JsonObject, datetime], None]
"""Sends an account webhook: field, value, time."""

_PAUSES = (timedelta(hours=3), timedelta(hours=6))
_LOCKED_FOR = timedelta(days=30)


@dataclass(slots=True)
class ReviewPolicy:
    """What the reviewers do with the next templates.

    ``outcome`` is APPROVED, PENDING or REJECTED; ``as_marketing`` approves UTILITY as MARKETING.
    """

    outcome: str = "APPROVED"
    as_marketing: bool = False
    reason: str = "TAG_CONTENT_MISMATCH"


class TemplateBook:
    """Templates by id. Not thread-safe by itself: the platform's lock is held by the caller."""

    def __init__(
        self, settings: PracticeSettings, clock: Clock, ids: Identifiers, tell: Tell
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._ids = ids
        self._tell = tell
        self._templates: dict[str, Template] = {}
        self._deleted: dict[str, datetime] = {}
        self.policy = ReviewPolicy()
        self._add_hello_world()

    def all(self) -> list[Template]:
        """Every template, oldest first, as it stands now."""
        for template in self._templates.values():
            self._age(template)
        return list(self._templates.values())

    def get(self, template_id: str) -> Template | None:
        """A template by id."""
        template = self._templates.get(template_id)
        if template is not None:
            self._age(template)
        return template

    def find(self, name: str, language: str) -> Template | None:
        """A template by name and exact language."""
        for template in self.all():
            if (template.name, template.language) == (name, language):
                return template
        return None

    def create(self, body: JsonObject) -> Template:
        """A new template from a creation request; raises GraphRefusal."""
        name, language, category = template_creation.checked_identity(body)
        if self.find(name, language) is not None:
            raise self._refused(2388024, "There is already content in this language.")
        locked = self._deleted.get(name)
        if locked is not None and self._clock() - locked < _LOCKED_FOR:
            raise self._refused(2388023, "This name was deleted and is locked for 30 days.")
        if len(self._templates) >= self._settings.templates_limit:
            raise self._refused(2388019, "The account has as many templates as it may have.")
        named = template_creation.is_named(body)
        template = Template(
            id=self._ids.next_digits("template"),
            name=name,
            language=language,
            category=category,
            status="PENDING",
            components=template_creation.checked_components(body, self._settings, named=named),
            named=named,
            ttl=template_creation.checked_lifetime(body, category),
        )
        self._templates[template.id] = template
        self._review_by_policy(template)
        return template

    def edit(self, template: Template, body: JsonObject) -> None:
        """Changes components, category or lifetime; raises GraphRefusal."""
        if template.status not in ("APPROVED", "REJECTED", "PAUSED", "DISABLED"):
            raise self._refused(2388039, "Only approved, rejected or paused templates.")
        now = self._clock()
        if template.status == "APPROVED":
            if "category" in body:
                raise GraphRefusal(100, "category: an approved template keeps its category")
            month = [edit for edit in template.edits if now - edit < timedelta(days=30)]
            if len(month) >= 10 or any(now - edit < timedelta(days=1) for edit in month):
                raise self._refused(2388039, "One edit in 24 hours and ten in 30 days.")
            template.edits.append(now)
        if "components" in body:
            template.components = template_creation.checked_components(
                body, self._settings, named=template.named
            )
        category = (text_in(body, "category") or template.category).upper()
        if category not in template_creation.CATEGORIES:
            raise GraphRefusal(100, "category: must be UTILITY, MARKETING or AUTHENTICATION")
        if "message_send_ttl_seconds" in body:
            template.ttl = template_creation.checked_lifetime(body, category)
        template.category, template.status = category, "PENDING"
        self._review_by_policy(template)

    def delete(self, name: str, template_id: str | None) -> bool:
        """Deletes all languages of a name, or the one with ``template_id``; False if none is."""
        gone = [
            template
            for template in self._templates.values()
            if template.name == name and template_id in (None, template.id)
        ]
        for template in gone:
            del self._templates[template.id]
            if template.status == "APPROVED":
                self._deleted[name] = self._clock()
        return bool(gone)

    def review(self, template: Template, *, approved: bool, reason: str = "NONE") -> None:
        """The reviewers decide; the webhook says so."""
        template.status = "APPROVED" if approved else "REJECTED"
        template.rejected_reason = "NONE" if approved else reason
        self.announce(template, template.status, reason="NONE" if approved else reason)

    def set_status(self, template: Template, status: str) -> None:
        """Any status, for example DISABLED or PAUSED, with its webhook."""
        template.status = status
        template.paused_until = None
        self.announce(template, status)

    def set_quality(self, template: Template, quality: str) -> None:
        """New quality; RED pauses three hours, then six, then disables."""
        before, now = template.quality, self._clock()
        template.quality, template.quality_since = quality, now
        self._tell(
            "message_template_quality_update",
            {
                "previous_quality_score": before,
                "new_quality_score": quality,
                **_named(template),
            },
            now,
        )
        if quality != "RED" or template.status != "APPROVED":
            return
        if template.pauses < len(_PAUSES):
            template.status = "PAUSED"
            template.paused_until = now + _PAUSES[template.pauses]
        else:
            template.status = "DISABLED"
        template.pauses += 1
        self.announce(template, template.status)

    def unpause(self, template: Template) -> None:
        """Ends a pause; raises GraphRefusal 2388039 when the template is not paused."""
        if template.status != "PAUSED":
            raise self._refused(2388039, "The template is not paused.")
        template.status, template.paused_until = "APPROVED", None
        self.announce(template, "UNPAUSED")

    def notice_category(self, template: Template, correct: str) -> None:
        """Gives notice of a new category: it holds after 24 hours, or by ``set_category``."""
        template.correct_category, template.correct_since = correct, self._clock()
        self._tell(
            "template_category_update",
            {"new_category": template.category, "correct_category": correct, **_named(template)},
            self._clock(),
        )

    def set_category(self, template: Template, category: str) -> None:
        """The category changes now, the status stays; an automatic change clears the lifetime."""
        before, template.category = template.category, category
        template.correct_category, template.correct_since, template.ttl = None, None, None
        self._tell(
            "template_category_update",
            {"previous_category": before, "new_category": category, **_named(template)},
            self._clock(),
        )

    def announce(self, template: Template, event: str, reason: str = "NONE") -> None:
        """The status webhook of a template."""
        value: JsonObject = {"event": event, **_named(template), "reason": reason}
        value["message_template_category"] = template.category
        if event == "REJECTED":
            value["rejection_info"] = {"reason": reason, "recommendation": ""}
        if event == "PAUSED":
            ordinal = "FIRST" if template.pauses < 2 else "SECOND"
            value["other_info"] = {"title": f"{ordinal}_PAUSE", "description": "Low quality."}
        self._tell("message_template_status_update", value, self._clock())

    def _review_by_policy(self, template: Template) -> None:
        if self.policy.as_marketing and template.category == "UTILITY":
            template.category, template.ttl = "MARKETING", None
        if self.policy.outcome != "PENDING":
            approved = self.policy.outcome == "APPROVED"
            self.review(template, approved=approved, reason=self.policy.reason)

    def _refused(self, code: int, why: str) -> CreationRefusal:
        return CreationRefusal(code, why, as_subcode=self._settings.creation_codes_as_subcodes)

    def _age(self, template: Template) -> None:
        until = template.paused_until
        if template.status == "PAUSED" and until is not None and self._clock() >= until:
            template.status, template.paused_until = "APPROVED", None
        noticed = template.correct_since
        if (
            template.correct_category is not None
            and noticed is not None
            and self._clock() - noticed >= timedelta(hours=24)
        ):
            self.set_category(template, template.correct_category)

    def _add_hello_world(self) -> None:
        template = Template(
            id=self._ids.next_digits("template"),
            name="hello_world",
            language="en_US",
            category="UTILITY",
            status="APPROVED",
            components=[
                {"type": "HEADER", "format": "TEXT", "text": "Hello World"},
                {"type": "BODY", "text": "This number can send messages. Have a good day!"},
                {"type": "FOOTER", "text": "WhatsApp practice platform"},
            ],
        )
        self._templates[template.id] = template


def _named(template: Template) -> JsonObject:
    return {
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language,
    }
