import pytest
from exams import look
from PySide6.QtGui import QImage

from cmas_desktop.engine.result import Band, DomainResult, Level
from cmas_desktop.engine.result_words import domain_sentence
from cmas_desktop.ui.widgets.charts import DomainBars, ScoreRule, Trend, TrendPoint


def domain(key="d1", right=20, level=Level.ABOVE):
    return DomainResult(key, f"Domain {key}", right, 26, 0.58, 0.89, 0.75, 0.69, level, 6.5, 600_000)


def rule(score, passed):
    return ScoreRule(
        look(), score, passed, 70, 100, Band(score - 3, score + 3, 0.68), Band(score - 6, score + 6, 0.95)
    )


def picture(qtbot, chart, width=600):
    qtbot.addWidget(chart)
    chart.resize(width, chart.sizeHint().height())
    image = QImage(chart.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    chart.render(image)
    return image


def columns_of(image, color):
    """The columns in which a color occurs."""
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() == color for y in range(image.height()))
    ]


def test_the_rule_says_in_words_what_it_draws():
    text = rule(64, False).accessibleName()
    assert "Score 64 on a scale from 0 to 100; the pass mark is 70." in text
    assert "61 to 67" in text


@pytest.mark.parametrize(("score", "passed", "use"), [(35, False, "bad"), (85, True, "good")])
def test_the_pointer_stands_at_the_score(qtbot, score, passed, use):
    chart = rule(score, passed)
    image = picture(qtbot, chart)
    columns = columns_of(image, getattr(look().theme.palette, use))
    middle = (columns[0] + columns[-1]) / 2
    assert middle == pytest.approx(12 + (600 - 24) * score / 100, abs=14)


@pytest.mark.parametrize("score", [0, 70, 100])
def test_the_ends_of_the_rule_can_be_drawn(qtbot, score):
    image = picture(qtbot, rule(score, score >= 70))
    assert columns_of(image, look().theme.palette.text)


def test_a_bar_is_as_long_as_its_share(qtbot):
    half, most = (
        picture(qtbot, DomainBars(look(), [domain(right=right, level=Level.BELOW)])) for right in (13, 24)
    )
    red = look().theme.palette.bad
    assert columns_of(most, red)[-1] == pytest.approx(600 * 24 / 26, abs=8)
    assert columns_of(half, red)[-1] == pytest.approx(600 * 13 / 26, abs=8)


def test_the_bars_say_every_domain_in_words():
    bars = DomainBars(look(), [domain("d1"), domain("d2", level=Level.NEAR)])
    assert "Domain d1: 20 of 26 right" in bars.accessibleName()
    assert "Domain d2" in bars.accessibleName()


def test_a_domain_is_one_sentence():
    assert domain_sentence(domain()) == (
        "Domain d1: 20 of 26 right, likely between 58% and 89%; a just-qualified candidate 69%; "
        "above the level of passing."
    )


@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_trend_has_a_point_per_attempt(qtbot, count):
    points = [TrendPoint(60 + at, str(60 + at)) for at in range(count)]
    trend = Trend(look(), "Score", points, 70, 100)
    image = picture(qtbot, trend)
    accent = look().theme.palette.accent
    assert columns_of(image, accent)
    assert trend.accessibleName() == "Score: " + ", ".join(point.text for point in points)


def test_a_narrow_window_still_shows_every_domain(qtbot):
    chart = DomainBars(look(), [domain("d1"), domain("d2")])
    assert columns_of(picture(qtbot, chart, 320), look().theme.palette.good)
