# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the change reference against hand arithmetic, limits, simulation, and one way against the other."""

import math
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from scipy import stats

import change
import change_regimes
import change_simulation
import change_successive
from change_covariance import Covariances, rate_covariance, rise_covariance
from change_model import Normal, Series, together
from change_state import States

WAYS = [States, Covariances]


def series(times: list[float], values: list[float], tau: float | None = None, kappa: float = 0, omega: float = 0,
           error: float = 0.01, rates: tuple = ((0.0, 0.0),), scanners: tuple = (), offset_sd: float = 0.02,
           regimes: tuple | None = None) -> Series:
    """A series in g/cm² and years, of one regime with `tau` where no others are given."""
    n = len(times)
    if tau is not None:
        regimes = ((0.0, tau),)
    return Series(np.array(times, dtype=float), np.array(values), np.full(n, error), scanners or (0,) * n, rates,
                  regimes, kappa, omega, offset_sd)


def assert_normal(found: Normal, mean: float, sd: float, tolerance: float = 1e-12) -> None:
    assert (found.mean, found.sd) == pytest.approx((mean, sd), abs=tolerance)


# --- Hand arithmetic ------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_two_scans_without_prior(way):
    # The change is the difference, its SD 0.01 sqrt 2; P(loss) = Phi(sqrt 2) = 0.92135.
    found = way(series([0, 1], [0.80, 0.78], kappa=0.004, omega=0.002)).change(0, 1)
    assert_normal(found, -0.02, 0.01 * math.sqrt(2))
    assert found.below(0) == pytest.approx(0.9213503964748575, rel=1e-12)


@pytest.mark.parametrize("way", WAYS)
def test_two_scans_with_prior_shrink(way):
    # tau² = 0.0001, error of the difference 0.0002: a third of the observed -0.03 is believed.
    # Variance 0.0001 * 0.0002 / 0.0003.
    found = way(series([0, 1], [0.80, 0.77], tau=0.01)).change(0, 1)
    assert_normal(found, -0.01, math.sqrt(2e-4 / 3))
    assert found.below(0) == pytest.approx(stats.norm.cdf(math.sqrt(1.5)), rel=1e-12)


@pytest.mark.parametrize("way", WAYS)
def test_expected_rate_by_hand(way):
    # Expected -0.01/y for half a year, then +0.02/y until 1: D = 0.005. Observed -0.03, so
    # mean = 0.005 + (-0.035)/3.
    one = series([0, 1], [0.80, 0.77], tau=0.01, rates=((-2.0, -0.01), (0.5, 0.02)))
    assert_normal(way(one).change(0, 1), 0.005 - 0.035 / 3, math.sqrt(2e-4 / 3))
    expected = way(one).expected_change(0, 1)
    assert_normal(expected, 0.005, math.sqrt(3e-4))


@pytest.mark.parametrize("way", WAYS)
def test_the_rate_now_is_the_one_that_starts_at_the_last_scan(way):
    # The deviation: -0.03 observed at tau² = 0.0001 believes a third of it.
    one = series([0, 1], [0.80, 0.77], tau=0.01, rates=((0.0, 0.0), (1.0, 0.05)))
    assert_normal(way(one).rate_now(), 0.05 - 0.01, math.sqrt(2e-4 / 3))


@pytest.mark.parametrize("way", WAYS)
def test_a_second_scanner_adds_the_error_of_its_offset(way):
    # Variances 0.0001 + 0.0001 + 0.02² = 0.0006.
    assert_normal(way(series([0, 1], [0.80, 0.78], scanners=(0, 1))).change(0, 1), -0.02, math.sqrt(6e-4))
    # Both on the second scanner: the offset cancels. Drift leaves the first scan nothing to say.
    one = series([0, 1, 2], [0.8, 0.79, 0.77], scanners=(0, 1, 1), kappa=10)
    assert_normal(way(one).change(1, 2), -0.02, 0.01 * math.sqrt(2), tolerance=1e-6)


@pytest.mark.parametrize("way", WAYS)
def test_a_straight_line_is_least_squares(way):
    # Three scans: slope (y3 - y1)/2 = -0.015 with SD 0.01/sqrt 2, so change(0, 1) is that.
    one = series([0, 1, 2], [0.80, 0.79, 0.77])
    assert_normal(way(one).change(0, 1), -0.015, 0.01 / math.sqrt(2))
    assert_normal(way(one).rate_now(), -0.015, 0.01 / math.sqrt(2))
    # Ahead at 3: mean 0.786667 + 2 * -0.015; variance 0.0001 (1/3 + 2²/2).
    density, rate = way(one).ahead(1)
    assert_normal(density, 2.36 / 3 - 0.03, 0.01 * math.sqrt(7 / 3))
    assert_normal(rate, -0.015, 0.01 / math.sqrt(2))


