"""Style sheet texts for buttons, fields, choices and tabs (see `stylesheet`)."""

BUTTONS = """
QPushButton {
    background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
    padding: 0 11px; min-height: @inside(32); font-size: 13px; font-weight: 500; outline: 0;
}
QPushButton:hover, QPushButton:checked { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:disabled { color: @disabled; background: @surface; }
QPushButton[kind="primary"] {
    background: @accent; border-color: @accent; color: @on_accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
    background: @accent_hover; border-color: @accent_hover;
}
QPushButton[kind="primary"]:disabled {
    background: @sunken; border-color: @line; color: @text_3;
}
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: @text_2; }
QPushButton[kind="ghost"]:hover { background: @hover; }
QPushButton[kind="ghost"]:pressed { background: @pressed; }
QPushButton[kind="ghost"]:disabled { color: @disabled; }
QPushButton[kind="ghost_accent"] {
    background: transparent; border-color: transparent; color: @accent;
}
QPushButton[kind="ghost_accent"]:hover { background: @accent_soft; }
QPushButton[kind="ghost_accent"]:disabled { color: @disabled; }
QPushButton[kind="destructive"] { color: @danger; }
QPushButton[kind="destructive"]:hover, QPushButton[kind="destructive"]:pressed {
    background: @danger_soft;
}
QPushButton[kind="destructive"]:disabled { color: @disabled; background: @surface; }
QPushButton[kind="link"] {
    background: transparent; border: 0; padding: 0; min-height: 16px; color: @accent;
    font-size: 12px; font-weight: 500;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link_text"] {
    background: transparent; border: 0; padding: 0; min-height: 16px; color: @text;
    font-size: 12px; font-weight: 400; text-decoration: underline;
}
QPushButton[kind="toast"] {
    background: transparent; border-color: #857C73; color: @on_tooltip; font-weight: 600;
}
QPushButton[kind="toast"]:hover, QPushButton[kind="toast"]:pressed { border-color: @on_tooltip; }
QPushButton[kind="answer"] {
    background: @surface; border: 1px solid @line_strong; border-radius: 10px; font-size: 18px;
    font-weight: 600;
}
QPushButton[kind="answer"]:checked {
    background: @accent_soft; border: 2px solid @accent; color: @on_accent_soft;
}
QPushButton[measure="small"] { min-height: @inside(28); padding: 0 7px; font-size: 12px; }
QPushButton[measure="large"] { min-height: @inside(40); padding: 0 15px; }
QPushButton[measure="turned"] { min-height: @inside(56); padding: 0 23px; font-size: 18px; }
QPushButton[dense="true"] { padding: 0 4px; }
QToolButton[kind="icon"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0;
    color: @text_2; outline: 0;
}
QToolButton[kind="icon"]:hover, QToolButton[kind="icon"]:checked { background: @hover; }
QToolButton[kind="icon"]:pressed { background: @pressed; }
QToolButton[kind="icon"][outlined="true"] { background: @surface; border-color: @line; }
QToolButton[kind="icon"][outlined="true"]:hover { background: @hover; }
QToolButton[kind="icon"][on="toast"]:hover { background: transparent; border-color: #857C73; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
QToolButton[part="segment"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0;
    color: @text_2; font-size: 13px; font-weight: 500;
}
QToolButton[part="segment"]:hover { color: @text; }
QToolButton[part="segment"]:checked {
    background: @raised; border-color: @line; color: @text; font-weight: 600;
}
QToolButton[part="segment"]:disabled { color: @disabled; }
"""

FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox {
    background: @surface; color: @text; border: 1px solid @line_strong; border-radius: 6px;
    padding: 0 9px; min-height: @inside(34); font-size: 13px;
    selection-background-color: @accent; selection-color: @on_accent;
}
QPlainTextEdit, QTextEdit {
    background: @surface; color: @text; border: 1px solid @line_strong; border-radius: 6px;
    padding: 4px 6px; font-size: 13px;
    selection-background-color: @accent; selection-color: @on_accent;
}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover, QPlainTextEdit:hover, QTextEdit:hover {
    border-color: @text_3;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border-color: @accent;
}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled,
QTextEdit:disabled { background: @sunken; border-color: @line; color: @disabled; }
QLineEdit[state="error"], QComboBox[state="error"], QAbstractSpinBox[state="error"],
QPlainTextEdit[state="error"] { border-color: @danger; }
QLineEdit[look="search"] { border-color: @line; min-height: @inside(36); padding: 0; }
QLineEdit[look="search"]:hover { border-color: @line_strong; }
QLineEdit[look="search"]:focus { border-color: @accent; background: @surface; }
QLineEdit[look="search"][ground="bg"] { background: @bg; }
QLineEdit[look="bare"], QPlainTextEdit[look="bare"] {
    background: transparent; border: 0; padding: 0; min-height: 20px;
}
QLineEdit[look="booking"] {
    background: transparent; border: 0; padding: 0; font-size: 20px; font-weight: 500;
    letter-spacing: -0.2px;
}
QLineEdit[look="turned"] { min-height: @inside(48); font-size: 18px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: @icon(chevron-down, text_2); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    background: @raised; color: @text; border: 1px solid @line; padding: 4px; outline: 0;
    selection-background-color: @accent_soft; selection-color: @on_accent_soft;
}
QComboBox QAbstractItemView::item {
    min-height: 28px; padding: 0 8px; border: 0; border-radius: 6px;
}
QComboBox QAbstractItemView::item:selected { background: @accent_soft; color: @on_accent_soft; }
QAbstractSpinBox::up-button {
    subcontrol-origin: border; subcontrol-position: top right; width: 22px; border: 0;
    background: transparent;
}
QAbstractSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: bottom right; width: 22px; border: 0;
    background: transparent;
}
QAbstractSpinBox::up-arrow { image: @icon(chevron-up, text_2); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: @icon(chevron-down, text_2); width: 12px; height: 12px; }
QDateTimeEdit[calendarPopup="true"]::drop-down {
    subcontrol-origin: border; subcontrol-position: center right; width: 28px; border: 0;
}
QDateTimeEdit[calendarPopup="true"]::down-arrow {
    image: @icon(calendar-days, text_2); width: 14px; height: 14px;
}
QAbstractSpinBox { padding: 0; }
QComboBox QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
"""

CHOICES = """
QCheckBox, QRadioButton { color: @text; spacing: 8px; font-size: 13px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; background: @surface; border: 1px solid @line_strong;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @text_3; }
QCheckBox::indicator:checked {
    background: @accent; border-color: @accent; image: @icon(check, on_accent);
}
QCheckBox::indicator:indeterminate {
    background: @accent; border-color: @accent; image: @icon(minus, on_accent);
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid @accent; background: @on_accent;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: @sunken; border-color: @line;
}
QSlider::groove:horizontal { height: 4px; background: @sunken; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 14px; margin: -6px 0; border-radius: 8px; background: @surface;
    border: 1px solid @line_strong;
}
"""

TABS = """
QTabBar { background: transparent; border: 0; font-size: 13px; font-weight: 500; }
QTabBar::tab {
    background: transparent; color: @text_2; border: 0; border-bottom: 2px solid transparent;
    padding: 0; margin: 0 24px 0 0; min-height: 36px; font-weight: 500;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:disabled { color: @disabled; }
"""
