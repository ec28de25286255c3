from __future__ import annotations

import argparse
import io
import json

import bank_samples as samples
import pytest

from cmas_desktop.bank import commands
from cmas_desktop.bank.prepared import open_prepared
from cmas_desktop.engine.errors import BankError, BlueprintError


@pytest.fixture
def resources(tmp_path):
    samples.blueprint(tmp_path)
    samples.write(tmp_path / "bank" / "x" / "x-file.toml", samples.item_file())
    mail = samples.item_toml(("x-file-001", "x-mail-001"), ("shelf", "sehlf"))
    samples.write(tmp_path / "bank" / "x" / "x-mail.toml", samples.item_file(mail, subarea="x-mail"))
    return tmp_path


def run(resources, *words):
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    out = io.StringIO()
    code = commands.run(parser.parse_args(["bank", *words]), resources, out)
    return code, out.getvalue()


def test_a_bank_with_errors_is_told_and_gives_code_1(resources):
    code, text = run(resources, "check")
    assert code == 1
    assert "x/x-mail.toml\n  error    x-mail-001 stem: “sehlf” is not spelled" in text
    assert "x (2 items)" in text and "bank (2 items)" in text
    assert text.endswith("warnings.\n") or text.endswith("warning.\n")


def test_the_allow_list_of_the_bank_is_used(resources):
    samples.write(resources / "bank" / "words.txt", "sehlf\n")
    assert "sehlf" not in run(resources, "check")[1]


def test_json_has_all_findings_and_figures(resources):
    code, text = run(resources, "check", "--json")
    report = json.loads(text)
    assert code == 1
    assert report["errors"] == sum(one["severity"] == "error" for one in report["findings"])
    spelling = next(one for one in report["findings"] if one["rule"] == "spelling")
    assert (spelling["file"], spelling["item"], spelling["field"]) == ("x/x-mail.toml", "x-mail-001", "stem")
    figure = next(one for one in report["figures"] if one["name"] == "key is A" and one["group"] == "x")
    assert (figure["n"], figure["value"], figure["met"], figure["unit"]) == (2, 1.0, False, "share")


def test_a_part_without_errors_gives_code_0(resources):
    samples.write(resources / "bank" / "words.txt", "sehlf\n")
    code, text = run(resources, "check", "--only", "x/x-file.toml")
    assert "x/x-file.toml (1 items)" in text
    assert "x-mail-001 " not in text
    assert code == 0


def test_quiet_has_errors_only(resources):
    code, text = run(resources, "check", "--quiet", "--only", "x/x-file.toml")
    assert (code, text.count("\n")) == (0, 1)


def test_a_refused_file_is_an_error_of_the_report_and_the_rest_is_checked(resources):
    samples.write(resources / "bank" / "x" / "x-file.toml", "subarea = ?")
    code, text = run(resources, "check")
    assert code == 1
    assert "x/x-file.toml is not valid TOML" in text
    assert "“sehlf”" in text


@pytest.mark.parametrize(("only", "told"), [("x", True), ("x-file", True), ("x-mail", False), ("y", False)])
def test_a_refused_file_concerns_its_own_part_only(resources, only, told):
    samples.write(resources / "bank" / "x" / "x-file.toml", "subarea = ?")
    assert ("not valid TOML" in run(resources, "check", "--only", only)[1]) is told


def test_an_unknown_part_is_refused(resources):
    with pytest.raises(BankError, match="no domain, study area or file z9"):
        run(resources, "check", "--only", "z9")


def test_a_release_is_stricter(resources):
    overdue = samples.item_toml(("reviewed =", "review_by = 2026-01-01\nreviewed ="))
    samples.write(resources / "bank" / "x" / "x-file.toml", samples.item_file(overdue))
    assert run(resources, "check", "--only", "x/x-file.toml")[0] == 0
    assert run(resources, "check", "--only", "x/x-file.toml", "--release")[0] == 1


def test_items_are_printed_one_a_line(resources):
    code, text = run(resources, "items", "--json")
    items = [json.loads(line) for line in text.splitlines()]
    assert code == 0
    assert [item["id"] for item in items] == ["x-file-001", "x-mail-001"]
    assert items[0]["options"][items[0]["key"]] == "To the records supervisor"


def test_items_of_one_part_are_printed(resources):
    text = run(resources, "items", "--only", "x-mail")[1]
    assert [json.loads(line)["id"] for line in text.splitlines()] == ["x-mail-001"]


def test_preparing_writes_once_and_then_says_that_all_is_current(resources):
    assert run(resources, "prepare") == (0, "Wrote bank.prepared.\n")
    assert run(resources, "prepare") == (0, "The prepared bank is current.\n")
    assert run(resources, "prepare", "--quiet") == (0, "")
    prepared = open_prepared(resources / commands.PREPARED)
    assert [one.id for one in prepared.summaries] == ["x-file-001", "x-mail-001"]


def test_a_bad_blueprint_is_raised_to_the_caller(resources):
    samples.write(resources / "blueprint" / "cmas.toml", "key = 3")
    with pytest.raises(BlueprintError, match=r"cmas\.toml"):
        run(resources, "check")


def test_a_command_is_needed():
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    with pytest.raises(SystemExit):
        parser.parse_args(["bank"])


def test_the_stats_are_printed_for_people_and_for_programs(resources):
    code, text = run(resources, "stats")
    assert (code, text.splitlines()[0]) == (0, "2 items, 0 of them with an exhibit, of 0 kinds")
    code, text = run(resources, "stats", "--json")
    assert json.loads(text)["items"] == 2


def test_likely_enemies_are_listed_with_their_likeness(resources):
    code, text = run(resources, "kin", "--above", "0.3")
    assert code == 0
    assert text.split()[1:] == ["x-file-001", "x-mail-001"]
    assert run(resources, "kin", "--above", "1.5") == (0, "")
