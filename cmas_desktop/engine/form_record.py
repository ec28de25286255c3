"""A form's record: what was asked of it and what it came to, for whoever sat it and for whoever doubts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.classification import decision_quality
from cmas_desktop.engine.form import Form, FormRecord, Overlap, Proof, TccPoint
from cmas_desktop.engine.irt import expected_raw, information
from cmas_desktop.engine.items import Cognitive, ItemSummary
from cmas_desktop.engine.question_order import LONGEST_RUN
from cmas_desktop.engine.scale import conversion_table, scale_of
from cmas_desktop.engine.tolerance import INFORMATION_SHARE, TCC_BAND, THETA_POINTS

GAP_THETAS = tuple(step / 10 for step in range(-30, 31))
"""Where the form's TCC is compared with the reference form's for the largest gap: -3 to 3 logits."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """A form with the bank's word on each of its scored items."""

    form: Form
    scored: tuple[ItemSummary, ...]
    blueprint: Blueprint


def record_of(
    form: Form,
    summaries: Sequence[ItemSummary],
    blueprint: Blueprint,
    earlier: Mapping[str, frozenset[str]] | None = None,
) -> FormRecord:
    """The record of a form that passed its second look; `earlier` has the candidate's forms so far.

    Everything is computed from the form as it stands, nothing taken from the programme that chose it.
    """
    bank = {item.id: item for item in summaries}
    sight = _Sight(form, tuple(bank[q.item_id] for q in form.scored), blueprint)
    difficulties = form.scored_difficulties
    reference = scale_of(blueprint).difficulties
    table = conversion_table(difficulties, blueprint)
    quality = decision_quality(difficulties, table.passing_raw)
    tcc, curve = (_curve(thetas, difficulties, reference) for thetas in (THETA_POINTS, GAP_THETAS))
    told = information(0.0, difficulties), information(0.0, reference)
    proofs = *_content_proofs(sight, bank), *_difficulty_proofs(tcc, *told), *_order_proofs(sight, bank)
    return FormRecord(
        proofs=proofs,
        tcc=tcc,
        largest_gap=_gap(curve),
        information=told[0],
        reference_information=told[1],
        passing_raw=table.passing_raw,
        reliability=quality.reliability,
        accuracy=quality.accuracy,
        consistency=quality.consistency,
        overlaps=overlaps_of(form, earlier or {}),
    )


def overlaps_of(form: Form, earlier: Mapping[str, frozenset[str]]) -> tuple[Overlap, ...]:
    """How many questions the form shares with each of these, in their order."""
    used = {question.item_id for question in form.questions}
    return tuple(Overlap(form_id, len(used & items)) for form_id, items in earlier.items())


def _curve(
    thetas: Sequence[float], difficulties: Sequence[float], reference: Sequence[float]
) -> tuple[TccPoint, ...]:
    return tuple(
        TccPoint(theta, expected_raw(theta, difficulties), expected_raw(theta, reference)) for theta in thetas
    )


def _gap(points: Sequence[TccPoint]) -> float:
    return max(abs(point.expected - point.reference) for point in points)


def _content_proofs(sight: _Sight, bank: Mapping[str, ItemSummary]) -> Iterator[Proof]:
    counts = Counter(item.domain for item in sight.scored)
    for domain in sight.blueprint.domains:
        yield Proof(f"Scored questions in {domain.name}", f"exactly {domain.items}", str(counts[domain.key]))
    yield _area_proof(sight)
    yield from _level_proofs(sight)
    yield _enemy_proof(sight, bank)


def _area_proof(sight: _Sight) -> Proof:
    counts = Counter(item.subarea for item in sight.scored)
    areas = [area for domain in sight.blueprint.domains for area in domain.subareas]
    farthest = max(abs(counts[area.key] - area.items) for area in areas)
    return Proof(
        f"Farthest of the {len(areas)} study areas from its usual number",
        f"at most {sight.blueprint.subarea_slack}",
        str(farthest),
    )


def _level_proofs(sight: _Sight) -> Iterator[Proof]:
    levels, count = Counter(item.cognitive for item in sight.scored), len(sight.scored)
    bounds = sight.blueprint.cognitive
    for level, words, share in (
        (Cognitive.RECALL, "at most", bounds.recall_max),
        (Cognitive.APPLICATION, "at least", bounds.application_min),
        (Cognitive.ANALYSIS, "at least", bounds.analysis_min),
    ):
        yield Proof(f"Questions of {level.value}", f"{words} {share:.0%}", f"{levels[level] / count:.1%}")


def _enemy_proof(sight: _Sight, bank: Mapping[str, ItemSummary]) -> Proof:
    used = {question.item_id for question in sight.form.questions}
    pairs = {frozenset((one, two)) for one in used for two in used.intersection(bank[one].enemies)}
    return Proof("Pairs of questions of which one gives the other away", "none", str(len(pairs) or "none"))


def _difficulty_proofs(tcc: Sequence[TccPoint], told: float, reference: float) -> Iterator[Proof]:
    yield Proof(
        "Expected right answers against the reference form's, at five levels of ability",
        f"within {TCC_BAND}",
        f"{_gap(tcc):.3f}",
    )
    yield Proof(
        "Information at the pass mark against the reference form's",
        f"at least {INFORMATION_SHARE:.0%}",
        f"{told / reference:.1%}",
    )


def _order_proofs(sight: _Sight, bank: Mapping[str, ItemSummary]) -> Iterator[Proof]:
    letters = [question.order.index(question.key) for question in sight.form.questions]
    longest = run = 1
    for one, two in pairwise(letters):
        run = run + 1 if one == two else 1
        longest = max(longest, run)
    yield Proof("Right answers of one letter in a row", f"at most {LONGEST_RUN}", str(longest))
    kinds = [bank[question.item_id].exhibit_kind for question in sight.form.questions]
    beside = sum(1 for one, two in pairwise(kinds) if one == two != "")
    yield Proof("Exhibits of one kind side by side", "none", str(beside or "none"))
