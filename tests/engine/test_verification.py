"""The verification code."""

import hashlib

import pytest

from cmas_desktop.engine.verification import ALPHABET, verification_code

HASH = "5f" * 32


def test_the_code_is_four_groups_of_four_that_nobody_misreads():
    groups = verification_code(HASH, "abc123", 150, 75).split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert not set("".join(groups)) & set("0O1IL")


def test_the_code_is_the_hash_written_to_the_base_of_its_alphabet():
    number = int(hashlib.sha256(f"{HASH}|abc123|150|75".encode()).hexdigest(), 16)
    expected = "".join(ALPHABET[number // 31**place % 31] for place in range(16))
    assert verification_code(HASH, "abc123", 150, 75).replace("-", "") == expected


@pytest.mark.parametrize(
    "other",
    [
        ("6f" * 32, "abc123", 150, 75),
        (HASH, "abc124", 150, 75),
        (HASH, "abc123", 151, 75),
        (HASH, "abc123", 150, 76),
    ],
)
def test_whatever_is_changed_changes_the_code(other):
    assert verification_code(*other) != verification_code(HASH, "abc123", 150, 75)


def test_the_alphabet_has_no_letter_twice():
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
