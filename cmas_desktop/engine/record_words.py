"""How a form's record is said: the certificate that whoever sat the form can read."""

from __future__ import annotations

from cmas_desktop.engine.form import Form, FormRecord

PROMISE = (
    "Every form of this program is made to the same rules and then checked a second time by other code. This "
    "page says what was asked of yours and what it came to."
)
"""What a certificate is."""

NO_RECORD = "This form was made before forms kept their records, so that there is nothing to show."
"""What is said of a form without a record."""

ABILITIES = {
    -2.0: "far below passing",
    -1.0: "below passing",
    0.0: "just qualified",
    1.0: "above passing",
    2.0: "far above passing",
}
"""The five levels of ability at which the TCC is held, by theta in logits."""


def gap_sentence(record: FormRecord) -> str:
    """How equally hard the form is."""
    return (
        f"At no ability do the expected right answers differ by more than {record.largest_gap:.2f} from "
        f"those on the reference form. {record.passing_raw} right answers pass on this form."
    )


def quality_sentence(record: FormRecord) -> str:
    """How good the form's decisions are, with what that rests on."""
    return (
        f"Among candidates as this program expects them, such a form decides rightly for "
        f"{record.accuracy:.0%}, and an equally hard form would decide alike for {record.consistency:.0%}. "
        f"Its reliability is {record.reliability:.2f}. These figures take the difficulties as they are rated."
    )


def basis_words(form: Form) -> str:
    """What the difficulties of the scored questions rest on."""
    known = sum(1 for question in form.scored if question.responses)
    rated = len(form.scored) - known
    if not known:
        return f"All {rated} difficulties are ratings; no responses have changed them yet."
    return f"{known} difficulties rest on responses and ratings, {rated} on ratings alone."


def overlap_sentences(record: FormRecord) -> tuple[str, ...]:
    """What the form shares with the candidate's earlier ones."""
    if not record.overlaps:
        return ("You had no earlier form.",)
    return tuple(
        f"With form {overlap.form_id} it shares {overlap.shared} "
        f"{'question' if overlap.shared == 1 else 'questions'}."
        for overlap in record.overlaps
    )


def origin_facts(form: Form) -> tuple[tuple[str, str], ...]:
    """Where the form comes from, as pairs of name and value."""
    return (
        ("Form", form.id),
        ("Seed", str(form.seed)),
        ("Bank", f"{form.bank_hash[:16]}…"),
        ("Solver", form.solver),
        ("Seen before by you", f"{form.repeats} of {len(form.questions)} questions"),
    )
