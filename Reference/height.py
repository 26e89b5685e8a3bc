# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Regression of children's density Z on height-for-age Z, written without sight of the engine.

    python Reference/height.py Knowledge/references/height-adjustment.json \\
        --curves Knowledge/references/nhanes-2005-2010-age-curves.json OTHER.json

Checks a data set of height adjustments against the regression over the curves of other data sets; the
exit status is 1 where a number of people differs, a figure by more than 0.005, or a row cannot be checked.

Definitions, found by reproducing every figure of `nhanes_derived_haz_adjustment.csv`:

- Age in months is months at examination + 1/2, for the density curve (over 12), for the CDC 2000
  stature table and for the band (low <= age < high). People without are left out: 6 below 20 years
  at the interview in 2005-2010, 35 in 2011-2018, whose months stop at 239, so that they had reached 20.
  With `--years` they count at completed years + 1/2, as in the recipes of curves.
- L, M and S of both tables are linear in age between rows. The density curve is group All.
- Weighted least squares; `r` is the weighted correlation; the residual SD is the root of the
  weighted mean of squared residuals (divisor the sum of weights, no degrees of freedom taken).
"""

import argparse
import csv
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import compare_curves
import survey

Array = np.ndarray
REFERENCE = Path("knowledge") / "reference"
LMS_FILES = ("nhanes_2005_2010_lms_femur_spine.csv", "nhanes_2011_2018_lms_wholebody.csv")
STATURE_FILE = "cdc2000_stature_lms.csv"
FIGURES = ("intercept", "slope", "r", "residual_sd")
FIGURE_BOUND = 0.005


@dataclass(frozen=True)
class Regression:
    """Z of density = intercept + slope * Z of height."""

    n: int
    intercept: float
    slope: float
    r: float
    residual_sd: float


def load_lms(path: Path, age: str, **wanted: str) -> Array:
    """Rows of age, L, M, S of an LMS table whose columns have the wanted texts."""
    with open(path, newline="", encoding="utf-8") as file:
        return np.array([[float(row[name]) for name in (age, "L", "M", "S")] for row in csv.DictReader(file)
                         if all(row[key] == text for key, text in wanted.items())])


def z_by_table(table: Array, age: Array, value: Array) -> Array:
    """Z by LMS, each parameter linear in age between rows."""
    l, m, s = (np.interp(age, table[:, 0], table[:, place]) for place in (1, 2, 3))
    return ((value / m) ** l - 1) / (l * s)


def months_at_examination(cohort: survey.Cohort) -> Array:
    """Months at examination as published; NaN for adults from 2011 on."""
    column = "RIDAGEEX" if cohort.cycles == "DEF" else "RIDEXAGM"
    return cohort.column("DEMO", column)


def weighted_regression(x: Array, y: Array, weight: Array) -> Regression:
    """Weighted least squares of y on x."""
    share = weight / weight.sum()
    x_mean, y_mean = share @ x, share @ y
    sxx, syy = share @ (x - x_mean) ** 2, share @ (y - y_mean) ** 2
    sxy = share @ ((x - x_mean) * (y - y_mean))
    slope = sxy / sxx
    intercept = y_mean - slope * x_mean
    residual = y - intercept - slope * x
    return Regression(len(x), float(intercept), float(slope), float(sxy / math.sqrt(sxx * syy)),
                      math.sqrt(share @ residual**2))


def height_adjustment(shared: Path, site: str, sex: str, low: float, high: float, curve: Array,
                      is_by_years: bool = False) -> Regression:
    """The regression of one site, sex and band of age in years; the curve has columns age, L, M, S.

    With `is_by_years` people without months have the age of a curve, completed years + 1/2.
    """
    cohort = survey.load_cohort(survey.cycles_of(site), shared)
    density, height = survey.values(cohort.cycles, site, shared), cohort.column("BMX", "BMXHT")
    months = 12 * cohort.age if is_by_years else months_at_examination(cohort) + 0.5
    chosen = cohort.members(sex) & (months >= 12 * low) & (months < 12 * high)
    chosen &= ~np.isnan(density) & ~np.isnan(height)
    stature = load_lms(shared / REFERENCE / STATURE_FILE, "age_months", sex=sex)
    return weighted_regression(z_by_table(stature, months[chosen], height[chosen]),
                               z_by_table(curve, months[chosen] / 12, density[chosen]), cohort.weight[chosen])


def shared_curve(shared: Path, site: str, sex: str) -> Array:
    """The density curve of the shared tables, group All."""
    path = shared / REFERENCE / LMS_FILES[site in survey.BODY_COLUMNS]
    return load_lms(path, "age", site=site, sex=sex, group="All")


# --- Check of a data set --------------------------------------------------------------------


def fitted_curves(paths: list[Path]) -> dict[tuple[str, str], Array]:
    """The curves of data sets for everybody, by site and sex as in `survey.py`."""
    found = {}
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        for curve in document["curves"]:
            if curve["group"] == "all":
                site = compare_curves.site_of(curve, curve.get("quantity") or document["quantity"])
                found[site, compare_curves.SEXES[curve["sex"]]] = np.array(curve["rows"], dtype=float)
    return found


def check_row(shared: Path, curves: dict[tuple[str, str], Array], row: dict, quantity: str,
              is_by_years: bool = False) -> tuple[list, bool]:
    """One printed row, of figures recorded minus found, and whether it holds."""
    site = compare_curves.site_of(row, row.get("quantity") or quantity)
    sex = compare_curves.SEXES[row["sex"]]
    low, high = row["ages"]
    head = [site, sex, f"{low:g}-{high:g}", row["n"]]
    if (site, sex) not in curves:
        return [*head, "no curve"], False
    found = height_adjustment(shared, site, sex, low, high, curves[site, sex], is_by_years)
    recorded = [row[name] for name in ("intercept", "slope", "r", "residualSd")]
    missed = [figure - getattr(found, name) for name, figure in zip(FIGURES, recorded)]
    holds = found.n == row["n"] and max(map(abs, missed)) <= FIGURE_BOUND
    return [*head, found.n, *(f"{figure:+.4f}" for figure in missed), "ok" if holds else "BROKEN"], holds


def main() -> None:
    """Checks a data set of height adjustments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("adjustment", type=Path)
    parser.add_argument("--curves", type=Path, nargs="+", required=True, help="data sets of curves for the same people")
    parser.add_argument("--years", action="store_true", help="completed years + 1/2 where months are missing")
    parser.add_argument("--shared", type=Path, default=survey.DEFAULT_SHARED)
    given = parser.parse_args()
    if not survey.is_present(given.shared):
        parser.exit(0, f"skipped: no survey tables in {given.shared / 'nhanes'}\n")
    document = json.loads(given.adjustment.read_text(encoding="utf-8"))
    curves = fitted_curves(given.curves)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["site", "sex", "ages", "n", "n found", *FIGURES, "holds"])
    broken = 0
    for row in document["rows"]:
        cells, holds = check_row(given.shared, curves, row, document["quantity"], given.years)
        writer.writerow(cells)
        broken += not holds
    print(f"{len(document['rows'])} rows, {broken} not confirmed")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
