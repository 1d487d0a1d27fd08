"""What the Messages screen shows, ready in words: rows without widgets and without decisions."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Whose thread it is: a client, or the number of somebody nobody knows."""

    client_id: int | None
    address: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRow:
    """One thread in the list. ``badge`` is a chip with its tone, ``sign`` an icon with its tone."""

    person: Person
    name: str = field(repr=False)
    line: str = field(repr=False)
    when: str
    count: int = 0
    badge: str = ""
    badge_tone: str = ""
    sign: str = ""
    sign_tone: str = ""
    spoken: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day between the bubbles."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BubbleRow:
    """One bubble. ``foot`` tells how and when, ``sign`` is the tick, ``trouble`` why it failed.

    ``lead`` is an icon before the text; ``aside`` marks our words in place of hers. An
    ``event_id`` with ``for_person`` can be ticked off.
    """

    mine: bool
    text: str = field(repr=False)
    foot: str
    lead: str = ""
    aside: bool = False
    buttons: tuple[str, ...] = ()
    sign: str = ""
    sign_tone: str = "faint"
    trouble: str = ""
    event_id: int | None = None
    for_person: str = ""
    done: str = ""
    spoken: str = field(default="", repr=False)


ThreadRow = DayRow | BubbleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipFact:
    """A chip of the thread's head."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a person has to do about the last thing she wrote; ``agenda`` where the agenda helps."""

    title: str
    aside: str
    advice: str
    event_ids: tuple[int, ...]
    icon: str
    agenda: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadHead:
    """Who it is, what comes next, and which consents stand."""

    person: Person
    name: str = field(repr=False)
    line: str = field(repr=False)
    chips: tuple[ChipFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowView:
    """The 24 hours since her last message: ``share`` of them is left; 0 when it is closed."""

    is_open: bool
    sentence: str
    left: str
    share: float
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposerView:
    """Whether the desk may write; ``note`` is the ground, or the reason against in words."""

    may_write: bool
    note: str
    advice: str = ""
    warns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """The name of a group of the outbox, with its count."""

    text: str
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One message of the outbox, or several alike in one row."""

    icon: str
    tone: str
    name: str = field(repr=False)
    when: str
    line: str = field(repr=False)
    reason: str = ""
    person: Person | None = None
    calls: bool = False
    spoken: str = field(default="", repr=False)


PanelRow = HeadRow | OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """Somebody to phone: who, about which visit, on which number, and why."""

    message_id: int
    client_id: int | None
    name: str = field(repr=False)
    visit: str = field(repr=False)
    phone: str = field(repr=False)
    reason: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """Yesterday in one line; ``is_red`` where something is missing."""

    lead: str
    body: str
    is_red: bool
