"""Search: what was typed is data, parts come in any order, who came last comes first."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon_desktop.application.commands.edit_client import NumberWish
from salon_desktop.application.queries.find_clients import name_hits, typed_words
from salon_desktop.domain.clients.client import Client
from tests.client_desk import ClientDesk

DAY = date(2026, 11, 20)
UGLY = [
    "O'Brien",
    '=HYPERLINK("http://x")',
    "+1",
    "-2",
    "@x",
    "<img src='x'>",
    "<b>",
    "&amp;",
    "%",
    "_",
    "*",
    '"',
    '"" OR ""',
    "NEAR(",
    "anna AND",
    "anna NOT bia",
    "client_search:anna",
    "^anna",
    "text:",
    "(",
    ")",
    "\t",
    "\u202eanna\u202c",
    "an\u200bna",
    "a" + "\u0301" * 200,
    "👩‍👩‍👧‍👦",
    "\0",
    "an\0na",
    "\ud800",
    "\ud800\ud800\ud800",
    "Şükrü Iğdır",
    "ı",
    "x" * 1_000_000,
    " ".join("abcdefghijklm"),
    "",
    "   ",
    "../../x",
    "CON",
    "{0}",
    "%s",
    "{{1}}",
    "日本 花子",
]


def test_parts_of_a_name_are_found_in_any_order(desk: ClientDesk) -> None:
    desk.add("Greta", "Fontana")
    desk.add("Gregorio", "Fonsi")
    desk.add("Marta", "Fontana")
    assert desk.names("gre fon") == ["Gregorio Fonsi", "Greta Fontana"]
    assert desk.names("fontana greta") == ["Greta Fontana"]
    assert desk.names("f g") == ["Gregorio Fonsi", "Greta Fontana"]


def test_who_came_last_comes_first_and_who_never_came_last(desk: ClientDesk) -> None:
    ids = [desk.add("Anna", f"Rossi {name}").client_id for name in "ABCD"]
    desk.visited(ids[1], DAY)
    desk.visited(ids[3], DAY - timedelta(days=3))
    desk.visited(ids[0], DAY - timedelta(days=400))
    found = [found.id for found in desk.find("anna")]
    assert found == [ids[1], ids[3], ids[0], ids[2]]
    assert [found.id for found in desk.find("ro")] == found


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (("Șerban", "Țîrlea"), "serban tirlea"),
        (("Päivi", "Mäkinen"), "paivi makinen"),
        (("Jürgen", "Größmann"), "GROSSMANN"),
        (("Ольга", "Смирнова"), "СМИРН"),
        (("Łucja", "Ünal"), "lucja unal"),
        (("Zoë", "D’Angelo"), "d'angelo"),
        (("花子", "日本"), "日本"),
        (("An\u0301na", "Bia"), "ańna"),
    ],
)
def test_marks_case_and_signs_make_no_difference(
    desk: ClientDesk, name: tuple[str, str], typed: str
) -> None:
    added = desk.add(*name)
    desk.add("Somebody", "Else")
    assert [found.id for found in desk.find(typed)] == [added.client_id]


@pytest.mark.parametrize(
    "typed", ["4471", "333 123 4471", "+39 333", "0039 333 1234471", "333/12.34-471", "(333) 1234"]
)
def test_digits_of_a_number_find_it_however_they_are_typed(desk: ClientDesk, typed: str) -> None:
    added = desk.add("Anna", "Bia", "333 1234471")
    desk.add("Carla", "Dini", "347 9990001")
    assert [found.id for found in desk.find(typed)] == [added.client_id]


def test_a_national_zero_finds_a_number_kept_with_its_country(desk: ClientDesk) -> None:
    added = desk.add("Ioana", "Popescu", "+40 722 123 456")
    assert [found.id for found in desk.find("0722 123")] == [added.client_id]


def test_name_and_digits_go_together(desk: ClientDesk) -> None:
    mother = desk.add("Anna", "Bia", "333 1234471").client_id
    desk.add("Lia", "Bia", "333 1234471")
    assert [found.id for found in desk.find("anna 44 71")] == [mother]
    assert len(desk.find("bia 4471")) == 2


def test_an_address_finds_its_client_and_underlines_nothing(desk: ClientDesk) -> None:
    desk.add("Anna", "Bia", email="studio@example.org")
    (found,) = desk.find("studio@ex")
    assert (found.name, found.name_hits) == ("Anna Bia", ())


def test_a_short_word_beside_a_number_narrows_the_search(desk: ClientDesk) -> None:
    desk.add("Anna", "Bia", "333 1234471")
    desk.add("Lia", "Dini", "347 1234471")
    assert desk.names("a 4471") == ["Anna Bia"]
    assert desk.names("di 4471") == ["Lia Dini"]
    assert desk.names("lia 44") == ["Lia Dini"]
    assert desk.names("44") == []


def test_a_mistake_beside_a_short_word_or_a_number_is_found(desk: ClientDesk) -> None:
    desk.add("Francesca", "Bia", "333 1234471")
    desk.add("Francesca", "Dini", "347 1234471")
    assert desk.names("francseca b") == ["Francesca Bia"]
    assert desk.names("francseca 347") == ["Francesca Dini"]
    assert desk.names("francseca zz") == []


def test_enough_near_names_are_enough(desk: ClientDesk) -> None:
    for _ in range(6):
        desk.add("Francesca", "Bia")
    found = desk.find("francseca", 4)
    assert [one.is_near for one in found] == [True] * 4


def test_an_old_number_still_finds_its_client(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bia", "333 1234471").client_id
    old = desk.get(added).phones[0].id
    desk.edit(added, numbers=(NumberWish(typed="347 5556667", instead_of=old),))
    assert [found.id for found in desk.find("1234471")] == [added]


def test_only_the_digits_that_were_typed_are_shown(desk: ClientDesk) -> None:
    desk.add("Anna", "Bia", "333 1234471")
    (found,) = desk.find("344")
    assert "".join(part.text for part in found.phone) == "+39" + "•" * 5 + "344" + "71"
    assert [part.text for part in found.phone if part.is_hit] == ["344"]
    (found,) = desk.find("anna")
    assert "".join(part.text for part in found.phone) == "+39" + "•" * 8 + "71"


def test_what_was_typed_is_underlined_in_the_name_as_it_is_written(desk: ClientDesk) -> None:
    desk.add("Șerban", "De Größmann")
    (found,) = desk.find("grossm serb")
    assert [found.name[start:end] for start, end in found.name_hits] == ["Șerb", "Größm"]


@pytest.mark.parametrize("typed", UGLY)
def test_whatever_is_typed_is_looked_for_and_nothing_else(desk: ClientDesk, typed: str) -> None:
    desk.add("Anna", "Bianchi")
    found = [one for one in desk.find(typed) if not one.is_near]
    words = [word.text for word in typed_words(typed)]
    assert bool(found) is (words in (["anna"], ["a"]))


@pytest.mark.parametrize("sign", ["%", "_", "*", '"', "(", "^", "-", "&"])
def test_a_sign_in_a_name_is_found_as_that_sign(desk: ClientDesk, sign: str) -> None:
    added = desk.add(f"{sign}anna{sign}", "Bia").client_id
    desk.add("Anna", "Bianchi")
    assert [found.id for found in desk.find(f"{sign}ann") if not found.is_near] == [added]
    assert [found.id for found in desk.find(sign)] == [added]


@settings(max_examples=150)
@given(typed=st.text(max_size=40) | st.text(alphabet='"*()^-:ANDORT anbi', max_size=30))
def test_no_text_breaks_the_search(typed: str) -> None:
    words = typed_words(typed)
    assert all(word.text for word in words)
    for word in words:
        name_hits(f"Anna {word.text}", [word.text])


def test_no_typed_text_breaks_a_query(desk: ClientDesk) -> None:
    desk.add("Anna", "Bianchi")

    @settings(max_examples=200)
    @given(st.text(max_size=30) | st.text(alphabet='"*()^-:+ANDORT anbi', max_size=25))
    def holds(typed: str) -> None:
        for found in desk.find(typed):
            assert found.is_near or all(
                word.text in "anna bianchi 393331000000" for word in typed_words(typed)
            )

    holds()


def test_an_erased_client_is_found_no_more(desk: ClientDesk) -> None:
    added = desk.add("Anna", "Bianchi").client_id
    desk.erase(added)
    for typed in ("anna", "an", "a", "1000000", "anna bianhci"):
        assert desk.find(typed) == (), typed


@pytest.mark.parametrize(
    "typed",
    ["smirnva", "dmirnova", "smirnovva", "smrinova", "smirnofa", "smirnoba", "smyrno"],
)
def test_a_typing_mistake_still_finds_the_name(desk: ClientDesk, typed: str) -> None:
    added = desk.add("Olga", "Smirnova").client_id
    for name in ("Carla Dini", "Anna Rossi", "Luisa Simoni"):
        desk.add(*name.split())
    found = desk.find(typed)
    assert [(one.id, one.is_near) for one in found] == [(added, True)]


def test_a_mistake_in_one_word_leaves_the_others_exact(desk: ClientDesk) -> None:
    added = desk.add("Francesca", "Rossi").client_id
    desk.add("Franca", "Bianchi")
    desk.add("Francesco", "Bianchi")
    found = desk.find("rossi francseca")
    assert [one.id for one in found] == [added]
    assert [found[0].name[start:end] for start, end in found[0].name_hits] == ["Francesca", "Rossi"]


def test_mistakes_are_not_looked_for_while_the_exact_word_finds_enough(desk: ClientDesk) -> None:
    for name in ("Maria", "Maria", "Maria", "Mario", "Marta"):
        desk.add(name, "Bia")
    assert desk.names("maria") == ["Maria Bia"] * 3


def test_exact_hits_stand_before_near_ones(desk: ClientDesk) -> None:
    near = desk.add("Mario", "Bia").client_id
    desk.visited(near, DAY)
    exact = desk.add("Maria", "Bia").client_id
    found = desk.find("maria")
    assert [(one.id, one.is_near) for one in found] == [(exact, False), (near, True)]


def test_a_short_word_has_no_mistakes(desk: ClientDesk) -> None:
    desk.add("Ada", "Bia")
    assert desk.find("aba") == ()


def test_the_newest_visitors_are_found_even_where_thousands_have_the_name(desk: ClientDesk) -> None:
    with desk.open_unit() as unit:
        clients = [
            Client(
                key=str(UUID(int=place)),
                first_name=f"Anna {place}",
                last_name="Comune",
                language="it",
            )
            for place in range(1500)
        ]
        ids = unit.clients.add_all(clients, now=desk.clock.now(), origin="desk")
        for place, number in enumerate(ids):
            if place % 3:
                unit.clients.visited(number, DAY - timedelta(days=place * 7 % 1499))
        unit.commit()
    last = [number for place, number in enumerate(ids) if place % 3]
    newest = sorted(last, key=lambda one: (-(ids.index(one) * 7 % 1499), one), reverse=True)
    for typed in ("comune", "co", "anna comune", "an co"):
        assert [one.id for one in desk.find(typed, 5)] == newest[:5], typed


def test_what_a_row_shows_beside_the_name(desk: ClientDesk) -> None:
    desk.add("Anna", "Bia", "333 1234567", alert="porta lenti")
    desk.add("Anna", "Bia", "", birth_date=None)
    alerts = {found.id: found for found in desk.find("bia")}
    assert [one.has_alert for one in alerts.values()] == [False, True]
    assert all(one.may_be_double for one in alerts.values())
    assert not any(one.reminders_allowed for one in alerts.values())


def test_the_limit_is_kept_and_nothing_is_found_for_none(desk: ClientDesk) -> None:
    for _ in range(5):
        desk.add("Anna", "Bia")
    assert len(desk.find("anna", 2)) == 2
    assert desk.find("anna", 0) == ()
