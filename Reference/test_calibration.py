# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the calibration reference against hand arithmetic, the closed forms of the note and simulation."""

import math

import numpy as np
import pytest
from scipy import stats

import calibration
import calibration_simulation
from calibration import Person


def people(old: list[float], new: list[float]) -> list[Person]:
    """People with one scan on each scanner."""
    return [Person([x], [y]) for x, y in zip(old, new)]


# --- Lines ----------------------------------------------------------------------------------


@pytest.mark.parametrize("ratio", [0.25, 1.0, 3.0])
def test_deming_is_the_closed_form(ratio):
    random = np.random.default_rng(5)
    x = random.normal(0.9, 0.1, 20)
    y = 0.05 + 0.93 * x + random.normal(0, 0.02, 20)
    sxx, syy = ((x - x.mean()) ** 2).sum(), ((y - y.mean()) ** 2).sum()
    sxy = ((x - x.mean()) * (y - y.mean())).sum()
    slope = (syy - ratio * sxx + math.sqrt((syy - ratio * sxx) ** 2 + 4 * ratio * sxy**2)) / (2 * sxy)
    found = calibration.deming_line(x, y, ratio)
    assert found[1] == pytest.approx(slope, rel=1e-12)
    assert found[0] == pytest.approx(y.mean() - slope * x.mean(), rel=1e-12)


def test_deming_lies_between_both_regressions_and_is_exact_on_a_line():
    x = np.array([0.7, 0.8, 0.9, 1.0, 1.2])
    assert calibration.deming_line(x, 0.02 + 0.9 * x, 2.0) == pytest.approx([0.02, 0.9], abs=1e-14)
    found = calibration.deming(people(list(x), list(0.02 + 0.9 * x)), 1.0, [1.0])
    assert found["slope"]["se"] == pytest.approx(0, abs=1e-14)
    assert found["line_at"][0]["estimate"] == pytest.approx(0.92, abs=1e-14)


def test_jackknife_of_three_people():
    # Points (0, 0), (1, 1), (2, 3), ratio 1. Lines through two of them: slopes 2, 1.5, 1 (leaving out
    # 1, 2, 3). Mean 1.5; squares 0.25 + 0 + 0.25; se² = 2/3 * 0.5 = 1/3.
    found = calibration.deming(people([0, 1, 2], [0, 1, 3]), 1.0, [])
    assert found["slope"]["se"] == pytest.approx(math.sqrt(1 / 3), rel=1e-12)


def test_error_ratio_counts_the_scans_averaged():
    table = [Person([0.9], [0.9, 0.91]) for _ in range(3)]
    old, new = calibration.Precision(0.01, 10), calibration.Precision(0.02, 10)
    assert calibration.error_ratio(table, old, new) == pytest.approx((0.0004 / 2) / 0.0001)
    assert calibration.error_ratio(table, None, new) == 1


def test_bland_altman_by_hand():
    # Differences 0.01, 0.03, 0.02: mean 0.02, sd 0.01; limits 0.02 ± 0.0196.
    found = calibration.bland_altman(people([0.80, 0.90, 1.00], [0.81, 0.93, 1.02]))
    assert found["bias"] == pytest.approx(0.02)
    assert found["se"] == pytest.approx(0.01 / math.sqrt(3))
    assert (found["lower"], found["upper"]) == pytest.approx((0.0004, 0.0396))


# --- Limit across scanners ------------------------------------------------------------------


def test_limit_by_hand():
    # Sxx = 0.02, Sxy = 0.1*0.11 + 0.1*0.12 = 0.023, b = 1.15, a = 0.91 - 1.15*0.9 = -0.125.
    # Residuals 0.005, -0.010, 0.005: s² = 0.00015 / 1. Limit at 0.9: 12.7062 * 0.0122474 * sqrt(4/3).
    line = calibration.conversion(people([0.8, 0.9, 1.0], [0.80, 0.90, 1.03]))
    assert (line.intercept, line.slope) == pytest.approx((-0.125, 1.15))
    assert line.sd == pytest.approx(0.01224745, abs=1e-8)
    assert line.df == pytest.approx(1)
    assert line.limit(0.9) == pytest.approx(0.179691, abs=2e-6)
    assert line.limit_parts_apart(0.9) == pytest.approx(line.limit(0.9), rel=1e-12)


