# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of `compare_curves.py`, `simulation_table.py` and the recipe of `simulate.py`."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import age_curves
import compare_curves
import simulate
import simulation_table

DESIGN = simulate.Design(people=1500, cluster_share=0.0)
MODEL = age_curves.Model(0, (8, 85), (1e4, 1e4, 1e4), spurt=0.5, middle=13)


def drawn_sample() -> age_curves.Sample:
    """A small sample from the known curves."""
    random = np.random.default_rng(4)
    drawn = simulate.draw_survey(DESIGN, random)
    return age_curves.Sample(drawn.age, simulate.draw_values(drawn, DESIGN, random), drawn.weight)


def recorded_from(fitted: age_curves.Fit, n: int) -> compare_curves.Recorded:
    """What a faithful program would record of a fit."""
    ages = np.arange(8, 85, 0.5)
    return compare_curves.Recorded("x.y.all-female", "total_hip", "F", "All", n, "box-cox-normal", fitted.model,
                                   fitted.edf, fitted.gaic(3), np.column_stack([ages, *fitted.at(ages)]))


# --- Comparison -----------------------------------------------------------------------------


def test_a_fit_agrees_with_its_own_record_by_penalties_and_by_edf():
    sample = drawn_sample()
    recorded = recorded_from(age_curves.fit(sample, MODEL), len(sample.age))
    for fitted in compare_curves.both_fits(recorded, sample):
        found = compare_curves.compare(recorded, fitted)
        assert found.is_within
        assert [found.m, found.z, found.edf, found.gaic] == pytest.approx([0, 0, 0, 0], abs=1e-4)


def test_a_shift_of_m_is_found_where_it_is():
    """M 0.5 % too high at age 40 alone: at Z = 0 the difference of Z is log(1.005) / S, about."""
    fitted = age_curves.fit(drawn_sample(), MODEL)
    recorded = recorded_from(fitted, 1500)
    place = np.flatnonzero(recorded.table[:, 0] == 40)[0]
    recorded.table[place, 2] *= 1.005
    found = compare_curves.compare(recorded, fitted)
    assert found.m == pytest.approx(0.005, rel=1e-9) and found.m_age == 40
    assert found.z == pytest.approx(np.log(1.005) / recorded.table[place, 3], rel=0.3) and found.z_age == 40
    assert not found.is_within


def test_values_at_z_go_back_to_z():
    l, m, s = np.array([0.0, 1e-12, 0.7, -1.2]), np.full(4, 0.9), np.full(4, 0.15)
    value = compare_curves.value_at(np.array([-1.5, 0, 1.5]), l, m, s)
    for row, one_l in zip(value, l):
        z = age_curves.scores_of(row, np.full(3, one_l), np.log(np.full(3, 0.9)), np.log(np.full(3, 0.15))).z
        assert z == pytest.approx([-1.5, 0, 1.5], abs=1e-9)


def test_the_search_does_not_miss_what_a_descent_finds():
    search = compare_curves.Search(drawn_sample(), (8, 85))
    found = search.descend(replace(MODEL, penalty=(10.0, 10.0, 10.0)))
    start = age_curves.fit(search.sample, replace(MODEL, penalty=(10.0, 10.0, 10.0)))
    assert found.gaic < start.gaic(3) - 1
    assert search.beside(MODEL).gaic <= found.gaic + 1e-6


def test_the_search_covers_every_stretch_once():
    models = list(compare_curves.Search(drawn_sample(), (8, 85)).stretches())
    assert len(models) == 5 * (1 + 3 * 3)
    assert len(set(models)) == len(models)


@pytest.mark.parametrize("curve, quantity, site", [
    ({"site": "femoral-neck"}, "areal-density", "femoral_neck"),
    ({"site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3", "L4"]}, "areal-density", "L1-L4"),
    ({"site": "lumbar-spine", "vertebrae": ["L1", "L3"]}, "areal-density", "L1+L3"),
    ({"site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3", "L4"]}, "bone-mineral-apparent-density",
     "L1-L4_BMAD_carter"),
    ({"site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3", "L4"]}, "trabecular-bone-score", "TBS_L1-L4"),
    ({"site": "total-body-less-head"}, "bone-mineral-content", "tblh_bmc"),
])
def test_sites_of_a_data_set(curve, quantity, site):
    assert compare_curves.site_of(curve, quantity) == site


# --- Simulation table -----------------------------------------------------------------------


def test_figures_by_hand():
    """Estimates 1 and 3 of a truth 1.5, errors 0.3 and 0.5: the first misses by 0.5 < 1.96 * 0.3, the second by 1.5."""
    truth, bias, bias_error, spread, mean_error, rms, share, _, count = simulation_table.figures(
        1.5, np.array([1.0, 3.0]), np.array([0.3, 0.5]))
    assert (truth, bias, bias_error, spread) == pytest.approx((1.5, 0.5, 1, np.sqrt(2)))
    assert (mean_error, rms) == pytest.approx((0.4, np.sqrt((0.09 + 0.25) / 2)))
    assert (share, count) == (50, 2)


def test_right_errors_cover_95_percent_and_small_ones_fewer():
    random = np.random.default_rng(8)
    truth = np.array([0.4, 0.9, 0.14])
    spread = np.array([[0.04, 0.0, 0.0], [0.002, 0.004, 0.0], [0.001, 0.001, 0.003]])
    estimate = truth + random.standard_normal((20_000, 3)) @ spread.T
    error = np.tile(np.sqrt((spread**2).sum(axis=1)), (20_000, 1))
    for factor, expected in ((1.0, 95.0), (0.5, 67.3)):
        found = simulation_table.Replicates(estimate, factor * error)
        shares = [row[-3] for row in simulation_table.table({30.0: truth}, {30.0: found})]
        assert shares == pytest.approx([expected] * 4, abs=1.0)


def test_files_of_a_simulation_are_read_back(tmp_path: Path):
    document = {"curves": [
        {"key": f"simulated.y{k}.all-female", "rows": [[30, 0.4, 0.9 + 0.01 * k, 0.14], [31, 0.4, 0.9, 0.14]],
         "standardErrors": [[30, 0.05, 0.01, 0.003]]} for k in (-1, 0, 1)]}
    (tmp_path / "fitted.json").write_text(json.dumps(document))
    found = simulation_table.load_replicates(tmp_path / "fitted.json")
    assert list(found) == [30] and found[30].estimate.shape == (3, 3)
    rows = simulation_table.table({30.0: np.array([0.4, 0.9, 0.14])}, found)
    assert [row[1] for row in rows] == list(simulation_table.NAMES)
    assert rows[1][3] == pytest.approx(0, abs=1e-12) and rows[1][5] == pytest.approx(0.01)


def test_the_recipe_names_the_columns_of_the_sample(tmp_path: Path):
    drawn = simulate.draw_survey(DESIGN, np.random.default_rng(1))
    simulate.write_sample(tmp_path / "sample.csv", drawn, [drawn.age, drawn.age])
    recipe = simulate.recipe_of("sample", DESIGN.people, 2, {"spurts": [0.5], "middles": [13]})
    with open(tmp_path / "sample.csv", newline="", encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    named = [recipe["joinOn"], recipe["age"][0]["column"], recipe["sex"]["column"], recipe["weight"],
             recipe["strata"], recipe["clusters"], *(curve["value"] for curve in recipe["curves"])]
    assert set(named) <= set(people[0])
    assert len(people) == recipe["rows"]["sample"]
    for person in people[:200]:
        assert (int(person["months"]) + 0.5) / 12 == pytest.approx(float(person["age"]), abs=1e-12)
