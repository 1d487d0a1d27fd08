"""What the platform's error codes mean, and what we do about each: a table, no behaviour.

Source: the platform's public page of error codes, restated in ``docs/whatsapp.md``. The same code
may come as the answer to a request or later as a ``failed`` status. The meanings are keys for words
in ``ui``; they are never shown as they stand.
"""

from dataclasses import dataclass
from enum import StrEnum


class Retry(StrEnum):
    """Whether and when the same message may be tried again.

    UNKNOWN binds answers to a request only: a ``failed`` status with such a code has failed.
    """

    NO = "no"  # never by itself
    LATER = "later"  # certainly not taken: after a pause with jitter
    PAIR = "pair"  # certainly not taken: this person only, after 4 ** tries seconds
    AFTER_24H = "after_24h"  # at most once, a day later at the earliest
    DAYS = "days"  # the valve stays closed until the platform lifts it
    FIX = "fix"  # a person must act first
    UNKNOWN = "unknown"  # may have been taken: never blindly, wait for a status by our key


class Action(StrEnum):
    """What the program does besides settling the message."""

    NOTHING = "nothing"
    REPORT = "report"  # keep code and trace id for the support; a person looks
    BUG = "bug"  # our request was wrong
    BACK_OFF = "back_off"
    PAUSE_PAIR = "pause_pair"
    WAIT_FOR_STATUS = "wait_for_status"
    STOP_QUEUE = "stop_queue"
    ASK_TOKEN = "ask_token"  # noqa: S105  # the name of an action
    STOP_BILLABLE = "stop_billable"
    SET_UP = "set_up"
    PAUSE_PROMOTIONS = "pause_promotions"
    STOP_UTILITY = "stop_utility"
    PAUSE_TEMPLATE = "pause_template"
    EDIT_TEMPLATE = "edit_template"
    SYNC_TEMPLATES = "sync_templates"
    OPT_OUT_MARKETING = "opt_out_marketing"
    MARK_NUMBER = "mark_number"
    SKIP_PERSON = "skip_person"
    FIX_CONTACT = "fix_contact"
    UNBLOCK = "unblock"
    USE_TEMPLATE = "use_template"
    OTHER_ENDPOINT = "other_endpoint"


