"""The ways into the client book that search uses, each through an index and never a walk.

From three signs on the trigram index answers; one or two are the beginning of a folded name.
Frequent words are met among those who came last, so no answer waits for a common name.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    union,
)

from salon_desktop.application.queries.find_clients import TypedWord
from salon_desktop.infrastructure.db.rows.clients import ClientRow, ClientTextRow

TRIGRAM = 3
RECENT = 1_000
# A bound from below makes the walk along the visits a search, and leaves out who never came.
FIRST_DAY: ColumnElement[date] = literal_column("'0001-01-01'")
LAST_SIGN = "\U0010ffff"

client, text_of = ClientRow.__table__, ClientTextRow.__table__
trigrams = table("client_search", column("rowid"), column("text"))
PRESENT = client.c.erased_at.is_(None)

Candidates = Select[int]


def is_short(word: TypedWord) -> bool:
    """Tell whether a word is too short for a trigram."""
    return len(word.text) < TRIGRAM


def can_be_found(words: Sequence[TypedWord]) -> bool:
    """Tell whether any index answers: one or two digits alone mean nothing."""
    return any(not is_short(word) for word in words) or not any(word.is_number for word in words)


def among_recent(words: Sequence[TypedWord], limit: int) -> Candidates:
    """Return the hits among those who came last: all of them are newer than any other hit."""
    recent = (
        select(client.c.id, client.c.last_visit_on, client.c.folded_last, client.c.folded_first)
        .where(PRESENT, client.c.last_visit_on > FIRST_DAY)
        .order_by(client.c.last_visit_on.desc(), client.c.id.desc())
        .limit(RECENT)
        .subquery("recent")
    )
    wanted = select(recent.c.id)
    if all(is_short(word) for word in words):
        wanted = wanted.where(*(_begins(recent, word.text) for word in words))
    else:
        wanted = wanted.join(text_of, text_of.c.client_id == recent.c.id).where(
            *(_contains(text_of.c.text, word) for word in words)
        )
    return wanted.order_by(recent.c.last_visit_on.desc(), recent.c.id.desc()).limit(limit)


def among_all(words: Sequence[TypedWord], limit: int) -> Candidates:
    """Return the most recent hits of the whole book, found through the trigrams or the names."""
    if all(is_short(word) for word in words):
        found = _by_beginning(words)
    else:
        found = (
            select(client.c.id, client.c.last_visit_on)
            .select_from(trigrams.join(client, client.c.id == trigrams.c.rowid))
            .where(matches(" AND ".join(filter(None, map(expression, words)))), PRESENT)
            .where(*(_contains(trigrams.c.text, word) for word in words if not expression(word)))
            .subquery("found")
        )
    return select(found.c.id).order_by(found.c.last_visit_on.desc(), found.c.id.desc()).limit(limit)


def matches(query: str) -> ColumnElement[bool]:
    """Return the condition that the trigram index answers; ``query`` holds quoted phrases only."""
    return literal_column("client_search").op("MATCH", is_comparison=True)(
        bindparam("phrases", query)
    )


def quoted(phrase: str) -> str:
    """Return typed text as one phrase of the index's language, where it can mean nothing else."""
    doubled = phrase.replace('"', '""')
    return f'"{doubled}"'


def expression(word: TypedWord) -> str:
    """Return what the index is asked for a word; empty if it is too short to be asked for."""
    if not is_short(word):
        return "(" + " OR ".join(quoted(one) for one in word.spellings) + ")"
    # A blank and two letters are a trigram too: the beginning of a word.
    return quoted(f" {word.text}") if len(word.text) == TRIGRAM - 1 and not word.is_number else ""


def as_in_text(word: TypedWord) -> tuple[str, ...]:
    """Return what stands in a client's text if the word is found there: any one of them."""
    if is_short(word) and not word.is_number:
        return (f" {word.text}",)
    return word.spellings


def _contains(text: ColumnElement[str], word: TypedWord) -> ColumnElement[bool]:
    return or_(*(func.instr(text, one) > 0 for one in as_in_text(word)))


def _begins(names: Subquery, start: str) -> ColumnElement[bool]:
    return or_(_from(names.c.folded_last, start), _from(names.c.folded_first, start))


def _by_beginning(words: Sequence[TypedWord]) -> Subquery:
    first, *others = sorted({word.text for word in words}, key=len, reverse=True)
    also = [
        or_(_from(client.c.folded_last, one), _from(client.c.folded_first, one)) for one in others
    ]
    arms = (
        select(client.c.id, client.c.last_visit_on).where(PRESENT, _from(name, first), *also)
        for name in (client.c.folded_last, client.c.folded_first)
    )
    return union(*arms).subquery("found")


def _from(name: ColumnElement[str], start: str) -> ColumnElement[bool]:
    return and_(name >= start, name < start + LAST_SIGN)