@pytest.mark.parametrize("way", WAYS)
def test_residuals_by_hand(way):
    # Without any change expected, the second beside the mean of the others: 0.79 - 0.785, SD 0.01 sqrt(1.5).
    found = way(series([0, 1, 2], [0.80, 0.79, 0.77], tau=0.0)).residual(1)
    assert_normal(found, 0.005, 0.01 * math.sqrt(1.5))
    # On a line through the others the same mean; the last from a line: 0.77 - 0.78, variance 0.0001 (1 + 4 + 1).
    found = way(series([0, 1, 2], [0.80, 0.79, 0.77])).residual(2)
    assert_normal(found, -0.01, 0.01 * math.sqrt(6))


@pytest.mark.parametrize("way", WAYS)
def test_other_scans_tell_more_even_without_prior(way):
    # A level that drifts little (kappa 0.002) is nearly a line: the third scan helps between the first two.
    one = series([0, 1, 2], [0.80, 0.79, 0.77], kappa=0.002)
    assert way(one).change(0, 1).sd < 0.008 < 0.01 * math.sqrt(2)
    # Only where it drifts much does nothing but the two scans count.
    assert_normal(way(replace(one, kappa=10)).change(0, 1), -0.01, 0.01 * math.sqrt(2), tolerance=1e-6)


def test_sites_together():
    # Percent of the means 0.5 and 1.0: -4 ± 3 and 0 ± 4; mean -2, SD sqrt(9 + 16) / 2 = 2.5.
    both = [series([0, 1], [0.51, 0.49]), series([0, 1], [1.0, 1.0])]
    found = together(both, [{"mean": -0.02, "sd": 0.015}, {"mean": 0.0, "sd": 0.04}])
    assert (found["mean_percent"], found["sd_percent"]) == pytest.approx((-2, 2.5))
    assert found["loss"] == pytest.approx(stats.norm.cdf(0.8))


def test_percent_is_of_the_mean_density():
    scans = [{"date": "2020-01-01", "density": 0.79, "precision": 0.01, "scanner": "x"},
             {"date": "2021-01-01", "density": 0.81, "precision": 0.01, "scanner": "y"}]
    model = {"expected": [{"from": "2020-07-02", "percent_per_year": -1.5}], "tau": 0.5, "kappa": 0.25, "omega": 0.1,
             "offset_sd": 0.015}
    one = Series.of(scans, model)
    assert one.times[1] == 366 / 365.25
    assert one.regimes == (pytest.approx((0, 0.004)),)
    assert (one.kappa, one.omega) == pytest.approx((0.002, 0.0008))
    # The first rate holds before its time too.
    assert one.expected_rate(0) == pytest.approx(-0.012)
    assert one.scanners == (0, 1)


# --- Regimes --------------------------------------------------------------------------------

# The measurement error is 0.01 where no other is named; variances are told in units of 0.01² = 0.0001.


@pytest.mark.parametrize("way", WAYS)
def test_a_new_regime_at_the_middle_scan_makes_the_yearly_changes_independent(way):
    # Observed d1 = -0.03 and d2 = 0.01. The changes have the prior covariance diag(1, 1), the observed ones
    # V = [[3, -1], [-1, 3]] (the middle scan is in both), V^-1 = [[3, 1], [1, 3]] / 8. So c1 is (3 d1 + d2) / 8,
    # variance 1 - 3/8; c2 is (d1 + 3 d2) / 8; both are (d1 + d2) / 2, variance 2 - 8/8.
    found = way(series([0, 1, 2], [0.80, 0.77, 0.78], regimes=((0.0, 0.01), (1.0, 0.01))))
    assert_normal(found.change(0, 1), -0.01, 0.01 * math.sqrt(5 / 8))
    assert_normal(found.change(1, 2), 0.0, 0.01 * math.sqrt(5 / 8))
    assert_normal(found.change(0, 2), -0.01, 0.01)
    # The rate at the last scan is that of the second regime, and goes on.
    assert_normal(found.rate_now(), 0.0, 0.01 * math.sqrt(5 / 8))
    assert_normal(found.ahead(3)[1], 0.0, 0.01 * math.sqrt(5 / 8))
    # One deviation for both years instead: d1 + d2 has the prior variance 4 and the error 2, so 4/6 of it is believed.
    one = way(series([0, 1, 2], [0.80, 0.77, 0.78], tau=0.01))
    assert_normal(one.change(0, 2), -0.02 * 4 / 6, 0.01 * math.sqrt(4 - 16 / 6))


