"""Decisions of the Messages screen: from answers of the salon to rows in words, without widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.application.queries.conversations import (
    WINDOW,
    Conversation,
    Thread,
    ThreadLine,
)
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.inbound import InboundKind, IntentKind
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.messages.rows import (
    Ask,
    BubbleRow,
    ChipFact,
    ComposerView,
    ConversationRow,
    DayRow,
    Person,
    ThreadHead,
    ThreadRow,
    WindowView,
)
from salon_desktop.ui.messages.wording import (
    Moments,
    consent_chip,
    form_words,
    kind_of_ours,
    led_to,
    ours_in_a_list,
    sign_of_ours,
    spaced_number,
    theirs_in_words,
)

SHORT_WINDOW = timedelta(hours=2)
TROUBLED = frozenset(
    {MessageState.FAILED, MessageState.BLOCKED, MessageState.EXPIRED, MessageState.UNKNOWN}
)
MOVES = frozenset({IntentKind.WISH_TO_MOVE, IntentKind.WISH_TO_CANCEL})


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to say something now: words, formats and the moment."""

    words: Catalog
    formats: Formats
    now: datetime

    @property
    def moments(self) -> Moments:
        """Instants as lists write them."""
        return Moments(self.words, self.formats, self.now)


Tell = Callable[[], Telling]


def person_of(one: Conversation) -> Person:
    """Return whose thread a line of the list opens."""
    if one.client_id is not None:
        return Person(one.client_id)
    return Person(None, one.address)


def kept_by(one: Conversation, wanted: str) -> bool:
    """Tell whether the words typed stand in the name or the last text."""
    heap = folded(f"{one.client_name} {one.last_text} {one.address or ''}")
    return all(word in heap for word in folded(wanted).split())


def conversation_row(one: Conversation, telling: Telling) -> ConversationRow:
    """Return a thread as the list shows it."""
    words = telling.words
    name = one.client_name or spaced_number(one.address or "") or words._("Unknown sender")
    badge, tone = "", ""
    if one.is_withdrawn:
        badge, tone = words.p_("mark of a thread", "withdrawn"), "danger"
    elif one.unclear:
        badge, tone = words.p_("mark of a thread", "to understand"), "warn"
    sign, sign_tone = _list_sign(one)
    line = _last_line(one, words)
    when = telling.moments.short(one.last_at)
    waits = ""
    if one.needs_person:
        many = words.n_("{count} message waits", "{count} messages wait", one.needs_person)
        waits = many.format(count=one.needs_person)
    return ConversationRow(
        person=person_of(one),
        name=name,
        line=line,
        when=when,
        count=one.needs_person,
        badge=badge,
        badge_tone=tone,
        sign=sign,
        sign_tone=sign_tone,
        spoken=", ".join(part for part in (name, when, line, badge, waits) if part),
    )


def _last_line(one: Conversation, words: Catalog) -> str:
    if not one.is_inbound:
        return ours_in_a_list(one.kind, one.state, words)
    if one.kind == InboundKind.BUTTON and one.last_text:
        return words._("Tapped “{button}”").format(button=one.last_text)
    return " ".join(theirs_in_words(one.last_text, one.kind, words).split())


def _list_sign(one: Conversation) -> tuple[str, str]:
    if not one.is_inbound:
        return sign_of_ours(one.state)
    confirmed = one.outcome == IntentKind.CONFIRM and not one.needs_person
    return ("check", "ok") if confirmed else ("", "")


def thread_rows(thread: Thread, telling: Telling) -> list[ThreadRow]:
    """Return bubbles with the days between them, oldest first."""
    rows: list[ThreadRow] = []
    moments = telling.moments
    last_day: date | None = None
    for line in thread.lines:
        day = moments.local_day(line.at)
        if day != last_day:
            rows.append(DayRow(moments.day_chip(day)))
            last_day = day
        rows.append(_theirs(line, telling) if line.is_inbound else _ours(line, telling))
    return rows


def _theirs(line: ThreadLine, telling: Telling) -> BubbleRow:
    words = telling.words
    time = telling.formats.time(line.at)
    text = theirs_in_words(line.text, line.kind, words)
    waits = words._("for a person") if line.needs_person else ""
    led = " · ".join(
        part for part in (form_words(line, words), led_to(line.outcome or "", words)) if part
    )
    foot = f"{led}  {time}" if led else time
    return BubbleRow(
        mine=False,
        text=text,
        foot=foot,
        lead="corner-down-left" if line.kind == InboundKind.BUTTON else "",
        aside=line.kind not in (InboundKind.TEXT, InboundKind.BUTTON),
        event_id=line.event_id,
        for_person=waits,
        done=words.p_("button", "Done") if waits else "",
        spoken=", ".join(part for part in (text, led, time, waits) if part),
    )


def _ours(line: ThreadLine, telling: Telling) -> BubbleRow:
    words, formats = telling.words, telling.formats
    time = formats.time(line.at)
    if line.state == MessageState.READ and line.read_at is not None:
        read = words._("read {time}").format(time=formats.time(line.read_at))
        time = f"{time} · {read}"
    elif line.state in (MessageState.PLANNED, MessageState.HELD, MessageState.SENDING):
        time = words._("leaves in a moment")
    elif line.state == MessageState.PHONED:
        time = f"{time} · " + words._("phoned")
    sign, tone = sign_of_ours(line.state)
    trouble = ""
    if line.state in TROUBLED:
        trouble = reason_words(line.reason, words, state=line.state, code=line.error_code)
    what = kind_of_ours(line.kind, words)
    return BubbleRow(
        mine=True,
        text=line.text,
        foot=f"{what}  {time}",
        buttons=line.buttons,
        sign=sign,
        sign_tone=tone,
        trouble=trouble,
        spoken=", ".join(part for part in (what, line.text, time, trouble) if part),
    )


