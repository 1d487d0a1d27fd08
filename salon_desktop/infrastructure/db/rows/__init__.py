"""The tables of the salon's file, by area; importing this package makes them all known."""

from salon_desktop.infrastructure.db.rows import agenda, clients, consent, messages, salon, staff
from salon_desktop.infrastructure.db.rows.base import Row

__all__ = ["Row", "agenda", "clients", "consent", "messages", "salon", "staff"]
