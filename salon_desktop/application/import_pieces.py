"""Deciding and keeping the lines of an imported list, a piece of them in one short transaction.

A piece holds the clients it adds, what they resemble, what the list claims of consent, and the
journal of its lines; so a killed import leaves whole pieces and knows where to go on.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from salon_desktop.application.client_lines import Draft, Habits
from salon_desktop.application.imported_consent import Claim, record_claims
from salon_desktop.application.likely_doubles import CardsSeen, Verdict, judge
from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.files import ClientFile
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.clients.duplicates import Card

ORIGIN = "import"
FIRST_LINE_ID = 1 << 48  # lines of the file stand as cards beyond any client's id


class ImportPieces:
    """Decides lines, a piece in a transaction; knows what earlier pieces of the file held."""

    def __init__(
        self,
        open_unit: OpenUnitOfWork,
        clock: Clock,
        file: ClientFile,
        habits: Habits,
        *,
        dry_run: bool,
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._dry, self._zone = dry_run, habits.zone
        self._sha256, self._reading = file.sha256, _reading(file, habits)
        self._import_id: int | None = None
        self._seen = CardsSeen()
        self.earlier = 0

    def begin(self) -> None:
        """Find or open the journal of this file."""
        now = self._clock.now()
        with self._open_unit() as unit:
            journal = unit.clients.journal
            if self._dry:
                self._import_id = journal.find(self._sha256, self._reading)
                return
            person = unit.actor.person_id
            self._import_id = journal.open(self._sha256, self._reading, person_id=person, now=now)
            unit.commit()

    def end(self) -> None:
        """Note that the file was read to its end."""
        if self._dry or self._import_id is None:
            return
        with self._open_unit() as unit:
            unit.clients.journal.close(self._import_id, self._clock.now())
            unit.commit()

    def decide(self, drafts: Sequence[Draft]) -> Sequence[LineFate]:
        """Return what becomes of each line; keeps it unless this is a dry run."""
        now = self._clock.now()
        with self._open_unit() as unit:
            known = self._decided_before(unit, drafts)
            self.earlier += len(known)
            open_drafts = [draft for draft in drafts if draft.row.line not in known]
            verdicts = self._judge(unit, open_drafts)
            if self._dry:
                ids: dict[int, int] = {}
            else:
                ids = self._write(unit, open_drafts, verdicts, now)
            fates = {
                draft.row.line: _fate(draft, verdict, ids)
                for draft, verdict in zip(open_drafts, verdicts, strict=True)
            }
            if not self._dry and self._import_id is not None:
                unit.clients.journal.keep(self._import_id, fates.values())
                unit.commit()
        if not self._dry:
            self._seen.forget()
        known |= fates
        return [known[draft.row.line] for draft in drafts]

    def _decided_before(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> dict[int, LineFate]:
        if self._import_id is None:
            return {}
        first, last = drafts[0].row.line, drafts[-1].row.line
        fates = unit.clients.journal.fates(self._import_id, first, last)
        return {fate.line: fate for fate in fates}

    def _judge(self, unit: UnitOfWork, drafts: Sequence[Draft]) -> list[Verdict | None]:
        cards = [
            Card.of(FIRST_LINE_ID + draft.row.line, draft.client)
            for draft in drafts
            if draft.client is not None
        ]
        in_book = iter(zip(cards, unit.clients.resembling(cards), strict=True))
        verdicts: list[Verdict | None] = []
        for draft in drafts:
            if draft.client is None:
                verdicts.append(None)
                continue
            card, others = next(in_book)
            verdict = judge(card, [*others, *self._seen.resembling(card)])
            if verdict.same_id is None:
                self._seen.add(card)
            verdicts.append(verdict)
        return verdicts

    def _write(
        self,
        unit: UnitOfWork,
        drafts: Sequence[Draft],
        verdicts: Sequence[Verdict | None],
        now: datetime,
    ) -> dict[int, int]:
        """Write clients, proposals and claims; returns the client's id of each new line."""
        decided = [
            (draft, draft.client, verdict)
            for draft, verdict in zip(drafts, verdicts, strict=True)
            if draft.client is not None and verdict is not None
        ]
        new = [(draft, client) for draft, client, verdict in decided if verdict.same_id is None]
        made = unit.clients.add_all([client for _, client in new], now=now, origin=ORIGIN)
        ids = {
            FIRST_LINE_ID + draft.row.line: number
            for (draft, _), number in zip(new, made, strict=True)
        }
        unit.clients.propose_duplicates(
            [
                replace(
                    one,
                    client_id=ids[one.client_id],
                    other_id=ids.get(one.other_id, one.other_id),
                )
                for _, _, verdict in decided
                for one in verdict.proposals
            ],
            now,
        )
        claims = [
            claim for draft, _, verdict in decided for claim in self._claims(draft, verdict, ids)
        ]
        record_claims(unit.consent, claims, actor=unit.actor, zone=self._zone, now=now)
        return ids

    def _claims(self, draft: Draft, verdict: Verdict, ids: Mapping[int, int]) -> Iterator[Claim]:
        if draft.client is None or not draft.claims:
            return
        of_line = FIRST_LINE_ID + draft.row.line
        who = of_line if verdict.same_id is None else verdict.same_id
        numbers = [phone.number for phone in draft.client.phones if phone.number.may_have_messages]
        for number in numbers:
            for purpose, yes in draft.claims:
                yield Claim(
                    client_id=ids.get(who, who),
                    address=number.e164,
                    purpose=purpose,
                    yes=yes,
                    evidence=f"client_import:{self._import_id}:{draft.row.line}",
                    is_first=verdict.same_id is None,
                )


def _fate(draft: Draft, verdict: Verdict | None, ids: Mapping[int, int]) -> LineFate:
    row = draft.row
    fate = LineFate(
        line=row.line,
        last_line=row.last_line,
        sheet_row=row.sheet_row,
        outcome=LineOutcome.ADDED,
        warning=draft.warning,
        client_id=ids.get(FIRST_LINE_ID + row.line),
    )
    if verdict is None:
        empty = draft.reason == "empty_line"
        outcome = LineOutcome.EMPTY if empty else LineOutcome.REFUSED
        reason = None if empty else draft.reason
        return replace(fate, outcome=outcome, reason=reason, column=draft.column)
    if verdict.same_id is not None:
        there, line = _place(verdict.same_id, ids)
        return replace(fate, outcome=LineOutcome.ALREADY_THERE, client_id=there, like_line=line)
    if verdict.proposals:
        like, line = _place(verdict.proposals[0].other_id, ids)
        return replace(fate, outcome=LineOutcome.LOOKS_LIKE, like_id=like, like_line=line)
    return fate


def _place(number: int, ids: Mapping[int, int]) -> tuple[int | None, int | None]:
    """Return the client's id, and the line where the card came from this file."""
    if number <= FIRST_LINE_ID:
        return number, None
    return ids.get(number), number - FIRST_LINE_ID


def _reading(file: ClientFile, habits: Habits) -> str:
    """Return a hash over how the file is read: otherwise it is another import."""
    said = [
        file.encoding,
        file.delimiter,
        [None if one is None else one.value for one in file.fields],
        habits.region,
        habits.language,
        habits.month_first,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
