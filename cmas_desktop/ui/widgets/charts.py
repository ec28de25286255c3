"""The pictures of a result: the score on its rule, the domains as bars, the attempts as a line.

Each is drawn from figures that are also said in words: the accessible name holds them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cmas_desktop.engine.result import Band, DomainResult, Level
from cmas_desktop.engine.result_words import domain_sentence
from cmas_desktop.ui.theme.look import Look

_LEVEL_COLORS = {Level.BELOW: "bad", Level.NEAR: "flag", Level.ABOVE: "good"}
_LEFT, _CENTER, _RIGHT = (
    int(Qt.AlignmentFlag.AlignVCenter | side)
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
)


class Chart(QWidget):
    """A widget that draws itself with the look, at a height given in usual pixels."""

    def __init__(self, look: Look, height: int) -> None:
        """As wide as there is room."""
        super().__init__()
        self._look = look
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Wide, and as high as it was made."""
        return QSize(self._look.px(420), self._look.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """It can be squeezed, not flattened."""
        return QSize(self._look.px(220), self._look.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw smoothly."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw the chart; every chart has its own way."""
        raise NotImplementedError

    def write(
        self, painter: QPainter, box: QRectF, text: str, align: int, use: str = "text", size: int = 13
    ) -> None:
        """Write a short text into a box, in the color of a use."""
        painter.setPen(self._look.theme.color(use))
        painter.setFont(self._look.theme.font(size))
        painter.drawText(box, align, text)

    def mark(self, painter: QPainter, x: float, track: QRectF, over: float) -> None:
        """An upright mark through a track, with an edge that keeps it apart from any fill."""
        px, color = self._look.px, self._look.theme.color
        reach = px(over)
        for use, width in (("card", 6.0), ("text", 2.5)):
            painter.setPen(QPen(color(use), px(width)))
            painter.drawLine(QPointF(x, track.top() - reach), QPointF(x, track.bottom() + reach))


class BandRule(Chart):
    """A range of scaled scores on a rule from 0 to the top, with the pass mark through it."""

    TOP = 16

    def __init__(
        self, look: Look, pass_mark: int, top: int, likely: Band, wide: Band, use: str, height: int = 72
    ) -> None:
        """Draw these bands in the color of a use; `likely` is the 68% band, `wide` the 95% band."""
        super().__init__(look, height)
        self._pass_mark, self._top = pass_mark, top
        self._likely, self._wide, self._use = likely, wide, use
        self.setAccessibleName(
            f"On a scale from 0 to {top} with the pass mark at {pass_mark}: "
            f"likely range {likely.low:.0f} to {likely.high:.0f}, "
            f"wide range {wide.low:.0f} to {wide.high:.0f}."
        )

    def draw(self, painter: QPainter) -> None:
        """The rule, the bands over it, and the pass mark through it."""
        px, color = self._look.px, self._look.theme.color
        line, height = QRectF(px(12), px(self.TOP), self.width() - px(24), px(14)), px(14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("track"))
        painter.drawRoundedRect(line, height / 2, height / 2)
        for band, opacity in ((self._wide, 0.35), (self._likely, 0.6)):
            painter.setOpacity(opacity)
            painter.setBrush(color(self._use))
            left, right = self._x(band.low), self._x(band.high)
            painter.drawRoundedRect(QRectF(left, line.top(), right - left, height), px(4), px(4))
        painter.setOpacity(1)
        self._draw_marks(painter, line)

    def _draw_marks(self, painter: QPainter, line: QRectF) -> None:
        px = self._look.px
        for mark in range(0, self._top + 1, max(1, self._top // 10)):
            box = QRectF(self._x(mark) - px(20), line.bottom() + px(4), px(40), px(18))
            if abs(mark - self._pass_mark) >= self._top / 20 or mark == self._pass_mark:
                self.write(painter, box, str(mark), _CENTER, "muted")
        x = self._x(self._pass_mark)
        self.mark(painter, x, line, 6)
        under = QRectF(x - px(80), line.bottom() + px(20), px(160), px(20))
        self.write(painter, under, f"pass mark {self._pass_mark}", _CENTER)

    def _x(self, value: float) -> float:
        inset = self._look.px(12)
        return inset + (self.width() - 2 * inset) * value / self._top


class ScoreRule(BandRule):
    """The scaled score as a pointer on a rule, with the pass mark and the band around the score."""

    TOP = 62

    def __init__(
        self, look: Look, score: int, passed: bool, pass_mark: int, top: int, likely: Band, wide: Band
    ) -> None:
        """Draw this score; `likely` is the 68% band, `wide` the 95% band."""
        super().__init__(look, pass_mark, top, likely, wide, "good" if passed else "bad", height=118)
        self._score = score
        self.setAccessibleName(
            f"Score {score} on a scale from 0 to {top}; the pass mark is {pass_mark}. "
            f"Likely range {likely.low:.0f} to {likely.high:.0f}, "
            f"wide range {wide.low:.0f} to {wide.high:.0f}."
        )

    def draw(self, painter: QPainter) -> None:
        """The rule with its bands, and the score as a pointer over it."""
        super().draw(painter)
        px = self._look.px
        self._draw_pointer(painter, QRectF(px(12), px(self.TOP), self.width() - px(24), px(14)), self._use)

    def _draw_pointer(self, painter: QPainter, line: QRectF, use: str) -> None:
        px = self._look.px
        x, tip = self._x(self._score), line.top() - px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.color(use))
        painter.drawPolygon(
            QPolygonF([QPointF(x, tip), QPointF(x - px(8), tip - px(12)), QPointF(x + px(8), tip - px(12))])
        )
        painter.setPen(self._look.theme.color(use))
        painter.setFont(self._look.theme.font(24, QFont.Weight.Bold))
        painter.drawText(QRectF(x - px(40), tip - px(46), px(80), px(32)), _CENTER, str(self._score))


class DomainBars(Chart):
    """A bar per domain: the fraction right, its interval as a whisker, and what passing would take."""

    ROW = 52

    def __init__(self, look: Look, domains: Sequence[DomainResult]) -> None:
        """Draw these domains."""
        super().__init__(look, self.ROW * len(domains) + 22)
        self._domains = tuple(domains)
        self.setAccessibleName(" ".join(domain_sentence(domain) for domain in domains))

    def draw(self, painter: QPainter) -> None:
        """The bars, and the legend of the mark under them."""
        for place, domain in enumerate(self._domains):
            self._draw_domain(painter, self._look.px(self.ROW) * place, domain)
        px = self._look.px
        box = QRectF(0, self.height() - px(20), self.width(), px(20))
        legend = (
            "Upright mark: a just-qualified candidate.  Thin line: where the true share likely lies (95%)."
        )
        self.write(painter, box, legend, _LEFT, "muted", 12)

    def _draw_domain(self, painter: QPainter, top: int, domain: DomainResult) -> None:
        px, color = self._look.px, self._look.theme.color
        words = px(190) if self.width() > px(640) else px(88)
        name = QRectF(0, top, self.width() - words, px(20))
        self.write(painter, name, domain.name, _LEFT, "text", 14)
        said = f"{domain.right} of {domain.items}"
        if words > px(100):
            said += f"  ·  {domain.level.value} passing"
        self.write(painter, QRectF(self.width() - words, top, words, px(20)), said, _RIGHT, "muted", 13)
        track = QRectF(0, top + px(23), self.width(), px(12))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("track"))
        painter.drawRoundedRect(track, px(6), px(6))
        filled = QRectF(track)
        filled.setWidth(track.width() * domain.right / domain.items if domain.items else 0)
        painter.setBrush(color(_LEVEL_COLORS[domain.level]))
        painter.drawRoundedRect(filled, px(6), px(6))
        self._draw_interval(painter, track, domain)

    def _draw_interval(self, painter: QPainter, track: QRectF, domain: DomainResult) -> None:
        px, color = self._look.px, self._look.theme.color
        middle = track.bottom() + px(6)
        left, right = (track.left() + track.width() * share for share in (domain.low, domain.high))
        painter.setPen(QPen(color("text"), px(1.5)))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for x in (left, right):
            painter.drawLine(QPointF(x, middle - px(3)), QPointF(x, middle + px(3)))
        self.mark(painter, track.left() + track.width() * domain.expected, track, 3)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One attempt on a trend: a value and how it is said."""

    value: float
    text: str


class Trend(Chart):
    """Values over attempts, oldest first, with a level to reach as a dashed line."""

    def __init__(self, look: Look, name: str, points: Sequence[TrendPoint], level: float, top: float) -> None:
        """Draw these points on a scale from 0 to `top`."""
        super().__init__(look, 96)
        self._name, self._points, self._level, self._top = name, tuple(points), level, top
        self.setAccessibleName(f"{name}: " + ", ".join(point.text for point in points))

    def draw(self, painter: QPainter) -> None:
        """Name, level, line and points, with the newest value written out."""
        px, color = self._look.px, self._look.theme.color
        newest = self._points[-1].text if self._points else ""
        self.write(painter, QRectF(0, 0, self.width() - px(60), px(18)), self._name, _LEFT, "muted")
        self.write(painter, QRectF(self.width() - px(60), 0, px(60), px(18)), newest, _RIGHT, "text")
        level = self._y(self._level)
        painter.setPen(QPen(color("control"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        places = [QPointF(self._x(at), self._y(point.value)) for at, point in enumerate(self._points)]
        painter.setPen(QPen(color("accent"), px(2)))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        for place in places:
            painter.drawEllipse(place, px(3.5), px(3.5))

    def _x(self, at: int) -> float:
        inset = self._look.px(6)
        steps = max(1, len(self._points) - 1)
        return inset + (self.width() - 2 * inset) * at / steps

    def _y(self, value: float) -> float:
        top, bottom = self._look.px(26), self.height() - self._look.px(8)
        return bottom - (bottom - top) * min(max(value / self._top, 0.0), 1.0)
