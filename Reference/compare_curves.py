# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Refits the curves of a fitted data set from the survey tables and compares, without sight of the engine.

    python Reference/compare_curves.py Knowledge/references/nhanes-2005-2010-age-curves.json --only total-hip
    python Reference/compare_curves.py ... --search --only total-hip.all

Two fits of each curve: (a) with the recorded penalties; (b) with the penalties that give the recorded
effective degrees of freedom, sought from a start of its own. Over the given ages from 9 to 79 (59 for
the whole body) M may differ by 0.3 %, and Z by 0.02 for values between our 3rd and 97th centile; the
exit status is 1 where one does not. `--search` looks for the smallest GAIC(3) over every stretch of age
and all penalties, and prints by how much the recorded choice misses it; it has no bound.

An edf recorded as 2 is a straight line in (b). Sites are those of `survey.py`, not the expressions of
the recipe; the people must be as many as the data set says. Skips (status 0) without the tables.
"""

import argparse
import csv
import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy.optimize
import scipy.special

import age_curves
import survey

RECIPES = Path(__file__).resolve().parent.parent / "Knowledge" / "recipes"

FROM_AGE, TO_AGE = 9, 79
CENTRAL_Z = np.linspace(-1, 1, 41) * scipy.special.ndtri(0.97)
M_BOUND, Z_BOUND = 0.003, 0.02

CRITERION = 3
POWERS, SPURTS, MIDDLES = (-1, -0.5, 0, 0.5, 1), (0.25, 0.5, 1), (12, 13, 14)
OWN_START = (300.0, 3000.0, 3000.0)
SEARCH_STARTS = ((1e3, 1e4, 1e4), (1e5, 1e5, 1e3), (30.0, 1e3, 300.0))
LOG_PENALTIES = (np.log(0.1), np.log(1e8))
KEPT_STRETCHES = 6

SEXES = {"female": "F", "male": "M"}
GROUPS = {"all": "All", "white": "NHW", "black": "NHB", "mexican-american": "MA", "asian": "NHA"}
NAMED = {
    ("lumbar-spine", "trabecular-bone-score"): survey.TBS,
    ("lumbar-spine", "bone-mineral-apparent-density"): survey.BMAD,
    ("total-body", "areal-density"): "total_body_bmd",
    ("total-body", "bone-mineral-content"): "total_body_bmc",
    ("total-body-less-head", "areal-density"): "tblh_bmd",
    ("total-body-less-head", "bone-mineral-content"): "tblh_bmc",
}

Array = np.ndarray
Triple = age_curves.Triple


@dataclass(frozen=True)
class Recorded:
    """One curve of a data set: `table` has columns age, L, M, S."""

    key: str
    site: str
    sex: str
    group: str
    n: int
    distribution: str
    model: age_curves.Model
    edf: Triple
    gaic: float
    table: Array


@dataclass(frozen=True)
class Difference:
    """Theirs against ours: largest share of M and largest Z, with the ages where, edf and GAIC (theirs - ours)."""

    m: float
    m_age: float
    z: float
    z_age: float
    edf: float
    gaic: float

    @property
    def is_within(self) -> bool:
        """Whether both bounds hold."""
        return self.m <= M_BOUND and self.z <= Z_BOUND


# --- The data set ---------------------------------------------------------------------------


def site_of(curve: dict, quantity: str) -> str:
    """The site's name in `survey.py`."""
    vertebrae = curve.get("vertebrae")
    name = curve.get("site") or curve["key"].split(".")[1]
    if (name, quantity) in NAMED:
        return NAMED[name, quantity]
    if vertebrae:
        return survey.SPINE_TOTAL if len(vertebrae) == len(survey.VERTEBRAE) else "+".join(vertebrae)
    return name.replace("-", "_")


def curve_of(curve: dict, quantity: str, ages: tuple[float, float]) -> Recorded:
    """One curve of the document."""
    fit, stretch = curve["fit"], curve["fit"]["stretch"]
    penalty, edf = ([float(fit[name][part]) for part in "LMS"] for name in ("penalty", "edf"))
    model = age_curves.Model(stretch["power"], ages, age_curves.as_triple(penalty),
                             stretch.get("spurt", 0), stretch.get("middle", 13))
    return Recorded(curve["key"], site_of(curve, curve.get("quantity") or quantity), SEXES[curve["sex"]],
                    GROUPS[curve["group"]], curve["n"], fit["distribution"], model,
                    age_curves.as_triple(edf), fit["gaic"], np.array(curve["rows"], dtype=float))


