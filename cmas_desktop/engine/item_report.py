"""The item report: a calibration of the finished attempts beside what the bank says, and what it proposes.

Nothing is changed by it. A proposal is a difficulty that an instructor may accept in place of the one that
is in force; forms keep the difficulties they were made with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.calibration import Basis, CalibrationPlan, ItemCalibration, calibrate
from cmas_desktop.engine.errors import ResponseError
from cmas_desktop.engine.item_analysis import OptionUse
from cmas_desktop.engine.item_flags import Flag, FlagKind
from cmas_desktop.engine.items import ItemSummary
from cmas_desktop.engine.mantel_haenszel import GroupDifference
from cmas_desktop.engine.responses import responses_of
from cmas_desktop.engine.stored_responses import FinishedAttempt, domain_scores, first_responses
from cmas_desktop.engine.subscores import SubscoreValue, gate_sentence, subscore_values

LEAST_CHANGE = 0.05
"""A difficulty that would move by less (logits) is not worth proposing."""

DOUBTFUL = (FlagKind.KEY_SUSPECT, FlagKind.NO_DIFFICULTY)
"""Flags of items whose difficulty should not be accepted before somebody has looked at them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A difficulty that responses and rating together give (logits), with what it rests on.

    `doubtful` is true where a flag says that the item itself wants looking at first.
    """

    b: float
    b_error: float
    responses: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One item: where it stands, the difficulty in force (logits), its calibration, and a proposal if any."""

    item: str
    domain: str
    subarea: str
    status: str
    key: int
    b: float
    b_responses: int
    found: ItemCalibration
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class ItemReport:
    """All items that were ever put, in the order of their ids, and the figures of the whole.

    `mean` and `sd` are of ability in logits. `gate` says whether a domain's own score tells anything,
    `subscores` has the figures behind it.
    """

    attempts: int
    persons: int
    responses: int
    mean: float
    sd: float
    kr20: float | None
    reliability: float
    gate: str
    subscores: tuple[SubscoreValue, ...]
    lines: tuple[ReportLine, ...]

    @property
    def proposals(self) -> tuple[ReportLine, ...]:
        """The items with a proposal."""
        return tuple(line for line in self.lines if line.proposal)

    @property
    def flagged(self) -> tuple[ReportLine, ...]:
        """The items that a person should look at; too few responses are no reason."""
        return tuple(line for line in self.lines if told_flags(line))


def item_report(
    attempts: Sequence[FinishedAttempt],
    summaries: Sequence[ItemSummary],
    ratings: Mapping[str, float],
    blueprint: Blueprint,
) -> ItemReport:
    """The report of these attempts (oldest first), with the bank's `ratings` (logits) as priors.

    `summaries` have the difficulties in force. Items that the bank holds no more are left out. Raises
    ResponseError where the responses are too few for any difficulty.
    """
    bank = {item.id: item for item in summaries}
    responses = [one for one in first_responses(attempts) if one.item in bank]
    if not responses:
        raise ResponseError("There are no finished attempts yet, so that there is nothing to report.")
    plan = CalibrationPlan(ratings=ratings, keys={item.id: item.key for item in summaries})
    found = calibrate(responses_of(responses), plan)
    subscores = subscore_values(domain_scores(attempts, blueprint))
    return ItemReport(
        attempts=len(attempts),
        persons=found.persons,
        responses=found.responses,
        mean=found.mean,
        sd=found.sd,
        kr20=found.kr20,
        reliability=found.reliability,
        gate=gate_sentence(subscores),
        subscores=subscores,
        lines=tuple(_line(bank[one.item], one) for one in found.items),
    )


def told_flags(line: ReportLine) -> tuple[Flag, ...]:
    """The flags that ask for a look."""
    return tuple(flag for flag in line.found.flags if flag.kind is not FlagKind.FEW_RESPONSES)


def report_to_json(report: ItemReport) -> dict[str, Any]:
    """A report as plain data under the names of its fields."""
    return asdict(report)


def report_from_json(data: Mapping[str, Any]) -> ItemReport:
    """The report that `report_to_json` wrote."""
    nested = {
        "subscores": tuple(SubscoreValue(**one) for one in data["subscores"]),
        "lines": tuple(_line_from_json(one) for one in data["lines"]),
    }
    return ItemReport(**{**data, **nested})


def _line(item: ItemSummary, found: ItemCalibration) -> ReportLine:
    return ReportLine(
        item=item.id,
        domain=item.domain,
        subarea=item.subarea,
        status=item.status.value,
        key=item.key,
        b=item.b,
        b_responses=item.responses,
        found=found,
        proposal=_proposal(item, found),
    )


def _proposal(item: ItemSummary, found: ItemCalibration) -> Proposal | None:
    if found.basis is not Basis.BOTH or found.b is None or found.se is None:
        return None
    if abs(found.b - item.b) < LEAST_CHANGE and item.responses:
        return None
    doubtful = any(flag.kind in DOUBTFUL for flag in found.flags)
    return Proposal(found.b, found.se, found.responses, doubtful)


def _line_from_json(data: Mapping[str, Any]) -> ReportLine:
    proposal = Proposal(**data["proposal"]) if data["proposal"] else None
    return ReportLine(**{**data, "found": _found_from_json(data["found"]), "proposal": proposal})


def _found_from_json(data: Mapping[str, Any]) -> ItemCalibration:
    options = [OptionUse(**{**one, "by_group": tuple(one["by_group"])}) for one in data["options"]]
    nested = {
        "basis": Basis(data["basis"]),
        "options": tuple(options),
        "difference": GroupDifference(**data["difference"]) if data["difference"] else None,
        "flags": tuple(Flag(FlagKind(one["kind"]), one["reason"]) for one in data["flags"]),
    }
    return ItemCalibration(**{**data, **nested})
