# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of `age_curves.py`, `survey.py` and `height.py` against other routes.

The tests that need the survey's microdata or the shared tables are skipped without them.
"""

import csv
import os
from dataclasses import replace
from pathlib import Path

import mpmath
import numpy as np
import pytest
import scipy.stats

import age_curves
import height
import simulate
import survey

SHARED = Path(os.environ.get("OSTEON_SHARED", survey.DEFAULT_SHARED))
TABLES = SHARED / "knowledge" / "reference"
needs_survey = pytest.mark.skipif(not survey.is_present(SHARED), reason="survey microdata not present")

MODEL = age_curves.Model(power=0, ages=(8, 85), penalty=(100.0, 1000.0, 1000.0))
UNPENALIZED, STRAIGHT = (1e-7,) * 3, (1e11,) * 3


def simulated(people: int = 4000, seed: int = 5) -> age_curves.Sample:
    """A sample from the known curves, without cluster effect."""
    random = np.random.default_rng(seed)
    design = simulate.Design(people=people, cluster_share=0.0)
    drawn = simulate.draw_survey(design, random)
    return age_curves.Sample(drawn.age, simulate.draw_values(drawn, design, random), drawn.weight)


def crooked_coefficients(problem: age_curves.Problem) -> np.ndarray:
    """Coefficients away from any maximum, with L of both signs."""
    random = np.random.default_rng(7)
    b = problem.start() + random.normal(0, 0.1, 3 * age_curves.COEFFICIENTS)
    b[:age_curves.COEFFICIENTS] = random.normal(0, 1, age_curves.COEFFICIENTS)
    return b


def central_differences(function, b: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """Derivatives of a function of the coefficients, one coefficient a row."""
    return np.array([(function(b + step * unit) - function(b - step * unit)) / (2 * step) for unit in np.eye(len(b))])


# --- Age curves -----------------------------------------------------------------------------


def test_splines_sum_to_one_and_reproduce_a_line():
    ages = np.linspace(8, 85, 301)
    for power in (-1, -0.5, 0, 0.5, 1):
        rows = age_curves.basis(ages, replace(MODEL, power=power))
        assert rows.shape == (301, 33)
        assert rows.sum(axis=1) == pytest.approx(1, abs=1e-13)
        line = rows @ np.arange(33.0)
        t = age_curves.raised(ages, power)
        assert line == pytest.approx(1 + 30 * (t - t[0]) / (t[-1] - t[0]), abs=1e-10)


def test_splines_reproduce_a_line_in_the_age_with_a_spurt():
    ages = np.linspace(8, 85, 301)
    model = replace(MODEL, power=-0.5, spurt=0.5, middle=12)
    t = age_curves.stretch(ages, model)
    line = age_curves.basis(ages, model) @ np.arange(33.0)
    assert line == pytest.approx(1 + 30 * (t - t[0]) / (t[-1] - t[0]), abs=1e-10)


def test_the_stretched_age_by_hand():
    """Power 1 over 8 to 88: the middle of the spurt, 13, is at 5/80 + spurt/2; 14.5 has e/(1 + e) of it."""
    model = age_curves.Model(1, (8, 88), (1.0, 1.0, 1.0), spurt=0.5, middle=13)
    by_hand = [5 / 80 + 0.25, 6.5 / 80 + 0.5 * np.e / (1 + np.e), 1 + 0.5]
    assert age_curves.stretch([13, 14.5, 88], model) == pytest.approx(by_hand, abs=1e-12)


def test_derivatives_of_growth_agree_with_fifty_digits():
    mp = mpmath.mp.clone()
    mp.dps = 50
    for u in (-5.0, -0.51, -0.49, -1e-3, -1e-12, 1e-9, 0.02, 0.4999, 0.5001, 3.0):
        ours = [part(np.array([u]))[0] for part in
                (age_curves.growth, age_curves.growth_slope, age_curves.growth_bend)]
        exact = [mp.diff(lambda v: mp.expm1(v) / v, mp.mpf(u), order) for order in range(3)]
        assert ours == pytest.approx([float(number) for number in exact], rel=1e-13)


def test_log_density_integrates_to_one_and_has_the_given_median():
    l, m, s = 0.4, 0.9, 0.14
    y = np.linspace(0.05, 3, 400_001)
    ones = np.ones_like(y)
    scores = age_curves.scores_of(y, l * ones, np.log(m) * ones, np.log(s) * ones)
    density = np.exp(scores.log_density)
    assert np.trapezoid(density, y) == pytest.approx(1, abs=1e-9)
    assert np.trapezoid(density[y <= m], y[y <= m]) == pytest.approx(0.5, abs=1e-5)


def test_gradient_and_hessian_agree_with_finite_differences():
    problem = age_curves.Problem(simulated(1000), MODEL)
    b = crooked_coefficients(problem)
    gradient, hessian = problem.gradient(b), problem.hessian(b)
    assert gradient == pytest.approx(central_differences(problem.objective, b), abs=1e-6 * np.abs(gradient).max())
    numerical = central_differences(problem.gradient, b)
    assert hessian == pytest.approx(numerical, abs=1e-7 * np.abs(hessian).max())


def test_expected_information_at_l_zero_is_the_mean_of_the_observed():
    random = np.random.default_rng(3)
    n, s = 2_000_000, 0.13
    value = np.exp(s * random.standard_normal(n))
    zero, log_s = np.zeros(n), np.full(n, np.log(s))
    observed = age_curves.bends(age_curves.scores_of(value, zero, zero, log_s), zero, log_s)
    expected = age_curves.expected_information(zero[:1], log_s[:1])
    for pair in age_curves.PAIRS:
        error = 5 * observed[pair].std() / np.sqrt(n)
        assert -observed[pair].mean() == pytest.approx(expected[pair][0], abs=max(error, 1e-9))


def test_curves_of_one_distribution_at_all_ages_are_its_box_cox_fit():
    """The same values at ages 10, 40 and 80: L, M, S are three numbers, found here by scipy alone."""
    random = np.random.default_rng(11)
    value = simulate.value_of(random.standard_normal(800), 0.5, 0.9, 0.15)
    sample = age_curves.Sample(np.repeat([10.0, 40.0, 80.0], 800), np.tile(value, 3), np.ones(2400))
    fitted = age_curves.fit(sample, replace(MODEL, penalty=STRAIGHT))
    transformed, best_l = scipy.stats.boxcox(value)
    median = (1 + best_l * transformed.mean()) ** (1 / best_l)
    for l, m, s in zip(*fitted.at([10.0, 45.0, 80.0])):
        assert [l, m, s] == pytest.approx([best_l, median, transformed.std() / median**best_l], rel=1e-5)


def test_a_normal_sample_gives_l_one_and_its_weighted_moments():
    random = np.random.default_rng(2)
    n = 60_000
    value = random.normal(1.0, 0.12, n)
    weight = random.gamma(2, 1, n)
    ages = random.uniform(8, 85, n)
    l, m, s = age_curves.fit(age_curves.Sample(ages, value, weight), replace(MODEL, penalty=STRAIGHT)).at([30.0])
    assert l[0] == pytest.approx(1, abs=0.12)
    assert m[0] == pytest.approx(survey.weighted_mean(value, weight), abs=0.003)
    assert s[0] == pytest.approx(survey.weighted_sd(value, weight), abs=0.003)


def test_the_maximum_does_not_depend_on_the_start_or_the_unit_of_weight():
    sample = simulated()
    first = age_curves.fit(sample, MODEL)
    start = age_curves.Problem(sample, MODEL).start(l=-2)
    scaled = replace(sample, weight=sample.weight * 1e-4)
    second = age_curves.fit(scaled, MODEL, start)
    assert first.remaining_gain < 1e-12 * abs(first.objective)
    assert second.objective == pytest.approx(first.objective, rel=1e-13)
    assert second.coefficients == pytest.approx(first.coefficients, abs=1e-6)


def test_known_curves_are_recovered():
    ages = np.arange(9, 84.0)
    fitted = age_curves.fit_with_edf(simulated(20_000), MODEL, (4, 14, 8))
    l, m, s = fitted.at(ages)
    true_l, true_m, true_s = simulate.true_curves(ages)
    assert np.abs(m / true_m - 1).max() < 0.02
    assert np.abs(s / true_s - 1).max() < 0.12
    assert np.abs(l - true_l).max() < 0.6


def test_edf_are_two_when_penalized_and_33_when_not():
    sample = simulated()
    assert age_curves.fit(sample, replace(MODEL, penalty=STRAIGHT)).edf == pytest.approx((2, 2, 2), abs=1e-4)
    assert age_curves.fit(sample, replace(MODEL, penalty=UNPENALIZED)).edf == pytest.approx((33, 33, 33), abs=1e-3)


def test_given_edf_are_found_from_any_penalties():
    sample, edf = simulated(), (3.0, 9.0, 5.0)
    first = age_curves.fit_with_edf(sample, MODEL, edf)
    second = age_curves.fit_with_edf(sample, replace(MODEL, penalty=(1.0, 1e5, 10.0)), edf)
    assert first.edf == pytest.approx(edf, abs=1e-7)
    assert second.model.penalty == pytest.approx(first.model.penalty, rel=1e-6)


def test_an_edf_of_two_is_a_straight_line():
    sample, ages = simulated(), np.array([10.0, 20.0, 40.0, 80.0])
    fitted = age_curves.fit_with_edf(sample, MODEL, (2, 9, 5))
    l = fitted.at(ages)[0]
    assert fitted.edf == pytest.approx((2, 9, 5), abs=1e-5)
    slopes = np.diff(l) / np.diff(age_curves.stretch(ages, MODEL))
    assert slopes == pytest.approx(slopes[0], abs=1e-4)


def test_observed_edf_are_near_the_expected():
    sample = simulated()
    fitted = age_curves.fit(sample, MODEL)
    assert age_curves.observed_edf(sample, fitted) == pytest.approx(fitted.edf, rel=0.05)


# --- Simulation -----------------------------------------------------------------------------


def test_simulated_values_have_standard_normal_z():
    sample = simulated(50_000)
    l, m, s = simulate.true_curves(sample.age)
    z = age_curves.scores_of(sample.value, l, np.log(m), np.log(s)).z
    assert scipy.stats.kstest(z, "norm").pvalue > 0.01


# --- Survey ---------------------------------------------------------------------------------


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a shared table."""
    with open(TABLES / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_standard_error_of_two_clusters_by_hand():
    """Stratum 1: totals 1 and 3, variance (1 - 3)^2; stratum 2: a single cluster, 2^2."""
    assert survey.between_clusters(np.array([1, 1, 2]), np.array([1.0, 3.0, 2.0])) == pytest.approx(8)


@needs_survey
def test_published_means_are_reproduced():
    cohort = survey.load_cohort("DE", SHARED)
    for row in rows("nhanes_validation_vs_published.csv"):
        low, high = (int(part) for part in row["ages"].split("-"))
        found = survey.summary(cohort, row["site"], row["sex"], "NHW", low, high)
        assert found.n == int(row["n"])
        if row["published_mean"]:
            assert found.mean == pytest.approx(float(row["published_mean"]), abs=0.00105)
            assert found.sd == pytest.approx(float(row["published_sd"]), abs=0.00105)


@needs_survey
@pytest.mark.parametrize("name, cycles", [
    ("nhanes_2005_2010_bmd_by_sex_group_age.csv", "DEF"),
    ("nhanes_2005_2010_bmd_5yr_ages.csv", "DEF"),
    ("nhanes_2005_2008_bmd_by_sex_group_age.csv", "DE"),
    ("nhanes_2005_2008_tbs_by_sex_group_age.csv", "DE"),
    ("nhanes_2011_2018_wholebody_by_sex_group_age.csv", "GHIJ"),
])
def test_every_printed_digit_of_the_tables(name, cycles):
    cohort = survey.load_cohort(cycles, SHARED)
    centiles = [f"p{percent:02d}" for percent in survey.CENTILES]
    for row in rows(name):
        found = survey.summary(cohort, row["site"], row["sex"], row["group"],
                               int(row["age_lo"]), int(row["age_hi"]), whole_design=False)
        numbers = [found.mean, found.sd, found.se_mean, *found.centiles]
        printed = [float(row[key]) for key in ("mean", "sd", "se_mean", *centiles)]
        assert found.n == int(row["n"])
        assert numbers == pytest.approx(printed, abs=0.5e-4 + 1e-9, rel=0), row


@needs_survey
def test_every_figure_of_the_height_adjustment():
    for row in rows("nhanes_derived_haz_adjustment.csv"):
        curve = height.shared_curve(SHARED, row["site"], row["sex"])
        found = height.height_adjustment(SHARED, row["site"], row["sex"], int(row["age_lo"]), int(row["age_hi"]), curve)
        numbers = [found.intercept, found.slope, found.r, found.residual_sd]
        printed = [float(row[key]) for key in ("intercept", "slope_per_HAZ", "r", "resid_sd")]
        assert found.n == int(row["n"])
        assert numbers == pytest.approx(printed, abs=0.5e-3 + 1e-9, rel=0), row
