# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reference arithmetic of `docs/methods/calibration.md`: two scanners and the change from one to the other.

    python Reference/calibration.py cases 200 OUT.json
    python Reference/calibration.py alarms 4000

Densities in g/cm². Lines are fitted by QR and by the eigenvector of the smallest eigenvalue, not by the
closed forms of the note.
"""

import argparse
import math
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy import stats

import calibration_simulation
import cases
from scores import exact

Array = np.ndarray

LEAST_PEOPLE, WANTED_PEOPLE = 10, 30
LEAST_PHANTOM_SCANS = 10
PHANTOM_TOLERANCE = Fraction("0.01")
AGREEMENT = 1.96


@dataclass(frozen=True)
class Person:
    """The scans of one person on both scanners, in order, g/cm²."""

    old: list[float]
    new: list[float]


@dataclass(frozen=True)
class Precision:
    """A precision error (g/cm²) from repeats, with its degrees of freedom."""

    sd: float
    df: int


def paired(rows: list[list[str]]) -> list[Person]:
    """People with scans on both scanners, from rows of person, "old" or "new", density."""
    scans: dict[str, dict[str, list[float]]] = defaultdict(lambda: {"old": [], "new": []})
    for name, scanner, value in rows:
        scans[name][scanner].append(float(value))
    return [Person(**both) for both in scans.values() if both["old"] and both["new"]]


def precision_of(repeats: list[list[float]]) -> Precision | None:
    """The root-mean-square SD of repeats; None if nobody has two."""
    df = sum(len(values) - 1 for values in repeats)
    squares = math.fsum(float(np.var(values)) * len(values) for values in repeats)
    return Precision(math.sqrt(squares / df), df) if df else None


# --- Deming ---------------------------------------------------------------------------------


def deming_line(x: Array, y: Array, ratio: float) -> Array:
    """Intercept and slope of the line with the least weighted distance.

    With y divided by sqrt(ratio) both errors are alike, and the normal of the line is the eigenvector
    of the smallest eigenvalue of the scatter matrix.
    """
    scale = math.sqrt(ratio)
    centered = np.stack([x - x.mean(), (y - y.mean()) / scale])
    normal = np.linalg.svd(centered)[0][:, 1]
    slope = -scale * normal[0] / normal[1]
    return np.array([y.mean() - slope * x.mean(), slope])


def error_ratio(people: list[Person], old: Precision | None, new: Precision | None) -> float:
    """The error variance of the mean on the new scanner over that on the old one; 1 if either is unknown or 0."""
    if not (old and new and old.sd > 0 and new.sd > 0):
        return 1.0
    r = np.mean([len(person.old) for person in people])
    q = np.mean([len(person.new) for person in people])
    return float((new.sd**2 / q) / (old.sd**2 / r))


def deming(people: list[Person], ratio: float, at: list[float]) -> dict:
    """The Deming line with jackknife standard errors and limits of intercept, slope and the line at densities."""
    x = np.array([np.mean(person.old) for person in people])
    y = np.array([np.mean(person.new) for person in people])
    n = len(people)
    design = np.array([[1, 0], [0, 1], *([1, density] for density in at)], dtype=float)
    estimate = design @ deming_line(x, y, ratio)
    left_out = np.array([design @ deming_line(np.delete(x, i), np.delete(y, i), ratio) for i in range(n)])
    errors = np.sqrt((n - 1) / n * ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0))
    reach = stats.t.ppf(0.975, n - 2) * errors
    named = [dict(zip(("estimate", "se", "lower", "upper"), map(float, row)))
             for row in zip(estimate, errors, estimate - reach, estimate + reach)]
    return {"ratio": ratio, "intercept": named[0], "slope": named[1], "line_at": named[2:]}


# --- Bland and Altman -----------------------------------------------------------------------


def bland_altman(people: list[Person]) -> dict:
    """Bias of the new scanner, limits of agreement, and the trend of the difference over the mean."""
    x = np.array([np.mean(person.old) for person in people])
    y = np.array([np.mean(person.new) for person in people])
    difference = y - x
    sd = float(difference.std(ddof=1))
    bias = float(difference.mean())
    trend = stats.linregress((x + y) / 2, difference)
    return {
        "bias": bias,
        "se": sd / math.sqrt(len(people)),
        "sd": sd,
        "lower": bias - AGREEMENT * sd,
        "upper": bias + AGREEMENT * sd,
        "trend": {"slope": float(trend.slope), "p": float(trend.pvalue)},
    }


# --- Conversion and the limit of a change across scanners -----------------------------------


def satterthwaite(*parts: tuple[float, float]) -> float:
    """The degrees of freedom of a sum of variances, each with its own; a part of 0 has no say."""
    total = sum(variance for variance, _ in parts)
    return total**2 / sum(variance**2 / df for variance, df in parts if variance > 0)


@dataclass(frozen=True)
class Conversion:
    """The line from a single old scan to a new one, and the variance of one new scan about it.

    `about_line` is the residual variance of the means of the new scans and `added` what a single one
    adds to it, both (g/cm²)².
    """

    intercept: float
    slope: float
    about_line: float
    added: float
    added_df: int
    people: int
    mean_old: float
    squares_old: float
    lowest: float
    highest: float

    @property
    def sd(self) -> float:
        """The SD of one new scan, g/cm²."""
        return math.sqrt(self.about_line + self.added)

    @property
    def df(self) -> float:
        """The degrees of freedom of that SD."""
        return satterthwaite((self.about_line, self.people - 2), (self.added, self.added_df))

    def leverage(self, old: float) -> float:
        """The variance of the line at an old density over the residual variance."""
        return 1 / self.people + (old - self.mean_old) ** 2 / self.squares_old

    def limit(self, old: float) -> float:
        """The generalized least significant change of the note at an old density, g/cm²."""
        return float(stats.t.ppf(0.975, self.df)) * self.sd * math.sqrt(1 + self.leverage(old))

    def limit_parts_apart(self, old: float) -> float:
        """The same, but the variance that a single new scan adds has no share in that of the line, g/cm².

        Equal to `limit` without repeats on the new scanner, and a little smaller with them.
        """
        parts = ((self.about_line * (1 + self.leverage(old)), self.people - 2), (self.added, self.added_df))
        return float(stats.t.ppf(0.975, satterthwaite(*parts))) * math.sqrt(sum(variance for variance, _ in parts))


def conversion(people: list[Person]) -> Conversion:
    """Least squares of the mean of the new scans on the first old scan."""
    x = np.array([person.old[0] for person in people])
    y = np.array([np.mean(person.new) for person in people])
    n = len(people)
    q, r = np.linalg.qr(np.stack([np.ones(n), x], axis=1))
    intercept, slope = np.linalg.solve(r, q.T @ y)
    about_line = float(((y - q @ (q.T @ y)) ** 2).sum() / (n - 2))
    new = precision_of([person.new for person in people])
    added = new.sd**2 * float(1 - np.mean([1 / len(person.new) for person in people])) if new else 0.0
    return Conversion(float(intercept), float(slope), about_line, added, new.df if new else 0, n, float(x.mean()),
                      float(((x - x.mean()) ** 2).sum()), float(x.min()), float(x.max()))


def judge(line: Conversion, old: float, new: float) -> dict:
    """Whether a person changed who was `old` on the old scanner and is `new` on the new one."""
    if not line.lowest <= old <= line.highest:
        return {"refused": "outside-range"}
    change = new - (line.intercept + line.slope * old)
    limit = line.limit(old)
    return {"expected": line.intercept + line.slope * old, "change": change, "limit": limit,
            "counts": bool(abs(change) >= limit)}


def answer(rows: list[list[str]], at: list[float], patients: list[tuple[float, float]]) -> dict:
    """Everything about people on two scanners; `at` are old densities, `patients` pairs of old and new."""
    people = paired(rows)
    if len(people) < LEAST_PEOPLE:
        return {"people": len(people), "refused": "too-few-people"}
    old = precision_of([person.old for person in people])
    new = precision_of([person.new for person in people])
    line = conversion(people)
    return {
        "people": len(people),
        "few_people": len(people) < WANTED_PEOPLE,
        "precision": {name: one and vars(one) for name, one in (("old", old), ("new", new))},
        "deming": deming(people, error_ratio(people, old, new), at),
        "bland_altman": bland_altman(people),
        "conversion": vars(line) | {"sd": line.sd, "df": line.df},
        "limit_at": [line.limit(density) for density in at],
        "limit_parts_apart_at": [line.limit_parts_apart(density) for density in at],
        "patients": [judge(line, *pair) for pair in patients],
    }


# --- Phantoms -------------------------------------------------------------------------------


def phantom_agreement(old: list[str], new: list[str]) -> dict:
    """Whether two means agree within 1 % of the old one, compared as exact rationals; equal passes."""
    mean_old, mean_new = (sum(map(exact, values)) / len(values) for values in (old, new))
    return {
        "old": float(mean_old),
        "new": float(mean_new),
        "percent": float(100 * (mean_new - mean_old) / mean_old),
        "agrees": abs(mean_new - mean_old) <= PHANTOM_TOLERANCE * mean_old,
        "few_scans": min(len(old), len(new)) < LEAST_PHANTOM_SCANS,
    }


def case(seed: int) -> dict:
    """One random comparison with its answers."""
    question = calibration_simulation.random_question(seed)
    phantom = question["phantom"]
    return question | {"answer": answer(question["rows"], question["at"], question["patients"]),
                       "phantom_answer": phantom_agreement(phantom["old"], phantom["new"])}


def main() -> None:
    """Writes cases or prints the table of false alarms."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("cases")
    writer.add_argument("count", type=int)
    writer.add_argument("path", type=Path)
    commands.add_parser("alarms").add_argument("calibrations", type=int, nargs="?", default=4000)
    options = parser.parse_args()
    if options.command == "cases":
        cases.write(options.path, map(case, range(options.count)))
    else:
        calibration_simulation.print_alarms(options.calibrations)


if __name__ == "__main__":
    main()
