"""Checks of a template's texts at creation: lengths, variables, examples."""

import re

from salon_desktop.practice.graph_errors import CreationRefusal
from salon_desktop.practice.reading import JsonObject, object_in, text_in
from salon_desktop.practice.template_model import variables_in

HEADER_LIMIT, BODY_LIMIT, FOOTER_LIMIT = 60, 1_024, 60
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"\w+")
_DECORATION = frozenset("*_~`")
_MEDIA = frozenset({"IMAGE", "VIDEO", "DOCUMENT"})


class TextRules:
    """The rules for one template, positional or named."""

    def __init__(self, *, named: bool, words_per_variable: int, as_subcode: bool) -> None:
        self._named = named
        self._words_per_variable = words_per_variable
        self._as_subcode = as_subcode

    def refuse(self, code: int, why: str) -> CreationRefusal:
        """The refusal to raise."""
        return CreationRefusal(code, why, as_subcode=self._as_subcode)

    def body(self, component: JsonObject) -> None:
        """A body: text, length, variables inside it, enough words, an example for each."""
        text = text_in(component, "text") or ""
        if not text.strip():
            raise self.refuse(2388072, "The body has no text.")
        if len(text) > BODY_LIMIT:
            raise self.refuse(2388040, f"The body is longer than {BODY_LIMIT} characters.")
        names = self._names(text, 2388072)
        if not names:
            return
        bare = text.strip()
        if bare.startswith("{{") or bare.endswith("}}"):
            raise self.refuse(2388299, "A variable stands first or last in the body.")
        words = len(_WORD.findall(re.sub(r"\{\{.*?\}\}", " ", text)))
        if words < self._words_per_variable * len(names) + 1:
            raise self.refuse(2388293, "Too many variables for the length of the text.")
        self._examples(component, "body_text", names)

    def header(self, component: JsonObject) -> None:
        """A header: a known format; a text of one line with at most one variable."""
        kind = str(component.get("format", "")).upper()
        if kind in _MEDIA:
            example = object_in(component, "example") or {}
            if not example.get("header_handle"):
                raise self.refuse(2388043, "A media header needs a sample.")
            return
        if kind == "LOCATION":
            return
        if kind != "TEXT":
            raise self.refuse(2388047, "The header's format is unknown.")
        text = text_in(component, "text") or ""
        if not text.strip() or "\n" in text or _DECORATION & set(_without_variables(text)):
            raise self.refuse(2388047, "The header is empty, has line breaks or formatting.")
        if len(text) > HEADER_LIMIT:
            raise self.refuse(2388040, f"The header is longer than {HEADER_LIMIT} characters.")
        names = self._names(text, 2388047)
        if len(names) > 1:
            raise self.refuse(2388047, "A header takes one variable at most.")
        if names:
            self._examples(component, "header_text", names)

    def footer(self, component: JsonObject) -> None:
        """A footer: one line without variables."""
        text = text_in(component, "text") or ""
        if not text.strip() or "\n" in text or variables_in(text):
            raise self.refuse(2388073, "The footer is empty, has line breaks or variables.")
        if len(text) > FOOTER_LIMIT:
            raise self.refuse(2388040, f"The footer is longer than {FOOTER_LIMIT} characters.")

    def _names(self, text: str, code: int) -> list[str]:
        names = variables_in(text)
        if "{{" in _without_variables(text) or "}}" in _without_variables(text):
            raise self.refuse(code, "A variable is not closed.")
        if self._named:
            wrong = [name for name in names if not _NAME.fullmatch(name)]
            if wrong:
                raise self.refuse(code, "Names take lower-case letters, digits and underscores.")
        elif names != [str(place) for place in range(1, len(names) + 1)]:
            raise self.refuse(code, "Positional variables are numbered 1, 2, 3 in order.")
        return names

    def _examples(self, component: JsonObject, member: str, names: list[str]) -> None:
        example = object_in(component, "example") or {}
        if self._named:
            given = example.get(f"{member}_named_params")
            pairs = given if isinstance(given, list) else []
            found = {
                str(pair.get("param_name"))
                for pair in pairs
                if isinstance(pair, dict) and str(pair.get("example", "")).strip()
            }
            complete = found == set(names)
        else:
            given = example.get(member)
            row = given if isinstance(given, list) else []
            if member == "body_text":
                row = row[0] if row and isinstance(row[0], list) else []
            complete = len(row) == len(names) and all(str(value).strip() for value in row)
        if not complete:
            raise self.refuse(2388043, "Every variable needs an example.")


def _without_variables(text: str) -> str:
    return re.sub(r"\{\{[^{}]*\}\}", "", text)
