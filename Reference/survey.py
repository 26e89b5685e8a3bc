# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""NHANES samples and design-based statistics, written without sight of the engine.

    python Reference/survey.py --site femoral_neck --sex F --group All -o /tmp/sample.csv

The output (`age, value, weight, stratum, cluster`) holds microdata: keep it outside the repository.

Ages in years, densities (BMD) in g/cm², BMC in g. Definitions, found by reproducing the tables
of `../shared/knowledge/reference`:

- Band of age: `RIDAGEYR`, the completed years at screening (not at examination).
- Age of a curve: (months at examination + 1/2) / 12; completed years + 1/2 where months are not
  published (adults from 2011 on, some people before). Top-coded years mean no age: from 85 on in
  2005-2006, from 80 on later. A curve takes the people within its ages, the upper end outside.
- L1-L4 and single vertebrae are the printed BMD, any other set sum of BMC / sum of area. Records
  that contradict themselves (61) are left out of all of these but L1-L4.
- SD: weighted, around the weighted mean, divisor sum of weights times (n - 1) / n.
- SE of the mean: Taylor linearization over clusters within strata (see `standard_error`).
- Centile p: linear between the midpoints of the cumulated weights (see `weighted_centiles`).
"""

import argparse
import csv
import lzma
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

DEFAULT_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
MISSING = "NA"

FEMUR_COLUMNS = {
    "femoral_neck": "DXXNKBMD", "total_hip": "DXXOFBMD", "trochanter": "DXXTRBMD",
    "intertrochanter": "DXXINBMD", "wards": "DXXWDBMD",
}
BODY_COLUMNS = {
    "total_body_bmd": "DXDTOBMD", "total_body_bmc": "DXDTOBMC",
    "tblh_bmd": "DXDSTBMD", "tblh_bmc": "DXDSTBMC",
}
SPINE_TOTAL, TBS = "L1-L4", "TBS_L1-L4"
BMAD = "L1-L4_BMAD_carter"
VERTEBRAE = ("L1", "L2", "L3", "L4")
CONTRADICTED_FROM = 0.005
TOP_CODED_FROM, TOP_CODED_LATER = {"D": 85}, 80

SEX_CODES = {"M": 1, "F": 2}
GROUP_CODES = {"MA": 1, "NHW": 3, "NHB": 4}
NON_HISPANIC_ASIAN = 6
CENTILES = (3, 5, 10, 15, 25, 50, 75, 85, 90, 95, 97)

Array = np.ndarray


# --- Tables ---------------------------------------------------------------------------------


@cache
def load_table(shared: Path, name: str) -> dict[str, Array]:
    """The columns of one NHANES table as floats, missing being NaN."""
    path = shared / "nhanes" / f"{name}.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    numbers = np.array([[math.nan if text == MISSING else float(text) for text in row] for row in rows])
    return {name: numbers[:, place] for place, name in enumerate(header)}


def is_present(shared: Path = DEFAULT_SHARED) -> bool:
    """Whether the survey's tables are there."""
    return (shared / "nhanes" / "DEMO_D.csv.xz").exists()


def joined(table: dict[str, Array], column: str, people: Array) -> Array:
    """A column for the given participant numbers; NaN for those the table does not hold."""
    by_number = dict(zip(table["SEQN"], table[column]))
    return np.array([by_number.get(person, math.nan) for person in people])


@dataclass(frozen=True)
class Cohort:
    """Every examined person of the pooled cycles; arrays of one length, in order of cycle and SEQN."""

    shared: Path
    cycles: str
    number: Array
    sex: Array
    years: Array
    age: Array
    group: Array
    asian: Array
    weight: Array
    stratum: Array
    cluster: Array

    def column(self, table: str, name: str) -> Array:
        """A column of a table over all cycles; NaN where a cycle's table lacks the person or column."""
        parts = []
        for cycle in self.cycles:
            people = self.number[self.cycle_of == cycle]
            found = load_table(self.shared, f"{table}_{cycle}")
            parts.append(joined(found, name, people) if name in found else np.full(len(people), math.nan))
        return np.concatenate(parts)

    @property
    def cycle_of(self) -> Array:
        """The cycle of each person, by the participant numbers of its DEMO table."""
        last = [load_table(self.shared, f"DEMO_{cycle}")["SEQN"].max() for cycle in self.cycles]
        return np.array(list(self.cycles))[np.searchsorted(last, self.number)]

    def members(self, sex: str, group: str = "All") -> Array:
        """Who is of a sex and a group: All, NHW, NHB, MA, NHA or NonBlack."""
        of_sex = self.sex == SEX_CODES[sex]
        if group == "All":
            return of_sex
        if group == "NonBlack":
            return of_sex & (self.group != GROUP_CODES["NHB"])
        return of_sex & (self.asian if group == "NHA" else self.group == GROUP_CODES[group])

    def in_band(self, low: float, high: float) -> Array:
        """Whose completed years at screening are within both ends."""
        return (self.years >= low) & (self.years <= high)


