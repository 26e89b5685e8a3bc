# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""How the Z-scores and the areas of one person go together, estimated from NHANES 2005-2010.

    python Reference/report_correlations.py --shared DIR

writes `report_correlations.json`, the aggregates from which `report_people.py` draws people. It holds no
microdata: weighted means, standard deviations and correlations of groups of hundreds of people, and the rates
that the drawn people are printed beside. Adults with a valid femur and four valid vertebrae that do not
contradict their total (by more than 0.005 g/cm²) are taken. Z is against the project's curves, group All;
the curves end at 84 years. T of a vertebra is against the White young women of the same survey, T of
L1-L4 against the maker's, T of the hip against NHANES III.
"""

import argparse
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import scores
import survey

HERE = Path(__file__).resolve().parent
TABLE = HERE / "report_correlations.json"
REFERENCES = HERE.parent / "Knowledge" / "references"

REGIONS = ["L1", "L2", "L3", "L4", "femoral-neck", "total-hip"]
PREFIXES = ["DXXL1", "DXXL2", "DXXL3", "DXXL4", "DXXNK", "DXXOF"]
TABLES = ["DXXSPN"] * 4 + ["DXXFEM"] * 2
BANDS = [(20, 35), (35, 50), (50, 65), (65, 84)]
SEXES = {"female": "F", "male": "M"}


def curve_rows(region: str, sex: str) -> np.ndarray:
    """The rows (age, L, M, S) of the curve of a region."""
    data = json.loads((REFERENCES / "nhanes-2005-2010-age-curves.json").read_text(encoding="utf-8"))
    site = f"lumbar-spine.{region.lower()}" if region.startswith("L") else region
    return next(
        np.array(curve["rows"]) for curve in data["curves"] if curve["key"] == f"nhanes-2005-2010.{site}.all-{sex}"
    )


def young_women(vertebra: str) -> tuple[float, float]:
    """Mean and SD of White young women of the survey at a vertebra, g/cm²."""
    data = json.loads((REFERENCES / "nhanes-2005-2010-young-adult.json").read_text(encoding="utf-8"))
    key = f"nhanes-2005-2010.lumbar-spine.{vertebra.lower()}.white-female.young-adult"
    return next((found["mean"], found["sd"]) for found in data["populations"] if found["key"] == key)


def z_of(density: np.ndarray, age: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Z-scores by LMS."""
    l, m, s = (np.interp(age, rows[:, 0], rows[:, column]) for column in (1, 2, 3))
    return ((density / m) ** l - 1) / (l * s)


