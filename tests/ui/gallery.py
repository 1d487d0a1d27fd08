"""A script that paints the components and an empty shell, to be looked at beside the design.

``python -m tests.ui.gallery OUT [--language it] [--scale 1.25]`` writes PNG files into OUT.
"""

import argparse
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QStringListModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.page import Page
from salon_desktop.ui.qt_words import QtWords
from salon_desktop.ui.shell.facts import Connection, StatusFacts, Trouble
from salon_desktop.ui.shell.main_window import Looks, MainWindow
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import CATEGORIES, Scheme
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.avatar import Avatar, avatar_tone
from salon_desktop.ui.widgets.badge import CountBadge
from salon_desktop.ui.widgets.bars import Meter, Share, StackedBar, StrengthBar
from salon_desktop.ui.widgets.buttons import Button, IconButton
from salon_desktop.ui.widgets.cards import EmptyState, SectionCard
from salon_desktop.ui.widgets.cards import Section as DrawerSection
from salon_desktop.ui.widgets.chips import Chip, ChipButton
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.fields import LabelledField, SearchField
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.focus_ring import FocusRing
from salon_desktop.ui.widgets.key_hint import KeyHint
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Part
from salon_desktop.ui.widgets.runs import RunLabel, emphasised
from salon_desktop.ui.widgets.scrim import Scrim
from salon_desktop.ui.widgets.segments import SegmentedControl
from salon_desktop.ui.widgets.states import set_state
from salon_desktop.ui.widgets.tabs import Tabs
from salon_desktop.ui.widgets.toast import Notice, ToastHost
from salon_desktop.ui.widgets.value_fields import DayField, NumberField, TimeField

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 24, 10, 44, tzinfo=ZoneInfo("Europe/Rome"))


def row(*parts: QWidget | int, gap: int = 8) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        else:
            layout.addWidget(part)
    return line


def button(theme: Theme, text: str, **look: Any) -> Button:
    made = Button(theme, **look)
    made.set_words(text)
    return made


def controls(theme: Theme, words: Catalog) -> QWidget:
    card = SectionCard(theme)
    card.set_title("Controls")
    off = button(theme, "spento", kind="primary")
    off.setEnabled(False)
    off_plain = button(theme, "spento")
    off_plain.setEnabled(False)
    card.body.addWidget(
        row(
            button(theme, "Prenota", kind="primary"),
            button(theme, "Prenota", kind="primary", icon="calendar-plus"),
            off,
            Label("manca la cliente", role="small", tone="muted"),
            1,
        )
    )
    with_key = Button(theme, icon="calendar-clock")
    with_key.set_words("Sposta", key="M")
    trailing = Button(theme, size="small", trailing_icon="chevron-right")
    trailing.set_words("Karte")
    card.body.addWidget(row(button(theme, "Sposta"), with_key, off_plain, trailing, 1))
    card.body.addWidget(
        row(
            button(theme, "In secondo piano", kind="ghost"),
            button(theme, "Disdici", kind="destructive", icon="calendar-x"),
            IconButton(theme, "ellipsis", outlined=True),
            button(theme, "28 px", size="small"),
            button(theme, "Parken", size="small", icon="inbox"),
            button(theme, "40", size="large"),
            button(theme, "Mostra tutte", kind="link"),
            1,
        )
    )
    card.body.addWidget(fields(theme))
    card.body.addWidget(choices(theme))
    card.body.addWidget(chips(theme))
    return card


def fields(theme: Theme) -> QWidget:
    empty, full, wrong = SearchField(theme), SearchField(theme), QLineEdit("25:70")
    for field in (empty, full):
        field.set_words("Cerca…", "Svuota", "Invio")
    full.setText("rossi")
    set_state(wrong, "state", "error")
    labelled = LabelledField(theme, QLineEdit("25:70"))
    labelled.set_words("Ora")
    labelled.show_error("non è un’ora")
    rooms, day = QComboBox(), DayField(theme, QDate(2026, 11, 24))
    rooms.addItems(["cabina 1", "cabina 2"])
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row(empty, full, wrong))
    column.addWidget(row(labelled, rooms, NumberField(theme, 0, 90), day, TimeField(theme), 1))
    return both


def choices(theme: Theme) -> QWidget:
    on, half, radio = QCheckBox("sì"), QCheckBox("in parte"), QRadioButton("uno")
    on.setChecked(True)
    half.setTristate(True)
    half.setCheckState(half.checkState().PartiallyChecked)
    radio.setChecked(True)
    return row(on, half, QCheckBox("no"), radio, QRadioButton("due"), 1)


