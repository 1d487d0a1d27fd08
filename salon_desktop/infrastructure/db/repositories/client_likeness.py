"""Which existing cards may be the same person as new ones, asked for many of them at once.

Each trait is answered by the first card of an index, so that a number shared by a thousand cards,
or a name like "client", costs no more than any other.
"""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from salon_desktop.domain.clients.duplicates import Card, card
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.phone import variants_of
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow

# The second column compares an expression, not the column: the walk must start at the number,
# which few cards share, and never at the name.
BY_NUMBER = text("""
    SELECT json_extract(wanted.value, '$[0]') AS place,
      (SELECT p.client_id FROM client_phone AS p JOIN client AS c ON c.id = p.client_id
       WHERE p.e164 = json_extract(wanted.value, '$[1]') AND c.erased_at IS NULL
       ORDER BY p.client_id LIMIT 1) AS first_id,
      (SELECT p.client_id FROM client_phone AS p JOIN client AS c ON c.id = p.client_id
       WHERE p.e164 = json_extract(wanted.value, '$[1]') AND c.erased_at IS NULL
       AND c.sorted_name || '' = json_extract(wanted.value, '$[2]')
       ORDER BY p.client_id LIMIT 1) AS same_id
    FROM json_each(:wanted) AS wanted
""")
BY_NAME = text("""
    SELECT json_extract(wanted.value, '$[0]') AS place,
      (SELECT c.id FROM client AS c
       WHERE c.erased_at IS NULL AND c.sorted_name = json_extract(wanted.value, '$[1]')
       AND c.birth_date = json_extract(wanted.value, '$[2]')
       ORDER BY c.id LIMIT 1) AS born_id,
      (SELECT c.id FROM client AS c
       WHERE c.erased_at IS NULL AND c.sorted_name = json_extract(wanted.value, '$[1]')
       AND c.birth_date IS NULL
       ORDER BY c.id LIMIT 1) AS unborn_id,
      (SELECT c.id FROM client AS c
       WHERE json_extract(wanted.value, '$[2]') IS NULL
       AND c.erased_at IS NULL AND c.sorted_name = json_extract(wanted.value, '$[1]')
       LIMIT 1) AS any_id
    FROM json_each(:wanted) AS wanted
""")


def resembling(session: Session, cards: Sequence[Card]) -> list[list[Card]]:
    """Return for each card the few existing ones that may be the same person."""
    found: list[set[int]] = [set() for _ in cards]
    numbers = [
        (place, variant, one.name)
        for place, one in enumerate(cards)
        for number in sorted(one.numbers)
        for variant in sorted(variants_of(number))
    ]
    names = [
        (place, one.name, one.birth_date and one.birth_date.isoformat())
        for place, one in enumerate(cards)
        if one.name
    ]
    for question, wanted in ((BY_NUMBER, numbers), (BY_NAME, names)):
        if wanted:
            for place, *ids in session.execute(question, {"wanted": json.dumps(wanted)}):
                found[place].update(one for one in ids if one is not None)
    known = _cards(session, set().union(*found) if found else set())
    return [[known[one] for one in sorted(ids)] for ids in found]


def _cards(session: Session, ids: set[int]) -> dict[int, Card]:
    if not ids:
        return {}
    client, phone = ClientRow, ClientPhoneRow
    wanted = (
        select(client.id, client.first_name, client.last_name, client.birth_date, phone.e164)
        .join_from(client, phone, phone.client_id == client.id, isouter=True)
        .where(client.id.in_(sorted(ids)))
    )
    people: dict[int, tuple[str, date | None, list[str]]] = {}
    rows = session.execute(wanted).all()
    for number, first, last, born, e164 in rows:
        known = people.setdefault(number, (full_name(first, last), born, []))
        if e164 is not None:
            known[2].append(e164)
    return {
        number: card(number, name, born, numbers)
        for number, (name, born, numbers) in people.items()
    }
