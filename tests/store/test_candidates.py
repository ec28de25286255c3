import pytest

from cmas_desktop.store.candidates import Candidate, add_candidate, candidates, plain_name


def test_a_candidate_is_noted_once(database):
    add_candidate(database, "Ada Ng", 10)
    add_candidate(database, "Ada Ng", 20)
    assert candidates(database) == (Candidate("Ada Ng", 10),)


def test_candidates_are_listed_by_name(database):
    for name in ("Cy", "Ada", "Ben"):
        add_candidate(database, name, 1)
    assert [one.name for one in candidates(database)] == ["Ada", "Ben", "Cy"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada   Ng ", "Ada Ng"),
        ("Ada\u00a0Ng", "Ada Ng"),
        ("Jose\u0301", "José"),
        ("李 小龍", "李 小龍"),
        ("O'Brien-Łuk", "O'Brien-Łuk"),
    ],
)
def test_a_name_has_one_spelling(typed, kept):
    assert plain_name(typed) == kept


def test_two_spellings_of_a_name_are_one_candidate(database):
    add_candidate(database, "Jose\u0301  Ruiz", 1)
    add_candidate(database, "José Ruiz", 2)
    assert [one.name for one in candidates(database)] == ["José Ruiz"]
