"""A configuration that would let strangers in never starts, and its refusal repeats no secret."""

import json
from pathlib import Path

import pytest

from salon_relay import ConfigRefused, RelayConfig, RelayRefused, SalonConfig, digest_of, running

MIRTILLA = {
    "app_secret": "planted-secret",
    "verify_token": "planted-token",
    "desk_keys": [digest_of("planted-key")],
}
RIGHT = {
    "database": "relay.sqlite",
    "salons": {"mirtilla": MIRTILLA},
}


def changed(**parts):
    told = json.loads(json.dumps(RIGHT))
    told["salons"]["mirtilla"].update(parts)
    return told


def test_a_right_configuration_is_read_and_its_database_lies_beside_it(tmp_path):
    file = tmp_path / "relay.json"
    file.write_text(json.dumps(RIGHT))
    config = RelayConfig.from_file(file)
    assert config.database == tmp_path / "relay.sqlite"
    assert config.salons["mirtilla"].desk_keys == (digest_of("planted-key"),)


def test_an_absolute_database_path_is_kept(tmp_path):
    told = {**RIGHT, "database": str(tmp_path / "a" / "b.sqlite")}
    config = RelayConfig.from_json(json.dumps(told), Path("elsewhere"))
    assert config.database == tmp_path / "a" / "b.sqlite"


WRONG = {
    "empty app secret": changed(app_secret=""),
    "blank app secret": changed(app_secret="  \t"),
    "app secret with a line end": changed(app_secret="planted-secret\n"),
    "app secret null": changed(app_secret=None),
    "app secret a number": changed(app_secret=12345),
    "empty verify token": changed(verify_token=""),
    "no desk keys": changed(desk_keys=[]),
    "empty desk key": changed(desk_keys=[""]),
    "hash of an empty desk key": changed(desk_keys=[digest_of("")]),
    "desk key in the clear": changed(desk_keys=["planted-key"]),
    "hash in capitals": changed(desk_keys=[digest_of("planted-key").upper()]),
    "the same desk key twice": changed(desk_keys=[digest_of("planted-key")] * 2),
    "desk keys a text": changed(desk_keys=digest_of("planted-key")),
    "misspelt name": changed(app_secrt="planted-secret"),
    "no salons": {**RIGHT, "salons": {}},
    "salons a list": {**RIGHT, "salons": []},
    "salon a text": {**RIGHT, "salons": {"mirtilla": "planted-secret"}},
    "salon with a slash": {**RIGHT, "salons": {"../x": MIRTILLA}},
    "salon without a name": {**RIGHT, "salons": {"": MIRTILLA}},
    "no database": {"salons": RIGHT["salons"]},
    "empty database": {**RIGHT, "database": " "},
    "database in memory": {**RIGHT, "database": ":memory:"},
    "several workers": {**RIGHT, "workers": 4},
    "a list": [],
    "one key for two salons": {
        **RIGHT,
        "salons": {
            "a": MIRTILLA,
            "b": changed(app_secret="another")["salons"]["mirtilla"],
        },
    },
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_configuration_is_refused_in_words_without_its_secrets(kind, tmp_path):
    with pytest.raises(ConfigRefused) as refusal:
        RelayConfig.from_json(json.dumps(WRONG[kind]), tmp_path)
    assert str(refusal.value)
    assert "planted" not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "{", "nul", "[" * 100_000, '{"database": 1, "database": 2}'])
def test_what_is_no_json_is_refused(text, tmp_path):
    with pytest.raises(ConfigRefused):
        RelayConfig.from_json(text, tmp_path)


def test_a_missing_or_binary_file_is_refused(tmp_path):
    with pytest.raises(ConfigRefused):
        RelayConfig.from_file(tmp_path / "none.json")
    (tmp_path / "odd.json").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigRefused):
        RelayConfig.from_file(tmp_path / "odd.json")


def test_the_python_door_refuses_an_empty_secret_too(tmp_path):
    with pytest.raises(ConfigRefused):
        RelayConfig(tmp_path / "r.sqlite", {"a": SalonConfig("", "t", [digest_of("k")])})


def test_a_configuration_shown_as_text_holds_no_secret(tmp_path):
    config = RelayConfig.from_json(json.dumps(RIGHT), tmp_path)
    assert "planted" not in repr(config) + repr(config.salons["mirtilla"])
    assert digest_of("planted-key") not in repr(config) + repr(config.salons["mirtilla"])


def test_a_file_of_another_program_is_refused_and_left_as_it_is(tmp_path):
    config = RelayConfig.from_json(json.dumps(RIGHT), tmp_path)
    for content in (b"not a database at all" * 100, b"SQLite format 3\0" + b"\0" * 84):
        config.database.write_bytes(content)
        with pytest.raises(RelayRefused), running(config):
            raise AssertionError("it started")
        assert config.database.read_bytes() == content
    assert not list(tmp_path.glob("*.lock"))
