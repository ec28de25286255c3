from stored import SUBMIT, attempt_of, begun, form_of, shown

from cmas_desktop.store.exposures import earlier_forms, exposures, uses

OTHER = form_of("i-3", "i-4", "i-5", form_id="f-2")


def test_who_sat_nothing_has_seen_nothing(database):
    assert exposures(database, "Ada Ng") == {}


def test_only_what_was_shown_counts(database):
    begun(database, attempt_of(), shown(0), shown(2), SUBMIT)
    assert exposures(database, "Ada Ng") == {"i-1": (1, 1), "i-3": (1, 1)}


def test_a_question_shown_twice_in_an_attempt_was_met_once(database):
    begun(database, attempt_of(), shown(0), shown(1), shown(0))
    assert exposures(database, "Ada Ng") == {"i-1": (1, 1), "i-2": (1, 1)}


def test_an_attempt_that_was_never_handed_in_counts(database):
    begun(database, attempt_of(), shown(3))
    assert exposures(database, "Ada Ng") == {"i-4": (1, 1)}


def test_attempts_are_counted_back_from_the_latest(database):
    begun(database, attempt_of("a-1", created=100), shown(0), shown(2), SUBMIT)
    begun(database, attempt_of("a-2", form=OTHER, created=200), shown(0), shown(2), SUBMIT, form=OTHER)
    assert exposures(database, "Ada Ng") == {"i-1": (1, 2), "i-3": (2, 1), "i-5": (1, 1)}


def test_an_attempt_in_which_nothing_was_shown_is_not_counted(database):
    begun(database, attempt_of("a-1", created=100), shown(0), SUBMIT)
    begun(database, attempt_of("a-2", created=200), SUBMIT)
    assert exposures(database, "Ada Ng") == {"i-1": (1, 1)}


def test_another_candidate_starts_fresh(database):
    begun(database, attempt_of("a-1", "Ada Ng"), shown(0))
    assert exposures(database, "Ben Okafor") == {}


def test_a_name_with_more_spaces_is_the_same_candidate(database):
    begun(database, attempt_of("a-1", "Ada  Ng "), shown(0))
    assert exposures(database, " Ada Ng") == {"i-1": (1, 1)}


def test_what_was_met_before_an_attempt_leaves_that_one_out(database):
    begun(database, attempt_of("a-1", created=100), shown(0), SUBMIT)
    begun(database, attempt_of("a-2", form=OTHER, created=200), shown(0), SUBMIT, form=OTHER)
    begun(database, attempt_of("a-3", created=300), shown(1), SUBMIT)
    assert exposures(database, "Ada Ng", before="a-2") == {"i-1": (1, 1)}
    assert exposures(database, "Ada Ng", before="a-3") == {"i-1": (1, 2), "i-3": (1, 1)}
    assert exposures(database, "Ada Ng", before="a-1") == {}


def test_uses_count_the_attempts_of_everybody_in_which_an_item_was_shown(database):
    begun(database, attempt_of("a-1", "Ada Ng", created=100), shown(0), shown(0), shown(2), SUBMIT)
    begun(database, attempt_of("a-2", "Ben Okafor", OTHER, created=200), shown(0), form=OTHER)
    assert uses(database) == {"i-1": 1, "i-3": 2}


def test_earlier_forms_are_those_of_the_candidate_newest_first(database):
    begun(database, attempt_of("a-1", created=100), shown(0), SUBMIT)
    begun(database, attempt_of("a-2", form=OTHER, created=200), form=OTHER)
    begun(database, attempt_of("a-3", "Ben Okafor", created=300))
    found = earlier_forms(database, "Ada Ng")
    assert list(found.items()) == [
        ("f-2", frozenset({"i-3", "i-4", "i-5"})),
        ("f-1", frozenset({"i-1", "i-2", "i-3", "i-4"})),
    ]
    assert list(earlier_forms(database, "Ada Ng", newest=1)) == ["f-2"]