def load_curves(path: Path, recipes: Path = RECIPES) -> list[Recorded]:
    """Every fitted curve of a data set, with the ages of its recipe; fails for one that is not fitted."""
    document = json.loads(path.read_text(encoding="utf-8"))
    if "fitted" not in document:
        raise SystemExit(f"{path.name} does not say which recipe it was fitted with")
    recipe = json.loads((recipes / f"{document['fitted']['recipe']}.json").read_text(encoding="utf-8"))
    low, high = recipe["ages"]
    return [curve_of(curve, document["quantity"], (low, high)) for curve in document["curves"]]


def sample_of(curve: Recorded, shared: Path) -> age_curves.Sample:
    """The people of a curve; fails unless they are as many as the data set says."""
    cohort = survey.load_cohort(survey.cycles_of(curve.site), shared)
    rows = survey.sample_rows(cohort, curve.site, curve.sex, curve.group, *curve.model.ages)
    if len(rows) != curve.n:
        raise ValueError(f"{curve.key}: {curve.n} people recorded, {len(rows)} found")
    age, value, weight = rows[:, :3].T
    return age_curves.Sample(age, value, weight)


# --- Comparison -----------------------------------------------------------------------------


def value_at(z: Array, l: Array, m: Array, s: Array) -> Array:
    """The values with the given Z, one row an age."""
    l, m, s = l[:, None], m[:, None], s[:, None]
    inside = l * s * z
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.where(np.abs(l) < 1e-9, s * z, np.log1p(inside) / l)
    return m * np.exp(log_ratio)


def largest_z(ours: tuple[Array, Array, Array], theirs: tuple[Array, Array, Array]) -> Array:
    """For each age the largest difference of Z over values between our 3rd and 97th centile."""
    value = value_at(CENTRAL_Z, *ours)
    l, m, s = (part[:, None] for part in theirs)
    z = age_curves.scores_of(value, l, np.log(m), np.log(s)).z
    return np.abs(z - CENTRAL_Z).max(axis=1)


def compare(curve: Recorded, fitted: age_curves.Fit) -> Difference:
    """The recorded curve against our fit, at the ages of its rows."""
    ages = curve.table[:, 0]
    table = curve.table[(ages >= FROM_AGE) & (ages <= min(TO_AGE, curve.model.ages[1] - 1))]
    age, l, m, s = table.T
    ours = fitted.at(age)
    of_m, of_z = np.abs(m / ours[1] - 1), largest_z(ours, (l, m, s))
    edf = float(np.abs(np.subtract(fitted.edf, curve.edf)).max())
    return Difference(float(of_m.max()), float(age[of_m.argmax()]), float(of_z.max()), float(age[of_z.argmax()]),
                      edf, curve.gaic - fitted.gaic(CRITERION))


def both_fits(curve: Recorded, sample: age_curves.Sample) -> tuple[age_curves.Fit, age_curves.Fit]:
    """The fits with the recorded penalties and with the recorded degrees of freedom."""
    recorded = age_curves.fit(sample, curve.model)
    own = replace(curve.model, penalty=OWN_START)
    return recorded, age_curves.fit_with_edf(sample, own, curve.edf, tolerance=1e-6)


# --- Search ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """The best penalties found for one stretch of age."""

    gaic: float
    fit: age_curves.Fit


class Search:
    """The smallest GAIC over penalties and stretches, by descent in the logarithms of the penalties."""

    def __init__(self, sample: age_curves.Sample, ages: tuple[float, float]):
        self.sample, self.ages = sample, ages

    def descend(self, model: age_curves.Model) -> Found:
        """The best penalties downhill from those of the model."""
        best = age_curves.fit(self.sample, model)
        start = best.coefficients

        def gaic(log_penalty: Array) -> float:
            nonlocal best
            penalty = age_curves.as_triple(np.exp(log_penalty))
            tried = age_curves.fit(self.sample, replace(model, penalty=penalty), start)
            if tried.gaic(CRITERION) < best.gaic(CRITERION):
                best = tried
            return tried.gaic(CRITERION)

        scipy.optimize.minimize(gaic, np.log(model.penalty), method="L-BFGS-B", bounds=[LOG_PENALTIES] * 3,
                                options={"eps": 1e-3, "ftol": 1e-8, "maxiter": 60})
        return Found(best.gaic(CRITERION), best)

    def stretches(self) -> Iterator[age_curves.Model]:
        """Every stretch of the method note, with the first penalties of the search."""
        for power in POWERS:
            yield age_curves.Model(power, self.ages, SEARCH_STARTS[0])
            for spurt, middle in itertools.product(SPURTS, MIDDLES):
                yield age_curves.Model(power, self.ages, SEARCH_STARTS[0], spurt, middle)

    def best(self) -> Found:
        """Every stretch from one start, then the best few from the others."""
        found = sorted((self.descend(model) for model in self.stretches()), key=lambda one: one.gaic)
        again = [self.descend(replace(one.fit.model, penalty=start))
                 for one in found[:KEPT_STRETCHES] for start in SEARCH_STARTS[1:]]
        return min([*found, *again], key=lambda one: one.gaic)

    def beside(self, model: age_curves.Model) -> Found:
        """The best penalties for the stretch of a model, from its own penalties and all starts."""
        starts = [np.clip(model.penalty, *np.exp(LOG_PENALTIES)), *SEARCH_STARTS]
        return min((self.descend(replace(model, penalty=age_curves.as_triple(start))) for start in starts),
                   key=lambda one: one.gaic)


