"""Search for typing mistakes: candidates that share the unharmed pieces of a word, then a count.

One mistake leaves the letters before and after it as they are. So the trigram index is asked for
names with both pieces, and only a bounded number of those is compared letter by letter.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, Select, select

from salon_desktop.application.queries.find_clients import TypedWord
from salon_desktop.domain.clients.nearness import Nearness, allowed_mistakes, nearness
from salon_desktop.infrastructure.db.reading.client_index import (
    PRESENT,
    as_in_text,
    client,
    expression,
    matches,
    quoted,
    trigrams,
)

CANDIDATES = 2_000
BEST = 200
SELECTIVE = 5  # a single piece of so many signs meets few names
PIECE = 2

Score = tuple[int, int]


def near_clients(
    connection: Connection, words: Sequence[TypedWord], limit: int, *, skip: Iterable[int]
) -> dict[int, tuple[str, ...]]:
    """Return ids of clients whose names are nearly those typed, with the words that are near.

    The fewest mistakes first, among them the most recent visit; empty if no word is long enough.
    """
    if not any(_mistakes(word) for word in words):
        return {}
    scored: dict[int, tuple[Score, tuple[str, ...]]] = {}
    left_out = set(skip)
    compare = _Comparison(words)
    for narrow in (True, False):
        query = " AND ".join(filter(None, (_widened(word, narrow) for word in words)))
        for number, text in connection.execute(candidates(query)) if query else ():
            if number not in left_out:
                left_out.add(number)
                hit = compare(text)
                if hit is not None:
                    scored[number] = hit
        if len(scored) >= limit:
            break
    best = sorted(scored, key=lambda one: scored[one][0])[:BEST]
    if not best:
        return {}
    visits = {row.id: row.last_visit_on for row in connection.execute(last_visits(best))}
    order = sorted(
        visits, key=lambda one: (visits[one] is not None, visits[one], one), reverse=True
    )
    order.sort(key=lambda one: scored[one][0])
    return {one: scored[one][1] for one in order[:limit]}


def candidates(query: str) -> Select[int, str]:
    """Return the newest cards that match, at most 2 000, with their search text."""
    return (
        select(trigrams.c.rowid, trigrams.c.text)
        .where(matches(query))
        .order_by(trigrams.c.rowid.desc())
        .limit(CANDIDATES)
    )


def last_visits(ids: Sequence[int]) -> Select[int, date | None]:
    """Return the last visits of some clients; one that was erased is left out."""
    return select(client.c.id, client.c.last_visit_on).where(client.c.id.in_(ids), PRESENT)


class _Comparison:
    """Compares search texts with the words typed, each distinct word once."""

    def __init__(self, words: Sequence[TypedWord]) -> None:
        self._words = words
        self._known: dict[tuple[str, str], Nearness | None] = {}

    def __call__(self, text: str) -> tuple[Score, tuple[str, ...]] | None:
        """Return the mistakes and the near words of a text, or None if a word is not there."""
        mistakes, begun = 0, 0
        shown: list[str] = []
        for word in self._words:
            if any(one in text for one in as_in_text(word)):
                shown += [] if word.is_number else [word.text]
                continue
            near = self._nearest(word, text.split())
            if near is None:
                return None
            mistakes += near[0].mistakes
            begun += near[0].begun
            shown.append(near[1])
        return (mistakes, begun), tuple(shown)

    def _nearest(self, word: TypedWord, names: Sequence[str]) -> tuple[Nearness, str] | None:
        if not _mistakes(word):
            return None
        found: tuple[Nearness, str] | None = None
        for name in names:
            key = (word.text, name)
            if key not in self._known:
                plain = name.isdigit() or "@" in name
                self._known[key] = None if plain else nearness(word.text, name)
            near = self._known[key]
            if near is not None and (found is None or near < found[0]):
                found = near, name
        return found


def _mistakes(word: TypedWord) -> int:
    return 0 if word.is_number else allowed_mistakes(word.text)


def _widened(word: TypedWord, narrow: bool) -> str:
    """Return the index's question for a word with mistakes; a short word is asked for as it is."""
    exact = expression(word)
    most = _mistakes(word)
    if not most:
        return exact
    ways = [exact, *dict.fromkeys(_swapped(word.text))] if narrow else []
    ways += dict.fromkeys(
        " AND ".join(pieces)
        for gap in range(most + 2)
        for pieces in _pieces(word.text, gap)
        if (len(pieces) > 1 or len(pieces[0]) > SELECTIVE) is narrow
    )
    return "(" + " OR ".join(f"({way})" for way in ways) + ")" if ways else exact


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        yield quoted(word[:i] + word[i + 1] + word[i] + word[i + 2 :])


def _pieces(word: str, gap: int) -> Iterator[list[str]]:
    """Yield what is left of a word when ``gap`` letters are not trusted, for each place of them."""
    for start in range(len(word) - gap + 1):
        before, after = word[:start], word[start + gap :]
        pieces = [quoted(f" {before}")] if len(before) >= PIECE else []
        if len(after) > PIECE:
            pieces.append(quoted(after))
        elif len(after) == PIECE:
            pieces.append(quoted(f"{after} "))
        if pieces:
            yield pieces