@pytest.mark.parametrize("way", WAYS)
def test_scans_without_error_say_nothing_across_a_boundary(way):
    # The second regime begins at the last scan: its rate is what the prior says, whatever the first year was.
    one = series([0, 1], [0.80, 0.77], error=1e-9, rates=((0.0, 0.0), (1.0, 0.05)), regimes=((0.0, 0.01), (1.0, 0.02)))
    found = way(one)
    assert_normal(found.change(0, 1), -0.03, 0, tolerance=1e-8)
    assert_normal(found.rate_now(), 0.05, 0.02, tolerance=1e-8)
    assert_normal(found.ahead(2)[0], 0.77 + 0.10, 0.04, tolerance=1e-8)


@pytest.mark.parametrize("way", WAYS)
def test_each_regime_counts_for_its_time(way):
    # Half a year at 0.02 and one and a half at 0.01: 1 + 1.5² = 3.25, with the errors 5.25.
    one = series([0, 2], [0.80, 0.7475], regimes=((-1.0, 0.02), (0.5, 0.01)))
    assert_normal(way(one).expected_change(0, 1), 0, 0.01 * math.sqrt(5.25))
    assert_normal(way(one).change(0, 1), -0.0525 * 3.25 / 5.25, 0.01 * math.sqrt(3.25 * 2 / 5.25))
    # The rate now goes with the rise as 1.5, so it is 1.5/5.25 of what was observed; variance 1 - 1.5²/5.25.
    assert_normal(way(one).rate_now(), -0.015, 0.01 * math.sqrt(1 - 2.25 / 5.25))


@pytest.mark.parametrize("way", WAYS)
def test_a_regime_between_two_scans_is_told_of_by_both(way):
    # Regimes at 0.5 and 1.5 between scans at 0, 1 and 2, tau 0, 0.02 and 0: half of the middle rate, 0.01, lies
    # on each side of the middle scan. Its rise u = b/2 has variance 1: y = L + (0, u, 2u), a line whose slope has
    # the error 1/2 and the prior 1: 2/3 of the slope -0.015 is believed, variance 1/3. No rate is left at 2.
    found = way(series([0, 1, 2], [0.80, 0.79, 0.77], regimes=((0.0, 0.0), (0.5, 0.02), (1.5, 0.0))))
    assert_normal(found.change(0, 1), -0.01, 0.01 / math.sqrt(3))
    assert_normal(found.change(1, 2), -0.01, 0.01 / math.sqrt(3))
    assert_normal(found.rate_now(), 0, 0)


@pytest.mark.parametrize("way", WAYS)
def test_a_regime_without_deviation_changes_as_expected(way):
    # First year exactly -0.01. Its end is known from both scans, 0.785 with variance 1/2; the last one is
    # -0.015 from that, error 1 + 1/2 and prior 1.5, so half is believed, variance 0.75.
    one = series([0, 1, 2], [0.80, 0.78, 0.77], rates=((0.0, -0.01), (1.0, 0.0)),
                 regimes=((0.0, 0.0), (1.0, 0.01 * math.sqrt(1.5))))
    assert_normal(way(one).change(0, 1), -0.01, 0)
    assert_normal(way(one).change(1, 2), -0.0075, 0.01 * math.sqrt(0.75))
    # The third scan beside the others: -0.015, variance 1 + 1/2 + 1.5.
    assert_normal(way(one).residual(2), -0.015, 0.01 * math.sqrt(3))


