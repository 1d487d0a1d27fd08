"""Cards that resemble what is being typed, found by number and by name in two statements."""

from collections.abc import Sequence

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.phones import PhoneParser
from salon_desktop.application.queries.client_card import CardDouble
from salon_desktop.application.queries.lookalikes import Draft, Looked
from salon_desktop.domain.clients.duplicates import card, proposals_for
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.phone import PhoneNotUnderstood
from salon_desktop.infrastructure.db.repositories.client_likeness import resembling
from salon_desktop.infrastructure.db.rows.clients import ClientRow
from salon_desktop.infrastructure.db.rows.salon import SettingRow

MOST = 3
NOBODY = 0


class SqlLookalikes:
    """Answers over one engine; ``phones`` reads the number as the salon's country does."""

    def __init__(self, engine: Engine, phones: PhoneParser) -> None:
        self._engine, self._phones = engine, phones

    def __call__(self, draft: Draft) -> Looked:
        """Return the few likeliest, the likeliest first."""
        with Session(self._engine) as session:
            numbers, unread = self._numbers(session, draft.numbers)
            own = card(draft.but or NOBODY, draft.name, draft.birth_date, numbers)
            if not own.name and not own.numbers:
                return Looked(unread=unread)
            proposals = proposals_for(own, resembling(session, [own])[0])[:MOST]
            names = _names(session, [one.other_id for one in proposals])
        doubles = [
            CardDouble(client_id=one.other_id, name=names[one.other_id], why=one.likeness)
            for one in proposals
            if one.other_id in names
        ]
        return Looked(doubles, unread)

    def _numbers(self, session: Session, typed: Sequence[str]) -> tuple[list[str], frozenset[int]]:
        newest = (
            select(SettingRow.value)
            .where(SettingRow.name == "country")
            .order_by(SettingRow.id.desc())
            .limit(1)
        )
        country = session.scalar(newest) or ""
        numbers: list[str] = []
        unread: set[int] = set()
        for place, text in enumerate(typed):
            if text.strip():
                try:
                    numbers.append(self._phones.parse(text, country).e164)
                except PhoneNotUnderstood:
                    unread.add(place)  # half a number is no number yet
        return numbers, frozenset(unread)


def _names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    row = ClientRow
    found = session.execute(
        select(row.id, row.first_name, row.last_name).where(
            row.id.in_(ids), row.erased_at.is_(None)
        )
    )
    return {number: full_name(first, last) for number, first, last in found}
