import json

import pytest
from results import all_right, failing, nothing_right, passing

from cmas_desktop.engine.errors import StoreError
from cmas_desktop.engine.result import Level
from cmas_desktop.engine.result_json import result_from_json, result_to_json


def through_a_file(result):
    return result_from_json(json.loads(json.dumps(result_to_json(result))))


@pytest.mark.parametrize("make", [passing, failing, nothing_right, all_right])
def test_a_result_survives_the_way_through_a_file(make):
    assert through_a_file(make()) == make()


def test_levels_come_back_as_levels():
    assert {type(domain.level) for domain in through_a_file(passing()).domains} == {Level}


def test_a_name_in_another_script_survives():
    assert through_a_file(passing(candidate="Łucja Ōe 李")).candidate == "Łucja Ōe 李"


@pytest.mark.parametrize("field", ["attempt_id", "band68", "domains", "study_first", "relaxed", "shown"])
def test_a_result_that_lacks_a_field_is_refused(field):
    data = result_to_json(passing())
    del data[field]
    with pytest.raises(StoreError, match=field):
        result_from_json(data)


def test_a_field_that_no_result_has_is_refused():
    with pytest.raises(StoreError, match="percentile"):
        result_from_json(result_to_json(passing()) | {"percentile": 80})


def test_an_unknown_level_is_refused():
    data = result_to_json(passing())
    data["domains"] = [{**data["domains"][0], "level": "splendid"}]
    with pytest.raises(StoreError, match="splendid"):
        result_from_json(data)
