# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Checks of the next-scan reference against hand arithmetic, limits and simulation."""

import math

import numpy as np
import pytest

import next_scan
from next_scan import Site


def site(rate: float = -0.005, tau: float = 0, **other: float) -> Site:
    """A neck of 0.600 g/cm² with an error of 0.010 g/cm²."""
    values = {"error": 0.01, "least": 0.0277, "level": 0.6, "level_error": 0.01, "kappa": 0, "omega": 0, "limit": 0.564}
    return Site(rates=((0.0, rate),), tau=tau, **(values | other))


@pytest.mark.parametrize("direction", [-1, 1])
def test_without_spread(direction):
    # 0.0277 / 0.005 = 5.54 years; (0.0277 + 0.841621 * 0.0141421) / 0.005 = 7.920 years.
    assert site(direction * 0.005).minimum() == 67
    assert site(direction * 0.005).useful() == 96


def test_never():
    # (0.15 - 0.0277) / root(0.0002 + 0.008² * 900) = 0.50870; its probability is 0.69452.
    assert site(tau=0.008).useful() is None
    assert site(tau=0.008).power(360) == pytest.approx(0.69452, abs=1e-5)


def test_reach():
    # 0.036 - 1.281552 * 0.0141421 = 0.017876, at 0.005 a year 3.575 years.
    assert site().reach() == 43
    assert site(level=0.57).reach() == 0
    assert site(rate=0.005).reach() is None


def test_steps():
    # 2 years at -0.01, 3 at +0.02; a first step that begins before the scan counts from the scan.
    for start in (0.0, -1.5):
        steps = Site(0.01, 0.03, 0.6, 0.01, ((start, -0.01), (2.0, 0.02)), 0, 0, 0, 0.5)
        assert steps.expected(5) == pytest.approx(0.04)
        assert steps.expected(1) == pytest.approx(-0.01)


def test_power_and_probability_by_simulation():
    one = site(tau=0.003, kappa=0.004, omega=0.001)
    random, people, years, steps = np.random.default_rng(7), 100_000, 5, 200
    change, rate, step = np.zeros(people), -0.005 + 0.003 * random.standard_normal(people), years / steps
    for _ in range(steps):
        change += rate * step + 0.004 * math.sqrt(step) * random.standard_normal(people)
        rate += 0.001 * math.sqrt(step) * random.standard_normal(people)
    first, second = 0.01 * random.standard_normal((2, people))
    assert np.mean(change + second - first <= -0.0277) == pytest.approx(one.power(60), abs=0.006)
    level = 0.6 + 0.01 * random.standard_normal(people)
    assert np.mean(level + change + second <= 0.564) == pytest.approx(float(one.probability(60)), abs=0.006)


def test_bins_are_the_cohort():
    # A fourth has -2.5 or lower; the points of a bin lie within it.
    assert float(next_scan.ndtr(-2.5 - next_scan.MEAN)) == pytest.approx(0.25, abs=0.002)
    for name, (low, high) in next_scan.BINS.items():
        points = next_scan.scores_of(name)
        assert len(points) == 200 and low < points[0] < points[-1] < high


def test_hip_rates():
    # 2.5 mg/cm² a year up to 69, 10.4 from 85 on, 6.45 at 77.
    by_age = [rate for _, rate in next_scan.rates("total-hip", 67, 0.8)]
    assert by_age[0] == pytest.approx(-0.0025) and by_age[18] == pytest.approx(-0.0104)
    assert (by_age[9] + by_age[10]) / 2 == pytest.approx(-0.00645)
