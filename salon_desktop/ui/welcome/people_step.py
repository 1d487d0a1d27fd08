"""The people: the owner, the desk, and everybody who gets a column in the agenda."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from salon_desktop.application.commands.set_up_salon import SalonFactsWrong
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.draft import LONGEST, Draft
from salon_desktop.ui.welcome.operator_rows import OperatorRows
from salon_desktop.ui.welcome.step import Step
from salon_desktop.ui.welcome.wording import told
from salon_desktop.ui.widgets.fields import LabelledField


class PeopleStep(Step):
    """Asks who owns the salon, how this desk is called, and who treats clients."""

    def __init__(self, theme: Theme, words: Catalog, draft: Draft) -> None:
        super().__init__(theme, words)
        self._draft = draft
        self._desk_typed = False
        self.owner, self.desk = QLineEdit(), QLineEdit()
        for line in (self.owner, self.desk):
            line.setMaxLength(LONGEST)
            line.returnPressed.connect(self.going_on)
        self.fields = {
            "owner": LabelledField(theme, self.owner),
            "desk": LabelledField(theme, self.desk),
        }
        self.owner_treats = QCheckBox()
        self.operators = OperatorRows(theme, words)
        self.fields["operators"] = LabelledField(theme, self.operators)
        self._grid = QGridLayout()
        for column, what in enumerate(("owner", "desk")):
            self._grid.addWidget(self.fields[what], 0, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.fields["operators"])
        self.body.addWidget(self.owner_treats, 0, Qt.AlignmentFlag.AlignLeft)
        self.owner.textChanged.connect(self._take)
        self.desk.textEdited.connect(self._desk_by_hand)
        self.desk.textChanged.connect(self._take)
        self.owner_treats.toggled.connect(self._take)
        self.operators.changed.connect(self._take)
        theme.changed.connect(self._restyle)
        self._restyle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only inside a window does an order hold.
        QWidget.setTabOrder(self.owner, self.desk)
        QWidget.setTabOrder(self.desk, self.operators.rows[0].name)
        self.operators.order_keyboard()
        QWidget.setTabOrder(self.operators.add, self.owner_treats)

    def name(self) -> str:
        """Return what the step is called."""
        return self.words._("People")

    def entered(self) -> None:
        """Put the keyboard into the owner's name."""
        self.owner.setFocus()

    def missing(self) -> str:
        """Return why there is no going on."""
        missing = self._draft.missing_of_people()
        if "owner" in missing:
            return self.words._("The owner needs a name.")
        if "desk" in missing:
            return self.words._("The desk needs a name.")
        if "operators" in missing:
            return self.words._("The agenda needs at least one person who treats clients.")
        return ""

    def point_out(self) -> None:
        """Say beside the fields what is missing."""
        for what in reversed(self._draft.missing_of_people()):
            self.show_wrong(what)

    def show_wrong(self, what: str) -> None:
        """Say beside the field ``what`` why it cannot stay like that."""
        if what == "operators":
            self.fields[what].show_error(
                self.words._("Enter a name here, or let the owner treat clients.")
            )
            self.operators.rows[0].name.setFocus()
            return
        text, advice = told(SalonFactsWrong(field=what), self.words)
        self.fields[what].show_error(f"{text} {advice}")
        self.fields[what].editor.setFocus()

    def retranslate(self) -> None:
        """Set all text; the desk is named in the new language unless somebody named it."""
        words = self.words
        self.title.setText(words._("The people"))
        self.lead.setText(
            words._("Everybody who treats clients gets a column of her own in the agenda.")
        )
        self.fields["owner"].set_words(
            words._("Owner"), words._("Stands in the history as the one who acted.")
        )
        self.fields["desk"].set_words(
            words._("Name of this desk"), words._("Shown at the bottom of the window.")
        )
        self.fields["operators"].set_words(words._("Who treats clients"))
        self.owner_treats.setText(words._("The owner treats clients as well"))
        self.operators.retranslate()
        if not self._desk_typed:
            self.desk.setText(words.p_("name of a desk", "Front desk"))

    def _desk_by_hand(self) -> None:
        self._desk_typed = True

    def _take(self) -> None:
        draft = self._draft
        draft.owner, draft.desk = self.owner.text(), self.desk.text()
        draft.owner_treats = self.owner_treats.isChecked()
        draft.operators = self.operators.answers()
        missing = draft.missing_of_people()
        for what, field in self.fields.items():
            if what not in missing:
                field.show_error("")
        self.changed.emit()

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(self.theme.px(Space.L))
