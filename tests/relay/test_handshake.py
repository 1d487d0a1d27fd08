"""The platform's first question: does this address know the verify token?"""

import pytest
import requests

RIGHT = {
    "hub.mode": "subscribe",
    "hub.verify_token": "verify-mirtilla",
    "hub.challenge": "1158201444",
}


def ask(salon, asked):
    return requests.get(salon.hook, params=asked, timeout=30)


def test_the_right_token_gets_the_bare_challenge_back_as_text(start, mirtilla):
    start(mirtilla)
    answer = ask(mirtilla, RIGHT)
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "wrong",
    [
        {"hub.verify_token": "verify-ninfea"},
        {"hub.verify_token": ""},
        {"hub.verify_token": "vérify-mirtilla"},
        {"hub.verify_token": ["verify-mirtilla", "verify-mirtilla"]},
        {"hub.verify_token": None},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": None},
        {"hub.challenge": None},
        {"hub.challenge": ""},
        {"hub.challenge": "7" * 5000},
    ],
)
def test_anything_else_is_refused_and_gives_nothing_back(start, mirtilla, ninfea, wrong):
    start(mirtilla, ninfea)
    answer = ask(mirtilla, {**RIGHT, **wrong})
    assert answer.status_code == 403
    assert "1158201444" not in answer.text


def test_a_token_opens_only_its_own_salons_hook(start, mirtilla, ninfea):
    start(mirtilla, ninfea)
    assert ask(ninfea, RIGHT).status_code == 403


def test_a_salon_nobody_knows_is_refused_like_a_wrong_token(start, mirtilla):
    start(mirtilla)
    answer = requests.get(f"{mirtilla.address}/hook/other", params=RIGHT, timeout=30)
    assert answer.status_code == 403
