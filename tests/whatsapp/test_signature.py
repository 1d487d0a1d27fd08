"""Only the platform can have signed a webhook (drill W1)."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.whatsapp.signature import EmptySecret, is_genuine, sign

SECRET = "app-secret"
BODY = b'{"note":"\\u00e0 domani \\ud83d\\udc86","path":"a\\/b"}'


def test_the_signature_is_the_keyed_hash_of_the_raw_bytes():
    expected = hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest()
    assert sign(SECRET, BODY) == f"sha256={expected}"
    assert is_genuine(SECRET, BODY, f"sha256={expected}")


def test_a_known_signature_from_outside_is_accepted():
    told = "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    assert is_genuine("key", b"The quick brown fox jumps over the lazy dog", told)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha256=",
        "sha1=" + hmac.new(b"app-secret", BODY, hashlib.sha1).hexdigest(),
        hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest(),
        "SHA256=" + hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest(),
        "sha256=" + hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest().upper(),
        "sha256=" + hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest()[:-1],
        "sha256=" + hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest() + "\n",
        " sha256=" + hmac.new(b"app-secret", BODY, hashlib.sha256).hexdigest(),
        "sha256=" + hmac.new(b"old-secret", BODY, hashlib.sha256).hexdigest(),
        "sha256=" + "0" * 64,
        "sha256=" + "é" * 64,
    ],
)
def test_anything_but_the_exact_header_is_refused(header):
    assert not is_genuine(SECRET, BODY, header)


def test_a_body_parsed_and_written_again_is_another_body():
    again = json.dumps(json.loads(BODY), ensure_ascii=False).encode()
    assert not is_genuine(SECRET, again, sign(SECRET, BODY))


@pytest.mark.parametrize("secret", ["", "  ", "\n"])
def test_without_a_secret_nothing_is_genuine_and_nothing_is_signed(secret):
    with pytest.raises(EmptySecret):
        is_genuine(secret, BODY, sign(SECRET, BODY))
    with pytest.raises(EmptySecret):
        sign(secret, BODY)


@given(st.text(), st.binary(), st.text())
def test_odd_secrets_and_headers_never_raise(secret, body, header):
    if secret.strip():
        assert not is_genuine(secret, body, header)
