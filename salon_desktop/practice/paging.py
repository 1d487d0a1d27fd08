"""``fields``, filters and cursor paging of Graph reads."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.reading import JsonObject, split_fields

_USUAL, _MOST = 25, 1_000


def chosen(node: JsonObject, fields: str | None, usual: Iterable[str], kind: str) -> JsonObject:
    """The asked members of a node and its id; raises GraphRefusal 100 for an unknown field."""
    names = split_fields(fields) if fields else list(usual)
    for name in names:
        if name not in node and name not in _MAY_BE_ABSENT:
            raise GraphRefusal(
                100, message=f"(#100) Tried accessing nonexisting field ({name[:60]}) on {kind}"
            )
    return {name: node[name] for name in [*names, "id"] if name in node}


_MAY_BE_ABSENT = frozenset(
    {"correct_category", "message_send_ttl_seconds", "cta_url_link_tracking_opted_out"}
    | {"previous_category", "sub_category", "library_template_name", "last_updated_time"}
)


def page(nodes: list[JsonObject], query: Mapping[str, str], address: str, path: str) -> JsonObject:
    """One page of ``nodes`` with its cursors, and ``next`` while there is more."""
    start = _place(query.get("after"))
    limit = _limit(query.get("limit"))
    shown = nodes[start : start + limit]
    body: JsonObject = {"data": shown}
    if not shown:
        return body
    end = start + len(shown)
    body["paging"] = {"cursors": {"before": _cursor(start), "after": _cursor(end)}}
    if end < len(nodes):
        again = {**query, "limit": str(limit), "after": _cursor(end)}
        body["paging"]["next"] = f"{address}/{path}?{urlencode(again)}"
    return body


def _limit(text: str | None) -> int:
    if text is None:
        return _USUAL
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise GraphRefusal(100, f"limit: 1 to {_MOST}")
    return int(text)


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"place:{place}".encode()).decode().rstrip("=")


def _place(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        return max(0, int(text.removeprefix("place:")))
    except (binascii.Error, ValueError):
        raise GraphRefusal(100, "after: not a cursor of this list") from None
