"""Graph calls about message templates."""

import threading
from collections.abc import Callable, Mapping

from salon_desktop.practice.exchange import Request
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.paging import chosen, page
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.settings import PracticeSettings
from salon_desktop.practice.template_book import TemplateBook
from salon_desktop.practice.template_model import Template

_USUAL = ("name", "parameter_format", "components", "language", "status", "category", "id")
_KIND = "node type (WhatsAppBusinessHSM)"


class TemplateEdges:
    """Handlers; each returns the body of a 200 answer or raises GraphRefusal."""

    def __init__(
        self,
        settings: PracticeSettings,
        lock: threading.RLock,
        templates: TemplateBook,
        address: Callable[[], str],
    ) -> None:
        self._settings = settings
        self._lock = lock
        self._templates = templates
        self._address = address

    def list_all(self, request: Request) -> JsonObject:
        """``GET /{waba-id}/message_templates`` with filters, fields, paging and summary."""
        query = request.query
        with self._lock:
            found = [one for one in self._templates.all() if _matches(one, query)]
            nodes = [chosen(one.shown(), query.get("fields"), _USUAL, _KIND) for one in found]
            total = len(self._templates.all())
        body = page(nodes, query, self._address(), "/".join(request.path))
        if "summary" in query:
            body["summary"] = {
                "total_count": len(nodes),
                "message_template_count": total,
                "message_template_limit": self._settings.templates_limit,
            }
        return body

    def create(self, request: Request) -> JsonObject:
        """``POST /{waba-id}/message_templates``."""
        body = request.json()
        with self._lock:
            template = self._templates.create(body)
            return {
                "id": template.id,
                "status": template.status,
                "category": template.category,
            }

    def delete(self, request: Request) -> JsonObject:
        """``DELETE /{waba-id}/message_templates?name=…``: all languages, or one by ``hsm_id``."""
        name = request.query.get("name")
        if not name:
            raise GraphRefusal(100, message="(#100) The parameter name is required.")
        with self._lock:
            if not self._templates.delete(name, request.query.get("hsm_id")):
                raise GraphRefusal(100, "name: no such template")
        return {"success": True}

    def read_one(self, request: Request) -> JsonObject:
        """``GET /{template-id}``."""
        with self._lock:
            template = self._found(request)
            return chosen(template.shown(), request.query.get("fields"), _USUAL, _KIND)

    def edit_one(self, request: Request) -> JsonObject:
        """``POST /{template-id}``."""
        body = request.json()
        with self._lock:
            template = self._found(request)
            self._templates.edit(template, body)
            return {
                "success": True,
                "id": template.id,
                "name": template.name,
                "category": template.category,
            }

    def unpause(self, request: Request) -> JsonObject:
        """``POST /{template-id}/unpause``."""
        with self._lock:
            self._templates.unpause(self._found(request))
        return {"success": True}

    def knows(self, ident: str) -> bool:
        """Whether ``ident`` is a template of this account."""
        with self._lock:
            return self._templates.get(ident) is not None

    def _found(self, request: Request) -> Template:
        template = self._templates.get(request.path[1])
        if template is None:
            raise GraphRefusal(803)
        return template


def _matches(template: Template, query: Mapping[str, str]) -> bool:
    for key, value in (
        ("status", template.status),
        ("category", template.category),
        ("language", template.language),
        ("quality_score", template.quality),
    ):
        wanted = query.get(key)
        if wanted is not None and value.upper() not in _listed(wanted):
            return False
    content = " ".join(template.text_of(part) for part in ("HEADER", "BODY", "FOOTER")).lower()
    name = template.name
    if "name" in query and query["name"] not in name:
        return False
    if "content" in query and query["content"].lower() not in content:
        return False
    either = query.get("name_or_content", "").lower()
    return either in name or either in content


def _listed(text: str) -> set[str]:
    return {piece.strip(" \"'").upper() for piece in text.strip("[] ").split(",")}
