# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Charts are well-formed, hold their text as text, and tell those who do not see them what they show."""

import json

import pytest

from charts import checked
from program import ROOT

RECORDED = sorted((ROOT / "Tests" / "ReportsTests" / "Snapshots").glob("*.svg"))


def test_there_are_recorded_charts():
    assert {"centile-chart.svg", "worm-plot.svg"} <= {path.name for path in RECORDED}


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_a_recorded_chart_is_well_formed(path):
    assert checked(path.read_bytes())


@pytest.fixture(scope="module")
def references(osteon):
    """Every reference as the list gives it."""
    return json.loads(osteon.run("reference", "list", "--format", "json").out)


def test_the_chart_of_every_age_curve_is_well_formed_and_names_its_key(osteon, references, count):
    keys = [row["key"] for row in references if row["score"] == "z"]
    assert keys
    for key in keys:
        answer = osteon.run("reference", "show", key, "--plot", "-")
        assert (answer.status, answer.error) == (0, "")
        texts = checked(answer.out)
        assert {"3", "10", "25", "50", "75", "90", "97", "centile"} <= set(texts)
        assert key in " ".join(texts)
    count(f"{len(keys)} charts of age curves")


def test_a_chart_in_a_file_has_the_bytes_of_the_standard_output_and_nothing_else_is_written(osteon, tmp_path):
    key = "nhanes-2005-2010.femoral-neck.all-female"
    answer = osteon.run("reference", "show", key, "--plot", str(tmp_path / "neck.svg"))
    assert (answer.status, answer.out, answer.error) == (0, b"", "")
    assert [path.name for path in tmp_path.iterdir()] == ["neck.svg"]
    assert (tmp_path / "neck.svg").read_bytes() == osteon.run("reference", "show", key, "--plot", "-").out


def test_young_adults_have_no_chart_and_no_file_is_left(osteon, tmp_path):
    key = "nhanes-iii.femoral-neck.white-female"
    answer = osteon.run("reference", "show", key, "--plot", str(tmp_path / "neck.svg"))
    assert (answer.status, answer.out) == (1, b"")
    assert answer.error == (
        f"osteon: '--plot' needs an age curve, but '{key}' is a young-adult population."
        " 'osteon reference list --kind lms-curve' lists the curves.\n"
    )
    assert list(tmp_path.iterdir()) == []
    unknown = osteon.run("reference", "show", key + "s", "--plot", "-")
    assert unknown.status == 1 and f"Did you mean '{key}'?" in unknown.error


def test_the_list_tells_population_years_people_scale_ages_and_tag(osteon, references):
    rows = {row["key"]: row for row in references}
    assert len(rows) == len(references)
    young = rows["nhanes-iii.femoral-neck.white-female"]
    assert (young["people"], young["years"], young["scale"], young["sex"]) == (409, "1988-1994", "hologic", "female")
    assert young["fromAge"] is None and young["diagnostic"] is True and young["tag"] == "confirmed"
    curve = rows["nhanes-2005-2010.lumbar-spine.l1-l4.black-male"]
    file = json.loads((ROOT / "Knowledge" / "references" / "nhanes-2005-2010-age-curves.json").read_text("utf-8"))
    entry = next(entry for entry in file["curves"] if entry["key"] == curve["key"])
    assert [curve["fromAge"], curve["toAge"]] == entry["domain"]
    assert (curve["group"], curve["vertebrae"], curve["dataSet"]) == ("black", "L1-L4", file["key"])
    assert curve["sparseFromAge"] == entry["sparseFrom"]
    assert rows["nhanes-2005-2010.lumbar-spine.l1-l4.all-male"]["group"] == "all" and young["group"] is None
