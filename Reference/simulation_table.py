# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Bias and coverage of fitted age curves over the replicates of a simulation.

    python Reference/simulation_table.py --truth TRUTH.csv FITTED.json --at 9,10,12,14,16,20:80:10

TRUTH.csv is written by `simulate.py`; FITTED.json is the data set fitted with its recipe, with standard
errors. Every curve counts as a replicate, whatever its sex. Each row is an age and one of L, M, S and
the value at Z = -2: truth, bias (mean estimate - truth) with its own standard error, SD of the
estimates, mean and root mean square of the standard errors, and the share of intervals
estimate +- 1.96 SE that hold the truth, with its standard error.

A data set has no covariances. The standard error of the value at Z = -2 is that of first order, with the
correlations of L, M and S that the replicates themselves show at that age.
"""

import argparse
import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import age_curves

LOW_Z = -2.0
QUANTILE = 1.96
NAMES = ("L", "M", "S", "value at Z -2")
HEAD = ["age", "of", "truth", "bias", "+-", "SD", "mean SE", "rms SE", "coverage %", "+-", "replicates"]

Array = np.ndarray


@dataclass(frozen=True)
class Replicates:
    """At one age the estimates and standard errors of L, M, S, one row a replicate."""

    estimate: Array
    error: Array


def load_truth(path: Path) -> dict[float, Array]:
    """True L, M, S by age."""
    with open(path, newline="", encoding="utf-8") as file:
        return {float(row["age"]): np.array([float(row[name]) for name in "LMS"]) for row in csv.DictReader(file)}


def by_age(rows: list[list[float]]) -> dict[float, list[float]]:
    """Rows of age, L, M, S by age; rows with a missing number are left out."""
    return {row[0]: row[1:] for row in rows if None not in row}


def load_replicates(path: Path) -> dict[float, Replicates]:
    """The replicates by age, at the ages where a curve has both estimates and standard errors."""
    curves = json.loads(path.read_text(encoding="utf-8"))["curves"]
    pairs: dict[float, list[tuple[list[float], list[float]]]] = {}
    for curve in curves:
        estimates, errors = by_age(curve["rows"]), by_age(curve.get("standardErrors") or [])
        for age in estimates.keys() & errors.keys():
            pairs.setdefault(age, []).append((estimates[age], errors[age]))
    return {age: Replicates(*(np.array(part, dtype=float) for part in zip(*pairs[age]))) for age in sorted(pairs)}


def low_value(lms: Array) -> Array:
    """The value at Z = -2 of each row of L, M, S."""
    l, m, s = lms.T
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.where(np.abs(l) < 1e-9, s * LOW_Z, np.log1p(l * s * LOW_Z) / l)
    return m * np.exp(log_ratio)


def low_value_slopes(lms: Array) -> Array:
    """Derivatives of the value at Z = -2 by L, M and S, one row a replicate, by central differences."""
    steps = 1e-5 * np.eye(3)
    return np.column_stack([(low_value(lms + step) - low_value(lms - step)) / 2e-5 for step in steps])


def low_value_errors(found: Replicates) -> Array:
    """First-order standard errors of the value at Z = -2."""
    spread = found.estimate.std(axis=0)
    correlation = np.eye(3)
    varies = spread > 0
    correlation[np.ix_(varies, varies)] = np.corrcoef(found.estimate[:, varies], rowvar=False)
    scaled = low_value_slopes(found.estimate) * found.error
    return np.sqrt(np.maximum(np.einsum("ri,ij,rj->r", scaled, correlation, scaled), 0))


def figures(truth: float, estimate: Array, error: Array) -> list[float]:
    """The figures of a row after its name."""
    count = len(estimate)
    spread = float(estimate.std(ddof=1))
    share = float(np.mean(np.abs(estimate - truth) <= QUANTILE * error))
    return [truth, float(estimate.mean()) - truth, spread / np.sqrt(count), spread, float(error.mean()),
            float(np.sqrt(np.mean(error**2))), 100 * share, 100 * np.sqrt(share * (1 - share) / count), count]


def table(truth: dict[float, Array], replicates: dict[float, Replicates]) -> list[list]:
    """Four rows an age, for the ages that both have."""
    rows = []
    for age, found in replicates.items():
        if age not in truth or len(found.estimate) < 2:
            continue
        true = np.append(truth[age], low_value(truth[age][None, :]))
        estimate = np.column_stack([found.estimate, low_value(found.estimate)])
        error = np.column_stack([found.error, low_value_errors(found)])
        rows += [[age, name, *figures(true[k], estimate[:, k], error[:, k])] for k, name in enumerate(NAMES)]
    return rows


def printed(row: list) -> list[str]:
    """A row as text."""
    age, name, *numbers, coverage, coverage_error, count = row
    return [f"{age:g}", name, *(f"{number:.5f}" for number in numbers),
            f"{coverage:.1f}", f"{coverage_error:.1f}", str(count)]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fitted", type=Path)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--at", type=age_curves.parse_ages, help="only these ages")
    given = parser.parse_args()
    rows = table(load_truth(given.truth), load_replicates(given.fitted))
    chosen = [row for row in rows if given.at is None or row[0] in given.at]
    if not chosen:
        parser.error("no age has truth, estimates and standard errors of two replicates")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(printed(row) for row in chosen)
    for name in NAMES:
        shares = [row[-3] for row in chosen if row[1] == name]
        print(f"{name}: mean coverage {np.mean(shares):.1f} %, lowest {min(shares):.1f} %, highest {max(shares):.1f} %")


if __name__ == "__main__":
    main()
