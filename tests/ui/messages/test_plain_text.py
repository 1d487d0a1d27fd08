"""Names, texts and reasons that look like HTML are shown letter by letter on this screen."""

import pytest
from PySide6.QtGui import Qt

from salon_desktop.ui.messages.call_card import CallCard
from salon_desktop.ui.messages.composer import Composer
from salon_desktop.ui.messages.conversation_list import ConversationPane
from salon_desktop.ui.messages.outbox_pane import CALLS, OutboxPane
from salon_desktop.ui.messages.rows import (
    Ask,
    BubbleRow,
    CallRow,
    ChipFact,
    ComposerView,
    ConversationRow,
    HeadRow,
    OutboxRow,
    Person,
    SumLine,
    ThreadHead,
    WindowView,
)
from salon_desktop.ui.messages.thread_pane import ThreadPane

TRICKY = [
    "<b>Anna</b>",
    "<img src='file:///etc/hostname'>",
    "Anna & Söhne",
    "<a href='https://example.org'>Anna</a>",
    "&lt;Anna&gt;",
    "Anna\nRossi",
]


@pytest.fixture
def threads(theme, words, qtbot):
    made = ConversationPane(theme, words)
    qtbot.addWidget(made)
    made.retranslate()
    return made


@pytest.fixture
def middle(theme, words, qtbot):
    made = ThreadPane(theme, words)
    qtbot.addWidget(made)
    made.retranslate()
    return made


@pytest.fixture
def outbox(theme, words, qtbot):
    made = OutboxPane(theme, words)
    qtbot.addWidget(made)
    made.retranslate()
    return made


@pytest.mark.parametrize("text", TRICKY)
def test_threads_and_bubbles_read_no_markup(threads, middle, only_plain_text, text):
    person = Person(1)
    threads.show_rows(
        [ConversationRow(person=person, name=text, line=text, when="10:41", spoken=text)], person
    )
    chips = (ChipFact(text=text, tone="warn", icon="triangle-alert"),)
    middle.show_head(ThreadHead(person=person, name=text, line=text, chips=chips))
    bubble = BubbleRow(mine=False, text=text, foot=text, buttons=(text,), trouble=text)
    middle.show_rows([bubble], from_end=True)
    ask = Ask(title=text, aside=text, advice=text, event_ids=(1,), icon="lock", agenda=True)
    middle.ask.show_ask(ask)
    middle.window_left.show_window(
        WindowView(is_open=True, sentence="open {time}", left=text, share=0.5, is_short=False)
    )
    middle.composer.show_view(ComposerView(may_write=False, note=text, advice=text))
    middle.composer.show_error(text)
    for pane in (threads, middle):
        pane.resize(500, 700)
        pane.show()
        pane.grab()
        only_plain_text(pane)


@pytest.mark.parametrize("text", TRICKY)
def test_the_outbox_reads_no_markup(outbox, only_plain_text, text):
    row = OutboxRow(icon="clock", tone="warn", name=text, when=text, line=text, reason=text)
    outbox.show_outgoing([HeadRow(text=text, count="1"), row], 1)
    call = CallRow(
        message_id=1,
        client_id=1,
        name=text,
        visit=text,
        phone=text,
        reason=text,
        icon="phone",
        tone="warn",
    )
    outbox.show_calls([call])
    outbox.show_sum(SumLine(lead=text, body=text, is_red=True))
    outbox.resize(376, 700)
    outbox.show()
    for key in ("outgoing", CALLS):
        outbox.show_tab(key)
        outbox.grab()
        only_plain_text(outbox)
    tip = outbox.outgoing.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert not Qt.mightBeRichText(tip) or tip.startswith("<span>")


def test_a_card_of_the_call_list_names_its_button_after_whom_it_is_about(theme, words, qtbot):
    row = CallRow(
        message_id=7,
        client_id=3,
        name="Lucia Marin",
        visit="tomorrow 12:05",
        phone="+39 333",
        reason="Why",
        icon="phone",
        tone="warn",
    )
    card = CallCard(theme, words, row)
    qtbot.addWidget(card)
    assert card.button.accessibleDescription() == "Lucia Marin"
    with qtbot.waitSignal(card.phoned) as phoned:
        card.button.click()
    with qtbot.waitSignal(card.opened) as opened:
        card.name.click()
    assert (phoned.args, opened.args) == ([7], [3])


def test_a_closed_composer_sends_nothing(theme, words, qtbot):
    composer = Composer(theme, words)
    qtbot.addWidget(composer)
    composer.show_view(ComposerView(may_write=False, note="closed"))
    composer.field.setPlainText("ciao")
    with qtbot.assertNotEmitted(composer.sent):
        qtbot.keyClick(composer.field, Qt.Key.Key_Return)
