# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the precision reference against hand arithmetic, published values and SciPy's own tests."""

import math

import numpy as np
import pytest
from scipy import stats

import precision
import precision_simulation
from precision import Scan


def scans(*sets: tuple, site: str = "total-hip") -> list[Scan]:
    """Scans from sets of (person, technologist, density, density, ...)."""
    return [Scan(person, technologist, "s1", site, "", "left", value)
            for person, technologist, *values in sets for value in values]


# --- Hand arithmetic ------------------------------------------------------------------------


def test_two_pairs():
    # 0.900, 0.910: SS = 0.010²/2 = 0.00005. 1.000, 1.020: SS = 0.020²/2 = 0.0002. df 2.
    # SD = sqrt(0.00025 / 2) = 0.0111803. Mean of the SDs would be (0.00707 + 0.01414) / 2 = 0.0106.
    # %CV: 0.00005/0.905² + 0.0002/1.010² = 6.10482e-5 + 19.60592e-5; sqrt(half) = 1.13382 %.
    found = precision.answer(scans(("p1", "t1", "0.900", "0.910"), ("p2", "t1", "1.000", "1.020")))
    assert found["df"] == 2
    assert found["sd"]["estimate"] == pytest.approx(math.sqrt(0.000125), rel=1e-15)
    assert found["cv_percent"]["estimate"] == pytest.approx(1.133815, abs=1e-6)
    assert found["lsc"]["95"]["estimate"] == pytest.approx(0.0309695, abs=5e-8)  # 2.77 * 0.01118034


def test_unlike_numbers_of_repeats_weigh_by_degrees_of_freedom():
    # 0.90, 0.92, 0.94: mean 0.92, SS = 0.0008, df 2. 1.00, 1.00: SS 0, df 1. SD = sqrt(0.0008 / 3).
    found = precision.answer(scans(("p1", "t1", "0.90", "0.92", "0.94"), ("p2", "t1", "1.00", "1.00")))
    assert found["sd"]["estimate"] == pytest.approx(0.01632993, abs=1e-8)


def test_sets_are_apart_by_technologist_and_side_and_single_scans_are_left_out():
    rows = [Scan("p1", "t1", "s1", "total-hip", "", side, value) for side in ("left", "right") for value in
            ("0.80", "0.81")]
    rows += [Scan("p1", "t2", "s1", "total-hip", "", "left", "0.95")]
    found = precision.answer(rows)
    assert (found["sets"], found["df"], found["left_out"]) == (2, 2, 1)
    assert list(found["technologists"]["groups"]) == ["t1"]


def test_studies_are_apart_by_vertebrae():
    rows = [Scan("p1", "t1", "s1", "lumbar-spine", vertebrae, "", value)
            for vertebrae in ("L1-L4", "L2-L4") for value in ("1.00", "1.01")]
    assert [found["vertebrae"] for found in precision.answers(rows)] == ["L1-L4", "L2-L4"]


# --- Published values -----------------------------------------------------------------------


@pytest.mark.parametrize("people, repeats", [(15, 3), (30, 2)])
def test_usual_studies_have_30_degrees_of_freedom(people, repeats):
    values = ["0.900", "0.910", "0.905"][:repeats]
    found = precision.answer(scans(*((f"p{k}", "t1", *values) for k in range(people))))
    assert found["df"] == 30
    assert found["sets_still_needed"] == 0


@pytest.mark.parametrize("df, one_sided, upper, lower", [
    (5, 2.0893, 2.4526, 0.6242), (10, 1.5931, 1.7549, 0.6987), (15, 1.4373, 1.5477, 0.7387),
    (20, 1.3576, 1.4441, 0.7651), (25, 1.308, 1.3804, 0.7843), (27, 1.2929, 1.3611, 0.7906),
    (28, 1.2861, 1.3525, 0.7936), (29, 1.2797, 1.3443, 0.7964), (30, 1.2737, 1.3367, 0.7991),
    (35, 1.2482, 1.3044, 0.8111), (40, 1.2284, 1.2795, 0.821), (45, 1.2124, 1.2595, 0.8294),
    (50, 1.1993, 1.2431, 0.8367), (60, 1.1787, 1.2174, 0.8487), (80, 1.151, 1.1831, 0.8662),
    (100, 1.1328, 1.1607, 0.8785),
])
def test_limits_of_tables(df, one_sided, upper, lower):
    factors = precision.limit_factors(df)
    assert factors["one_sided_upper"] == pytest.approx(one_sided, abs=6e-5)
    assert factors["upper"] == pytest.approx(upper, abs=6e-5)
    assert factors["lower"] == pytest.approx(lower, abs=6e-5)


def test_27_degrees_of_freedom_give_30_percent():
    assert round(precision.limit_factors(27)["one_sided_upper"], 3) == 1.293


