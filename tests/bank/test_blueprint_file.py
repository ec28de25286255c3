from __future__ import annotations

from pathlib import Path

import bank_samples as samples
import pytest

from cmas_desktop.bank.blueprint_file import read_blueprint
from cmas_desktop.engine.errors import BlueprintError

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "blueprint" / "cmas.toml"


def test_a_blueprint_file_becomes_a_blueprint(tmp_path):
    blueprint = samples.blueprint(tmp_path)
    assert blueprint.key == "small"
    assert blueprint.scored == 6
    assert blueprint.questions_range == (6, 9)
    assert [area.key for area in blueprint.domain("x").subareas] == ["x-file", "x-mail"]
    assert blueprint.domain("x").weight_percent == 0
    assert blueprint.domain("y").weight_percent == 30
    assert blueprint.clock.warnings == (30, 5)
    assert blueprint.clock.accommodations == (1.0, 1.5)
    assert blueprint.reference == ((0.6, 2), (0.7, 4))
    assert blueprint.facts[0].source == "The agency's page"


def test_facts_may_be_left_out(tmp_path):
    beginning = samples.BLUEPRINT.index("[[fact]]")
    assert samples.blueprint(tmp_path, (samples.BLUEPRINT[beginning:], "")).facts == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("scored = 6", "scored = 7", "form, field scored: the domains sum to 6 items, not to 7"),
        ('name = "Filing", items = 3', 'name = "Filing", items = 2', "domain x, field items: .* sum to 3"),
        (
            "items = 3 }, {",
            "items = 4 }, {",
            "domain x, field items: the study areas sum to 5 items, not to 4",
        ),
        ("[0.7, 4]", "[0.7, 5]", "score, field reference: it counts 7 items where a form has 6"),
        ("[0.7, 4]", "[1.2, 4]", "field reference: each pair is a rating between 0 and 1"),
        ("[0.7, 4]", "[0.7, 3.5]", "field reference: each pair"),
        ("pretest_default = 1", "pretest_default = 4", "field pretest_default: it must lie between"),
        ("pass_scaled = 70", "pass_scaled = 100", "field pass_scaled: it must lie between 0 and scale_max"),
        ('key = "y"', 'key = "x"', "field domain: the domain x stands there twice"),
        ('key = "y-cash"', 'key = "x-file"', "field domain: the study area x-file stands there twice"),
        ("analysis_min = 0.15", "analysis_min = 0.65", "the least shares together exceed 1"),
        ("recall_max = 0.40", "recall_max = 40", "shares lie between 0 and 1"),
        ("warnings = [30, 5]", "warnings = [90, 5]", "field warnings: each must lie between 0 and the 60"),
        ("accommodations = [1.0, 1.5]", "accommodations = [0.5]", "field accommodations"),
        ("minutes = 60", "minutes = 0", "field minutes"),
        ("subarea_slack = 1", "subarea_slack = -1", "field subarea_slack: it cannot be negative"),
        ('exam_title = "Small Examination"', "", "field exam_title: it is missing"),
        ('name = "Money"', 'name = "Money"\ntitle = "Money"', "field title: no such field is known"),
        ("items = 3 }, {", "items = 4 }, {", r"cmas\.toml, "),
    ],
)
def test_a_contradiction_is_refused_by_its_field(tmp_path, old, new, sentence):
    with pytest.raises(BlueprintError, match=sentence):
        samples.blueprint(tmp_path, (old, new))


def test_a_study_area_without_items_is_refused(tmp_path):
    with pytest.raises(BlueprintError, match="every study area needs at least one item"):
        samples.blueprint(
            tmp_path, ("items = 3 }, {", "items = 4 }, {"), ('"Mail", items = 1', '"Mail", items = 0')
        )


def test_the_shipped_blueprint_has_the_examinations_published_shape():
    blueprint = read_blueprint(SHIPPED)
    assert [domain.weight_percent for domain in blueprint.domains] == [13, 7, 10, 17, 17, 17, 7, 12]
    assert [domain.items for domain in blueprint.domains] == [26, 14, 20, 34, 34, 34, 14, 24]
    assert sum(domain.weight_percent for domain in blueprint.domains) == 100
    assert blueprint.questions_range == (200, 230)
    assert (blueprint.clock.minutes, blueprint.pass_scaled, blueprint.scale_max) == (120, 70, 100)
    assert sum(count for _, count in blueprint.reference) == blueprint.scored == 200