def curve_age(years: Array, months: Array, top_coded_from: float) -> Array:
    """Age for a curve: from months, else from completed years; NaN where years are top-coded."""
    age = np.where(np.isnan(months), years + 0.5, (months + 0.5) / 12)
    return np.where(years < top_coded_from, age, math.nan)


@cache
def load_cohort(cycles: str, shared: Path = DEFAULT_SHARED) -> Cohort:
    """The examined people (positive weight) of cycles such as "DEF", weights divided by their number."""
    parts = []
    for cycle in cycles:
        people = load_table(shared, f"DEMO_{cycle}")
        months = people["RIDAGEEX" if "RIDAGEEX" in people else "RIDEXAGM"]
        age = curve_age(people["RIDAGEYR"], months, TOP_CODED_FROM.get(cycle, TOP_CODED_LATER))
        if "RIDAGEEX" not in people:  # months are published below 240: without them one was 20 at the examination
            age = np.where(np.isnan(months) & (people["RIDAGEYR"] < 20), math.nan, age)
        asian = people.get("RIDRETH3", np.zeros(len(age))) == NON_HISPANIC_ASIAN
        part = np.column_stack([people["SEQN"], people["RIAGENDR"], people["RIDAGEYR"], age, people["RIDRETH1"], asian,
                                people["WTMEC2YR"] / len(cycles), people["SDMVSTRA"], people["SDMVPSU"]])
        parts.append(part[people["WTMEC2YR"] > 0])
    number, sex, years, age, group, asian, weight, stratum, cluster = np.concatenate(parts).T
    return Cohort(shared, cycles, number, sex, years, age, group, asian == 1, weight, stratum, cluster)


# --- Values ---------------------------------------------------------------------------------


def spine_sums(cohort: Cohort, vertebrae: tuple[str, ...]) -> tuple[Array, Array]:
    """Summed BMC and area of vertebrae; NaN where one of them is missing or the record contradicts itself."""
    bmc = sum(cohort.column("DXXSPN", f"DXX{name}BMC") for name in vertebrae)
    area = sum(cohort.column("DXXSPN", f"DXX{name}A") for name in vertebrae)
    keep = ~contradicts_itself(cohort)
    return np.where(keep, bmc, math.nan), np.where(keep, area, math.nan)


def contradicts_itself(cohort: Cohort) -> Array:
    """Whose printed L1-L4 BMD is more than 0.005 from sum of BMC / sum of area (61 in 2005-2010)."""
    bmc = sum(cohort.column("DXXSPN", f"DXX{name}BMC") for name in VERTEBRAE)
    area = sum(cohort.column("DXXSPN", f"DXX{name}A") for name in VERTEBRAE)
    return np.abs(cohort.column("DXXSPN", "DXXOSBMD") - bmc / area) > CONTRADICTED_FROM


def vertebrae_of(site: str) -> tuple[str, ...]:
    """The vertebrae of a site such as L2, L1-L3 or L1+L3+L4."""
    if "-" in site:
        first, last = site.split("-")
        return VERTEBRAE[VERTEBRAE.index(first):VERTEBRAE.index(last) + 1]
    return tuple(site.split("+"))


@cache
def values(cycles: str, site: str, shared: Path = DEFAULT_SHARED) -> Array:
    """A site's value for everyone of a cohort, NaN where there is none."""
    cohort = load_cohort(cycles, shared)
    if site in FEMUR_COLUMNS:
        return cohort.column("DXXFEM", FEMUR_COLUMNS[site])
    if site in BODY_COLUMNS:
        return cohort.column("DXX", BODY_COLUMNS[site])
    if site == SPINE_TOTAL:
        return cohort.column("DXXSPN", "DXXOSBMD")
    if site == TBS:
        return cohort.column("DXXSPN", "DXXTOTBS")
    if site == BMAD:
        bmc, area = spine_sums(cohort, VERTEBRAE)
        return bmc / area**1.5
    if site in VERTEBRAE:
        return np.where(contradicts_itself(cohort), math.nan, cohort.column("DXXSPN", f"DXX{site}BMD"))
    bmc, area = spine_sums(cohort, vertebrae_of(site))
    return bmc / area


# --- Statistics -----------------------------------------------------------------------------


def weighted_mean(value: Array, weight: Array) -> float:
    """The weighted mean."""
    return float(weight @ value / weight.sum())


def weighted_sd(value: Array, weight: Array) -> float:
    """The weighted SD, its variance multiplied by n / (n - 1)."""
    n = len(value)
    variance = weight @ (value - weighted_mean(value, weight)) ** 2 / weight.sum()
    return math.sqrt(variance * n / (n - 1))


