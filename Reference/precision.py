# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reference arithmetic of `docs/methods/precision.md`: precision error, its limits, least significant change.

    python Reference/precision.py cases 200 OUT.json
    python Reference/precision.py alarms
    python Reference/precision.py coverage

Densities, SD and LSC in g/cm²; %CV in percent. A scan's density is decimal text or a float taken at its
shortest text. Sums of squares are exact rationals, so no order of summation can matter; only roots and
quantiles are floating.
"""

import argparse
import math
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scipy import stats

import cases
import precision_simulation
from scores import exact

LSC_FACTORS = {"95": 2.77, "90": math.sqrt(2) * stats.norm.ppf(0.95), "80": math.sqrt(2) * stats.norm.ppf(0.90)}
WANTED_DF = 27
# Minimum acceptable %CV by site (PRE-03).
ACCEPTABLE_CV = {"lumbar-spine": Fraction("1.9"), "total-hip": Fraction("1.8"), "femoral-neck": Fraction("2.5")}


@dataclass(frozen=True)
class Scan:
    """One scan: who, by whom, where, and the density in g/cm². `vertebrae` and `side` may be empty."""

    person: str
    technologist: str
    scanner: str
    site: str
    vertebrae: str
    side: str
    value: str


@dataclass(frozen=True)
class RepeatSet:
    """The scans of one person between which bone did not change, as what the formulas need of them."""

    technologist: str
    scanner: str
    df: int
    squares: Fraction
    relative_squares: Fraction


# --- Sets -----------------------------------------------------------------------------------


def repeat_sets(scans: list[Scan]) -> tuple[list[RepeatSet], int]:
    """The sets with at least two scans, and how many sets of one scan were left out."""
    groups: dict[tuple, list[Fraction]] = defaultdict(list)
    for scan in scans:
        key = (scan.person, scan.site, scan.vertebrae, scan.side, scan.technologist, scan.scanner)
        groups[key].append(exact(scan.value))
    sets, left_out = [], 0
    for (*_, technologist, scanner), values in groups.items():
        if len(values) < 2:
            left_out += 1
            continue
        mean = sum(values) / len(values)
        squares = sum((value - mean) ** 2 for value in values)
        sets.append(RepeatSet(technologist, scanner, len(values) - 1, squares, squares / mean**2))
    return sets, left_out


def mean_square(sets: list[RepeatSet]) -> Fraction:
    """The pooled variance, (g/cm²)²."""
    return sum(one.squares for one in sets) / Fraction(sum(one.df for one in sets))


def root(value: Fraction) -> float:
    """The double nearest to a square root, within one rounding of the last place."""
    return math.sqrt(value)


# --- Limits ---------------------------------------------------------------------------------


def limit_factors(df: int) -> dict[str, float]:
    """What an estimate from `df` degrees of freedom is multiplied with to give its limits."""
    return {
        "lower": math.sqrt(df / stats.chi2.ppf(0.975, df)),
        "upper": math.sqrt(df / stats.chi2.ppf(0.025, df)),
        "one_sided_upper": math.sqrt(df / stats.chi2.ppf(0.05, df)),
    }


def with_limits(estimate: float, df: int) -> dict[str, float]:
    """An estimate with its 95 % limits."""
    return {"estimate": estimate} | {name: estimate * factor for name, factor in limit_factors(df).items()}


def sets_still_needed(df: int, sets: int) -> int:
    """How many more sets like these reach the wanted degrees of freedom (exact ceiling)."""
    return max(0, math.ceil((WANTED_DF - df) / Fraction(df, sets)))


# --- Groups ---------------------------------------------------------------------------------


def bartlett(groups: dict[str, list[RepeatSet]]) -> dict | None:
    """Bartlett's test that the groups have one variance; None with fewer than two groups."""
    if len(groups) < 2:
        return None
    silent = sorted(name for name, sets in groups.items() if mean_square(sets) == 0)
    if silent:
        return {"no_spread": silent}
    df = [sum(one.df for one in sets) for sets in groups.values()]
    variances = [float(mean_square(sets)) for sets in groups.values()]
    total = sum(df)
    pooled = math.fsum(d * v for d, v in zip(df, variances)) / total
    # total * ln(pooled) - sum of d * ln(v), without the cancellation.
    m = math.fsum(d * math.log(pooled / v) for d, v in zip(df, variances))
    c = 1 + float(sum(Fraction(1, d) for d in df) - Fraction(1, total)) / (3 * (len(df) - 1))
    return {"statistic": m / c, "df": len(df) - 1, "p": float(stats.chi2.sf(m / c, len(df) - 1))}