def thread_head(person: Person, thread: Thread, telling: Telling) -> ThreadHead:
    """Return who it is, with the next visit and the chips."""
    words = telling.words
    if thread.client_id is None:
        return ThreadHead(
            person=person,
            name=spaced_number(person.address or "") or words._("Unknown sender"),
            line=words._("No client has this number"),
            chips=(),
        )
    line = words._("No visit booked")
    if thread.visit is not None:
        visit = thread.visit
        when = telling.moments.visit(visit.day, visit.start)
        line = f"{when} · {visit.service} · {visit.operator}"
    return ThreadHead(
        person=person, name=thread.client_name, line=line, chips=_chips(thread, telling)
    )


def _chips(thread: Thread, telling: Telling) -> tuple[ChipFact, ...]:
    known = {one.purpose: one for one in thread.consents}
    chips = [
        consent_chip(purpose, known.get(purpose.value), telling.now, telling.words)
        for purpose in (Purpose.SERVICE_MESSAGES, Purpose.OFFERS)
    ]
    if thread.alert:
        chips.append(ChipFact(text=thread.alert, tone="warn", icon="triangle-alert"))
    return tuple(chips)


def window_view(thread: Thread, telling: Telling) -> WindowView:
    """Return how long the desk may still answer freely."""
    words, closes = telling.words, thread.window_closes_at
    left = timedelta() if closes is None else min(closes - telling.now, WINDOW)
    if left <= timedelta():
        sentence = words._("Window closed") if closes else words._("Has not written yet")
        return WindowView(is_open=False, sentence=sentence, left="", share=0.0, is_short=False)
    # A minute that has begun counts, so that the last one does not read 0 min.
    minutes = -(-left // timedelta(minutes=1))
    return WindowView(
        is_open=True,
        sentence=words._("window open for another {time}"),
        left=telling.formats.duration(int(minutes)),
        share=left / WINDOW,
        is_short=left < SHORT_WINDOW,
    )


def composer_view(thread: Thread, telling: Telling) -> ComposerView:
    """Return whether the desk may write here, and on which ground or why not."""
    words = telling.words
    if thread.client_id is None:
        return ComposerView(
            may_write=False,
            note=words._("Nobody in the client book has this number."),
            advice=words._("Add it to a client, then you can answer here."),
        )
    if not window_view(thread, telling).is_open:
        note = (
            words._("More than 24 hours have passed since the client's last message.")
            if thread.window_closes_at
            else words._("The client has not written, so there is nothing to answer.")
        )
        return ComposerView(
            may_write=False,
            note=note,
            advice=words._("Reminders still go out by themselves; for anything else, phone."),
        )
    withdrawn = any(
        one.purpose == Purpose.SERVICE_MESSAGES and one.state == ConsentState.WITHDRAWN
        for one in thread.consents
    )
    if withdrawn:
        note = words._("wants no more messages: answer only what was asked")
        return ComposerView(may_write=True, note=note, warns=True)
    return ComposerView(may_write=True, note=words._("an answer to her own message: allowed"))


def ask_of(thread: Thread, telling: Telling) -> Ask | None:
    """Return what a person has to do about what waits in this thread; None if nothing does."""
    words = telling.words
    waiting = [line for line in thread.lines if line.needs_person and line.event_id is not None]
    if not waiting:
        return None
    last = waiting[-1]
    ids = tuple(line.event_id for line in waiting if line.event_id is not None)
    visit = thread.visit
    title = led_to(last.outcome or "", words)
    if last.outcome in MOVES and visit is not None:
        when = telling.moments.visit(visit.day, visit.start)
        title = (
            words._("Asks to move: {visit}")
            if last.outcome == IntentKind.WISH_TO_MOVE
            else words._("Asks to cancel: {visit}")
        ).format(visit=when)
    count = len(ids)
    many = words.n_("{count} message for a person", "{count} messages for a person", count)
    return Ask(
        title=_capital(title) or many.format(count=count),
        aside=words._("a proposal, you decide") if last.outcome in MOVES else "",
        advice=_advice(last.outcome or "", words),
        event_ids=ids,
        icon=_ICONS.get(last.outcome or "", "circle-help"),
        agenda=last.outcome in MOVES,
    )


_ICONS: dict[str, str] = {
    IntentKind.WISH_TO_MOVE: "calendar-clock",
    IntentKind.WISH_TO_CANCEL: "calendar-x",
    IntentKind.PRIVACY_REQUEST: "lock",
    IntentKind.NUMBER_CHANGED: "smartphone",
}


def _advice(outcome: str, words: Catalog) -> str:
    match outcome:
        case IntentKind.WISH_TO_MOVE:
            return words._("The place stays taken until you move the visit in the agenda.")
        case IntentKind.WISH_TO_CANCEL:
            return words._("The place stays taken until you cancel the visit in the agenda.")
        case IntentKind.PRIVACY_REQUEST:
            return words._("Data requests have a deadline: tell the owner today.")
        case IntentKind.NUMBER_CHANGED:
            return words._("Enter the new number on the card and ask for consent again.")
        case _:
            return words._("Read it, do what it asks or answer, then tick it off.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def rows_of(found: Sequence[Conversation], telling: Telling) -> list[ConversationRow]:
    """Return the list of threads in words."""
    return [conversation_row(one, telling) for one in found]
