# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random comparisons of two scanners, and the false alarm rate of the limit across scanners.

Used by `calibration.py`. Densities and scatter in g/cm².

The false alarm rate of one calibration is not simulated but worked out: given the line, a stable
person's new scan is normal around a known mean at each old density. Only the calibrations are drawn.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

Array = np.ndarray

PAIRS = ((1.0, 0.0), (0.9, 0.02), (1.1, -0.05))
SCATTERS = (0.0, 0.01, 0.02, 0.03, 0.04)
SIZES = (15, 30, 60)


@dataclass(frozen=True)
class World:
    """The truth about two scanners and the people who come; scatter is of persons by scanner.

    A new scan reads intercept + slope * (true density on the old scale) + scatter + error.
    """

    slope: float = 1.0
    intercept: float = 0.0
    scatter: float = 0.0
    error_old: float = 0.012
    error_new: float = 0.012
    mean: float = 0.95
    spread: float = 0.13
    # Of patients, if unlike the people of the calibration.
    patient_mean: float | None = None


# --- Random questions -----------------------------------------------------------------------


def random_question(seed: int) -> dict:
    """Rows of person, "old" or "new", density; old densities to answer at; patients; two sets of phantom scans."""
    random = np.random.default_rng([20261122, seed])
    slope, intercept = PAIRS[random.integers(len(PAIRS))]
    scatter = random.choice(SCATTERS)
    people = random.integers(7, 61)
    most_old, most_new = random.choice([1, 1, 2, 3]), random.choice([1, 2, 2, 3])
    is_mixed = random.random() < 0.5
    rows = []
    for person in range(people):
        true = random.normal(0.95, 0.13)
        counts = [int(random.integers(1, most + 1)) if is_mixed else int(most) for most in (most_old, most_new)]
        if random.random() < 0.05:
            counts[random.integers(2)] = 0
        on_new = intercept + slope * true + random.normal(0, scatter)
        for scanner, center, count in zip(("old", "new"), (true, on_new), counts):
            for value in random.normal(center, 0.012, count):
                rows.append([f"p{person + 1}", scanner, f"{value:.3f}"])
    patients = [(round(old, 3), round(random.normal(intercept + slope * old, 0.04), 3))
                for old in random.normal(0.95, 0.16, 8)]
    before, after = random.integers(6, 13, 2)
    shift = 1 + random.choice([0, 0.004, 0.01, 0.02])
    return {
        "rows": rows,
        "at": [0.7, 0.95, 1.2],
        "patients": patients,
        "phantom": {"old": [f"{value:.3f}" for value in random.normal(1.177, 0.006, before)],
                    "new": [f"{value:.3f}" for value in random.normal(1.177 * shift, 0.006, after)]},
    }


# --- False alarms ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Alarms:
    """False alarm rates: of each calibration, over all and inside its range; of a limit whose two parts
    are kept apart; of precision errors alone.
    """

    each: Array
    inside: float
    apart: float
    alone: float


@dataclass(frozen=True)
class Lines:
    """Many calibrations: old densities (one row each), mean of the new ones, slope, sum of squares of the
    old, residual variance about the line, and the variance that a single new scan adds, with the
    degrees of freedom of both.
    """

    x: Array
    mean_y: Array
    slope: Array
    squares: Array
    about: Array
    added: Array
    about_df: int
    added_df: int


def draw_lines(world: World, people: int, repeats: int, calibrations: int, random: np.random.Generator) -> Lines:
    """Calibrations of one old and so many new scans a person."""
    shape = (calibrations, people)
    true = random.normal(world.mean, world.spread, shape)
    x = true + random.normal(0, world.error_old, shape)
    on_new = world.intercept + world.slope * true + random.normal(0, world.scatter, shape)
    scans = on_new[..., None] + random.normal(0, world.error_new, (*shape, repeats))
    y = scans.mean(axis=2)
    from_mean = x - x.mean(axis=1, keepdims=True)
    squares = (from_mean**2).sum(axis=1)
    slope = (from_mean * y).sum(axis=1) / squares
    about = ((y - y.mean(axis=1, keepdims=True) - slope[:, None] * from_mean) ** 2).sum(axis=1) / (people - 2)
    added = scans.var(axis=2, ddof=1).mean(axis=1) * (1 - 1 / repeats) if repeats > 1 else 0 * about
    return Lines(x, y.mean(axis=1), slope, squares, about, added, people - 2, max(1, people * (repeats - 1)))