def weighted_centiles(value: Array, weight: Array, percents: tuple[float, ...] = CENTILES) -> Array:
    """Centiles, linear between the midpoints of the cumulated weights.

    Equal values are left in the order of numpy's quicksort, which the printed tables need; the
    order of ties moves a centile by less than the step of the values.
    """
    order = np.argsort(value, kind="quicksort")
    cumulated = np.cumsum(weight[order])
    return np.interp(np.array(percents) / 100, (cumulated - weight[order] / 2) / cumulated[-1], value[order])


def standard_error(cohort: Cohort, chosen: Array, value: Array, whole_design: bool = True) -> float:
    """Design-based SE of a weighted mean over the people chosen (a domain).

    With `whole_design` every cluster of the cohort counts, with total zero where no one is chosen.
    Without, only clusters with someone chosen do, as in the printed tables; a single one is then
    held against zero. The two agree where every stratum has two clusters.
    """
    people = np.ones(len(chosen), bool) if whole_design else chosen
    weight = np.where(chosen, cohort.weight, 0)
    mean = weighted_mean(value[chosen], weight[chosen])
    score = np.where(chosen, weight * (np.where(chosen, value, 0) - mean), 0) / weight.sum()
    design = np.column_stack([cohort.stratum, cohort.cluster])[people]
    clusters, place = np.unique(design, axis=0, return_inverse=True)
    return math.sqrt(between_clusters(clusters[:, 0], np.bincount(place, score[people])))


def between_clusters(stratum: Array, total: Array) -> float:
    """Variance of the sum of cluster totals; the cluster of a stratum that has no other counts by its square."""
    _, place, count = np.unique(stratum, return_inverse=True, return_counts=True)
    mean = np.bincount(place, total) / count
    squares = np.bincount(place, (total - mean[place]) ** 2)
    several = count > 1
    factor = count / np.where(several, count - 1, 1)
    return float(np.where(several, factor * squares, mean**2).sum())


@dataclass(frozen=True)
class Summary:
    """One row of a table of means."""

    n: int
    mean: float
    sd: float
    se_mean: float
    centiles: Array


def summary(cohort: Cohort, site: str, sex: str, group: str, low: float, high: float,
            whole_design: bool = True) -> Summary:
    """Statistics of a site in a band of completed years."""
    value = values(cohort.cycles, site, cohort.shared)
    chosen = cohort.members(sex, group) & cohort.in_band(low, high) & ~np.isnan(value)
    mine, weight = value[chosen], cohort.weight[chosen]
    return Summary(len(mine), weighted_mean(mine, weight), weighted_sd(mine, weight),
                   standard_error(cohort, chosen, value, whole_design), weighted_centiles(mine, weight))


# --- Command line ---------------------------------------------------------------------------


def cycles_of(site: str) -> str:
    """The cycles of a site: femur and spine 2005-2010, TBS 2005-2008, whole body 2011-2018."""
    if site in BODY_COLUMNS:
        return "GHIJ"
    return "DE" if site == TBS else "DEF"


def sample_rows(cohort: Cohort, site: str, sex: str, group: str, low: float, high: float) -> Array:
    """Age, value, weight, stratum and cluster of everyone with a value and low <= age < high."""
    value = values(cohort.cycles, site, cohort.shared)
    chosen = cohort.members(sex, group) & ~np.isnan(value) & (cohort.age >= low) & (cohort.age < high)
    return np.column_stack([cohort.age, value, cohort.weight, cohort.stratum, cohort.cluster])[chosen]


def main() -> None:
    """Writes one sample for `age_curves.py`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", required=True, help="such as femoral_neck, L1-L4, L1+L3, tblh_bmd")
    parser.add_argument("--sex", choices=sorted(SEX_CODES), required=True)
    parser.add_argument("--group", choices=["All", "NHW", "NHB", "MA", "NHA", "NonBlack"], default="All")
    parser.add_argument("--ages", type=float, nargs=2, metavar=("LOW", "HIGH"), default=(8, 85), help="high is outside")
    parser.add_argument("--shared", type=Path, default=DEFAULT_SHARED)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    if not is_present(given.shared):
        parser.exit(0, f"skipped: no survey tables in {given.shared / 'nhanes'}\n")
    cohort = load_cohort(cycles_of(given.site), given.shared)
    rows = sample_rows(cohort, given.site, given.sex, given.group, *given.ages)
    with open(given.output, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["age", "value", "weight", "stratum", "cluster"])
        writer.writerows([repr(float(age)), repr(float(value)), repr(float(weight)), int(stratum), int(cluster)]
                         for age, value, weight, stratum, cluster in rows)


if __name__ == "__main__":
    main()
