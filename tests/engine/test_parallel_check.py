"""The second look at a set of forms, on forms made by hand."""

from dataclasses import replace

import pytest
from banks import mixed_difficulties, plain_form, tiny_blueprint

from cmas_desktop.engine.irt import expected_raw
from cmas_desktop.engine.parallel_check import (
    largest_overlap,
    largest_tcc_gap,
    shared_fraction,
    tcc_gap,
    verify_parallel,
)

TINY = tiny_blueprint()
FORM = plain_form(mixed_difficulties(TINY), TINY)


def other(shift=0.0, shared=0, name="other"):
    """A form as hard as FORM but for the shift (logits), with its first `shared` items."""
    questions = [
        replace(question, item_id=question.item_id if i < shared else f"{name}-{i}", b=question.b + shift)
        for i, question in enumerate(FORM.questions)
    ]
    return replace(FORM, id=name, questions=tuple(questions))


def test_forms_that_share_nothing_and_are_equally_hard_have_no_fault():
    assert verify_parallel([FORM, other(), other(name="third")], 0.0) == []


@pytest.mark.parametrize(("shared", "faults"), [(3, 0), (4, 1)])
def test_sharing_more_than_the_fraction_is_a_fault(shared, faults):
    assert len(verify_parallel([FORM, other(shared=shared)], 0.25)) == faults


def test_a_fault_names_both_forms_and_the_share():
    assert verify_parallel([FORM, other(shared=6)], 0.2) == [
        "The forms plain and other share 50.0% of their questions."
    ]


def test_tccs_that_lie_half_a_raw_point_apart_are_a_fault():
    assert verify_parallel([FORM, other(0.1)], 0.0) == []
    (fault,) = verify_parallel([FORM, other(0.3)], 0.0)
    assert (
        fault
        == f"The TCCs of the forms plain and other differ by {tcc_gap(FORM, other(0.3)):.2f} raw points."
    )


def test_the_gap_is_the_largest_at_any_theta():
    far = other(0.4)
    thetas = [step / 100 for step in range(-300, 301)]
    gaps = [
        expected_raw(theta, FORM.scored_difficulties) - expected_raw(theta, far.scored_difficulties)
        for theta in thetas
    ]
    assert tcc_gap(FORM, far) == tcc_gap(far, FORM) == pytest.approx(max(gaps), abs=1e-3)


def test_a_gap_beyond_the_items_difficulties_is_seen():
    low = replace(FORM, questions=tuple(replace(q, b=q.b - 3) for q in FORM.questions))
    assert tcc_gap(FORM, low) > 5


def test_pretest_questions_are_shared_but_do_not_bend_the_curve():
    tried = replace(FORM.questions[0], item_id="tried", scored=False, b=9.0)
    one, two = (replace(form, questions=(*form.questions, tried)) for form in (FORM, other()))
    assert shared_fraction(one, two) == 1 / 13
    assert tcc_gap(one, two) == 0


def test_of_two_lengths_the_shorter_counts():
    longer = other(shared=3)
    longer = replace(longer, questions=(*longer.questions, replace(longer.questions[0], item_id="more")))
    assert shared_fraction(FORM, longer) == shared_fraction(longer, FORM) == 0.25


def test_the_figures_of_a_set_are_those_of_its_worst_pair():
    forms = [FORM, other(0.1, 2), other(0.3, 5, "third")]
    assert largest_overlap(forms) == 5 / 12
    assert largest_tcc_gap(forms) == tcc_gap(FORM, forms[2])


def test_one_form_has_no_pair():
    assert (largest_overlap([FORM]), largest_tcc_gap([FORM])) == (0.0, 0.0)
    assert verify_parallel([FORM], 0.0) == []