def test_limit_with_two_new_scans_by_hand():
    # Means as above, so s1² = 0.00015 with 1 df. Pairs differ by 0.02: s_y² = 0.0002 with 3 df, half of
    # which a single scan adds: 0.0001. s² = 0.00025; v = 0.00025² / (0.00015² + 0.0001²/3) = 2.41935.
    table = [Person([x], [y - 0.01, y + 0.01]) for x, y in zip([0.8, 0.9, 1.0], [0.80, 0.90, 1.03])]
    line = calibration.conversion(table)
    assert line.sd**2 == pytest.approx(0.00025)
    assert line.df == pytest.approx(2.419355, abs=1e-6)
    assert line.limit(0.9) == pytest.approx(stats.t.ppf(0.975, line.df) * math.sqrt(0.00025 * 4 / 3))
    # Parts apart: 0.00015 * 4/3 + 0.0001 = 0.0003; v = 0.0003² / (0.0002² + 0.0001²/3) = 2.076923.
    assert line.limit_parts_apart(0.9) == pytest.approx(stats.t.ppf(0.975, 2.076923) * math.sqrt(0.0003), rel=1e-6)


def test_the_first_of_several_old_scans_is_used():
    table = people([0.8, 0.9, 1.0], [0.80, 0.90, 1.03])
    repeated = [Person([*person.old, 5.0], person.new) for person in table]
    assert calibration.conversion(repeated) == calibration.conversion(table)


def test_patients_outside_the_range_are_refused_and_equal_counts():
    line = calibration.conversion(people([0.8, 0.9, 1.0], [0.80, 0.90, 1.03]))
    assert calibration.judge(line, 0.799, 0.8) == {"refused": "outside-range"}
    assert "refused" not in calibration.judge(line, 1.0, 1.0)
    found = calibration.judge(line, 0.9, 0.91 + 2 * line.limit(0.9))
    assert found["counts"] and found["change"] == pytest.approx(2 * line.limit(0.9))


@pytest.mark.parametrize("count, refused, few", [(9, True, None), (10, False, True), (29, False, True),
                                                 (30, False, False)])
def test_enough_people(count, refused, few):
    random = np.random.default_rng(6)
    rows = [[f"p{k}", scanner, f"{0.9 + value:.3f}"] for k, value in enumerate(random.normal(0, 0.1, count))
            for scanner in ("old", "new")]
    found = calibration.answer([*rows, ["alone", "old", "0.9"]], [], [])
    assert found["people"] == count
    assert ("refused" in found) == refused
    assert found.get("few_people") == few


# --- Phantoms -------------------------------------------------------------------------------


@pytest.mark.parametrize("new, agrees", [("1.010", True), ("0.990", True), ("1.0101", False), ("0.9899", False)])
def test_phantoms_within_one_percent(new, agrees):
    found = calibration.phantom_agreement(["1.000"] * 10, [new] * 10)
    assert found["agrees"] == agrees
    assert not found["few_scans"]
    assert calibration.phantom_agreement(["1.000"] * 9, [new] * 10)["few_scans"]


# --- False alarms ---------------------------------------------------------------------------


@pytest.mark.parametrize("repeats", [1, 2])
def test_false_alarms_are_five_percent(repeats):
    world = calibration_simulation.World(slope=0.9, intercept=0.02, scatter=0.02)
    found = calibration_simulation.false_alarms(world, 30, repeats, 600, np.random.default_rng(7))
    assert found.each.mean() == pytest.approx(0.05, abs=0.005)
    assert found.apart == pytest.approx(0.05, abs=0.005)
    assert found.alone > 0.2


def test_false_alarms_counted_person_by_person():
    random = np.random.default_rng(8)
    alarms, patients = 0, 20
    for _ in range(300):
        true = random.normal(0.95, 0.13, 20 + patients)
        scatter = random.normal(0, 0.02, len(true))
        old = true + random.normal(0, 0.012, len(true))
        new = 1.1 * true - 0.05 + scatter + random.normal(0, 0.012, (2, len(true)))
        line = calibration.conversion([Person([x], list(pair)) for x, pair in zip(old[:20], new.T)])
        for x, y in zip(old[20:], new[0, 20:]):
            alarms += abs(y - line.intercept - line.slope * x) >= line.limit_parts_apart(x)
    assert alarms / (300 * patients) == pytest.approx(0.05, abs=0.01)
