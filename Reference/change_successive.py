# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""How successive observed changes go together, and regression to the mean. Used by `change.py`.

One model throughout, like women treated at the hip: density 0.75 and precision error 0.012 g/cm², tau
0.5 %/year, kappa 0.5 %/sqrt(year), omega 0.2 %/year/sqrt(year), expected +2.2 %/year where a mean matters.

Beside it: Cummings et al. 2000, JAMA 283:1318, women on alendronate. Of those who lost more than 4 % of
hip density in the first year 83 % gained in the second, on average 4.7 %; those who gained at least 8 %
lost 1.0 % on average. And the series of `print_published`, as `docs/methods/successive-changes.md` cites them.
"""

import numpy as np
from scipy import stats

import change_simulation
from change_simulation import KAPPA, OMEGA, TAU

Array = np.ndarray

DENSITY = 0.75
ERROR = 0.012
EXPECTED = 2.2


def covariance_of_scans(times: list[float], tau: float = TAU, kappa: float = KAPPA, omega: float = OMEGA,
                        error: float = ERROR) -> Array:
    """Covariance of observed densities at these times, percent² of DENSITY, the level at time 0 known."""
    parts = (np.array([part]) for part in (tau, kappa, omega))
    levels = change_simulation.covariance(np.array([times], dtype=float), *parts)[0]
    return levels + np.eye(len(times)) * (100 * error / DENSITY) ** 2


def covariance_of_two(times: list[float], **model: float) -> Array:
    """Covariance of the two observed changes between three scans, percent² of DENSITY."""
    contrast = np.array([[-1, 1, 0], [0, -1, 1]])
    return contrast @ covariance_of_scans(times, **model) @ contrast.T


def covariance_of_changes(gap: float, tau: float = TAU, kappa: float = KAPPA, omega: float = OMEGA,
                          error: float = ERROR) -> Array:
    """Covariance of the two observed changes of three scans so many years apart, percent² of DENSITY."""
    return covariance_of_two([0, gap, 2 * gap], tau=tau, kappa=kappa, omega=omega, error=error)


def correlation(covariance: Array) -> float:
    """Of two values with this covariance."""
    return float(covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1]))


def both_low(share: float, other: float, related: float) -> float:
    """The share of people who are among the lowest `share` in one value and the lowest `other` in another."""
    ends = stats.norm.ppf([share, other])
    return float(stats.multivariate_normal.cdf(ends, cov=[[1, related], [related, 1]]))


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


def mean_first(low: float, high: float) -> float:
    """Mean first change of those whose first change lies between, in percent."""
    sd = np.sqrt(covariance_of_changes(1)[0, 0])
    return float(EXPECTED + sd * stats.truncnorm.mean((low - EXPECTED) / sd, (high - EXPECTED) / sd))


def print_successive(people: int) -> None:
    """Correlations by formula and simulation; the second year of those with an extreme first one."""
    random = np.random.default_rng(20261126)
    print("correlation of successive observed changes: formula, simulation")
    for gap in (1.0, 3.5):
        covariance = covariance_of_changes(gap)
        changes = np.diff(observed_densities(gap, people, random), axis=1)
        print(f"  {gap} years apart: {correlation(covariance):.3f}  {np.corrcoef(changes.T)[0, 1]:.3f}"
              f"  (SD of the changes {np.sqrt(covariance[0, 0]):.2f} and {np.sqrt(covariance[1, 1]):.2f} %)")
    densities = observed_densities(1, people, random, EXPECTED)
    # Each change in percent of the density it starts from, as a reader would.
    first, second = (100 * np.diff(densities, axis=1) / densities[:, :2]).T
    # From the mean first years of both groups by the model to the second years that were published.
    apart = mean_first(8, np.inf) - mean_first(-np.inf, -4)
    covariance = covariance_of_changes(1)
    print(f"slope of the second year on the first: {covariance[0, 1] / covariance[0, 0]:.2f};"
          f" of the published second years {(-1.0 - 4.7) / apart:.2f}")
    print("second year of treated women: share who gain %, mean change % (formula; simulation; s.e.; Cummings 2000)")
    for name, chosen, limits, published in (
        ("first year below -4 %", first < -4, (-np.inf, -4), "83, +4.7"),
        ("first year at least +8 %", first >= 8, (8, np.inf), ", -1.0"),
    ):
        share, mean = second_year(*limits)
        rest = second[chosen]
        print(f"  {name} ({100 * chosen.mean():.2f} % of women): {100 * share:.1f}, {mean:+.2f};"
              f" {100 * (rest > 0).mean():.1f}, {rest.mean():+.2f}; {rest.std() / np.sqrt(len(rest)):.2f}; {published}")
    print_published()


def print_published() -> None:
    """What the model says of series that others published; each published figure stands at the end of its line."""
    print("other published series: model; published")
    two = covariance_of_two([0, 22 / 12, 44 / 12])
    related, fast = correlation(two), 24 / 93
    print(f"  Pouilles 1996, two periods of 22 months: correlation {related:.2f}; no significant one in 93 women")
    print(f"    SD of a change {np.sqrt(two[0, 0]) / (22 / 12):.2f} %/year;"
          f" ranges of 93 women 9.7 (spine) and 11.8 (femur) %/year, about 5 SD")
    print(f"    of the fastest 24 of 93 stay so {100 * both_low(fast, fast, related) / fast:.0f} %;"
          f" 5 of 24, 21 %. Fast twice {100 * both_low(fast, fast, related):.1f} % of all; below 10 %")
    after = correlation(covariance_of_two([0, 3, 4.5]))
    print(f"  Eastell 2015, 3 years of placebo and 1.5 of zoledronate: {after:.2f}; -0.39")
    first, later = 0.145, 0.118
    related = correlation(covariance_of_two([0, 1, 3]))
    print(f"  PEPI, first year and the two after it: correlation {related:.2f}; losers of both"
          f" {100 * both_low(first, later, related):.2f} %, by chance {100 * first * later:.2f} %; virtually none")
    scans = covariance_of_scans([0, 16])
    for spread in (16, 20):
        print(f"  Melton 2000, density and density 16 years later, SD between women {spread} %:"
              f" {correlation(scans + spread**2):.2f}; 0.83")
    share = 0.27
    apart = stats.norm.pdf(stats.norm.ppf(share)) / (share * (1 - share)) * TAU
    print(f"  Hansen 1991, 12 years: the fastest {100 * share:.0f} % by their true rate lose {12 * apart:.1f} % more"
          " than the rest; fast losers lost 10.0 % more")
