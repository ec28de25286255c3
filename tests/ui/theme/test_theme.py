import pytest
from exams import RESOURCES, look
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from cmas_desktop.ui.theme.palette import PALETTES
from cmas_desktop.ui.theme.style import style_sheet
from cmas_desktop.ui.theme.theme import TEXT_SIZES, apply_theme, load_fonts, theme_for


@pytest.mark.parametrize(
    ("height", "size", "scale"), [(600, 1.0, 1.0), (1080, 1.0, 1.2), (2160, 1.0, 2.2), (768, 1.5, 1.5)]
)
def test_text_grows_with_a_tall_window_and_with_the_persons_choice(height, size, scale):
    assert theme_for("light", size, height).scale == pytest.approx(scale)


def test_an_unknown_theme_is_the_light_one():
    assert theme_for("plaid", 1.0, 700).palette.name == "light"


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
@pytest.mark.parametrize("scale", TEXT_SIZES)
def test_the_style_sheet_has_every_value_filled_in(palette, scale):
    sheet = style_sheet(palette, scale)
    assert "$" not in sheet
    assert f"font-size: {round(16 * scale)}px" in sheet


def test_the_bundled_font_is_there(qapp):
    load_fonts(RESOURCES / "fonts")
    assert "Inter" in QFontDatabase.families()


def test_a_theme_gives_the_application_its_colors(qtbot):
    root = QLabel("x")
    qtbot.addWidget(root)
    theme = theme_for("dark", 1.0, 700)
    apply_theme(root, theme)
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == theme.palette.page


def test_a_look_tells_of_a_change_once(qtbot):
    here = look()
    other = theme_for("dark", 1.0, 768)
    with qtbot.waitSignal(here.changed):
        here.replace(other)
    with qtbot.assertNotEmitted(here.changed):
        here.replace(other)


def test_an_icon_takes_the_color_of_its_use(qtbot):
    here = look()
    picture = here.pixmap("flag", "flag", 24).toImage()
    colors = {
        picture.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() > 250
    }
    assert here.theme.palette.flag in colors


def test_a_missing_icon_is_an_empty_picture(qtbot):
    picture = look().pixmap("no-such-icon", "text", 16).toImage()
    assert all(picture.pixelColor(x, y).alpha() == 0 for x in range(16) for y in range(16))
