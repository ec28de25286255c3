"""The verification code: a short text that binds a report to the journal it was made from."""

from __future__ import annotations

import hashlib

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Verification codes leave out 0, O, 1, I and L: nobody can misread them."""

CODE_GROUPS, CODE_GROUP_LENGTH = 4, 4
"""A verification code is written in this many groups of this many characters."""


def verification_code(journal_hash: str, form_id: str, raw: int, shown: int) -> str:
    """The code that binds a report to its journal: four groups of four from an unambiguous alphabet.

    It is a checksum (SHA-256 of journal hash, form and score), not a signature: it shows that report
    and journal belong together, not who wrote them.
    """
    text = f"{journal_hash}|{form_id}|{raw}|{shown}"
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    letters = []
    for _ in range(CODE_GROUPS * CODE_GROUP_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    code = "".join(letters)
    return "-".join(code[i : i + CODE_GROUP_LENGTH] for i in range(0, len(code), CODE_GROUP_LENGTH))