def weighted_moments(values: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weighted means, SDs and correlations of columns."""
    mean = np.average(values, axis=0, weights=weight)
    covariance = np.cov(values, rowvar=False, aweights=weight)
    sd = np.sqrt(np.diag(covariance))
    return mean, sd, covariance / np.outer(sd, sd)


def rounded(values: np.ndarray) -> list:
    """Numbers for the table, to four decimals."""
    return np.round(values, 4).tolist()


class Sample:
    """The adults of the survey with all six regions, as arrays of one length."""

    def __init__(self, shared: Path):
        cohort = survey.load_cohort("DEF", shared)
        density = np.column_stack([cohort.column(table, f"{name}BMD") for table, name in zip(TABLES, PREFIXES)])
        area = np.column_stack([cohort.column(table, f"{name}A") for table, name in zip(TABLES, PREFIXES)])
        total = cohort.column("DXXSPN", "DXXOSBMD")
        pooled = (density[:, :4] * area[:, :4]).sum(axis=1) / area[:, :4].sum(axis=1)
        codes = [cohort.column("DXXSPN", f"DXX{vertebra}BCC") for vertebra in REGIONS[:4]]
        valid = np.all([code == 0 for code in codes], axis=0) & ~np.isnan(density).any(axis=1)
        valid &= np.abs(total - pooled) <= 0.005
        kept = valid & (cohort.age >= 20) & (cohort.age < 84)
        self.female, self.age, self.weight = cohort.sex[kept] == 2, cohort.age[kept], cohort.weight[kept]
        self.density, self.area, self.total = density[kept], area[kept], total[kept]
        self.z = np.empty_like(self.density)
        for sex in SEXES:
            members = self.female == (sex == "female")
            for column, region in enumerate(REGIONS):
                rows = curve_rows(region, sex)
                self.z[members, column] = z_of(self.density[members, column], self.age[members], rows)

    def rate(self, happens: np.ndarray, among: np.ndarray) -> float:
        """The weighted percentage of people to whom something happens."""
        return round(100 * float(np.average(happens[among], weights=self.weight[among])), 2)


def t_scores(density: np.ndarray, pairs: list[tuple[float, float]]) -> np.ndarray:
    """T-scores of columns, rounded to one decimal as they are reported."""
    mean, sd = np.array(pairs).T
    return np.round((density - mean) / sd, 1)


def rates(sample: Sample) -> dict[str, float]:
    """How often findings about anatomy occur, in percent."""
    t = t_scores(sample.density[:, :4], [young_women(vertebra) for vertebra in REGIONS[:4]])
    gap = np.abs(np.diff(t, axis=1)).max(axis=1) > 1.05
    pairs = [tuple(float(Fraction(text)) for text in scores.T_REFERENCES[site]) for site in scores.T_REFERENCES]
    neck, hip, spine = t_scores(np.column_stack([sample.density[:, 4:], sample.total]), pairs).T
    return {
        "neighborGap.from50": sample.rate(gap, sample.age >= 50),
        "spineAboveHip.from60": sample.rate(spine - np.minimum(neck, hip) > 0.95, sample.age >= 60),
        "spineAboveTotalHip.from60": sample.rate(spine - hip > 0.95, sample.age >= 60),
        "spineBelowHip.from50": sample.rate(np.minimum(neck, hip) - spine > 0.95, sample.age >= 50),
        "neckAndTotalHip.from50": sample.rate(np.abs(hip - neck) > 1.55, sample.age >= 50),
        "highDensity.from50": sample.rate(np.max([neck, hip, spine], axis=0) > 2.45, sample.age >= 50),
        "fourthAreaBelowFirst": sample.rate(sample.area[:, 3] < sample.area[:, 0], sample.age >= 20),
    }


def table_of(sample: Sample) -> dict:
    """The aggregates: by sex and age band for Z, by sex for the logarithms of the areas."""
    groups = []
    for sex in SEXES:
        of_sex = sample.female == (sex == "female")
        for low, high in BANDS:
            members = of_sex & (sample.age >= low) & (sample.age < high)
            mean, sd, correlation = weighted_moments(sample.z[members], sample.weight[members])
            groups.append(
                {
                    "sex": sex, "from": low, "below": high, "n": int(members.sum()),
                    "mean": rounded(mean), "sd": rounded(sd), "correlation": rounded(correlation),
                }
            )
    areas = {}
    for sex in SEXES:
        members = sample.female == (sex == "female")
        mean, sd, correlation = weighted_moments(np.log(sample.area[members]), sample.weight[members])
        areas[sex] = {"mean": rounded(mean), "sd": rounded(sd), "correlation": rounded(correlation)}
    return {
        "source": "NHANES 2005-2010 (public domain), weighted; see report_correlations.py",
        "regions": REGIONS, "z": groups, "logArea": areas, "rates": rates(sample),
    }


def text_of(table: dict) -> str:
    """The table as JSON, one row of numbers a line."""
    text = json.dumps(table, indent=1)
    lines, open_list = [], None
    for line in text.split("\n"):
        bare = line.strip()
        if open_list is None and bare.endswith("["):
            open_list = [line]
        elif open_list is not None and (bare.endswith("[") or bare.endswith("{")):
            lines += open_list
            open_list = [line] if bare.endswith("[") else None
            lines += [] if open_list else [line]
        elif open_list is not None and bare.startswith("]"):
            lines.append(open_list[0] + " ".join(part.strip() for part in open_list[1:]) + bare)
            open_list = None
        else:
            (lines if open_list is None else open_list).append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=survey.DEFAULT_SHARED)
    shared = parser.parse_args().shared
    table = table_of(Sample(shared))
    TABLE.write_text(text_of(table), encoding="utf-8")
    print(json.dumps(table["rates"], indent=1))


if __name__ == "__main__":
    main()