def limits(lines: Lines, leverage: Array, are_parts_apart: bool) -> Array:
    """t * SD with degrees of freedom by Satterthwaite; `leverage` is 1/n + (x - mean)²/Sxx.

    The note multiplies the variance of one new scan by 1 + leverage. With the parts apart only the
    variance about the line is, because the scan that a single one adds has no share in the line.
    """
    about, added = lines.about[:, None], lines.added[:, None]
    first, second = (about * (1 + leverage), added) if are_parts_apart else (about, added)
    df = (first + second) ** 2 / (first**2 / lines.about_df + second**2 / lines.added_df)
    variance = first + second if are_parts_apart else (first + second) * (1 + leverage)
    return stats.t.ppf(0.975, df) * np.sqrt(variance)


def false_alarms(world: World, people: int, repeats: int, calibrations: int, random: np.random.Generator,
                 nodes: int = 40) -> Alarms:
    """Rates over many calibrations, averaged over patients."""
    lines = draw_lines(world, people, repeats, calibrations, random)
    patient_mean = world.mean if world.patient_mean is None else world.patient_mean
    total = np.hypot(world.spread, world.error_old)
    old = patient_mean + total * stats.norm.ppf((np.arange(nodes) + 0.5) / nodes)
    reliability = world.spread**2 / total**2
    expected_new = world.intercept + world.slope * (patient_mean + reliability * (old - patient_mean))
    true_sd = np.sqrt(world.slope**2 * world.spread**2 * (1 - reliability) + world.scatter**2 + world.error_new**2)
    from_mean = old - lines.x.mean(axis=1)[:, None]
    slope = lines.slope[:, None]
    bias = expected_new - (lines.mean_y[:, None] + slope * from_mean)
    leverage = 1 / people + from_mean**2 / lines.squares[:, None]

    def rate(limit: Array) -> Array:
        return stats.norm.sf((limit - bias) / true_sd) + stats.norm.cdf((-limit - bias) / true_sd)

    rates = rate(limits(lines, leverage, False))
    is_inside = (lines.x.min(axis=1)[:, None] <= old) & (old <= lines.x.max(axis=1)[:, None])
    return Alarms(
        each=rates.mean(axis=1),
        inside=float(rates[is_inside].mean()),
        apart=float(rate(limits(lines, leverage, True)).mean()),
        alone=float(rate(1.96 * np.sqrt(slope**2 * world.error_old**2 + world.error_new**2)).mean()),
    )


def print_alarms(calibrations: int) -> None:
    """False alarms in percent: limit of the note, inside the range, parts apart, precision errors alone."""
    random = np.random.default_rng(20261123)
    print("false alarms, %: limit across scanners (inside the range of the table) parts apart; precision errors alone")
    print("slope  scans scatter " + "".join(f"|         n = {n:<14d}" for n in SIZES))
    note, apart = [], []
    for slope, intercept in PAIRS:
        for repeats in (1, 2):
            for scatter in SCATTERS:
                world = World(slope, intercept, scatter)
                cells = []
                for people in SIZES:
                    alarms = false_alarms(world, people, repeats, calibrations, random)
                    note += [100 * alarms.each.mean(), 100 * alarms.inside]
                    apart.append(100 * alarms.apart)
                    cells.append(f"| {note[-2]:5.2f} ({note[-1]:5.2f}) {apart[-1]:5.2f}; {100 * alarms.alone:4.1f} ")
                print(f"{slope:5.1f} {repeats:6d} {scatter:7.2f} " + "".join(cells))
    print(f"lowest {min(note):.2f}, highest {max(note):.2f}; parts apart {min(apart):.2f}, {max(apart):.2f}")
    print("apart from these, at scatter 0.02 and slope 1:")
    base = World(scatter=0.02)
    others = {
        "30 people, patients 0.13 g/cm² lower": (replace(base, patient_mean=0.82), 30, 1),
        "30 people of spread 0.08, patients 0.13 lower": (replace(base, spread=0.08, patient_mean=0.82), 30, 1),
        "10 people": (base, 10, 1),
        "10 people, two new scans": (base, 10, 2),
        "10 people, two new scans, new error 0.03, no scatter":
            (replace(base, scatter=0, error_new=0.03, error_old=0.006), 10, 2),
    }
    for name, (world, people, repeats) in others.items():
        alarms = false_alarms(world, people, repeats, calibrations, random)
        print(f"  {name}: {100 * alarms.each.mean():.2f}; parts apart {100 * alarms.apart:.2f}")
    each = 100 * np.quantile(false_alarms(base, 30, 1, calibrations, random).each, [0.05, 0.5, 0.95])
    print("  30 people: centiles 5, 50, 95 over calibrations: " + ", ".join(f"{rate:.1f}" for rate in each))
