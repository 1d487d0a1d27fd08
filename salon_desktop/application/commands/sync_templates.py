"""Reading the platform's templates, and handing in ours that it does not have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import StoredTemplate
from salon_desktop.application.ports.platform import PlatformAccount, TemplateSubmission
from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.whatsapp.templates import PlatformTemplate, TemplateDefinition


@dataclass(frozen=True, kw_only=True, slots=True)
class Submitted:
    """One template handed in, and the platform's answer."""

    name: str
    language: str
    answer: TemplateSubmission


class SyncTemplatesHandler:
    """Keeps what the platform says of its templates; nothing is sent by one it did not list."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, texts: MessageTexts) -> None:
        self._open_unit, self._clock, self._texts = open_unit, clock, texts

    def __call__(self, account: PlatformAccount) -> Sequence[StoredTemplate]:
        """Return the templates as the platform lists them now; raises as the port does."""
        listed = account.templates()
        expected = {
            definition.name: definition.category
            for kind in self._texts.templates.values()
            for definition in kind.by_language.values()
        }
        now = self._clock.now()
        stored = [_stored(one, expected.get(one.name), now) for one in listed]
        with self._open_unit() as unit:
            unit.templates.replace_all(stored, now)
            unit.account.said("templates", len(stored), now)
            found = unit.templates.all()
            unit.commit()
        return found

    def submit(
        self,
        account: PlatformAccount,
        *,
        kinds: Sequence[MessageKind],
        languages: Sequence[str],
    ) -> Sequence[Submitted]:
        """Hand in what the platform lacks of these kinds and languages; then sync.

        Raises as the port does; what was handed in before a failure stays handed in.
        """
        have = {(one.name, one.language) for one in account.templates()}
        done: list[Submitted] = []
        for definition in self._wanted(kinds, languages):
            if (definition.name, definition.language) not in have:
                answer = account.submit_template(definition)
                done.append(
                    Submitted(name=definition.name, language=definition.language, answer=answer)
                )
        self(account)
        return done

    def _wanted(
        self, kinds: Sequence[MessageKind], languages: Sequence[str]
    ) -> list[TemplateDefinition]:
        return [
            self._texts.templates[kind].by_language[language]
            for kind in kinds
            if kind in self._texts.templates
            for language in languages
            if language in self._texts.templates[kind].by_language
        ]


def _stored(template: PlatformTemplate, expected: str | None, now: datetime) -> StoredTemplate:
    text = template.text
    return StoredTemplate(
        name=template.name,
        language=template.language,
        platform_id=template.template_id or None,
        status=template.status,
        category=template.category,
        expected_category=expected,
        quality=template.quality,
        ttl_seconds=template.ttl_seconds,
        components=[text.header, text.body, text.footer, list(text.buttons)],
        synced_at=now,
    )
