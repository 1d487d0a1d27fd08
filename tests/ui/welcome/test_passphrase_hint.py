"""The hint on a passphrase refuses what is guessed first and praises only what is long."""

import pytest

from salon_desktop.ui.welcome.passphrase import Flaw, judge


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("", Flaw.EMPTY),
        ("kurz", Flaw.TOO_SHORT),
        ("Gatto9!xy", Flaw.TOO_SHORT),
        ("aaaaaaaaaaaaaaa", Flaw.TOO_PLAIN),
        ("abababababab", Flaw.TOO_PLAIN),
        ("abcdefghijklmnop", Flaw.TOO_PLAIN),
        ("1234567890", Flaw.TOO_PLAIN),
        ("4829175603", Flaw.TOO_PLAIN),
        ("istitutomirtilla", Flaw.NAMES_THE_SALON),
        ("Mirtilla2026", Flaw.NAMES_THE_SALON),
    ],
)
def test_what_is_guessed_first_is_refused(typed, flaw):
    judgement = judge(typed, ("Istituto Mirtilla", "Vera"))
    assert (judgement.flaw, judgement.is_enough) == (flaw, False)
    assert judgement.level < 2


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("gattoblu7tre", 2),
        ("quattro gatti blu in barca", 4),
        ("Kü7!xwq-Lm3?pz", 4),
        ("mirtilla quattro gatti blu in barca", 4),
    ],
)
def test_what_is_hard_to_guess_is_taken(typed, level):
    judgement = judge(typed, ("Istituto Mirtilla",))
    assert judgement.is_enough
    assert judgement.level >= level


def test_a_longer_one_is_never_worse():
    levels = [judge("quattro gatti blu in barca"[:length]).level for length in range(10, 27)]
    assert levels == sorted(levels)
