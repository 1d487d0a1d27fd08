"""A practice WhatsApp: a local Graph API and the client's phone.

The door is ``PracticePlatform``; ``PracticeRemote`` drives one that runs in another process.
Everything here is written from the platform's public documentation and shares no code with the
program's own WhatsApp modules.
"""

from salon_desktop.practice.account import Trouble
from salon_desktop.practice.courier import Misbehaviour, WebhookRecord
from salon_desktop.practice.faults import Calls, Fault, FaultKind
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.phone_model import PhoneButton, PhoneMessage, PhoneState
from salon_desktop.practice.phones import NothingToTap
from salon_desktop.practice.platform import PracticePlatform
from salon_desktop.practice.remote import OrderRefused, PracticeRemote, PracticeUnreachable
from salon_desktop.practice.settings import DeliveryPlan, PracticeSettings
from salon_desktop.practice.taken import TakenMessage
from salon_desktop.practice.template_book import ReviewPolicy

__all__ = [
    "Calls",
    "DeliveryPlan",
    "Fault",
    "FaultKind",
    "GraphRefusal",
    "Misbehaviour",
    "NothingToTap",
    "OrderRefused",
    "PhoneButton",
    "PhoneMessage",
    "PhoneState",
    "PracticePlatform",
    "PracticeRemote",
    "PracticeSettings",
    "PracticeUnreachable",
    "ReviewPolicy",
    "TakenMessage",
    "Trouble",
    "WebhookRecord",
]
