"""A recovery code as people type it: letters alone, and set in groups again."""

CODE_LETTERS = 54
GROUP = 4


def letters_of(typed: str) -> str:
    """Return the letters and digits of what was typed, as capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def spaced(typed: str) -> str:
    """Return them in groups of four, joined by dashes."""
    letters = letters_of(typed)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
