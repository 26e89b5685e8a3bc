# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""How successive observed changes go together, and regression to the mean. Used by `change.py`.

One model throughout, like women treated at the hip: density 0.75 and precision error 0.012 g/cm², tau
0.5 %/year, kappa 0.5 %/sqrt(year), omega 0.2 %/year/sqrt(year), expected +2.2 %/year where a mean matters.

Beside it: Cummings et al. 2000, JAMA 283:1318, women on alendronate. Of those who lost more than 4 % of
hip density in the first year 83 % gained in the second, on average 4.7 %; those who gained at least 8 %
lost 1.0 % on average.
"""

import numpy as np
from scipy import stats

import change_simulation
from change_simulation import KAPPA, OMEGA, TAU

Array = np.ndarray

DENSITY = 0.75
ERROR = 0.012
EXPECTED = 2.2


def covariance_of_changes(gap: float, tau: float = TAU, kappa: float = KAPPA, omega: float = OMEGA,
                          error: float = ERROR) -> Array:
    """Covariance of the two observed changes of three scans so many years apart, percent² of DENSITY."""
    times = np.array([[0, gap, 2 * gap]])
    levels = change_simulation.covariance(times, *(np.array([part]) for part in (tau, kappa, omega)))[0]
    contrast = np.array([[-1, 1, 0], [0, -1, 1]])
    return contrast @ (levels + np.eye(3) * (100 * error / DENSITY) ** 2) @ contrast.T


def observed_densities(gap: float, people: int, random: np.random.Generator, expected: float = 0) -> Array:
    """Three observed densities of each person, g/cm²; `expected` in %/year of DENSITY."""
    times = np.tile([0, gap, 2 * gap], (people, 1))
    parts = (np.full(people, part) for part in (TAU, KAPPA, OMEGA))
    rises = change_simulation.draw_rises(times, *parts, random) + expected * times
    return DENSITY * (1 + rises / 100) + ERROR * random.standard_normal((people, 3))


def second_year(low: float, high: float) -> tuple[float, float]:
    """Share who gain, and mean change, in the second year among those whose first change lies between, in percent.

    The second change given the first is normal; it is averaged over the truncated first change.
    """
    covariance = covariance_of_changes(1)
    sd = np.sqrt(covariance[0, 0])
    ends = stats.norm.cdf((np.array([low, high]) - EXPECTED) / sd)
    first = EXPECTED + sd * stats.norm.ppf(ends[0] + (ends[1] - ends[0]) * (np.arange(20000) + 0.5) / 20000)
    weight = covariance[0, 1] / covariance[0, 0]
    mean = EXPECTED + weight * (first - EXPECTED)
    return (float(stats.norm.sf(0, mean, np.sqrt(covariance[1, 1] - weight * covariance[0, 1])).mean()),
            float(mean.mean()))


def print_successive(people: int) -> None:
    """Correlations by formula and simulation; the second year of those with an extreme first one."""
    random = np.random.default_rng(20261126)
    print("correlation of successive observed changes: formula, simulation")
    for gap in (1.0, 3.5):
        covariance = covariance_of_changes(gap)
        formula = covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1])
        changes = np.diff(observed_densities(gap, people, random), axis=1)
        print(f"  {gap} years apart: {formula:.3f}  {np.corrcoef(changes.T)[0, 1]:.3f}"
              f"  (SD of the changes {np.sqrt(covariance[0, 0]):.2f} and {np.sqrt(covariance[1, 1]):.2f} %)")
    densities = observed_densities(1, people, random, EXPECTED)
    # Each change in percent of the density it starts from, as a reader would.
    first, second = (100 * np.diff(densities, axis=1) / densities[:, :2]).T
    print("second year of treated women: share who gain %, mean change % (formula; simulation; s.e.; Cummings 2000)")
    for name, chosen, limits, published in (
        ("first year below -4 %", first < -4, (-np.inf, -4), "83, +4.7"),
        ("first year at least +8 %", first >= 8, (8, np.inf), ", -1.0"),
    ):
        share, mean = second_year(*limits)
        rest = second[chosen]
        print(f"  {name} ({100 * chosen.mean():.2f} % of women): {100 * share:.1f}, {mean:+.2f};"
              f" {100 * (rest > 0).mean():.1f}, {rest.mean():+.2f}; {rest.std() / np.sqrt(len(rest)):.2f}; {published}")
