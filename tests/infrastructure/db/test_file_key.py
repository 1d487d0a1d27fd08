"""The key of the salon's file: its code on paper, its keyring, its passphrase file."""

from __future__ import annotations

from pathlib import Path

import keyring.backends.fail
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from salon_desktop.application.failures import KeyMissing, SecretsUnavailable, WrongKey
from salon_desktop.infrastructure import secrets as secrets_module
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.file_key import (
    ALPHABET,
    ENTRY,
    find_key,
    keep_key,
    key_of_code,
    make_key,
    recovery_code,
)
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.secrets import KeyringSecrets, MemorySecrets, trustworthy

keys = st.binary(min_size=32, max_size=32)


class MemoryKeyring(KeyringBackend):
    """A keyring without a machine behind it."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class LockedKeyring(MemoryKeyring):
    """A keyring nobody opens."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


class Chain(MemoryKeyring):
    """A keyring that asks several others."""

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = list(backends)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the two keyrings of this file among those the program trusts."""
    names = {f"{one.__module__}.{one.__qualname__}" for one in (MemoryKeyring, LockedKeyring)}
    monkeypatch.setattr(secrets_module, "TRUSTED", secrets_module.TRUSTED | names)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


# ---------------------------------------------------------------- the code on paper


@given(key=keys)
def test_a_recovery_code_gives_its_key_back(key: bytes) -> None:
    code = recovery_code(key)
    assert key_of_code(code) == key
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 13 + [2]
    assert set("".join(groups)) <= set(ALPHABET)


@given(key=keys, blanks=st.sampled_from(["", " ", "-", " - ", "\n"]))
def test_case_blanks_and_look_alikes_do_not_matter(key: bytes, blanks: str) -> None:
    typed = recovery_code(key).lower().replace("-", blanks)
    assert key_of_code(typed) == key
    assert key_of_code(typed.replace("o", "0").replace("i", "1").replace("b", "8")) == key


@given(key=keys, place=st.integers(0, 53), letter=st.sampled_from(ALPHABET))
def test_one_mistyped_letter_is_refused(key: bytes, place: int, letter: str) -> None:
    code = list(recovery_code(key).replace("-", ""))
    if code[place] == letter:
        return
    code[place] = letter
    with pytest.raises(WrongKey):
        key_of_code("".join(code))


@given(key=keys, place=st.integers(0, 52))
def test_two_swapped_letters_are_refused(key: bytes, place: int) -> None:
    code = list(recovery_code(key).replace("-", ""))
    if code[place] == code[place + 1]:
        return
    code[place], code[place + 1] = code[place + 1], code[place]
    with pytest.raises(WrongKey):
        key_of_code("".join(code))


@given(typed=st.text(max_size=80))
def test_anything_else_is_refused_and_nothing_breaks(typed: str) -> None:
    with pytest.raises(WrongKey):
        key_of_code(typed)


@pytest.mark.parametrize("change", [lambda code: code[:-1], lambda code: code + "A"])
def test_a_letter_too_few_or_too_many_is_refused(change) -> None:
    with pytest.raises(WrongKey):
        key_of_code(change(recovery_code(bytes(32))))


# ---------------------------------------------------------------- keyring


def test_a_key_made_is_found_again(folder: DataFolder) -> None:
    secrets = MemorySecrets()
    key = make_key(folder, secrets, None)
    assert len(key) == sqlcipher.KEY_BYTES
    assert find_key(folder, secrets, None) == key
    assert make_key(folder, MemorySecrets(), None) != key, "keys are drawn, not computed"


def test_an_interrupted_set_up_takes_up_the_old_key(folder: DataFolder) -> None:
    secrets = MemorySecrets()
    key = make_key(folder, secrets, None)
    assert make_key(folder, secrets, None) == key
    passphrase = "correct horse"
    other = make_key(DataFolder(folder.root / "other"), None, passphrase)
    assert make_key(DataFolder(folder.root / "other"), None, passphrase) == other


def test_no_new_key_is_made_beside_an_existing_salon(folder: DataFolder) -> None:
    secrets = MemorySecrets()
    folder.root.mkdir()
    folder.salon.write_bytes(b"somebody's salon")
    with pytest.raises(KeyMissing):
        make_key(folder, secrets, None)
    assert secrets.read(ENTRY) is None
    assert folder.salon.read_bytes() == b"somebody's salon"


def test_without_keyring_and_passphrase_nothing_is_made(folder: DataFolder) -> None:
    with pytest.raises(KeyMissing):
        make_key(folder, None, None)
    assert list(folder.root.iterdir()) == []


def test_a_lost_entry_is_a_missing_key(folder: DataFolder) -> None:
    with pytest.raises(KeyMissing):
        find_key(folder, MemorySecrets(), None)


@pytest.mark.parametrize("entry", ["", "zz", "00" * 31, "00" * 33, "not hexadecimal"])
def test_a_spoilt_entry_is_a_wrong_key(folder: DataFolder, entry: str) -> None:
    with pytest.raises(WrongKey):
        find_key(folder, MemorySecrets({ENTRY: entry}), None)


@pytest.mark.usefixtures("trusted")
def test_a_trusted_keyring_keeps_each_folders_secrets_apart() -> None:
    backend = MemoryKeyring()
    one, other = KeyringSecrets("one", backend), KeyringSecrets("other", backend)
    one.write("token", "secret")
    assert one.read("token") == "secret"
    assert other.read("token") is None
    one.forget("token")
    one.forget("token")
    assert one.read("token") is None


def test_a_keyring_nobody_vouches_for_is_refused() -> None:
    backend = MemoryKeyring()
    with pytest.raises(SecretsUnavailable):
        KeyringSecrets("one", backend)
    with pytest.raises(SecretsUnavailable):
        KeyringSecrets("one", keyring.backends.fail.Keyring())
    assert backend.kept == {}


@pytest.mark.usefixtures("trusted")
def test_of_a_chain_only_the_trusted_link_is_used() -> None:
    plain, safe = keyring.backends.fail.Keyring(), MemoryKeyring()
    assert trustworthy(Chain(plain, safe)) is safe
    assert trustworthy(Chain(plain)) is None
    secrets = KeyringSecrets("one", Chain(plain, safe))
    secrets.write("token", "secret")
    assert list(safe.kept.values()) == ["secret"]


def test_the_list_of_trusted_keyrings_names_no_plain_text_file() -> None:
    assert not any("alt" in name or "Plaintext" in name for name in secrets_module.TRUSTED)


@pytest.mark.usefixtures("trusted")
def test_a_locked_keyring_is_said_and_makes_no_key(folder: DataFolder) -> None:
    locked = KeyringSecrets("one", LockedKeyring())
    with pytest.raises(SecretsUnavailable):
        find_key(folder, locked, None)
    with pytest.raises(SecretsUnavailable):
        make_key(folder, locked, None)
    assert not folder.salon.exists()


# ---------------------------------------------------------------- passphrase


def test_a_passphrase_opens_its_file_and_no_other_does(folder: DataFolder) -> None:
    key = make_key(folder, None, "correct horse")
    assert find_key(folder, None, "correct horse") == key
    for wrong in ("Correct horse", "", "correct horse ", '"; DROP TABLE file_key; --'):
        with pytest.raises(WrongKey):
            find_key(folder, None, wrong)
    assert find_key(folder, None, "correct horse") == key


def test_a_passphrase_file_asks_for_its_passphrase(folder: DataFolder) -> None:
    make_key(folder, None, "correct horse")
    with pytest.raises(KeyMissing):
        find_key(folder, MemorySecrets({ENTRY: "00" * 32}), None)


@pytest.mark.parametrize("passphrase", ['it\'s "quoted"', "ünï ✓", "x'00'", " ", "a" * 2000])
def test_any_passphrase_a_person_types_works(folder: DataFolder, passphrase: str) -> None:
    key = make_key(folder, None, passphrase)
    assert find_key(folder, None, passphrase) == key
    with pytest.raises(WrongKey):
        find_key(folder, None, passphrase + "x")


@pytest.mark.parametrize("passphrase", ["", "\0", "two\nlines", "\ud800"])
def test_what_cannot_be_typed_is_no_passphrase(folder: DataFolder, passphrase: str) -> None:
    with pytest.raises((WrongKey, KeyMissing)):
        make_key(folder, MemorySecrets(), passphrase)
    assert list(folder.root.iterdir()) == []


def test_the_same_words_from_another_keyboard_open_it(folder: DataFolder) -> None:
    key = make_key(folder, None, "caff\u00e8")
    assert find_key(folder, None, "caffe\u0300") == key


def test_a_raw_key_typed_as_passphrase_is_only_a_passphrase(folder: DataFolder) -> None:
    hexadecimal = "x'" + "00" * 32 + "'"
    make_key(folder, None, hexadecimal)
    with pytest.raises(WrongKey):
        sqlcipher.connect(folder.key_file, bytes(32))


def test_the_key_stands_nowhere_in_clear(folder: DataFolder) -> None:
    key = make_key(folder, None, "correct horse")
    raw = folder.key_file.read_bytes()
    assert key not in raw
    assert key.hex().encode() not in raw
    assert [file.name for file in folder.root.iterdir()] == ["salon.key"]


def test_another_passphrase_takes_the_place_of_the_first(folder: DataFolder) -> None:
    key = make_key(folder, None, "correct horse")
    keep_key(folder, None, "battery staple", key)
    assert find_key(folder, None, "battery staple") == key
    with pytest.raises(WrongKey):
        find_key(folder, None, "correct horse")


def test_a_half_written_key_file_is_no_key_file(folder: DataFolder) -> None:
    folder.root.mkdir()
    folder.root.joinpath("salon.part").write_bytes(b"half")
    key = make_key(folder, None, "correct horse")
    assert find_key(folder, None, "correct horse") == key
    assert [file.name for file in folder.root.iterdir()] == ["salon.key"]


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\0" * 8192])
def test_a_rotted_key_file_is_said_and_stays(folder: DataFolder, content: bytes) -> None:
    folder.root.mkdir()
    folder.key_file.write_bytes(content)
    with pytest.raises(WrongKey):
        find_key(folder, None, "correct horse")
    with pytest.raises(WrongKey):
        make_key(folder, None, "correct horse")
    assert folder.key_file.read_bytes() == content
