"""What the list of clients knows without a widget: what is asked, what came back, what is next.

One question is under way at a time. Whoever types faster than the file answers gets the answer to
the last letters, and none in between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from salon_desktop.application.queries.find_clients import ClientFinder, FindClients, FoundClient
from salon_desktop.application.queries.list_clients import (
    ClientGroup,
    ClientList,
    ClientOrder,
    ClientPlace,
    ListClients,
)

PAGE = 60
MOST_HITS = 60


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which part of the book is looked at: typed text, or a group in an order."""

    text: str = field(default="", repr=False)
    group: ClientGroup = ClientGroup.ALL
    order: ClientOrder = ClientOrder.RECENT

    @property
    def is_search(self) -> bool:
        """Whether something was typed."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Rows:
    """Clients that were found; ``following`` is where the next page begins, None at the end."""

    clients: Sequence[FoundClient]
    following: ClientPlace | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask off the GUI thread; ``ticket`` tells an answer from a later one."""

    ticket: int
    shelf: Shelf
    ask: Callable[[], Rows] = field(repr=False)


class ListState:
    """Turns typing, filters and scrolling into questions, and answers into rows."""

    def __init__(self, find: ClientFinder, leaf: ClientList) -> None:
        self._find, self._leaf = find, leaf
        self.shelf = Shelf()
        self.clients: list[FoundClient] = []
        self.is_filled = False
        self._filled_with: Shelf | None = None
        self._following: ClientPlace | None = None
        self._ticket = 0
        self._under_way: Question | None = None
        self._is_stale = True

    @property
    def may_go_on(self) -> bool:
        """Whether there is another page."""
        return self._following is not None

    def look(self, shelf: Shelf) -> Question | None:
        """Look at another part of the book; the question to ask now, or None: one is under way."""
        self.shelf, self._is_stale = shelf, True
        return self.next_question()

    def refresh(self) -> Question | None:
        """Something changed: look again."""
        return self.look(self.shelf)

    def next_question(self) -> Question | None:
        """Return what is to be asked now, if anything and if nothing is under way."""
        if not self._is_stale or self._under_way is not None:
            return None
        self._is_stale = False
        return self._begin(None)

    def next_page(self) -> Question | None:
        """Return the question for the following page."""
        if self._following is None or self._under_way is not None:
            return None
        return self._begin(self._following)

    def take(self, question: Question, rows: Rows) -> bool:
        """Take an answer; False if it belongs to something nobody looks at any more."""
        self._settle(question)
        if question.shelf != self.shelf:
            return False
        self.clients = [*self.clients, *rows.clients] if rows.goes_on else list(rows.clients)
        self._following, self.is_filled = rows.following, True
        self._filled_with = question.shelf
        return True

    def fail(self, question: Question) -> None:
        """The question was not answered."""
        self._settle(question)

    def position_of(self, client_id: int) -> int | None:
        """Return in which row a client stands."""
        rows = (row for row, one in enumerate(self.clients) if one.id == client_id)
        return next(rows, None)

    def _begin(self, after: ClientPlace | None) -> Question:
        self._ticket += 1
        shelf = self.shelf
        if shelf.is_search:
            wish = FindClients(text=shelf.text, limit=MOST_HITS)
            ask = _searching(self._find, wish)
        else:
            # Whoever leafed far down and looks again is not thrown back to the first page.
            again = after is None and shelf == self._filled_with
            limit = max(PAGE, len(self.clients)) if again else PAGE
            page = ListClients(order=shelf.order, group=shelf.group, limit=limit, after=after)
            ask = _leafing(self._leaf, page)
        self._under_way = Question(self._ticket, shelf, ask)
        return self._under_way

    def _settle(self, question: Question) -> None:
        if self._under_way is not None and self._under_way.ticket == question.ticket:
            self._under_way = None


def _searching(find: ClientFinder, wish: FindClients) -> Callable[[], Rows]:
    def ask() -> Rows:
        return Rows(find(wish))

    return ask


def _leafing(leaf: ClientList, wish: ListClients) -> Callable[[], Rows]:
    def ask() -> Rows:
        page = leaf(wish)
        return Rows(page.clients, page.following, goes_on=wish.after is not None)

    return ask