# --- Printed tables -------------------------------------------------------------------------


def short(key: str) -> str:
    """The key without its family."""
    return key.split(".", 1)[1]


def comparison_row(curve: Recorded, shared: Path) -> tuple[list[str], bool]:
    """One row of the table of comparisons, and whether its bounds hold."""
    sample = sample_of(curve, shared)
    cells, within = [short(curve.key), str(curve.n)], True
    for fitted in both_fits(curve, sample):
        found = compare(curve, fitted)
        within &= found.is_within
        cells += [f"{100 * found.m:.4f}", f"{found.m_age:g}", f"{found.z:.5f}", f"{found.z_age:g}",
                  f"{found.edf:.4f}", f"{found.gaic:+.3f}"]
    return [*cells, "ok" if within else "BROKEN"], within


COMPARISON_HEAD = ["curve", "n", *(f"{fit} {name}" for fit in "ab" for name in
                                   ("dM %", "at", "dZ", "at", "d edf", "d GAIC")), "bounds"]


def stretch_text(model: age_curves.Model) -> str:
    """Power, spurt and middle."""
    return f"{model.power:g}/{model.spurt:g}/{model.middle:g}" if model.spurt else f"{model.power:g}/0"


SEARCH_HEAD = ["curve", "recorded", "recorded GAIC", "best", "best GAIC", "missed by", "of it penalties",
               "best edf", "dM % best", "at", "dZ best", "at"]


def search_row(curve: Recorded, shared: Path) -> list[str]:
    """One row of the table of searches; the differences are of the recorded curve from the best."""
    sample = sample_of(curve, shared)
    search = Search(sample, curve.model.ages)
    recorded = age_curves.fit(sample, curve.model).gaic(CRITERION)
    beside = search.beside(curve.model)
    best = min((beside, search.best()), key=lambda one: one.gaic)
    found = compare(curve, best.fit)
    return [short(curve.key), stretch_text(curve.model), f"{recorded:.2f}", stretch_text(best.fit.model),
            f"{best.gaic:.2f}", f"{recorded - best.gaic:.2f}", f"{recorded - beside.gaic:.2f}",
            "/".join(f"{part:.2f}" for part in best.fit.edf), f"{100 * found.m:.3f}", f"{found.m_age:g}",
            f"{found.z:.4f}", f"{found.z_age:g}"]


def run(curves: list[Recorded], shared: Path, is_search: bool) -> int:
    """Prints the table row by row; the exit status."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(SEARCH_HEAD if is_search else COMPARISON_HEAD)
    broken = 0
    for curve in curves:
        if curve.distribution != "box-cox-normal":
            print(f"{curve.key}: not compared, its distribution is {curve.distribution}", file=sys.stderr)
            continue
        if is_search:
            writer.writerow(search_row(curve, shared))
        else:
            row, within = comparison_row(curve, shared)
            writer.writerow(row)
            broken += not within
        sys.stdout.flush()
    if not is_search:
        print(f"{len(curves)} curves, {broken} beyond {100 * M_BOUND:g} % of M or {Z_BOUND:g} of Z")
    return 1 if broken else 0


def main() -> None:
    """Compares or searches."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--only", default="", help="only curves with this text in their key")
    parser.add_argument("--search", action="store_true", help="search the smallest GAIC in place of comparing")
    parser.add_argument("--recipes", type=Path, default=RECIPES)
    parser.add_argument("--shared", type=Path, default=survey.DEFAULT_SHARED)
    given = parser.parse_args()
    if not survey.is_present(given.shared):
        parser.exit(0, f"skipped: no survey tables in {given.shared / 'nhanes'}\n")
    curves = [curve for curve in load_curves(given.dataset, given.recipes) if given.only in curve.key]
    sys.exit(run(curves, given.shared, given.search))


if __name__ == "__main__":
    main()
