"""The blueprint: what a form consists of, how long it takes and where the pass mark stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subarea:
    """A study area inside a domain; `items` is its usual number of scored items on a form."""

    key: str
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class Domain:
    """A content domain with its exact number of scored items on every form and its published weight."""

    key: str
    name: str
    short: str
    items: int
    subareas: tuple[Subarea, ...]
    weight_percent: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a candidate should know of the examination, with its source and the date it was read."""

    topic: str
    text: str
    source: str
    read: str


@dataclass(frozen=True, slots=True)
class CognitiveBounds:
    """Shares (0-1) of a form's scored items: at most `recall`, at least `application` and `analysis`."""

    recall_max: float
    application_min: float
    analysis_min: float


@dataclass(frozen=True, slots=True)
class ClockRules:
    """How time is kept: limits in minutes, warnings in minutes left, grace in seconds away."""

    minutes: int
    agreement_minutes: int
    warnings: tuple[int, ...]
    show_always_under: int
    grace_seconds: int
    grace_total_seconds: int
    accommodations: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """An examination as data. Another examination is another blueprint and another bank.

    `reference` is the reference form as pairs (Angoff rating, number of items); its expected raw score
    at theta = 0 is the cut. `pass_scaled` is where the cut lies on the 0 to `scale_max` scale.
    """

    key: str
    name: str
    exam_title: str
    candidate_label: str
    domains: tuple[Domain, ...]
    pretest_min: int
    pretest_max: int
    pretest_default: int
    pass_scaled: int
    scale_max: int
    scale_version: str
    subarea_slack: int
    cognitive: CognitiveBounds
    clock: ClockRules
    reference: tuple[tuple[float, int], ...]
    facts: tuple[Fact, ...]

    @property
    def scored(self) -> int:
        """The number of scored items on every form."""
        return sum(domain.items for domain in self.domains)

    @property
    def questions_default(self) -> int:
        """The usual number of questions: scored and pretest together."""
        return self.scored + self.pretest_default

    @property
    def questions_range(self) -> tuple[int, int]:
        """The smallest and largest number of questions on a form."""
        return self.scored + self.pretest_min, self.scored + self.pretest_max

    def domain(self, key: str) -> Domain:
        """The domain of that key; raises KeyError where there is none."""
        for domain in self.domains:
            if domain.key == key:
                return domain
        raise KeyError(key)
