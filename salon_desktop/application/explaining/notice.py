"""What people are told when something cannot be done: ``explain`` is the one way from it to words.

Three tones are enough: somebody at the desk can repair it, the world is unwell, we are wrong. A
sentence says why, its advice what to do next; neither ever holds a client's data.
"""

from salon_desktop.application.explaining.agenda_refusals import AGENDA_REFUSALS
from salon_desktop.application.explaining.client_refusals import CLIENT_REFUSALS
from salon_desktop.application.explaining.consent_refusals import CONSENT_REFUSALS
from salon_desktop.application.explaining.founding_refusals import FOUNDING_REFUSALS
from salon_desktop.application.explaining.list_words import FILE_REFUSALS
from salon_desktop.application.explaining.message_refusals import MESSAGE_REFUSALS
from salon_desktop.application.explaining.parts import NO_NAMES, Explainer, Naming, Telling
from salon_desktop.application.explaining.parts import Notice as Notice
from salon_desktop.application.explaining.parts import Tone as Tone
from salon_desktop.application.explaining.setting_refusals import SETTING_REFUSALS
from salon_desktop.application.explaining.text_refusals import payload_notice, template_notice
from salon_desktop.application.explaining.troubles import trouble_notice
from salon_desktop.application.failures import FileTrouble, OutsideTrouble
from salon_desktop.domain.errors import DomainError
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.whatsapp.payloads import PayloadRefused
from salon_desktop.whatsapp.templates import TemplateRefused

# By code and not by class, so that a refusal of a higher floor can be told here as well.
REFUSALS: dict[str, Explainer] = {
    **AGENDA_REFUSALS,
    **CLIENT_REFUSALS,
    **CONSENT_REFUSALS,
    **FILE_REFUSALS,
    **FOUNDING_REFUSALS,
    **MESSAGE_REFUSALS,
    **SETTING_REFUSALS,
}


def explain(
    problem: BaseException, words: Catalog, formats: Formats, naming: Naming = NO_NAMES
) -> Notice:
    """Return what to tell the person at the desk; an unknown problem is always a bug.

    ``naming`` gives the names of operators, rooms and devices where the caller knows them; it is
    never asked for a client's. Facts that are missing make the sentence shorter, nothing else.
    """
    telling = Telling(words, formats, naming)
    match problem:
        case DomainError():
            return _refusal(problem, telling)
        case OutsideTrouble() | FileTrouble():
            return trouble_notice(problem, words, formats)
        case PayloadRefused(code=code, facts=facts):
            return payload_notice(code, facts, words, formats)
        case TemplateRefused(code=code, facts=facts):
            return template_notice(code, facts, words, formats)
        case _:
            return unexpected(words)


def unexpected(words: Catalog) -> Notice:
    """Return what to say when the program itself is wrong."""
    return Notice(
        Tone.BUG,
        words._("Something went wrong inside the program. What was saved before is safe."),
        words._("Try it once more. If it happens again, send the report to the support."),
    )


def _refusal(problem: DomainError, telling: Telling) -> Notice:
    for kind in type(problem).__mro__:
        code = kind.__dict__.get("code")
        if isinstance(code, str) and code in REFUSALS:
            return REFUSALS[code](telling, telling.facts(problem.facts))
    return Notice(
        Tone.HINT,
        telling.words._("The salon's rules do not allow this."),
        telling.words._("Check what you entered and try it another way."),
    )