class Valve(StrEnum):
    """Which part of sending closes until the cause is gone."""

    NONE = "none"
    TEMPLATE = "template"
    PROMOTIONS = "promotions"
    UTILITY = "utility"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code, or the codes ``first`` to ``last``."""

    first: int
    last: int
    meaning: str
    retry: Retry
    action: Action
    valve: Valve = Valve.NONE

    @property
    def surely_not_taken(self) -> bool:
        """Whether an answer with it proves that the same message may safely be tried again."""
        return self.retry in {Retry.LATER, Retry.PAIR}


def look_up(code: int) -> CodeRow:
    """Return the row of ``code``; an unknown one is never repeated, and a person looks at it."""
    if (row := _SINGLE.get(code)) is not None:
        return row
    for row in _RANGES:
        if row.first <= code <= row.last:
            return row
    return CodeRow(code, code, "unknown_code", Retry.NO, Action.REPORT)


def is_known(code: int) -> bool:
    """Tell whether the table has a row for ``code``."""
    return look_up(code).meaning != "unknown_code"


def _row(
    codes: int | tuple[int, int],
    meaning: str,
    retry: Retry,
    action: Action,
    valve: Valve = Valve.NONE,
) -> CodeRow:
    first, last = codes if isinstance(codes, tuple) else (codes, codes)
    return CodeRow(first, last, meaning, retry, action, valve)


CODE_TABLE: tuple[CodeRow, ...] = (
    # The token, permissions and the application.
    _row(0, "token_refused", Retry.FIX, Action.ASK_TOKEN, Valve.ALL),
    _row(1, "platform_unwell", Retry.UNKNOWN, Action.WAIT_FOR_STATUS),
    _row(2, "platform_unwell", Retry.UNKNOWN, Action.WAIT_FOR_STATUS),
    _row(3, "permission_missing", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(4, "too_many_calls", Retry.LATER, Action.BACK_OFF),
    _row(10, "permission_missing", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(33, "number_unknown_to_platform", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(100, "request_wrong", Retry.NO, Action.BUG),
    _row(102, "token_refused", Retry.FIX, Action.ASK_TOKEN, Valve.ALL),
    _row(104, "token_refused", Retry.FIX, Action.ASK_TOKEN, Valve.ALL),
    _row(190, "token_refused", Retry.FIX, Action.ASK_TOKEN, Valve.ALL),
    _row((200, 299), "permission_missing", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(368, "account_restricted", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(613, "too_many_calls", Retry.LATER, Action.BACK_OFF),
    _row(803, "number_unknown_to_platform", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(80007, "too_many_calls", Retry.LATER, Action.BACK_OFF),
    # The person, the pace and the account.
    _row(130403, "blocked_by_us", Retry.NO, Action.UNBLOCK),
    _row(130429, "too_fast", Retry.LATER, Action.BACK_OFF),
    _row(130472, "held_out_by_platform", Retry.NO, Action.SKIP_PERSON),
    _row(130497, "country_not_allowed", Retry.NO, Action.REPORT),
    _row(131000, "platform_unwell", Retry.UNKNOWN, Action.WAIT_FOR_STATUS),
    _row(131005, "permission_missing", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(131008, "request_wrong", Retry.NO, Action.BUG),
    _row(131009, "request_wrong", Retry.NO, Action.BUG),
    _row(131016, "platform_unwell", Retry.LATER, Action.BACK_OFF),
    _row(131020, "group_refused", Retry.NO, Action.REPORT),
    _row(131021, "own_number", Retry.NO, Action.FIX_CONTACT),
    _row(131026, "not_reachable_on_whatsapp", Retry.NO, Action.MARK_NUMBER),
    _row(131030, "test_number_not_listed", Retry.FIX, Action.SET_UP),
    _row(131031, "account_locked", Retry.FIX, Action.STOP_QUEUE, Valve.ALL),
    _row(131037, "display_name_missing", Retry.FIX, Action.SET_UP, Valve.ALL),
    _row(131041, "group_refused", Retry.NO, Action.REPORT),
    _row(131042, "payment_problem", Retry.FIX, Action.STOP_BILLABLE, Valve.ALL),
    _row(131044, "payment_problem", Retry.FIX, Action.REPORT),
    _row(131045, "number_not_registered", Retry.FIX, Action.SET_UP, Valve.ALL),
    _row(131047, "window_closed", Retry.NO, Action.USE_TEMPLATE),
    _row(131048, "too_many_complaints", Retry.DAYS, Action.PAUSE_PROMOTIONS, Valve.PROMOTIONS),
    _row(131049, "held_back_for_this_person", Retry.AFTER_24H, Action.SKIP_PERSON),
    _row(131050, "person_stopped_promotions", Retry.NO, Action.OPT_OUT_MARKETING),
    _row(131051, "request_wrong", Retry.NO, Action.BUG),
    _row(131052, "media_not_fetched", Retry.NO, Action.REPORT),
    _row(131053, "media_not_taken", Retry.FIX, Action.REPORT),
    _row(131055, "wrong_endpoint", Retry.NO, Action.OTHER_ENDPOINT),
    _row(131056, "too_fast_for_this_person", Retry.PAIR, Action.PAUSE_PAIR),
    _row(131057, "account_in_maintenance", Retry.LATER, Action.BACK_OFF),
    _row(131059, "group_refused", Retry.NO, Action.REPORT),
    _row(131062, "phone_number_needed", Retry.NO, Action.FIX_CONTACT),
    _row(131063, "promotions_disabled", Retry.FIX, Action.OTHER_ENDPOINT, Valve.PROMOTIONS),
    _row(131064, "wrong_category_cap", Retry.DAYS, Action.STOP_UTILITY, Valve.UTILITY),
    _row((131200, 131299), "group_refused", Retry.NO, Action.REPORT),
    # Templates at the moment of sending.
    _row(132000, "template_values_wrong", Retry.NO, Action.BUG, Valve.TEMPLATE),
    _row(132001, "template_missing", Retry.FIX, Action.SYNC_TEMPLATES, Valve.TEMPLATE),
    _row(132005, "text_too_long", Retry.NO, Action.REPORT),
    _row(132007, "content_refused", Retry.NO, Action.EDIT_TEMPLATE, Valve.TEMPLATE),
    _row(132008, "template_values_wrong", Retry.NO, Action.BUG, Valve.TEMPLATE),
    _row(132012, "template_values_wrong", Retry.NO, Action.BUG, Valve.TEMPLATE),
    _row(132015, "template_paused", Retry.DAYS, Action.PAUSE_TEMPLATE, Valve.TEMPLATE),
    _row(132016, "template_disabled", Retry.NO, Action.EDIT_TEMPLATE, Valve.TEMPLATE),
    _row(132018, "template_values_wrong", Retry.NO, Action.BUG, Valve.TEMPLATE),
    _row(132068, "form_blocked", Retry.FIX, Action.REPORT, Valve.TEMPLATE),
    _row(132069, "form_too_fast", Retry.LATER, Action.BACK_OFF),
    # Setting up the number.
    _row(133000, "set_up_incomplete", Retry.FIX, Action.SET_UP),
    _row(133004, "platform_unwell", Retry.FIX, Action.SET_UP),
    _row(133005, "pin_wrong", Retry.FIX, Action.SET_UP),
    _row(133006, "number_not_verified", Retry.FIX, Action.SET_UP),
    _row(133008, "pin_tried_too_often", Retry.FIX, Action.SET_UP),
    _row(133009, "pin_tried_too_often", Retry.FIX, Action.SET_UP),
    _row(133010, "number_not_registered", Retry.FIX, Action.SET_UP, Valve.ALL),
    _row(133015, "number_just_deleted", Retry.FIX, Action.SET_UP),
    _row(133016, "registered_too_often", Retry.FIX, Action.SET_UP),
    # Terms, the marketing endpoint, and what we do not use.
    _row(134011, "terms_pending", Retry.FIX, Action.REPORT),
    _row(134100, "wrong_endpoint", Retry.NO, Action.OTHER_ENDPOINT),
    _row(134101, "template_syncing", Retry.LATER, Action.BACK_OFF),
    _row(134102, "template_not_eligible", Retry.FIX, Action.OTHER_ENDPOINT, Valve.TEMPLATE),
    _row(135000, "request_wrong", Retry.NO, Action.BUG),
    _row(137000, "identity_changed", Retry.FIX, Action.FIX_CONTACT),
    _row((139100, 139103), "block_list_refused", Retry.NO, Action.REPORT),
    _row((147001, 147005), "username_refused", Retry.NO, Action.REPORT),
    _row((200005, 200007), "insights_refused", Retry.NO, Action.NOTHING),
    # Handing in templates.
    _row(2388019, "too_many_templates", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388039, "template_not_editable", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388040, "template_text_too_long", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388047, "template_header_wrong", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388072, "template_body_wrong", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388073, "template_footer_wrong", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388293, "template_too_many_variables", Retry.FIX, Action.EDIT_TEMPLATE),
    _row(2388299, "template_variable_at_edge", Retry.FIX, Action.EDIT_TEMPLATE),
    # A number that also lives in the phone app.
    _row(2593107, "phone_app_sync_refused", Retry.FIX, Action.SET_UP),
    _row(2593108, "phone_app_sync_refused", Retry.FIX, Action.SET_UP),
)

_SINGLE = {row.first: row for row in CODE_TABLE if row.first == row.last}
_RANGES = tuple(row for row in CODE_TABLE if row.first != row.last)
