import pytest

from cmas_desktop.settings_file import read_settings, write_settings
from cmas_desktop.ui.choices import Settings


def test_choices_survive_the_way_through_the_file(tmp_path):
    chosen = Settings("Zoë Ng", "dark", 1.5, 2.0, 220, False)
    write_settings(tmp_path / "settings.json", chosen)
    assert read_settings(tmp_path / "settings.json") == chosen
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\0"])
def test_an_odd_file_means_the_usual_choices(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert read_settings(path) == Settings()


def test_an_odd_entry_is_as_usual_and_the_others_hold(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(
        '{"theme": 7, "candidate": "Ada", "letter_keys": "no", "text_size": 2.0}', encoding="utf-8"
    )
    assert read_settings(path) == Settings(candidate="Ada", text_size=2.0)


def test_no_file_means_the_usual_choices(tmp_path):
    assert read_settings(tmp_path / "nothing.json") == Settings()
