"""One catalogue for our words and Qt's, and a switch that every widget hears of."""

from PySide6.QtCore import QCoreApplication, QDate, QEvent, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from salon_desktop.ui.widgets.value_fields import DayField


class Hearing(QWidget):
    def __init__(self):
        super().__init__()
        self.switches = 0

    def changeEvent(self, event):
        if event.type() == QEvent.Type.LanguageChange:
            self.switches += 1
        super().changeEvent(event)


def test_a_switch_reaches_widgets_deep_inside_a_window(qt_words, words, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    inner = Hearing()
    inner.setParent(window)
    before = inner.switches
    words.use("de")
    qtbot.waitUntil(lambda: inner.switches > before)


def test_qts_own_button_follows_in_all_five_languages_and_back(qt_words, words, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    for language, text in (
        ("it", "Annulla"),
        ("de", "Abbrechen"),
        ("ro", "Renunță"),
        ("fi", "Peruuta"),
        ("en", "Cancel"),
    ):
        words.use(language)
        qtbot.waitUntil(lambda text=text: button.text().replace("&", "") == text)


def test_a_word_nobody_translated_stays_qts_own(qt_words, words):
    words.use("it")
    assert qt_words.translate("QDialog", "A sentence that is in no catalogue") is None
    assert QCoreApplication.translate("QDialog", "A sentence in no catalogue") == (
        "A sentence in no catalogue"
    )


def test_dates_of_qts_own_widgets_follow_the_language(qt_words, words):
    words.use("fi")
    assert QLocale().language() == QLocale.Language.Finnish


def test_english_days_are_written_as_in_the_united_kingdom(qt_words, words, theme, qtbot):
    field = DayField(theme, QDate(2026, 11, 26))
    qtbot.addWidget(field)
    words.use("it")
    words.use("en")
    qtbot.waitUntil(lambda: field.text() == "26/11/2026")


def test_after_removal_a_switch_is_no_longer_heard(qt_words, words, qtbot):
    inner = Hearing()
    qtbot.addWidget(inner)
    qt_words.remove()
    QCoreApplication.processEvents()
    before = inner.switches
    words.use("de")
    QCoreApplication.processEvents()
    assert inner.switches == before
