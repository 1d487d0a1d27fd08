"""A practice WhatsApp for a practice folder: platform and relay in threads of this process.

The folder's ``practice.json`` says where they answer, so that commands of other processes reach
the client's phone. It marks the folder as one of invented people: only there a set clock is taken.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import salon_relay
from salon_desktop.app.practice_facts import NoPracticeHere as NoPracticeHere
from salon_desktop.app.practice_facts import practice_facts as practice_facts
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.db.opening import PRACTICE_PASSPHRASE
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.practice import DeliveryPlan, PracticePlatform, PracticeSettings

RELAY_SALON = "practice"
RELAY_FILE = "practice-relay.sqlite"


class RealSalonHere(DomainError):
    """The folder holds a real salon: it is never turned into a practice folder."""

    code: ClassVar[str] = "real_salon_here"


@dataclass(frozen=True, kw_only=True)
class PracticeWorld:
    """A running practice platform with its relay."""

    platform: PracticePlatform
    relay_address: str
    relay_key: str = field(repr=False)

    def live(self) -> None:
        """Let statuses take a moment from now on, as on real phones."""
        self.platform.plan_delivery(DeliveryPlan(sent_after=0.3, delivered_after=0.9))

    def facts(self) -> dict[str, Any]:
        """Return what ``platform setup`` and the phone's commands need, secrets included."""
        return {
            "graph_url": self.platform.address,
            "waba_id": self.platform.waba_id,
            "phone_number_id": self.platform.phone_number_id,
            "business_number": self.platform.business_number,
            "token": self.platform.token,
            "app_secret": self.platform.app_secret,
            "verify_token": self.platform.verify_token,
            "relay_url": self.relay_address,
            "relay_key": self.relay_key,
            "control_key": self.platform.control_key,
        }


def mark_practice(folder: DataFolder) -> None:
    """Make an empty folder a practice folder; raises RealSalonHere for one in real use."""
    if folder.is_practice:
        return
    if folder.salon.exists() or folder.key_file.exists():
        raise RealSalonHere
    folder.root.mkdir(parents=True, exist_ok=True)
    beside = folder.root / PRACTICE_PASSPHRASE
    if not beside.exists():
        _write_private(beside, secrets.token_urlsafe(24))
    _write_private(folder.practice, "{}")


@contextmanager
def practice_world(
    folder: DataFolder,
    clock: Callable[[], datetime],
    *,
    lively: bool = False,
    business_name: str = "",
    country: str = "IT",
) -> Iterator[PracticeWorld]:
    """Run platform and relay until the block ends; the folder says meanwhile where they are.

    ``lively`` lets statuses take a moment, as on a real phone.
    """
    plan = DeliveryPlan(sent_after=0.3, delivered_after=0.9) if lively else DeliveryPlan()
    settings = PracticeSettings(
        seed=secrets.token_hex(8),
        business_name=business_name or "Istituto Mirtilla",
        country=country,
        delivery=plan,
    )
    key = salon_relay.new_desk_key()
    with PracticePlatform(clock=clock, settings=settings) as platform:
        config = salon_relay.RelayConfig(
            database=folder.root / RELAY_FILE,
            salons={
                RELAY_SALON: salon_relay.SalonConfig(
                    app_secret=platform.app_secret,
                    verify_token=platform.verify_token,
                    desk_keys=[salon_relay.digest_of(key)],
                )
            },
        )
        with salon_relay.running(config) as relay:
            platform.deliver_to(f"{relay.address}/hook/{RELAY_SALON}")
            world = PracticeWorld(platform=platform, relay_address=relay.address, relay_key=key)
            _write_private(folder.practice, json.dumps(world.facts()))
            try:
                yield world
            finally:
                _write_private(folder.practice, "{}")


def _write_private(file: Path, text: str) -> None:
    """Write a file only this user may read, whole or not at all."""
    draft = file.with_name(file.name + ".part")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)
