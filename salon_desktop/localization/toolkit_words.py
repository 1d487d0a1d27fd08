"""The words Qt's own widgets say: buttons, menus of text fields, dialogs, key names.

Qt ships no Romanian, so all five languages come from our catalogue. The texts are Qt's source
texts to the letter, with its ``&`` marks; `toolkit_word` is what the translator bridge asks.
"""

from salon_desktop.localization.catalog import Catalog

CONTEXT = "Qt"


def toolkit_word(words: Catalog, source: str) -> str | None:
    """Qt's ``source`` text in the language in use; None lets Qt speak English itself."""
    return words.known(source, CONTEXT)


def toolkit_words(words: Catalog) -> tuple[str, ...]:
    """All these words in the language in use; naming them here puts them into the template."""
    return (
        *_buttons(words),
        *_text_menu(words),
        *_dialogs(words),
        *_printing(words),
        *_keys(words),
    )


def _buttons(words: Catalog) -> tuple[str, ...]:
    return (
        words.p_("Qt", "OK"),
        words.p_("Qt", "&OK"),
        words.p_("Qt", "Save"),
        words.p_("Qt", "&Save"),
        words.p_("Qt", "Save All"),
        words.p_("Qt", "Open"),
        words.p_("Qt", "&Open"),
        words.p_("Qt", "&Yes"),
        words.p_("Qt", "Yes to &All"),
        words.p_("Qt", "&No"),
        words.p_("Qt", "N&o to All"),
        words.p_("Qt", "Abort"),
        words.p_("Qt", "Retry"),
        words.p_("Qt", "Ignore"),
        words.p_("Qt", "Close"),
        words.p_("Qt", "&Close"),
        words.p_("Qt", "Cancel"),
        words.p_("Qt", "&Cancel"),
        words.p_("Qt", "Discard"),
        words.p_("Qt", "Don't Save"),
        words.p_("Qt", "Help"),
        words.p_("Qt", "Apply"),
        words.p_("Qt", "Reset"),
        words.p_("Qt", "Restore Defaults"),
        words.p_("Qt", "Show Details..."),
        words.p_("Qt", "Hide Details..."),
    )


def _text_menu(words: Catalog) -> tuple[str, ...]:
    return (
        words.p_("Qt", "&Undo"),
        words.p_("Qt", "&Redo"),
        words.p_("Qt", "Cu&t"),
        words.p_("Qt", "&Copy"),
        words.p_("Qt", "&Paste"),
        words.p_("Qt", "Delete"),
        words.p_("Qt", "Select All"),
        words.p_("Qt", "&Select All"),
        words.p_("Qt", "Copy &Link Location"),
        words.p_("Qt", "&Step up"),
        words.p_("Qt", "Step &down"),
    )


def _dialogs(words: Catalog) -> tuple[str, ...]:
    return (
        words.p_("Qt", "Look in:"),
        words.p_("Qt", "File &name:"),
        words.p_("Qt", "Files of type:"),
        words.p_("Qt", "Save As"),
        words.p_("Qt", "&Choose"),
        words.p_("Qt", "Find Directory"),
        words.p_("Qt", "Directory:"),
        words.p_("Qt", "Directories"),
        words.p_("Qt", "All Files (*)"),
        words.p_("Qt", "Back"),
        words.p_("Qt", "Forward"),
        words.p_("Qt", "Parent Directory"),
        words.p_("Qt", "Create New Folder"),
        words.p_("Qt", "&New Folder"),
        words.p_("Qt", "List View"),
        words.p_("Qt", "Detail View"),
        words.p_("Qt", "Name"),
        words.p_("Qt", "Size"),
        words.p_("Qt", "Type"),
        words.p_("Qt", "Date Modified"),
        words.p_("Qt", "&Rename"),
        words.p_("Qt", "&Delete"),
        words.p_("Qt", "Show &hidden files"),
        words.p_("Qt", "%1 already exists.\nDo you want to replace it?"),
    )


def _printing(words: Catalog) -> tuple[str, ...]:
    return (
        words.p_("Qt", "Print"),
        words.p_("Qt", "&Print"),
        words.p_("Qt", "Print..."),
        words.p_("Qt", "Print Preview"),
        words.p_("Qt", "Page setup"),
        words.p_("Qt", "Page Setup"),
        words.p_("Qt", "Portrait"),
        words.p_("Qt", "Landscape"),
        words.p_("Qt", "Zoom in"),
        words.p_("Qt", "Zoom out"),
        words.p_("Qt", "Fit width"),
        words.p_("Qt", "Fit page"),
        words.p_("Qt", "First page"),
        words.p_("Qt", "Previous page"),
        words.p_("Qt", "Next page"),
        words.p_("Qt", "Last page"),
        words.p_("Qt", "Show single page"),
        words.p_("Qt", "Show facing pages"),
        words.p_("Qt", "Show overview of all pages"),
        words.p_("Qt", "Export to PDF"),
        words.p_("Qt", "Printer"),
        words.p_("Qt", "Copies"),
        words.p_("Qt", "Pages"),
        words.p_("Qt", "Paper"),
        words.p_("Qt", "Margins"),
    )


def _keys(words: Catalog) -> tuple[str, ...]:
    return (
        words.p_("Qt", "Ctrl"),
        words.p_("Qt", "Shift"),
        words.p_("Qt", "Del"),
        words.p_("Qt", "Ins"),
        words.p_("Qt", "Return"),
        words.p_("Qt", "Enter"),
        words.p_("Qt", "Esc"),
        words.p_("Qt", "Space"),
        words.p_("Qt", "Backspace"),
        words.p_("Qt", "Tab"),
        words.p_("Qt", "PgUp"),
        words.p_("Qt", "PgDown"),
        words.p_("Qt", "Home"),
        words.p_("Qt", "End"),
        words.p_("Qt", "Left"),
        words.p_("Qt", "Right"),
        words.p_("Qt", "Up"),
        words.p_("Qt", "Down"),
    )
