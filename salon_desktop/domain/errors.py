"""The base of every refusal that a user can cause and repair.

Concrete refusals live beside the rule they guard, each with a code of its own. They carry codes
and facts, never sentences: the words depend on the reader's language.
"""

from typing import ClassVar


class DomainError(Exception):
    """A refusal with a stable code and facts.

    Facts are ids, numbers, days and codes; never a person's name, number or text, because a
    refusal may end in a log.
    """

    code: ClassVar[str] = "unknown"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts
