"""The logic of the exam screen: keys and clicks become events, the state becomes what is to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cmas_desktop.engine.attempt import Stage, Status
from cmas_desktop.engine.blueprint import ClockRules
from cmas_desktop.engine.form import Form, FormQuestion
from cmas_desktop.engine.items import LETTERS, Exhibit, Item
from cmas_desktop.engine.journal import EventKind
from cmas_desktop.engine.sitting import Sitting
from cmas_desktop.engine.timing import ClockReading, warning_due

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option as it is to be shown. `unsaved`: the choice is on screen but not yet stored."""

    letter: str
    text: str
    chosen: bool
    struck: bool
    unsaved: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as it is to be shown; `number` counts from 1."""

    number: int
    total: int
    stem: str
    exhibit: Exhibit | None
    options: tuple[OptionView, ...]
    flagged: bool
    answered: bool
    first: bool
    last: bool
    walking: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One question as the navigator and the review screen list it."""

    number: int
    status: Status
    flagged: bool


@dataclass(frozen=True, slots=True)
class ClockView:
    """The time left in words; `forced` where it can no longer be hidden, `low` where it is short."""

    text: str
    hidden: bool
    forced: bool
    low: bool


class Walk(StrEnum):
    """Which questions Next and Previous go through."""

    ALL = "all"
    INCOMPLETE = "incomplete"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Tick:
    """What the passing of time brought: a warning (minutes left) and whether time is up."""

    warning: int | None
    expired: bool


class ExamPresenter:
    """One sitting behind the exam screen. Positions count from 0, options as shown from 0."""

    def __init__(
        self,
        sitting: Sitting,
        form: Form,
        items: Mapping[str, Item],
        rules: ClockRules,
        read_clock: Callable[[], ClockReading],
    ) -> None:
        """Present this sitting of this form; the first question is shown when it never was."""
        self._sitting = sitting
        self._form = form
        self._items = items
        self._rules = rules
        self._read_clock = read_clock
        self._walk = Walk.ALL
        self._walked: tuple[int, ...] = ()
        self._ticked_ms = sitting.clock.remaining_ms
        self._begin()

    @property
    def sitting(self) -> Sitting:
        """The sitting that is presented."""
        return self._sitting

    @property
    def form(self) -> Form:
        """The form that is sat."""
        return self._form

    @property
    def total(self) -> int:
        """The number of questions."""
        return len(self._form.questions)

    @property
    def stage(self) -> Stage:
        """Where the candidate is."""
        return self._sitting.state.stage

    # What is shown

    def question(self) -> QuestionView:
        """The current question."""
        state = self._sitting.state
        position = state.position
        slot, current = self._form.questions[position], state.current
        item = self._items[slot.item_id]
        unsaved = position in self._sitting.unsaved
        options = tuple(
            OptionView(
                letter=LETTERS[shown],
                text=item.options[authored],
                chosen=current.answer == authored,
                struck=authored in current.struck,
                unsaved=unsaved and current.answer == authored,
            )
            for shown, authored in enumerate(slot.order)
        )
        return QuestionView(
            number=position + 1,
            total=self.total,
            stem=item.stem,
            exhibit=item.exhibit,
            options=options,
            flagged=current.flagged,
            answered=current.answer is not None,
            first=self._step(-1) is None,
            last=self._step(1) is None,
            walking="" if self._walk is Walk.ALL else self._walk.value,
        )

    def rows(self) -> tuple[ReviewRow, ...]:
        """All questions with their status, in order."""
        return tuple(
            ReviewRow(number, question.status, question.flagged)
            for number, question in enumerate(self._sitting.state.questions, start=1)
        )

    def clock(self) -> ClockView:
        """The time left at the last tick."""
        left_ms = self._sitting.clock.remaining_ms
        forced = left_ms <= self._rules.show_always_under * MINUTE_MS
        return ClockView(
            text=time_text(left_ms),
            hidden=self._sitting.state.time_hidden and not forced,
            forced=forced,
            low=forced,
        )

    @property
    def blank(self) -> int:
        """How many questions have no answer."""
        return self._sitting.state.blank

    @property
    def flagged(self) -> int:
        """How many questions are flagged."""
        return self._sitting.state.flagged

    # What the candidate does

    def choose(self, shown: int) -> None:
        """Choose the option that stands at this place on the screen."""
        option = self._slot.order[shown]
        if self._sitting.state.current.answer != option:
            self._record(EventKind.CHOSEN, option=option)

    def clear(self) -> None:
        """Take the answer back."""
        if self._sitting.state.current.answer is not None:
            self._record(EventKind.CLEARED)

    def strike(self, shown: int) -> None:
        """Strike out the option at this place, or undo that; a chosen option is first taken back."""
        option = self._slot.order[shown]
        current = self._sitting.state.current
        if option in current.struck:
            self._record(EventKind.UNSTRUCK, option=option)
            return
        if current.answer == option:
            self._record(EventKind.CLEARED)
        self._record(EventKind.STRUCK, option=option)

    def flag(self, position: int | None = None) -> None:
        """Flag a question (the current one) for review, or take the flag away."""
        state = self._sitting.state
        place = state.position if position is None else position
        kind = EventKind.UNFLAGGED if state.questions[place].flagged else EventKind.FLAGGED
        self._sitting.record(kind, self._read_clock(), position=place)

    def go(self, position: int) -> None:
        """Show the question at this position."""
        self._sitting.record(EventKind.SHOWN, self._read_clock(), position=position)

    def jump(self, position: int) -> None:
        """Show a question picked from a list; Next goes through all questions from there."""
        self._walk = Walk.ALL
        self.go(position)

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) question; after the last one comes the review screen."""
        target = self._step(direction)
        if target is not None:
            self.go(target)
        elif direction > 0:
            self.review()

    def review(self) -> None:
        """Show the review screen."""
        self._walk = Walk.ALL
        self._sitting.record(EventKind.REVIEWING, self._read_clock())

    def walk(self, walk: Walk) -> bool:
        """Go through all, the incomplete or the flagged questions; false where there is none."""
        places = [row.number - 1 for row in self.rows() if self._belongs(row, walk)]
        if not places:
            return False
        self._walk, self._walked = walk, tuple(places)
        self.go(places[0])
        return True

    def toggle_time(self) -> None:
        """Hide the time, or show it again."""
        hidden = self._sitting.state.time_hidden
        kind = EventKind.TIME_SHOWN if hidden else EventKind.TIME_HIDDEN
        self._sitting.record(kind, self._read_clock())

    def leave(self) -> None:
        """Note that the candidate left the exam on purpose; it can be gone on with."""
        self._sitting.record(EventKind.LEFT, self._read_clock())

    def submit(self, by: str) -> bool:
        """Hand in what stands ("candidate" or "time"); returns whether all of it is stored."""
        if self.stage is not Stage.ENDED:
            self._sitting.record(EventKind.SUBMITTED, self._read_clock(), by=by)
        return self._sitting.retry()

    def tick(self) -> Tick:
        """Let time pass."""
        self._sitting.tick(self._read_clock())
        clock = self._sitting.clock
        before_ms, self._ticked_ms = self._ticked_ms, clock.remaining_ms
        return Tick(warning_due(self._rules.warnings, before_ms, self._ticked_ms), clock.expired)

    # Inside

    def _begin(self) -> None:
        """Show the first question when it never was."""
        state = self._sitting.state
        if not state.current.seen and state.stage is Stage.QUESTION:
            self.go(state.position)

    @property
    def _slot(self) -> FormQuestion:
        return self._form.questions[self._sitting.state.position]

    def _record(self, kind: EventKind, **body: int) -> None:
        body["position"] = self._sitting.state.position
        self._sitting.record(kind, self._read_clock(), **body)

    def _step(self, direction: int) -> int | None:
        position = self._sitting.state.position
        places = range(self.total) if self._walk is Walk.ALL else self._walked
        if direction > 0:
            return next((place for place in places if place > position), None)
        return next((place for place in reversed(places) if place < position), None)

    def _belongs(self, row: ReviewRow, walk: Walk) -> bool:
        if walk is Walk.FLAGGED:
            return row.flagged
        return walk is Walk.ALL or row.status is not Status.COMPLETE


def time_text(milliseconds: int) -> str:
    """Time left as h:mm:ss, rounded up to the second, so that 0:00:00 means that none is left."""
    seconds = -(-milliseconds // 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
