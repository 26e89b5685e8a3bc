# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Regression of children's density Z on height-for-age Z, written without sight of the engine.

Definitions, found by reproducing every figure of `nhanes_derived_haz_adjustment.csv`:

- Only people whose months at examination are published. Age in months is months + 1/2, for the
  density curve (over 12), for the CDC 2000 stature table and for the band (low <= age < high).
- L, M and S of both tables are linear in age between rows. The density curve is group All.
- Weighted least squares; `r` is the weighted correlation; the residual SD is the root of the
  weighted mean of squared residuals (divisor the sum of weights, no degrees of freedom taken).
"""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import survey

Array = np.ndarray
REFERENCE = Path("knowledge") / "reference"
LMS_FILES = ("nhanes_2005_2010_lms_femur_spine.csv", "nhanes_2011_2018_lms_wholebody.csv")
STATURE_FILE = "cdc2000_stature_lms.csv"


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


def height_adjustment(shared: Path, site: str, sex: str, low: float, high: float) -> Regression:
    """The regression of one site, sex and band of age in years."""
    cohort = survey.load_cohort("GHIJ" if site in survey.BODY_COLUMNS else "DEF", shared)
    density, height = survey.values(cohort.cycles, site, shared), cohort.column("BMX", "BMXHT")
    months = months_at_examination(cohort) + 0.5
    chosen = cohort.members(sex) & (months >= 12 * low) & (months < 12 * high)
    chosen &= ~np.isnan(density) & ~np.isnan(height)
    curve = load_lms(shared / REFERENCE / LMS_FILES[site in survey.BODY_COLUMNS], "age",
                     site=site, sex=sex, group="All")
    stature = load_lms(shared / REFERENCE / STATURE_FILE, "age_months", sex=sex)
    return weighted_regression(z_by_table(stature, months[chosen], height[chosen]),
                               z_by_table(curve, months[chosen] / 12, density[chosen]), cohort.weight[chosen])
