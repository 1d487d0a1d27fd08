"""Until when a consent counts if nobody says otherwise.

Consent to offers runs out with the use of data for offers of the salon's country; consent to
messages about her own appointments stands until it is withdrawn (docs/rules.md, retention).
"""

from datetime import UTC, datetime

from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.privacy.retention import RetentionClass, add_months, period_of


def valid_until(purpose: Purpose, country: str, granted_at: datetime) -> datetime | None:
    """Return the instant at which a grant runs out, or None where it stands until withdrawn."""
    if purpose is not Purpose.OFFERS:
        return None
    months = period_of(RetentionClass.OFFERS_USE, country).months
    if months is None:
        return None
    moment = granted_at.astimezone(UTC)
    return datetime.combine(add_months(moment.date(), months), moment.timetz())
