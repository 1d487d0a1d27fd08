"""One question at a time: the last letters are answered, the ones between never asked."""

from salon_desktop.application.queries.find_clients import FoundClient
from salon_desktop.application.queries.list_clients import (
    ClientGroup,
    ClientPage,
    ClientPlace,
    ListClients,
)
from salon_desktop.ui.clients.list_state import ListState, Rows, Shelf


def found(number: int) -> FoundClient:
    return FoundClient(
        id=number,
        first_name="Anna",
        last_name=str(number),
        name_hits=(),
        phone=(),
        last_visit_on=None,
        has_alert=False,
        may_be_double=False,
        reminders_allowed=True,
    )


class Book:
    """Remembers what it was asked."""

    def __init__(self, pages=None) -> None:
        self.searched: list[str] = []
        self.leafed: list[ListClients] = []
        self._pages = pages or {}

    def find(self, wish):
        self.searched.append(wish.text)
        return [found(len(wish.text))]

    def __call__(self, wish) -> ClientPage:
        self.leafed.append(wish)
        return self._pages.get(wish.after, ClientPage(clients=[], following=None))

    def counts(self):
        raise NotImplementedError


def state_over(book: Book) -> ListState:
    return ListState(book.find, book)


def test_letters_typed_while_a_question_is_under_way_are_asked_once_at_the_end():
    book = Book()
    state = state_over(book)
    first = state.look(Shelf("g"))
    assert first is not None
    assert state.look(Shelf("gr")) is None
    assert state.look(Shelf("gre")) is None
    assert not state.take(first, first.ask())
    assert state.clients == []
    second = state.next_question()
    assert second is not None
    assert state.take(second, second.ask())
    assert [one.id for one in state.clients] == [3]
    assert state.next_question() is None
    assert book.searched == ["g", "gre"]


def test_an_answer_to_something_nobody_looks_at_is_dropped():
    state = state_over(Book())
    question = state.look(Shelf("anna"))
    assert question is not None
    state.look(Shelf("berta"))
    assert not state.take(question, Rows([found(1)]))
    assert not state.is_filled


def test_emptying_the_search_leafs_through_the_chosen_group():
    book = Book()
    state = state_over(book)
    question = state.look(Shelf("  ", ClientGroup.DORMANT))
    assert question is not None
    question.ask()
    assert book.searched == []
    assert book.leafed[0].group is ClientGroup.DORMANT


def test_the_next_page_is_added_behind_and_asked_for_once():
    place = ClientPlace((1,))
    pages = {
        None: ClientPage(clients=[found(1)], following=place),
        place: ClientPage(clients=[found(2)], following=None),
    }
    state = state_over(Book(pages))
    first = state.look(Shelf())
    assert first is not None
    state.take(first, first.ask())
    assert state.may_go_on
    second = state.next_page()
    assert second is not None
    assert state.next_page() is None
    state.take(second, second.ask())
    assert [one.id for one in state.clients] == [1, 2]
    assert not state.may_go_on


def test_looking_again_asks_for_as_many_as_were_leafed_through():
    book = Book()
    state = state_over(book)
    first = state.look(Shelf())
    assert first is not None
    state.take(first, Rows([found(number) for number in range(150)]))
    again = state.refresh()
    assert again is not None
    again.ask()
    assert book.leafed[-1].limit == 150
    state.take(again, Rows([found(1)]))
    other = state.look(Shelf(group=ClientGroup.NEW))
    assert other is not None
    other.ask()
    assert book.leafed[-1].limit == 60


def test_a_question_that_failed_lets_the_next_one_through():
    state = state_over(Book())
    question = state.look(Shelf("a"))
    assert question is not None
    state.fail(question)
    assert state.look(Shelf("ab")) is not None


def test_where_a_client_stands_is_known_by_her_id():
    state = state_over(Book())
    state.clients = [found(4), found(9)]
    assert state.position_of(9) == 1
    assert state.position_of(5) is None