def test_factors():
    assert precision.LSC_FACTORS["95"] == 2.77
    assert 1.96 * math.sqrt(2) == pytest.approx(2.7719, abs=5e-5)
    assert precision.LSC_FACTORS["90"] == pytest.approx(2.32617, abs=5e-6)
    assert precision.LSC_FACTORS["80"] == pytest.approx(1.81239, abs=5e-6)
    # The minimum acceptable %CV times 2.77: 5.3, 5.0, 6.9 %.
    assert [round(2.77 * float(cv), 1) for cv in precision.ACCEPTABLE_CV.values()] == [5.3, 5.0, 6.9]


def test_false_alarms_by_student():
    # 2 P(t(30) > 2.77/sqrt(2)), against the mean over the distribution of the estimated variance.
    shares = (np.arange(200000) + 0.5) / 200000
    mean = precision_simulation.alarm_rate(stats.chi2.ppf(shares, 30) / 30).mean()
    assert 2 * stats.t.sf(2.77 / math.sqrt(2), 30) == pytest.approx(mean, abs=1e-5)
    assert mean == pytest.approx(0.0595, abs=5e-5)


# --- Groups ---------------------------------------------------------------------------------


def test_bartlett_is_that_of_scipy_when_each_group_is_one_set():
    groups = [["0.900", "0.910", "0.921"], ["0.800", "0.831", "0.790", "0.802"], ["1.000", "1.004"]]
    found = precision.answer(scans(*((f"p{k}", f"t{k}", *values) for k, values in enumerate(groups))))
    expected = stats.bartlett(*([float(value) for value in values] for values in groups))
    assert found["technologists"]["bartlett"]["statistic"] == pytest.approx(expected.statistic, rel=1e-10)
    assert found["technologists"]["bartlett"]["p"] == pytest.approx(expected.pvalue, rel=1e-10)


def test_bartlett_names_who_never_varies():
    found = precision.answer(scans(("p1", "t1", "0.9", "0.9"), ("p2", "t2", "0.8", "0.81")))
    assert found["technologists"]["bartlett"] == {"no_spread": ["t1"]}


@pytest.mark.parametrize("last, names", [
    ("0.840", []),  # differences 0.020 and 0.040: exactly twice
    ("0.841", ["t1", "t2"]),  # more than twice; of two, the other is then less than half
])
def test_called_out_beyond_twice(last, names):
    found = precision.answer(scans(("p1", "t1", "0.900", "0.920"), ("p2", "t2", "0.800", last)))
    assert found["technologists"]["called_out"] == names


def test_one_of_three_is_called_out():
    # Differences 0.012, 0.012 and 0.030: the third is 2.5 times the others; the first is 0.53 of the pool
    # sqrt((0.012² + 0.030²) / 2) = 0.0228 of the others. At 0.011 it would be called out too, for being better.
    found = precision.answer(scans(("p1", "t1", "0.900", "0.912"), ("p2", "t2", "0.900", "0.912"),
                                   ("p3", "t3", "0.900", "0.930")))
    assert found["technologists"]["called_out"] == ["t3"]


# --- What is enough -------------------------------------------------------------------------


@pytest.mark.parametrize("df, sets, needed", [(10, 10, 17), (20, 10, 4), (26, 13, 1), (27, 27, 0), (60, 30, 0)])
def test_sets_still_needed(df, sets, needed):
    assert precision.sets_still_needed(df, sets) == needed  # (27 - 20) / 2 = 3.5 -> 4


def test_equal_to_the_acceptable_cv_passes():
    # Values 1 - e and 1 + e: SS = 2e², so %CV = 100 sqrt(2) e; e² = 0.018²/2 is not rational in
    # decimals, but three values 1 - e, 1, 1 + e give 2e²/2 = e² and so 100 e = 1.8.
    assert precision.answer(scans(("p1", "t1", "0.982", "1", "1.018")))["within_acceptable_cv"]
    assert not precision.answer(scans(("p1", "t1", "0.9819", "1", "1.0181")))["within_acceptable_cv"]


def test_random_studies_are_the_same_again():
    assert precision_simulation.random_rows(3) == precision_simulation.random_rows(3)
    for seed in range(20):
        for found in precision.answers([Scan(*row) for row in precision_simulation.random_rows(seed)]):
            assert found["df"] == 0 or found["sd"]["lower"] <= found["sd"]["estimate"] <= found["sd"]["upper"]


def test_limits_cover():
    variance = precision_simulation.estimated_variances(np.random.default_rng(1), 4000, 15, 3)
    factors = precision.limit_factors(30)
    sd = np.sqrt(variance)
    covered = np.mean((sd * factors["lower"] <= 1) & (1 <= sd * factors["upper"]))
    assert covered == pytest.approx(0.95, abs=0.012)  # 3.5 standard errors
