# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random precision studies, and what 2.77 times an estimated precision error promises.

Used by `precision.py`. Densities and SD in g/cm².
"""

import numpy as np
from scipy import stats

Array = np.ndarray

FACTOR = 2.77
DEGREES = (5, 10, 15, 27, 30, 60)
SITES = (("lumbar-spine", "L1-L4"), ("lumbar-spine", "L2-L4"), ("total-hip", ""), ("femoral-neck", ""))


# --- Random studies -------------------------------------------------------------------------


def random_rows(seed: int) -> list[list[str]]:
    """The rows of an invented study: person, technologist, scanner, site, vertebrae, side, density.

    One to three sites; 1 to 40 people, 1 to 5 repeats, 1 to 4 technologists, 1 or 2 scanners. Some
    technologists are three times worse, some measure the same value always, and some people are
    scanned by a second technologist too.
    """
    random = np.random.default_rng([20261121, seed])
    technologists = [f"t{k + 1}" for k in range(random.integers(1, 5))]
    spread = {name: random.choice([1, 1, 1, 1, 3, 0.3, 0], p=[0.2, 0.2, 0.2, 0.2, 0.1, 0.05, 0.05])
              for name in technologists}
    scanners = [f"s{k + 1}" for k in range(random.integers(1, 3))]
    sites = [SITES[k] for k in random.permutation(len(SITES))[: random.integers(1, 4)]]
    usual_repeats = random.integers(2, 4)
    rows = []
    for person in range(random.integers(1, 41)):
        readers = list(random.permutation(technologists)[: 2 if random.random() < 0.1 else 1])
        scanner = str(random.choice(scanners))
        for site, vertebrae in sites:
            is_hip = site != "lumbar-spine"
            sides = ["left", "right"] if is_hip and random.random() < 0.3 else ["left"] if is_hip else [""]
            for side in sides:
                density = random.normal(0.9, 0.13)
                for reader in map(str, readers):
                    repeats = usual_repeats if random.random() < 0.7 else random.integers(1, 6)
                    error = random.uniform(0.006, 0.02) * spread[reader]
                    for value in density + error * random.standard_normal(repeats):
                        rows.append([f"p{person + 1}", reader, scanner, site, vertebrae, side, f"{value:.3f}"])
    return [rows[k] for k in random.permutation(len(rows))]


# --- Tables ---------------------------------------------------------------------------------


def estimated_variances(random: np.random.Generator, facilities: int, people: int, repeats: int,
                        spread_of_people: float = 0) -> Array:
    """Variances (true mean 1) that facilities estimate, each from its own people and repeats.

    `spread_of_people` is the SD of the logarithm of a person's own precision error.
    """
    own = np.exp(spread_of_people * random.standard_normal((facilities, people, 1)) - spread_of_people**2)
    scans = own * random.standard_normal((facilities, people, repeats))
    return scans.var(axis=2, ddof=1).mean(axis=1)


def alarm_rate(variance: Array) -> Array:
    """The part of stable people beyond FACTOR times an estimated SD, whose true value is 1."""
    return 2 * stats.norm.sf(FACTOR * np.sqrt(variance) / np.sqrt(2))


def print_alarms(facilities: int) -> None:
    """The real false alarm rate over the degrees of freedom, in percent."""
    random = np.random.default_rng(20261121)
    print("false alarms of 2.77 SD, % (duplicates of df people)")
    print("  df  formula  simulated  s.e.   5th  50th  95th centile of facilities (formula)")
    for df in DEGREES:
        variance = estimated_variances(random, facilities, df, 2)
        difference = random.standard_normal((facilities, 50)) * np.sqrt(2)
        share = (np.abs(difference) > FACTOR * np.sqrt(variance)[:, None]).mean(axis=1)
        formula = 2 * stats.t.sf(FACTOR / np.sqrt(2), df)
        # The 5th centile of the rate is at the 95th of the variance.
        low, middle, high = alarm_rate(stats.chi2.ppf([0.95, 0.5, 0.05], df) / df)
        error = share.std() / np.sqrt(facilities)
        print(f"{df:4d} {100 * formula:8.2f} {100 * share.mean():10.2f} {100 * error:5.2f}"
              f" {100 * low:5.2f} {100 * middle:5.2f} {100 * high:5.2f}")


def print_coverage(facilities: int) -> None:
    """How often the limits hold the true SD, in percent; equal people, and people with unlike errors."""
    random = np.random.default_rng(20261122)
    print("coverage of the limits of SD, %: people alike | precision error of people with SD of logarithm 0.3")
    print("people x scans  df   two-sided  one-sided |  two-sided  one-sided")
    for people, repeats in ((5, 2), (10, 2), (15, 2), (9, 4), (15, 3), (30, 2), (30, 3)):
        df = people * (repeats - 1)
        low, high, one_sided = df / stats.chi2.ppf([0.975, 0.025, 0.05], df)
        cells = []
        for spread in (0, 0.3):
            variance = estimated_variances(random, facilities, people, repeats, spread)
            cells.append((np.mean((variance * low <= 1) & (1 <= variance * high)), np.mean(variance * one_sided >= 1)))
        (two, one), (two_unlike, one_unlike) = 100 * np.array(cells)
        print(f"{people:6d} x {repeats} {df:8d} {two:10.2f} {one:10.2f} | {two_unlike:10.2f} {one_unlike:10.2f}")
