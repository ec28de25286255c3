import sys
from pathlib import Path

from cmas_desktop.places import home_folder, own_command, resources_folder


def test_the_environment_moves_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("CMAS_HOME", str(tmp_path / "stick"))
    assert home_folder() == tmp_path / "stick"


def test_without_it_the_data_lies_in_the_users_own_folder(monkeypatch):
    monkeypatch.delenv("CMAS_HOME", raising=False)
    assert home_folder().name == "CMAS Desktop"
    assert home_folder().is_absolute()


def test_a_relative_folder_is_made_absolute(monkeypatch):
    monkeypatch.setenv("CMAS_HOME", "here")
    assert home_folder() == Path.cwd() / "here"


def test_the_resources_lie_beside_the_package_or_in_the_frozen_folder(monkeypatch, tmp_path):
    assert (resources_folder() / "blueprint" / "cmas.toml").exists()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources_folder() == tmp_path / "resources"


def test_the_program_runs_itself_from_source_and_frozen(monkeypatch):
    assert own_command("typeset") == [sys.executable, "-m", "cmas_desktop", "typeset"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("typeset") == [sys.executable, "typeset"]
