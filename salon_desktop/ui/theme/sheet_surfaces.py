"""Style sheet texts for words, surfaces, lists, scroll bars and popups (see `stylesheet`)."""

LABELS = """
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; letter-spacing: -0.2px; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="body"] { font-size: 13px; }
QLabel[role="small"] { font-size: 12px; }
QLabel[role="caption"] { font-size: 11px; }
QLabel[role="figure"] { font-size: 32px; font-weight: 600; letter-spacing: -0.6px; }
QLabel[role="turned_small"] { font-size: 16px; }
QLabel[role="turned_body"] { font-size: 18px; }
QLabel[role="turned_heading"] { font-size: 20px; font-weight: 600; }
QLabel[role="turned_title"] { font-size: 32px; font-weight: 600; letter-spacing: -0.6px; }
QLabel[weight="400"] { font-weight: 400; }
QLabel[weight="500"] { font-weight: 500; }
QLabel[weight="600"] { font-weight: 600; }
QLabel[weight="700"] { font-weight: 700; }
QLabel[tone="text"] { color: @text; }
QLabel[tone="muted"] { color: @text_2; }
QLabel[tone="faint"] { color: @text_3; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="info"] { color: @info; }
QLabel[tone="on_tooltip"] { color: @on_tooltip; }
QLabel[tone="on_accent_soft"] { color: @on_accent_soft; }
QLabel:disabled { color: @disabled; }
"""

PARTS = """
QFrame[part="rail"] { background: @rail; border: 0; border-right: 1px solid @line; }
QFrame[part="top_bar"] { background: @surface; border: 0; border-bottom: 1px solid @line; }
QFrame[part="status_bar"] { background: @surface; border: 0; border-top: 1px solid @line; }
QFrame[part="pane"] { background: @surface; border: 0; border-right: 1px solid @line; }
QFrame[part="pane_right"] { background: @surface; border: 0; border-left: 1px solid @line; }
QFrame[part="surface"] { background: @surface; border: 0; }
QFrame[part="ground"] { background: @bg; border: 0; }
QFrame[part="sunken"] { background: @sunken; border: 0; border-radius: 6px; }
QFrame[part="quiet"] { background: @bg; border: 0; border-radius: 6px; }
QFrame[part="parking"] { background: @bg; border: 0; border-top: 1px solid @line; }
QFrame[part="card"] { background: @surface; border: 1px solid @line; border-radius: 10px; }
QFrame[part="card"][state="chosen"] { border-color: @accent; background: @accent_soft; }
QFrame[part="card"][state="proposal"] { border-color: @accent; }
QFrame[part="box"] { background: @surface; border: 1px solid @line; border-radius: 6px; }
QFrame[part="popover"] { background: @raised; border: 1px solid @line; border-radius: 10px; }
QFrame[part="popover_foot"] {
    background: @bg; border: 0; border-top: 1px solid @line;
    border-bottom-left-radius: 10px; border-bottom-right-radius: 10px;
}
QFrame[part="drawer"] { background: @surface; border: 0; border-left: 1px solid @line; }
QFrame[part="section"] { background: @surface; border: 0; border-bottom: 1px solid @line; }
QFrame[part="section_last"] { background: @surface; border: 0; }
QFrame[part="foot"] { background: @surface; border: 0; border-top: 1px solid @line; }
QFrame[part="head"] { background: @surface; border: 0; border-bottom: 1px solid @line; }
QFrame[part="toast"] { background: @tooltip; border: 1px solid @line; border-radius: 10px; }
QFrame[part="band"] { background: @warn_soft; border: 0; border-bottom: 1px solid @strength_2; }
QFrame[part="line"] { background: @line; border: 0; }
QFrame[part="line_soft"] { background: @line_soft; border: 0; }
QFrame[part="alert"] { background: @sunken; border: 0; border-radius: 6px; }
QFrame[part="alert"][tone="ok"] { background: @ok_soft; }
QFrame[part="alert"][tone="warn"] { background: @warn_soft; }
QFrame[part="alert"][tone="danger"] { background: @danger_soft; }
QFrame[part="alert"][tone="info"] { background: @info_soft; }
QFrame[part="banner"] { background: @warn_soft; border: 0; border-bottom: 1px solid @line; }
QFrame[part="banner"][tone="danger"] { background: @danger_soft; }
QFrame[part="banner"][tone="info"] { background: @info_soft; }
QFrame[part="segments"] { background: @sunken; border: 1px solid @line; border-radius: 6px; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
"""

LISTS = """
QListView, QTreeView, QTableView {
    background: @surface; border: 0; outline: 0; color: @text;
    selection-background-color: @accent_soft; selection-color: @text;
    alternate-background-color: @surface;
}
QListView[ground="bg"] { background: @bg; }
QTableView { gridline-color: @line_soft; }
QTableView::item, QTreeView::item {
    padding: 0 9px; border: 0; border-bottom: 1px solid @line_soft;
}
QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: @accent_soft; color: @text;
}
QHeaderView { background: @surface; border: 0; }
QHeaderView::section {
    background: @surface; color: @text_3; border: 0; border-bottom: 1px solid @line;
    padding: 0 12px; min-height: 27px; font-size: 11px; font-weight: 500;
}
QTableCornerButton::section { background: @surface; border: 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
QCalendarWidget QToolButton {
    color: @text; background: transparent; border: 0; border-radius: 6px; font-weight: 600;
    padding: 4px 8px; min-height: 20px;
}
QCalendarWidget QToolButton:hover { background: @hover; }
QToolButton#qt_calendar_prevmonth { qproperty-icon: @icon(chevron-left, text_2); }
QToolButton#qt_calendar_nextmonth { qproperty-icon: @icon(chevron-right, text_2); }
QCalendarWidget QAbstractItemView {
    background: @surface; color: @text; selection-background-color: @accent;
    selection-color: @on_accent; font-size: 12px;
}
QCalendarWidget QAbstractItemView::item { padding: 0; border: 0; border-radius: 6px; }
QCalendarWidget QAbstractItemView::item:hover { background: @hover; }
QCalendarWidget QAbstractItemView::item:selected { background: @accent; color: @on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: @disabled; }
QCalendarWidget QSpinBox { min-height: 20px; border-color: @line; }
"""

SCROLLING = """
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @hatch; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @line_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
"""

POPUPS = """
QToolTip {
    background: @tooltip; color: @on_tooltip; border: 1px solid @line; padding: 4px 8px;
    font-size: 12px;
}
QMenu { background: @raised; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; background: transparent; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
QMenu::indicator:checked { image: @icon(check, accent); }
QProgressBar {
    background: @sunken; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent;
}
QProgressBar::chunk { background: @accent; border-radius: 3px; }
"""
