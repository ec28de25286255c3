"""What the window needs of the rest of the program: one interface, handed in by the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cmas_desktop.engine.attempt import AttemptState
from cmas_desktop.engine.blueprint import Blueprint
from cmas_desktop.engine.form import Form, Purpose
from cmas_desktop.engine.items import Item
from cmas_desktop.engine.result import Result
from cmas_desktop.engine.sitting import Sitting
from cmas_desktop.engine.timing import ClockNote, ClockReading
from cmas_desktop.ui.choices import Settings

if TYPE_CHECKING:
    from cmas_desktop.engine.item_report import ItemReport, ReportLine
    from cmas_desktop.engine.readiness import ReadinessResult


@dataclass(frozen=True, slots=True)
class Enrollment:
    """Who sits what: the candidate's name, the number of questions and the time factor."""

    candidate: str
    questions: int
    time_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A form made ready with the items it shows."""

    form: Form
    items: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class OpenSitting:
    """A sitting to go on with. `absence` says how long a resumed one was away."""

    sitting: Sitting
    form: Form
    items: Mapping[str, Item]
    absence: ClockNote | None = None


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A finished attempt as the history shows it; `fractions` is right per domain (0-1), by key."""

    attempt_id: str
    candidate: str
    finished_at: str
    shown: int
    passed: bool
    fractions: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PastCheck:
    """An ended readiness check. `ended_by` is "test", "candidate" or "time"; `used_ms` is exam time.

    `repeats` counts the questions of its panel that the candidate had met before.
    """

    attempt_id: str
    candidate: str
    finished_at: str
    result: ReadinessResult
    ended_by: str
    used_ms: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An attempt that was begun and not submitted. `left` is true where the candidate chose to leave.

    `questions` is the number of an exam, and the most that a readiness check can ask.
    """

    attempt_id: str
    candidate: str
    position: int
    questions: int
    left: bool
    purpose: Purpose = Purpose.EXAM


@dataclass(frozen=True, slots=True)
class AnswerSheetView:
    """A finished attempt with everything needed to read its answers again."""

    state: AttemptState
    form: Form
    items: Mapping[str, Item]


class Making(Protocol):
    """The making of a form: called in the background, told where progress goes; `cancel` stops it."""

    def __call__(self, progress: Callable[[str], object] | None = None) -> Prepared:
        """The form; raises AssemblyError, or CancelledError once cancelled."""

    def cancel(self) -> None:
        """Stop it, from any thread."""


class ReadinessDesk(Protocol):
    """What the window can ask of readiness checks."""

    @property
    def minutes(self) -> int:
        """The time for the longest check, in minutes."""

    @property
    def taken(self) -> int:
        """How many checks were ended."""

    def maker(self, enrollment: Enrollment) -> Making:
        """The making of the panel."""

    def begin(self, enrollment: Enrollment, prepared: Prepared) -> OpenSitting:
        """Begin the check: the clock runs when this returns."""

    def outcome(self, attempt_id: str) -> PastCheck:
        """The outcome of an ended check."""

    def history(self) -> tuple[PastCheck, ...]:
        """The ended checks, newest first."""


class Reporting(Protocol):
    """The making of an item report: called in the background, told where progress goes; `cancel` stops it."""

    def __call__(self, progress: Callable[[str], object] | None = None) -> ItemReport:
        """The report; raises ResponseError where there are too few responses."""

    def cancel(self) -> None:
        """Stop it, from any thread."""


class AuthorDesk(Protocol):
    """What the window can ask about items and their difficulties."""

    def reporter(self) -> Reporting:
        """The making of the item report."""

    def sheet_writer(self, report: ItemReport, target: Path) -> Callable[[], Path]:
        """A function that writes the report as a spreadsheet; it runs in the background."""

    def item(self, item_id: str) -> Item:
        """One item of the bank."""

    def accept(self, lines: Sequence[ReportLine], by: str) -> int:
        """Let these proposals hold from now on; returns their number."""


class Desk(Protocol):
    """Everything the window can ask for. All but `maker` and `report_writer` answer at once."""

    @property
    def readiness(self) -> ReadinessDesk:
        """The desk of readiness checks."""

    @property
    def authoring(self) -> AuthorDesk:
        """The desk of authors and instructors."""

    @property
    def blueprint(self) -> Blueprint:
        """The examination."""

    @property
    def notice(self) -> str:
        """What to tell on the first screen: a rebuilt database, a second copy that fails; or nothing."""

    def settings(self) -> Settings:
        """The person's choices."""

    def keep_settings(self, settings: Settings) -> None:
        """Keep the person's choices."""

    def history(self) -> tuple[PastAttempt, ...]:
        """Finished attempts, newest first."""

    def unfinished(self) -> Unfinished | None:
        """The attempt that waits to be gone on with, if there is one."""

    def maker(self, enrollment: Enrollment) -> Making:
        """The making of the form; it runs in the background."""

    def begin(self, enrollment: Enrollment, prepared: Prepared) -> OpenSitting:
        """Begin the attempt: the clock runs when this returns."""

    def resume(self, attempt_id: str) -> OpenSitting:
        """Go on with an attempt."""

    def finish(self, sitting: Sitting) -> Result:
        """Score a submitted attempt and keep the result."""

    def result(self, attempt_id: str) -> Result:
        """The result of a finished attempt."""

    def answers(self, attempt_id: str) -> AnswerSheetView:
        """The answers of a finished attempt, to read again."""

    def report_writer(self, result: Result, target: Path) -> Callable[[], Path]:
        """A function that writes the PDF report there; it runs in the background."""

    def read_clock(self) -> ClockReading:
        """The system's clocks now."""