def chips(theme: Theme) -> QWidget:
    flow = Flow(8)
    for text, tone, icon in (
        ("neutra", "neutral", None),
        ("sì", "ok", "check"),
        ("da capire", "warn", "triangle-alert"),
        ("no", "danger", "x"),
        ("fatto", "info", "info"),
        ("scelta", "chosen", None),
        ("aperta", "outlined", None),
    ):
        flow.add(Chip(theme, text, tone=tone, icon=icon))
    flow.add(KeyHint(theme, "Invio"))
    for tone in CATEGORIES:
        flow.add(Chip(theme, tone, tone=tone))
    return flow


def figures(theme: Theme) -> QWidget:
    card = SectionCard(theme)
    card.set_title("Figures")
    badge, todo = CountBadge(theme), CountBadge(theme, "warn")
    badge.show_count(4)
    todo.show_count(120)
    people = [Avatar(theme, bordered=True) for _ in range(6)]
    for number, person in enumerate(people):
        person.show_person(("Sara", "Anna", "Giulia", "Marta", "Elena", "Chiara")[number], "accent")
        person.show_person(person.objectName() or "Greta Fontana", avatar_tone(number))
    card.body.addWidget(row(*people, badge, todo, 1))
    strengths = [StrengthBar(theme) for _ in range(5)]
    for number, bar in enumerate(strengths):
        bar.show_strength(number, f"{number} of 4")
    card.body.addWidget(row(*strengths, 1))
    shares = StackedBar(theme)
    shares.show_shares(
        [
            Share(232, "strength_4"),
            Share(98, "strength_3"),
            Share(51, "strength_2"),
            Share(87, "", hatched=True),
        ],
        "",
    )
    card.body.addWidget(shares)
    meters = [Meter(theme), Meter(theme), Meter(theme)]
    for meter, share in zip(meters, (0.1, 0.8, 1.0), strict=True):
        meter.show_share(share, "")
    card.body.addWidget(row(*meters))
    tabs = Tabs(theme, ["visits", "sheet", "consent"])
    tabs.set_words("Scheda", ["Visite 14", "Scheda tecnica", "Consensi 9"])
    card.body.addWidget(tabs)
    sentence = RunLabel(theme, wrap=True)
    sentence.set_runs(
        emphasised(
            "Possiamo mandarle {what} perché il {day} lo ha chiesto lei stessa, dal suo "
            "numero, dopo aver letto il testo versione 4.",
            what="offerte",
            day="3 giugno",
        )
    )
    card.body.addWidget(sentence)
    card.body.addWidget(ElidedLabel("Una riga troppo lunga " * 8, tone="muted"))
    return card


def sheet(theme: Theme, words: Catalog, name: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 16, 24, 16)
    column.setSpacing(12)
    segments = SegmentedControl(theme, ["day", "week", "rooms"])
    segments.set_words("Vista", ["Giorno", "Settimana", "Cabine"])
    column.addWidget(row(Label(name, role="title"), 1, segments))
    column.addWidget(controls(theme, words))
    column.addWidget(figures(theme))
    for tone, lead, body in (
        ("ok", "Fatto.", "Copia provata alle 8:40."),
        ("warn", "Attenzione.", "Consenso in scadenza."),
        ("danger", "Rifiutato.", "La cabina 2 è occupata."),
        ("info", "Forse doppia:", "«Fontana Greta» ha lo stesso numero."),
        ("muted", "", "Nota di salute presente · solo operatrici"),
    ):
        alert = Alert(theme, tone)
        alert.set_words(lead, body, "Confronta" if tone == "info" else "")
        column.addWidget(alert)
    column.addStretch(1)
    toasts = ToastHost(theme, words, page)
    toasts.show_notice(
        Notice("Gloria Nava messa in sospeso. Non parte nessun messaggio.", undo=print)
    )
    FocusRing(theme, page)
    return page


class SamplePage(Page):
    def __init__(self, theme: Theme, title: str, icon: str) -> None:
        super().__init__()
        self._words = title
        self._title = Label(role="title")
        self.controls.setSpacing(8)
        self.controls.addWidget(self._title)
        self.controls.addStretch(1)
        self.controls.addWidget(button(theme, "Importa", kind="ghost", icon="upload"))
        self.controls.addWidget(button(theme, "Nuova cliente", icon="user-plus"))
        self.empty = EmptyState(theme, icon)
        self.empty.set_words("Ancora nessuna cliente", "Importi la rubrica.", "Importa")
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        pane = Part("pane")
        pane.setFixedWidth(theme.px(328))
        inner = QVBoxLayout(pane)
        self.field = SearchField(theme)
        self.field.set_words("Cerca", "Svuota")
        inner.addWidget(self.field)
        filters = Flow(6)
        for number, text in enumerate(("Tutte", "Nuove", "Dormienti", "Da chiedere")):
            chip = ChipButton(theme, checkable=True)
            chip.set_words(text)
            chip.setChecked(not number)
            filters.add(chip)
        inner.addWidget(filters)
        rows = QListView()
        rows.setModel(QStringListModel(["Greta Fontana", "Ada Greco", "Mia Fonte"], rows))
        inner.addWidget(rows)
        column.addWidget(pane)
        column.addWidget(self.empty, 1)

    def retranslate(self) -> None:
        self._title.setText(self._words)