def every_answer(way, one: Series) -> list[float]:
    """Means and standard deviations of all that is asked of a series, the future a year ahead."""
    last = len(one.times) - 1
    found = [way.change(0, last), way.change(last - 1, last), way.expected_change(0, last), way.rate_now(),
             *way.ahead(1), *map(way.residual, range(last + 1))]
    return [part for normal in found for part in (normal.mean, normal.sd)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("regimes", [
    ((0.7, 0.01),),                             # the first holds before its start
    ((-3.0, 5.0), (0.0, 0.01)),                 # the one that begins at the first scan, not the one before
    ((-3.0, 5.0), (-2.0, 7.0), (-1.0, 0.01)),   # others ended before the first scan
    ((1.5, 0.01), (8.0, 5.0)),                  # the next begins after all that is asked
])
def test_regimes_outside_the_series_say_nothing(way, regimes):
    one = series([0, 1, 2.5], [0.80, 0.79, 0.77], tau=0.01, kappa=0.004, omega=0.003, scanners=(0, 1, 1))
    other = replace(one, regimes=regimes)
    assert every_answer(way(other), other) == pytest.approx(every_answer(way(one), one), abs=1e-12)


@pytest.mark.parametrize("way", WAYS)
def test_the_wandering_of_the_rate_goes_on_through_regimes(way):
    one = series([0, 1, 2.5], [0.80, 0.79, 0.77], tau=0.0, omega=0.01)
    other = replace(one, regimes=((0.0, 0.0), (0.4, 0.0), (1.0, 0.0), (2.5, 0.0)))
    assert every_answer(way(other), other) == pytest.approx(every_answer(way(one), one), abs=1e-12)


def test_covariances_are_those_of_the_definition():
    # The deviation of the rate at u and v goes together as tau² of their common regime and omega² min(u, v). A sum
    # over steps of 1/100 year, at their middles; the area of min(u, v) is then wrong by steps² / 12 at most.
    one = series([0], [0.8], kappa=0.4, omega=0.3, regimes=((1.0, 0.5), (1.7, 0.8), (2.6, 0.2)))
    middles = (np.arange(400) + 0.5) / 100
    regime = (middles >= 1.7) * 1 + (middles >= 2.6)
    tau = np.array([0.5, 0.8, 0.2])[regime]
    shared = (regime[:, None] == regime) * tau**2 + one.omega**2 * np.minimum(middles[:, None], middles)
    for s in (0.5, 1.7, 2.0, 4.0):
        for t in (0.5, 1.0, 2.6, 3.3, 4.0):
            area = shared[:round(100 * s), :round(100 * t)].sum() / 100**2
            assert rise_covariance(one, s, t) == pytest.approx(area + one.kappa**2 * min(s, t), abs=1e-5)
            # The rate at t: the regime that begins there, not the one that ends.
            row = np.where(regime == (t >= 1.7) * 1 + (t >= 2.6), tau**2, 0) + one.omega**2 * np.minimum(middles, t)
            assert rate_covariance(one, t, s) == pytest.approx(row[:round(100 * s)].sum() / 100, abs=1e-5)


def test_regimes_of_a_model():
    scans = [{"date": "2020-01-01", "density": 0.79, "precision": 0.01, "scanner": "x"},
             {"date": "2021-01-01", "density": 0.81, "precision": 0.01, "scanner": "x"}]
    model = {"expected": [{"from": "2020-01-01", "percent_per_year": -1.5}], "kappa": 0.25, "omega": 0.1,
             "offset_sd": 0.015, "regimes": [{"from": "2019-01-01", "tau": 0.5}, {"from": "2020-07-02", "tau": 1.5}]}
    assert Series.of(scans, model).regimes == (pytest.approx((-365 / 365.25, 0.004)),
                                               pytest.approx((183 / 365.25, 0.012)))
    assert Series.of(scans, model | {"expected": None}).regimes is None


def test_both_ways_agree_on_regimes():
    sites = list(islice(change_regimes.random_sites(1), 25))
    assert {len(site["model"]["regimes"]) for site in sites} == {1, 2, 3, 4}
    for site in sites:
        question = {"sites": [site]}
        far = change.differences(change.answers(question), change.answers(question, Covariances))
        assert max(far) < 1e-9


# --- Two ways, and limits -------------------------------------------------------------------


def test_both_ways_agree():
    for seed in range(1000, 1025):
        question = change_simulation.random_question(seed)
        far = change.differences(change.answers(question), change.answers(question, Covariances))
        assert max(far) < 1e-9


@pytest.mark.parametrize("way", WAYS)
def test_no_prior_is_the_limit_of_a_wide_one(way):
    one = series([0, 0.7, 2.1, 3], [0.80, 0.79, 0.80, 0.77], kappa=0.004, omega=0.002, scanners=(0, 0, 1, 1))
    limit = way(one).change(0, 2)
    assert_normal(way(replace(one, regimes=((0.0, 30.0),))).change(0, 2), limit.mean, limit.sd, tolerance=1e-7)


def test_paths_have_the_covariances_of_the_formulas():
    times = np.tile([0, 0.5, 2.0, 3.5], (200000, 1))
    tau, kappa, omega = 0.5, 0.4, 0.3
    parts = (np.full(len(times), part) for part in (tau, kappa, omega))
    drawn = np.cov(change_simulation.draw_rises(times, *parts, np.random.default_rng(10)).T)
    model = series([0], [0.8], tau, kappa, omega)
    expected = [[rise_covariance(model, s, t) for t in times[0]] for s in times[0]]
    assert drawn == pytest.approx(np.array(expected), rel=0.015, abs=1e-12)


@pytest.mark.parametrize("prior", [(0.0, 1.0), (1.0, 0.5), None])
def test_many_answers_at_once_are_those_one_by_one(prior):
    known, _ = change_simulation.simulate(4, 5, np.random.default_rng(11))
    found = change_simulation.probabilities_of_loss(**known, prior=prior)
    for k in range(4):
        unit = known["values"][k].mean() / 100
        one = series(list(known["times"][k]), known["values"][k], kappa=0.5 * unit, omega=0.2 * unit,
                     scanners=tuple(map(int, known["is_second"][k])), offset_sd=0.015)
        one = replace(one, errors=known["errors"][k])
        if prior is not None:
            # The expected rise as one rate from each scan to the next.
            rise = unit * (known["expected"][k] + prior[0] * one.times)
            rates = tuple(zip(one.times[:-1], np.diff(rise) / np.diff(one.times)))
            one = replace(one, regimes=((0.0, 0.5 * prior[1] * unit),), rates=rates)
        assert States(one).change(0, 4).below(0) == pytest.approx(found[k], abs=1e-10)


def test_stated_probabilities_come_true():
    known, lost = change_simulation.simulate(20000, 4, np.random.default_rng(12))
    stated = change_simulation.probabilities_of_loss(**known, prior=(0.0, 1.0))
    z = (lost.sum() - stated.sum()) / math.sqrt((stated * (1 - stated)).sum())
    assert abs(z) < 3.5
    middle = (0.2 < stated) & (stated < 0.8)
    assert lost[middle].mean() == pytest.approx(stated[middle].mean(), abs=0.03)


# --- Successive changes ---------------------------------------------------------------------


def test_errors_alone_give_minus_one_half():
    covariance = change_successive.covariance_of_changes(1, 0, 0, 0)
    assert covariance[0, 1] / covariance[0, 0] == pytest.approx(-0.5)


def test_correlation_of_yearly_changes():
    # In percent: 0.012 is 1.6, squared 2.56. Variance of the first change: tau² 0.25, kappa² 0.25, omega²/3
    # and 2 * 2.56. Covariance: tau² 0.25, omega²/2 (integrals of W' over the first and second year), -2.56.
    covariance = change_successive.covariance_of_changes(1)
    assert covariance[0, 0] == pytest.approx(0.25 + 0.25 + 0.04 / 3 + 5.12)
    assert covariance[0, 1] == pytest.approx(0.25 + 0.04 / 2 - 2.56)


def test_correlation_of_periods_of_unlike_length():
    covariance = change_successive.covariance_of_two([0, 3, 4.5], kappa=0, omega=0)
    error = (100 * 0.012 / 0.75) ** 2
    assert covariance == pytest.approx(np.array([[9 * 0.25 + 2 * error, 4.5 * 0.25 - error],
                                                 [4.5 * 0.25 - error, 2.25 * 0.25 + 2 * error]]))


def test_share_low_twice():
    assert change_successive.both_low(0.3, 0.2, 0) == pytest.approx(0.06)
    # Both below the median: 1/4 + asin(r) / (2 pi).
    assert change_successive.both_low(0.5, 0.5, 0.5) == pytest.approx(1 / 3, abs=1e-6)


def test_regression_to_the_mean_by_simulation():
    densities = change_successive.observed_densities(1, 400000, np.random.default_rng(13), 2.2)
    first, second = (np.diff(densities, axis=1) / change_successive.DENSITY * 100).T
    share, mean = change_successive.second_year(-np.inf, -4)
    chosen = second[first < -4]
    assert chosen.mean() == pytest.approx(mean, abs=4 * chosen.std() / math.sqrt(len(chosen)))
    assert (chosen > 0).mean() == pytest.approx(share, abs=0.015)
