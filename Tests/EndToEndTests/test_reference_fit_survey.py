# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Recipes over the national survey: published means and deviations, and the committed data sets byte for byte."""

import csv
import json
import math

import pytest

import national_survey as survey
from program import ROOT

pytestmark = survey.needs_microdata

RECIPES = ROOT / "Knowledge" / "recipes"
REFERENCES = ROOT / "Knowledge" / "references"
YOUTH = [(8, 12), (12, 16), (16, 20)]
DECADES = [(age, age + 10) for age in range(20, 80, 10)]
CURVES = "nhanes-2005-2010-age-curves"
FIRST_TWO = ("2005-2006", "2007-2008")
SEXES = {"F": "female", "M": "male"}

# A printed table, the recipe, the ages in completed years, the cycles, its cells, and how many standard errors differ.
# fmt: off
TABLES = [
    ("nhanes_2005_2010_bmd_by_sex_group_age", CURVES, [*YOUTH, *DECADES, (80, 120)], None, 1565, 86),
    ("nhanes_2005_2010_bmd_5yr_ages", CURVES, [(age, age + 5) for age in range(20, 80, 5)], None, 575, 38),
    ("nhanes_2005_2008_bmd_by_sex_group_age", CURVES, [*YOUTH, *DECADES, (80, 120)], FIRST_TWO, 777, 0),
    ("nhanes_2005_2010_young_adult_20_29", "nhanes-2005-2010-young-adult", [(20, 30)], None, 160, 2),
    ("nhanes_2011_2018_wholebody_by_sex_group_age", "nhanes-2011-2018-whole-body-age-curves",
     [*YOUTH, *DECADES[:4]], None, 280, 93),
    ("nhanes_2005_2008_tbs_by_sex_group_age", "nhanes-2005-2008-tbs", [*DECADES, (80, 120)], None, 54, 0),
]
# fmt: on


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """The folder of the decompressed tables."""
    folder = tmp_path_factory.mktemp("survey")
    survey.unpack(folder)
    return folder


def derived(name, bands, cycles=None):
    """Derives a recipe for a table of means: completed years at the interview, all groups, other bands and cycles."""
    recipe = json.loads((RECIPES / f"{name}.json").read_text(encoding="utf-8"))
    ages = [bands[0][0], bands[-1][1]]
    years = [{"column": "RIDAGEYR", "unit": "year", "completed": True}]
    # Means need no fit, so the recipe makes young adults, of any age.
    recipe |= {"makes": "young-adults", "age": years, "keep": [], "ages": ages, "bands": bands, "atLeast": 10}
    for curve in recipe["curves"]:
        for key in ("domain", "domains", "groups", "sparseFrom"):
            curve.pop(key, None)
    if cycles:
        recipe["surveys"] = [part for part in recipe["surveys"] if part["name"] in cycles]
        kept = {table for part in recipe["surveys"] for table in part["tables"]}
        recipe["rows"] = {table: rows for table, rows in recipe["rows"].items() if table in kept}
        recipe["weight"] = f"WTMEC2YR / {len(cycles)}"
    return recipe


def means(osteon, recipe, tables, folder):
    """Makes the table of a recipe; returns its rows by value, sex, group and first age."""
    (folder / "recipe.json").write_text(json.dumps(recipe), encoding="utf-8")
    out = folder / "means.csv"
    arguments = ["--data", str(tables), "-o", str(folder / "out.json"), "--tables", str(out)]
    answer = osteon.run("reference", "fit", str(folder / "recipe.json"), *arguments)
    assert (answer.status, answer.out) == (0, b""), answer.error
    with open(out, newline="", encoding="utf-8") as file:
        return {(row["site"], row["sex"], row["group"], float(row["from"])): row for row in csv.DictReader(file)}