def called_out(groups: dict[str, list[RepeatSet]]) -> list[str]:
    """The groups whose SD is more than twice, or less than half, the pooled SD of the others."""
    names = []
    for name, sets in groups.items():
        others = [one for other, rest in groups.items() if other != name for one in rest]
        if others:
            own, rest = mean_square(sets), mean_square(others)
            if own > 4 * rest or 4 * own < rest:
                names.append(name)
    return sorted(names)


def group_answers(sets: list[RepeatSet], attribute: str) -> dict:
    """Each technologist or scanner with its own SD, their comparison, and who is called out."""
    groups: dict[str, list[RepeatSet]] = defaultdict(list)
    for one in sets:
        groups[getattr(one, attribute)].append(one)
    return {
        "groups": {name: {"df": (df := sum(one.df for one in own)), "sd": with_limits(root(mean_square(own)), df)}
                   for name, own in sorted(groups.items())},
        "bartlett": bartlett(groups),
        "called_out": called_out(groups),
    }


# --- A study --------------------------------------------------------------------------------


def answer(scans: list[Scan]) -> dict:
    """Everything about the scans of one site and one combination of vertebrae, all sides together."""
    if len({(scan.site, scan.vertebrae) for scan in scans}) != 1:
        raise ValueError("scans of one site and one combination of vertebrae are wanted")
    sets, left_out = repeat_sets(scans)
    df = sum(one.df for one in sets)
    if df == 0:
        return {"sets": 0, "left_out": left_out, "df": 0}
    sd = root(mean_square(sets))
    squared_cv = 10000 * sum(one.relative_squares for one in sets) / df
    acceptable = ACCEPTABLE_CV.get(scans[0].site)
    return {
        "sets": len(sets),
        "left_out": left_out,
        "df": df,
        "sd": with_limits(sd, df),
        "cv_percent": with_limits(root(squared_cv), df),
        "lsc": {level: with_limits(factor * sd, df) for level, factor in LSC_FACTORS.items()},
        "sets_still_needed": sets_still_needed(df, len(sets)),
        "within_acceptable_cv": None if acceptable is None else squared_cv <= acceptable**2,
        "technologists": group_answers(sets, "technologist"),
        "scanners": group_answers(sets, "scanner"),
    }


def answers(scans: list[Scan]) -> list[dict]:
    """The answer for each site and combination of vertebrae, in the order in which they first occur."""
    studies: dict[tuple[str, str], list[Scan]] = defaultdict(list)
    for scan in scans:
        studies[scan.site, scan.vertebrae].append(scan)
    return [{"site": site, "vertebrae": vertebrae} | answer(own) for (site, vertebrae), own in studies.items()]


def write_cases(count: int, path: Path) -> None:
    """Random studies with their answers."""
    studies = map(precision_simulation.random_rows, range(count))
    cases.write(path, ({"rows": rows, "answers": answers([Scan(*row) for row in rows])} for rows in studies))


def main() -> None:
    """Writes cases or prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("cases")
    writer.add_argument("count", type=int)
    writer.add_argument("path", type=Path)
    for name in ("alarms", "coverage"):
        commands.add_parser(name).add_argument("facilities", type=int, nargs="?", default=20000)
    options = parser.parse_args()
    if options.command == "cases":
        write_cases(options.count, options.path)
    elif options.command == "alarms":
        precision_simulation.print_alarms(options.facilities)
    else:
        precision_simulation.print_coverage(options.facilities)


if __name__ == "__main__":
    main()
