"""The key of the salon's file: 32 random bytes, kept by the keyring or behind a passphrase.

The recovery code shown once at set-up is that key in letters a person can copy, so a salon can be
opened on another machine with the file and the code alone. A wrong or missing key never makes a
new file over an old one.
"""

import base64
import secrets as randomness
from contextlib import closing
from pathlib import Path

from salon_desktop.application.failures import KeyMissing, WrongKey
from salon_desktop.application.ports.secrets import Secrets
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.places import DataFolder

ENTRY = "file-key"
GROUP = 4
CHECK_MODULUS = 32 * 32
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def recovery_code(key: bytes) -> str:
    """Return the key as groups of four letters and digits, with two letters that check it."""
    letters = base64.b32encode(key).decode("ascii").rstrip("=")
    check = int.from_bytes(key, "big") % (CHECK_MODULUS - 3)
    letters += ALPHABET[check // 32] + ALPHABET[check % 32]
    return "-".join(letters[i : i + GROUP] for i in range(0, len(letters), GROUP))


def key_of_code(code: str) -> bytes:
    """Return the key that a recovery code stands for; raises WrongKey for a mistyped one."""
    letters = "".join(c for c in code.upper() if c.isalnum())
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")
    if len(letters) != 54:
        raise WrongKey
    try:
        key = base64.b32decode(letters[:52] + "====")
    except ValueError as no:
        raise WrongKey from no
    if recovery_code(key).replace("-", "") != letters:
        raise WrongKey
    return key


def find_key(folder: DataFolder, secrets: Secrets | None, passphrase: str | None) -> bytes:
    """Return the key of the existing salon in ``folder``.

    Raises KeyMissing when neither keyring nor passphrase gives one, WrongKey when the passphrase
    is wrong.
    """
    if folder.key_file.is_file():
        if passphrase is None:
            raise KeyMissing
        return _read_key_file(folder.key_file, passphrase)
    stored = secrets.read(ENTRY) if secrets is not None else None
    if stored is None:
        raise KeyMissing
    return _from_hex(stored)


def make_key(folder: DataFolder, secrets: Secrets | None, passphrase: str | None) -> bytes:
    """Return a new key for a new salon, kept before any file is made with it.

    A key left by an interrupted set-up is taken up again. Raises KeyMissing when the salon's
    file is already there, or when there is neither keyring nor passphrase to keep the key.
    """
    if folder.salon.exists():
        raise KeyMissing
    folder.root.mkdir(parents=True, exist_ok=True)
    try:
        return find_key(folder, secrets, passphrase)
    except KeyMissing:
        key = randomness.token_bytes(sqlcipher.KEY_BYTES)
    keep_key(folder, secrets, passphrase, key)
    return key


def keep_key(
    folder: DataFolder, secrets: Secrets | None, passphrase: str | None, key: bytes
) -> None:
    """Keep ``key`` for ``folder`` in the passphrase's file or in the keyring.

    Raises KeyMissing when there is neither, or the passphrase is empty.
    """
    if passphrase:
        _write_key_file(folder.key_file, passphrase, key)
    elif secrets is not None and passphrase is None:
        secrets.write(ENTRY, key.hex())
    else:
        raise KeyMissing


def _read_key_file(file: Path, passphrase: str) -> bytes:
    with closing(sqlcipher.open_with_passphrase(file, passphrase, must_exist=True)) as small:
        row = small.execute("SELECT value FROM file_key").fetchone()
    if row is None:
        raise WrongKey
    return _from_hex(str(row[0]))


def _write_key_file(file: Path, passphrase: str, key: bytes) -> None:
    draft = file.with_suffix(".part")
    draft.unlink(missing_ok=True)
    with closing(sqlcipher.open_with_passphrase(draft, passphrase, must_exist=False)) as small:
        small.execute("PRAGMA synchronous = FULL")
        small.execute("CREATE TABLE file_key (value TEXT NOT NULL)")
        small.execute("INSERT INTO file_key VALUES (?)", (key.hex(),))
    draft.replace(file)


def _from_hex(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError as no:
        raise WrongKey from no
    if len(key) != sqlcipher.KEY_BYTES:
        raise WrongKey
    return key
