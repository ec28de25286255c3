"""Assembly: a form from a bank, by integer programming; same seed, bank and history, same form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cmas_desktop.engine.assembly_model import SPREAD_PENALTY, content_rows, difficulty_rows, pretest_rows
from cmas_desktop.engine.assembly_shortage import shortage
from cmas_desktop.engine.assembly_solver import cheapest, solver_version
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.errors import AssemblyError
from cmas_desktop.engine.form import Form, FormQuestion, Purpose
from cmas_desktop.engine.form_check import form_id, verify_form
from cmas_desktop.engine.form_record import record_of
from cmas_desktop.engine.items import ItemStatus, ItemSummary
from cmas_desktop.engine.pool import FormRequest, cost, sampled, usable
from cmas_desktop.engine.question_order import arranged
from cmas_desktop.engine.scale import scale_of
from cmas_desktop.engine.tolerance import LADDER, Tolerance

__all__ = ["FormRequest", "assemble"]


def assemble(
    request: FormRequest,
    summaries: Sequence[ItemSummary],
    blueprint: Blueprint,
    tell: Callable[[str], object] = lambda words: None,
) -> Form:
    """A form for one candidate; the order in which the summaries arrive does not matter.

    `tell` hears in a few words how far it is. Raises AssemblyError where the number of questions is out
    of range, where no form exists even with every tolerance given up that may be (naming what is short),
    or where the second look finds a fault.
    """
    check_number(request, blueprint)
    chosen, tolerance = _choose(request, usable(summaries), blueprint, tell)
    tell("Checking the form a second time")
    form = form_of(request, chosen, tolerance.words, blueprint)
    refuse_faults(verify_form(form, summaries, blueprint))
    return replace(form, record=record_of(form, summaries, blueprint, request.earlier))


def check_number(request: FormRequest, blueprint: Blueprint) -> None:
    """Raises AssemblyError where the blueprint has no forms of so many questions."""
    low, high = blueprint.questions_range
    if not low <= request.questions <= high:
        raise AssemblyError(
            f"A form has {low} to {high} questions, not {request.questions}. Choose a number in that range."
        )


def refuse_faults(faults: Sequence[str]) -> None:
    """Raises AssemblyError with the first of the faults that the second look found, if any."""
    if faults:
        raise AssemblyError(
            f"The form was made but did not pass its check, and is not used: {faults[0]} "
            "Your attempts are safe; please report this."
        )


def _choose(
    request: FormRequest, items: list[ItemSummary], blueprint: Blueprint, tell: Callable[[str], object]
) -> tuple[list[ItemSummary], Tolerance]:
    """The cheapest items at the first tolerance at which there are any."""
    pretest = request.questions - blueprint.scored
    reference = scale_of(blueprint).difficulties
    for pool, tolerance in attempts(sampled(items, request, blueprint), items):
        tell(f"Choosing {request.questions} of {len(items):,} questions{_wider(tolerance)}")
        rows = [
            *content_rows(pool, blueprint, pretest, tolerance),
            *difficulty_rows(pool, reference, tolerance),
        ]
        costs = [cost(item, request) for item in pool]
        solution = cheapest(costs, rows, pretest_rows(pool, blueprint, pretest), SPREAD_PENALTY)
        if solution:
            return [pool[i] for i in solution.chosen], tolerance
    lacking = shortage(items, blueprint, pretest, reference)
    raise AssemblyError(
        f"No form can be made from this bank: it lacks {lacking}. Your attempts are safe; add such items."
    )


def _wider(tolerance: Tolerance) -> str:
    step = LADDER.index(tolerance)
    return f", with wider tolerances ({step} of {len(LADDER) - 1})" if step else ""


def attempts(
    sample: list[ItemSummary], items: list[ItemSummary]
) -> Iterator[tuple[list[ItemSummary], Tolerance]]:
    """What is tried, in order: at each tolerance the sample, then the whole bank where it is larger."""
    pools = [sample] if len(sample) == len(items) else [sample, items]
    yield from ((pool, tolerance) for tolerance in LADDER for pool in pools)


def form_of(
    request: FormRequest,
    chosen: Sequence[ItemSummary],
    words: Sequence[str],
    blueprint: Blueprint,
    purpose: Purpose = Purpose.EXAM,
) -> Form:
    """The form of these items in their seeded order; `words` name the tolerances that gave way."""
    arrangement = arranged(chosen, request.seed)
    questions = tuple(
        FormQuestion(
            item_id=item.id,
            domain=item.domain,
            subarea=item.subarea,
            scored=item.status is ItemStatus.SCORED,
            b=item.b,
            key=item.key,
            order=order,
            b_error=item.b_error,
            responses=item.responses,
        )
        for item, order in zip(arrangement.items, arrangement.orders, strict=True)
    )
    return Form(
        id=form_id(blueprint.key, questions),
        blueprint=blueprint.key,
        seed=request.seed,
        questions=questions,
        bank_hash=request.bank_hash,
        solver=solver_version() if purpose is Purpose.EXAM else "",
        relaxed=(*words, *arrangement.words),
        repeats=sum(1 for item in chosen if request.exposures.get(item.id, (0, 0))[0]),
        purpose=purpose,
    )