def printed(name):
    """Reads a printed table."""
    with open(survey.PRINTED / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def is_same(ours, theirs):
    """Tells whether our six decimals round to the printed four; half a unit of ours lies between."""
    return abs(float(ours) - float(theirs)) <= 0.5e-4 + 0.5e-6 + 1e-9


def cell(row):
    """The group and the ages of a row of a printed table."""
    low, high = (row["age_lo"], row["age_hi"]) if "age_lo" in row else row["ages"].split("-")
    return survey.GROUPS[row["group"]], int(low), int(high)


@pytest.mark.parametrize(
    ("name", "recipe", "bands", "cycles", "cells", "errors"), TABLES, ids=[row[0] for row in TABLES]
)
def test_means_deviations_errors_and_centiles_are_those_of_the_printed_table(
    osteon, tables, tmp_path, count, name, recipe, bands, cycles, cells, errors
):
    ours = means(osteon, derived(recipe, bands, cycles), tables, tmp_path)
    letters = survey.CYCLES["-".join(name.split("_")[:3])]
    differing, largest, moved, number = 0, 0.0, 0, 0
    rows = printed(name)
    for theirs in rows:
        group, low, high = cell(theirs)
        site, sex = theirs["site"], theirs["sex"]
        own = ours[survey.stem(site), SEXES[sex], group, float(low)]
        assert own["n"] == theirs["n"], own
        assert is_same(own["mean"], theirs["mean"]) and is_same(own["sd"], theirs["sd"]), own
        # Every cluster of the survey counts, as in the estimate of a domain, also one without a person in the cell;
        # the printed errors know only clusters with a person. Both ways are computed here from the microdata.
        mine = survey.chosen(letters, site, sex, group, low, high)
        whole, occupied = (survey.mean_error(letters, site, mine, way) for way in (True, False))
        assert abs(float(own["se_mean"]) - whole) <= 0.5e-6 + 1e-9, own
        assert is_same(occupied, theirs["se_mean"]), own
        if not is_same(own["se_mean"], theirs["se_mean"]):
            differing += 1
            largest = max(largest, abs(float(own["se_mean"]) / float(theirs["se_mean"]) - 1))
        if "p50" not in theirs:
            continue
        # Equal values stand in the order of the tables here, and in that of an unstable sort in print: a centile that
        # falls between two values then moves between them.
        stable, unstable = (survey.centiles(letters, site, mine, kind) for kind in ("stable", "quicksort"))
        for percent, one, other in zip(survey.PERCENTS, stable, unstable, strict=True):
            column = f"p{percent:02}"
            assert abs(float(own[column]) - one) <= 0.5e-6 + 1e-9, own
            assert is_same(other, theirs[column]), own
            number += 1
            moved += not is_same(own[column], theirs[column])
    assert (len(rows), differing) == (cells, errors)
    assert largest < 0.04
    count(
        f"{name}: {len(rows)} cells, 0 differences in n, mean and SD; {differing} standard errors differ by the"
        f" clusters that count, by {largest:.1%} at most; {moved} of {number} centiles by the order of ties"
    )


def test_means_and_deviations_are_those_of_the_publications(osteon, tables, tmp_path, count):
    ours = means(osteon, derived(CURVES, DECADES, FIRST_TWO), tables, tmp_path)
    compared = 0
    for row in printed("nhanes_validation_vs_published"):
        own = ours[survey.stem(row["site"]), SEXES[row["sex"]], "white", float(row["ages"].split("-")[0])]
        assert own["n"] == row["n"]
        if row["published_mean"]:
            # The published figures are cut to three decimals, not rounded.
            for what in ("mean", "sd"):
                assert math.floor(float(own[what]) * 1000) == round(float(row[f"published_{what}"]) * 1000), row
            compared += 1
    assert compared == 19
    count(f"published means and SDs of 2005-2008: {compared} each, 0 differences to three decimals")


def test_the_neck_of_white_women_of_16_to_26_years_is_that_of_xue_2021(osteon, tables, tmp_path, count):
    own = means(osteon, derived(CURVES, [(16, 27)]), tables, tmp_path)["femoral-neck", "female", "white", 16.0]
    assert (f"{float(own['mean']):.3f}", f"{float(own['sd']):.3f}") == ("0.888", "0.121")
    count(f"Xue 2021, femoral neck: {own['mean']} and {own['sd']} of {own['n']} women, published 0.888 and 0.121")


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.json")), ids=lambda path: path.stem)
def test_a_committed_data_set_is_what_its_recipe_gives(osteon, tables, tmp_path, path, count):
    out = tmp_path / "out.json"
    answer = osteon.run("reference", "fit", str(path), "--data", str(tables), "-o", str(out), timeout=600)
    assert (answer.status, answer.out) == (0, b""), answer.error
    assert out.read_bytes() == (REFERENCES / path.name).read_bytes()
    count(f"{path.stem}: {len(out.read_bytes())} bytes as committed")


def test_one_thread_and_two_give_the_same_bytes(osteon, tables, tmp_path):
    recipe = str(RECIPES / "nhanes-2005-2010-bmad.json")
    for threads in ("1", "2"):
        out = str(tmp_path / threads)
        options = ["--data", str(tables), "-o", out, "--threads", threads]
        assert osteon.run("reference", "fit", recipe, *options).status == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_tables_as_sas_transport_files_give_the_same_curves(osteon, tables, tmp_path, count):
    pyreadstat = pytest.importorskip("pyreadstat")
    path = RECIPES / "nhanes-2005-2010-bmad.json"
    recipe = json.loads(path.read_text(encoding="utf-8"))
    folder = tmp_path / "transport"
    folder.mkdir()
    for table in recipe["rows"]:
        pyreadstat.write_xport(survey.frame(tables / f"{table}.csv"), folder / f"{table}.xpt", file_format_version=5)
    out = tmp_path / "out.json"
    answer = osteon.run("reference", "fit", str(path), "--data", str(folder), "-o", str(out))
    assert (answer.status, answer.out) == (0, b""), answer.error
    assert out.read_bytes() == (REFERENCES / path.name).read_bytes()
    count(f"{path.stem} from SAS transport files: {len(out.read_bytes())} bytes as from CSV")