def shell(theme: Theme, words: Catalog, *, practice: bool = False) -> MainWindow:
    def formats() -> Formats:
        return Formats(words.language, ZoneInfo("Europe/Rome"))

    looks = Looks(theme, words, lambda at: formats().time(at), lambda at: formats().age(at, NOW))
    window = MainWindow(looks, practice=practice)
    window.show_salon("Istituto Mirtilla", "Mi")
    window.show_person("Vera Bianchi")
    for section in Section:
        window.add_page(section, SamplePage(theme, section.value.title(), "users"))
    window.go_to(Section.CLIENTS)
    window.show_waiting(Section.MESSAGES, 4)
    window.show_status(
        StatusFacts(
            Connection.CONNECTED,
            NOW - timedelta(minutes=2),
            12,
            0,
            3,
            NOW - timedelta(hours=2),
            False,
            "Banco 1",
            "Istituto Mirtilla",
        )
    )
    return window


def drawer_panel(theme: Theme, words: Catalog) -> DrawerPanel:
    panel = DrawerPanel(theme, words)
    panel.head.addWidget(Chip(theme, "Confermato", tone="ok", icon="check", height=22))
    panel.head.addWidget(Label("mar 24 nov · 14:00–15:00", role="small", tone="muted"))
    panel.head.addStretch(1)
    panel.head.addWidget(IconButton(theme, "ellipsis"))
    avatar = Avatar(theme, size=40)
    avatar.show_person("Greta Fontana", "lash")
    panel.under_head.addWidget(row(avatar, Label("Greta Fontana", role="heading"), 1, gap=12))
    alerts = DrawerSection(theme)
    for tone, lead in (("warn", "Porta lenti a contatto:"), ("ok", "Patch test valido")):
        alert = Alert(theme, tone)
        alert.set_words(lead, "toglierle prima delle ciglia e controllare bene il foglio")
        alerts.body.addWidget(alert)
    panel.add_section(alerts)
    consent = DrawerSection(theme)
    consent.set_title("Consenso · WhatsApp")
    flow = Flow(6)
    flow.add(Chip(theme, "Promemoria · messaggio suo", tone="ok", icon="check"))
    flow.add(Chip(theme, "Offerte · firmato", tone="ok", icon="check"))
    consent.body.addWidget(flow)
    panel.add_section(consent)
    move = Button(theme, icon="calendar-clock")
    move.set_words("Sposta", key="M")
    panel.foot.addWidget(row(button(theme, "Arrivata", kind="primary", icon="user-check"), move))
    panel.show_foot()
    return panel


def picture(widget: QWidget, file: Path, width: int, height: int) -> None:
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    widget.grab().save(str(file))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="it")
    parser.add_argument("--scale", type=float, default=1.0)
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    theme = Theme(ROOT / "resources", motion=False)
    words = Catalog(ROOT / "translations", wanted.language)
    qt_words = QtWords(words, app)
    qt_words.install()
    end = f"{wanted.language}-{wanted.scale:g}"
    size = (round(1440 * wanted.scale), round(900 * wanted.scale))
    for scheme in Scheme:
        theme.apply(app, scheme, wanted.scale)
        name = f"{scheme}-{end}.png"
        page = sheet(theme, words, scheme.value)
        picture(page, wanted.out / f"components-{name}", size[0] // 2, round(1080 * wanted.scale))
        window = shell(theme, words)
        picture(window, wanted.out / f"shell-{name}", *size)
        window.show_drawer(drawer_panel(theme, words))
        window.tell(Notice("Gloria Nava messa in sospeso. Non parte nessun messaggio.", undo=print))
        window.show_trouble(
            lambda: Trouble("Il token è scaduto.", "Nessun messaggio parte.", "Rinnova")
        )
        picture(window, wanted.out / f"drawer-{name}", *size)
        window.toasts.dismiss()
        box = Part("popover")
        field = QLineEdit("rossi lam ciglia gio pom sara")
        field.setProperty("look", "booking")
        QVBoxLayout(box).addWidget(field)
        scrim = Scrim(theme, window, box, centred_on=window.content)
        scrim.open_box(field)
        picture(window, wanted.out / f"scrim-{name}", *size)
        practice = shell(theme, words, practice=True)
        picture(practice, wanted.out / f"practice-{name}", *size)
        for made in (page, window, practice):
            made.close()
            made.deleteLater()
        QApplication.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
