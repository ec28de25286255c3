"""What a check says: findings about single items, figures over groups of items, and the report of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding stops a build or asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


class Unit(StrEnum):
    """What a figure counts in: a share between 0 and 1, a plain number, or words."""

    SHARE = "share"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where it stands (file, item and field may be empty), the rule, and a sentence."""

    file: str
    item: str
    field: str
    rule: str
    sentence: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Figure:
    """One number over a group of `n` items, with its bound and a 95% interval where it is a share.

    `group` is a domain's key, `bank`, a sub-area's key or a file; `least` and `most` are the bound
    (None: none).
    """

    group: str
    name: str
    n: int
    value: float
    least: float | None = None
    most: float | None = None
    unit: Unit = Unit.SHARE
    low: float | None = None
    high: float | None = None

    @property
    def met(self) -> bool:
        """Whether the value lies inside its bound; the bound itself is inside."""
        above = self.least is None or self.value >= self.least - 1e-9
        return above and (self.most is None or self.value <= self.most + 1e-9)

    @property
    def value_text(self) -> str:
        """The value as a person reads it."""
        return self._text(self.value)

    @property
    def interval_text(self) -> str:
        """The 95% interval of a share; empty where there is none."""
        if self.low is None or self.high is None:
            return ""
        return f"({self.low * 100:.1f}-{self.high * 100:.1f}%)"

    @property
    def bound_text(self) -> str:
        """The bound in words; empty where there is none."""
        least = "" if self.least is None else self._text(self.least)
        most = "" if self.most is None else self._text(self.most)
        if least and most:
            return f"{least} to {most}"
        return f"at least {least}" if least else f"at most {most}" if most else ""

    def _text(self, value: float) -> str:
        if self.unit is Unit.SHARE:
            return f"{value * 100:.1f}%".replace(".0%", "%")
        return f"{value:.0f}" if self.unit is Unit.WORDS else f"{value:.2f}"


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check found."""

    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a build."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)
