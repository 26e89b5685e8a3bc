# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Test vectors computed with the reference arithmetic, written to Reference/expected/.

    python Reference/vectors.py

Probabilities are also checked by simulation; the script fails if one disagrees.
"""

import argparse
import csv
import datetime
import json
import math
import random
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import numpy as np

import nhanes
import scores

SEED = 20260502
OUTPUT = Path(__file__).resolve().parent / "expected"
RANDOM_T_SCORES = 4000
LMS_CASES = 4000
AGE_CASES = 2000
T_BASIS_CASES = 300
Z_BASIS_CASES = 100
DRAWS = 400_000


def write_rows(path: Path, columns: list[str], rows: Iterable[Iterable]) -> None:
    """A CSV file; floats are written with repr."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([repr(cell) if isinstance(cell, float) else cell for cell in row] for row in rows)


def decimal_text(number: int, decimals: int) -> str:
    """An integer count of the last decimal place as plain text: (-195, 2) is -1.95."""
    sign = "-" if number < 0 else ""
    digits = str(abs(number)).rjust(decimals + 1, "0")
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


# --- T-scores -------------------------------------------------------------------------------

# Other printed pairs, mean and SD in g/cm²: Lunar femoral neck, total hip and L1-L4, female.
LUNAR_REFERENCES = [("1.038", "0.139"), ("1.008", "0.126"), ("1.180", "0.120")]


def random_density(source: random.Random) -> str:
    """Density text of 0.2 to 1.8 g/cm²; half have three decimals, the others one to nine."""
    decimals = 3 if source.random() < 0.5 else source.randint(1, 9)
    return decimal_text(source.randint(2 * 10**decimals // 10, 18 * 10**decimals // 10), decimals)


def tie_densities(mean: str, sd: str) -> set[int]:
    """Integer densities (mg/cm²) beside or on each T halfway between tenths, T from -8 to 8."""
    found = set()
    for half_tenths in range(-161, 162, 2):
        tie = (scores.exact(mean) + scores.exact(sd) * Fraction(half_tenths, 20)) * 1000
        found |= {math.floor(tie), math.ceil(tie), math.floor(tie) - 1, math.ceil(tie) + 1}
    return {mg for mg in found if mg > 0}


def half_mg_densities(mean: str, sd: str) -> set[str]:
    """Density texts beside and on the half mg at the boundaries of the categories."""
    texts = set()
    site = scores.SiteOnT(0, 1, scores.exact(mean) * 1000, scores.exact(sd) * 1000)
    for tenths in (-26, -25, -24, -11, -10, -9):
        mg = scores.largest_mg_with_t_up_to(tenths, site)
        texts |= {f"{decimal_text(mg, 3)}{tail}" for tail in ("4", "49999", "499999", "5", "500001", "6")}
    return texts


def t_score_pairs(source: random.Random) -> list[tuple[str, str, str]]:
    """(density text, mean, SD) of every case, all in g/cm²."""
    references = list(scores.T_REFERENCES.values()) + LUNAR_REFERENCES
    pairs = []
    for mean, sd in references:
        pairs += [(decimal_text(mg, 3), mean, sd) for mg in sorted(tie_densities(mean, sd))]
        pairs += [(text, mean, sd) for text in sorted(half_mg_densities(mean, sd))]
    for _ in range(RANDOM_T_SCORES):
        reference = decimal_text(source.randint(500, 1300), 3), decimal_text(source.randint(60, 200), 3)
        mean, sd = source.choice(references) if source.random() < 0.5 else reference
        pairs.append((random_density(source), mean, sd))
    return pairs


def t_score_rows(source: random.Random) -> list[tuple]:
    """Rows of t-scores.csv."""
    rows = []
    for density, mean, sd in t_score_pairs(source):
        t = scores.t_score(density, mean, sd)
        if t != scores.t_score(float(density), mean, sd):
            raise AssertionError(f"{density}: a float differs from its text")
        rows.append((density, mean, sd, t.tenths, t.unrounded))
    return rows


# --- LMS ------------------------------------------------------------------------------------


def random_power(source: random.Random) -> float:
    """L: zero, very near zero, ordinary, or large of either sign."""
    kind = source.randrange(10)
    if kind == 0:
        return 0.0
    if kind <= 4:
        limit = (1e-3, 1e-6, 1e-9, 1e-13)[kind - 1]
        return source.uniform(-limit, limit)
    if kind <= 7:
        return round(source.uniform(-1.0, 1.5), 4)
    return round(source.uniform(-15.0, 15.0), 3)


def density_with_z(z: float, l: float, m: float, s: float) -> float | None:
    """About the density (g/cm²) with that Z, to six decimals; None where there is none."""
    if l == 0:
        return round(m * math.exp(s * z), 6)
    power = 1 + l * s * z
    if power < 0.02:
        return None
    density = round(m * math.exp(math.log(power) / l), 6)
    return density if 0.01 < density < 10 else None


def lms_rows(source: random.Random) -> list[tuple]:
    """Rows of lms.csv; each input is the double its text parses to."""
    rows = []
    while len(rows) < LMS_CASES:
        l = random_power(source)
        m = round(source.uniform(0.3, 1.4), 5)
        s = round(source.uniform(0.05, 0.20), 5)
        target = source.choice((source.uniform(-6, 6), source.gauss(0, 1), source.uniform(-2.1, -1.9)))
        at_median = source.random() < 0.02
        density = m if at_median else density_with_z(target, l, m, s)
        if density is not None:
            z = scores.z_score(density, l, m, s)
            rows.append((density, l, m, s, scores.to_float(z), scores.to_float(scores.centile(z))))
    return rows


# --- Normal distribution --------------------------------------------------------------------


def cdf_inputs(source: random.Random) -> list[float]:
    """Z from -38 to 38: a grid, the center, tiny values and random ones."""
    tiny = [sign * 10.0**-power for power in (3, 6, 10, 16, 100, 300) for sign in (-1, 1)]
    grid = [quarter / 4 for quarter in range(-152, 153)]
    return sorted(set(grid + tiny + [source.uniform(-9, 9) for _ in range(600)]
                      + [source.uniform(-38, 38) for _ in range(200)]))


def quantile_inputs(source: random.Random) -> list[float]:
    """Probabilities from 1e-307 to 1 - 2^-53."""
    tails = [10.0**-power for power in range(1, 308)]
    near_one = [1 - 2.0**-power for power in range(2, 54)]
    grid = [thousandth / 1000 for thousandth in range(1, 1000)]
    return sorted(set(tails + near_one + grid + [source.random() for _ in range(300)]))


def normal_rows(source: random.Random) -> list[tuple]:
    """Rows of normal.csv."""
    rows = [("cdf", z, scores.to_float(scores.normal_cdf(z))) for z in cdf_inputs(source)]
    for p in quantile_inputs(source):
        z = scores.normal_quantile(p)
        if abs(scores.normal_cdf(z) / scores.to_mpf(p) - 1) > scores.mp.mpf("1e-40"):
            raise AssertionError(f"quantile of {p} did not converge")
        rows.append(("quantile", p, scores.to_float(z)))
    return rows


# --- Ages -----------------------------------------------------------------------------------


CHOSEN_AGES = [
    ("2000-02-29", scan) for scan in (
        "2000-02-29", "2000-03-01", "2001-02-28", "2001-03-01", "2001-03-02", "2003-12-31", "2004-01-01",
        "2004-02-28", "2004-02-29", "2004-03-01", "2019-02-28", "2020-02-28", "2020-02-29", "2050-02-28",
        "2050-03-01", "2100-02-28", "2100-03-01", "2104-02-29",
    )
] + [
    ("1896-02-29", scan) for scan in (
        "1899-03-01", "1900-02-28", "1900-03-01", "1903-12-31", "1904-02-28", "1904-02-29",
    )
] + [
    ("1900-02-28", "1900-03-01"), ("1900-03-01", "2000-02-29"), ("1900-03-01", "2000-03-01"),
    ("1999-12-31", "2000-01-01"), ("1999-12-31", "2000-12-30"), ("1999-12-31", "2000-12-31"),
    ("2000-01-01", "2000-12-31"), ("2000-03-01", "2001-02-28"), ("2000-02-28", "2004-02-29"),
    ("1958-03-02", "2026-05-01"), ("1958-03-02", "2026-03-01"), ("1958-03-02", "2026-03-02"),
    ("2080-02-29", "2100-02-28"), ("2080-02-29", "2100-03-01"), ("2099-03-01", "2100-02-28"),
]


def random_dates(source: random.Random) -> tuple[datetime.date, datetime.date]:
    """A birth and a scan up to 105 years later, often around a birthday or a leap day."""
    birth = datetime.date(1890, 1, 1) + datetime.timedelta(days=source.randrange(48_000))
    if source.random() < 0.2:
        birth = datetime.date(source.choice([year for year in range(1892, 2021, 4) if year != 1900]), 2, 29)
    if source.random() < 0.4:
        anniversary = scores.birthday(birth, birth.year + source.randrange(105))
        return birth, max(birth, anniversary + datetime.timedelta(days=source.randint(-1, 1)))
    return birth, birth + datetime.timedelta(days=source.randrange(38_000))


def age_rows(source: random.Random) -> list[tuple]:
    """Rows of ages.csv."""
    pairs = [(datetime.date.fromisoformat(birth), datetime.date.fromisoformat(scan)) for birth, scan in CHOSEN_AGES]
    while len(pairs) < AGE_CASES:
        pairs.append(random_dates(source))
    return [(birth.isoformat(), scan.isoformat(), float(scores.age_on(birth, scan))) for birth, scan in pairs]


# --- Rounding -------------------------------------------------------------------------------


CHOSEN_NUMBERS = [
    "0.5645", "0.56449", "0.564499999", "0.564500001", "-1.95", "-1.949999999", "-1.950000001", "-2.25", "2.25",
    "0.9275", "1.0005", "1.0004999", "0.0005", "0.0004", "-0.0005", "-0.0004", "0.05", "-0.05", "0.049999999",
    "-0.04", "0.15", "0.25", "-0.15", "-0.25", "-0.95", "-1.05", "-2.45", "-2.449999999", "-2.55", "0", "0.0",
    "1", "-1", "10", "0.1", "0.95", "9.95", "9.9995", "99.9995", "0.615", "1.005", "2.675", "1.115", "0.285",
    "0.5", "-0.5", "1.0015", "0.9995", "0.999499999", "-9.95", "-10.05", "0.927", "0.9270", "0.927000000",
]


def rounding_rows(source: random.Random) -> list[tuple]:
    """Rows of rounding.csv; half of the random numbers are ties of one of the two roundings."""
    texts = list(CHOSEN_NUMBERS)
    for _ in range(500):
        decimals = source.randint(1, 9)
        texts.append(decimal_text(source.randint(-10 * 10**decimals, 10 * 10**decimals), decimals))
        texts.append(decimal_text(source.randint(-1000, 1000) * 10 + 5, source.choice((2, 4))))
    return [(text, scores.to_mg(text), scores.to_tenths(text)) for text in texts]


# --- Probabilities --------------------------------------------------------------------------


DIAGNOSTIC_SITES = ["femoral-neck", "total-hip", "lumbar-spine", "femoral-neck"]


def random_rms_sd(source: random.Random) -> float:
    """A precision error in mg/cm²: usual, or seldom very small or large."""
    low, high = source.choice(((6, 25), (6, 25), (6, 25), (1, 6), (25, 60)))
    return round(source.uniform(low, high), 1)


def random_site_on_t(source: random.Random, site: str) -> scores.SiteOnT:
    """A site with a density often near a cut point."""
    mean, sd = (scores.to_mg(number) for number in scores.T_REFERENCES[site])
    t = source.choice((source.gauss(-1.7, 1.2), source.gauss(-2.5, 0.3), source.gauss(-1.0, 0.3)))
    return scores.SiteOnT(round(mean + sd * t), random_rms_sd(source), mean, sd)


def random_site_on_z(source: random.Random, curves: nhanes.Curves) -> scores.SiteOnZ:
    """A site of a curve at a random age, with a density often near Z = -2."""
    site = source.choice(list(scores.T_REFERENCES))
    points = curves[site, source.choice(("female", "male"))]
    point = scores.interpolate(points, Fraction(source.randint(8 * 12, 84 * 12), 12))
    l, m, s = (round(float(number), 6) for number in (point.l, point.m, point.s))
    density = density_with_z(source.choice((source.gauss(-1, 1), source.gauss(-2, 0.3))), l, m, s)
    return scores.SiteOnZ(round(density * 1000), random_rms_sd(source), l, m, s)


def simulated_repeats(generator: np.random.Generator, site) -> np.ndarray:
    """Reported densities (integer mg/cm²) of repeat scans of a site.

    Built from the model itself: a true density drawn around the present scan, then the error of
    the repeat around the true density.
    """
    true = site.density_mg + site.rms_sd_mg * generator.standard_normal(DRAWS)
    repeat = true + site.rms_sd_mg * generator.standard_normal(DRAWS)
    return np.floor(np.abs(repeat) + 0.5).astype(int) * np.sign(repeat).astype(int)


def simulated_t_tenths(generator: np.random.Generator, site: scores.SiteOnT) -> np.ndarray:
    """Reported T (tenths) of repeat scans, in integer arithmetic."""
    doubled = 20 * (simulated_repeats(generator, site) - site.mean_mg)
    return np.sign(doubled) * ((np.abs(doubled) + site.sd_mg) // (2 * site.sd_mg))


def simulated_z_tenths(generator: np.random.Generator, site: scores.SiteOnZ) -> np.ndarray:
    """Reported Z (tenths) of repeat scans, in plain floats."""
    log_ratio = np.log(np.maximum(simulated_repeats(generator, site), 1) / 1000 / site.m)
    z = log_ratio / site.s if site.l == 0 else np.expm1(site.l * log_ratio) / (site.l * site.s)
    return np.sign(z) * np.floor(np.abs(z) * 10 + 0.5)


def simulated_categories(generator: np.random.Generator, sites: list) -> dict[str, float]:
    """Shares of the categories of the lowest reported score of simulated repeats."""
    if isinstance(sites[0], scores.SiteOnT):
        lowest = np.min([simulated_t_tenths(generator, site) for site in sites], axis=0)
        normal, osteoporosis = float(np.mean(lowest >= -10)), float(np.mean(lowest <= -25))
        between = float(np.mean((lowest > -25) & (lowest < -10)))
        return {"normal": normal, "low-bone-mass": between, "osteoporosis": osteoporosis}
    lowest = np.min([simulated_z_tenths(generator, site) for site in sites], axis=0)
    return {"within-expected-range": float(np.mean(lowest > -20)),
            "below-expected-range": float(np.mean(lowest <= -20))}


def check_by_simulation(generator: np.random.Generator, sites: list, expected: dict[str, float]) -> float:
    """The largest deviation in standard errors; more than four fails.

    The standard error is taken as at least two draws, for probabilities too small to count.
    """
    worst = 0.0
    simulated = simulated_categories(generator, sites)
    for category, probability in expected.items():
        error = max(math.sqrt(max(0.0, probability * (1 - probability)) / DRAWS), 2 / DRAWS)
        worst = max(worst, abs(simulated[category] - probability) / error)
    if worst > 4:
        raise AssertionError(f"{sites}: expected {expected}, simulated {simulated}")
    return worst


def site_document(site) -> dict:
    """A site of probabilities.json."""
    document = {"density_mg": site.density_mg, "rms_sd_mg": site.rms_sd_mg}
    if isinstance(site, scores.SiteOnT):
        return document | {"mean_mg": site.mean_mg, "sd_mg": site.sd_mg}
    return document | {"L": site.l, "M": site.m, "S": site.s}


def probability_cases(source: random.Random, curves: nhanes.Curves) -> dict[str, list]:
    """The sites of each case by basis."""
    on_t = []
    for index in range(T_BASIS_CASES):
        chosen = source.sample(DIAGNOSTIC_SITES, index % 4 + 1)
        on_t.append([random_site_on_t(source, site) for site in chosen])
    on_z = []
    for index in range(Z_BASIS_CASES):
        on_z.append([random_site_on_z(source, curves) for _ in range(index % 4 + 1)])
    return {"t": on_t, "z": on_z}


def probability_document(source: random.Random, curves: nhanes.Curves) -> dict[str, list]:
    """The content of probabilities.json, checked by simulation."""
    generator = np.random.default_rng(SEED)
    compute = {"t": scores.probabilities_on_t, "z": scores.probabilities_on_z}
    document: dict[str, list] = {"t": [], "z": []}
    deviations = []
    for basis, cases in probability_cases(source, curves).items():
        for sites in cases:
            expected = {name: scores.to_float(p) for name, p in compute[basis](sites).items()}
            deviations.append(check_by_simulation(generator, sites, expected))
            document[basis].append({"sites": [site_document(site) for site in sites], "probabilities": expected})
    print(f"simulation: {len(deviations)} cases, {DRAWS} draws each, "
          f"largest deviation {max(deviations):.2f} standard errors")
    return document


def write_probabilities(path: Path, document: dict[str, list]) -> None:
    """One case a line."""
    blocks = []
    for basis, cases in document.items():
        lines = ",\n".join("  " + json.dumps(case) for case in cases)
        blocks.append(f'"{basis}": [\n{lines}\n]')
    path.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8", newline="\n")


# --- All files ------------------------------------------------------------------------------


def write_vectors(output: Path) -> None:
    """Write every file; each has a random source of its own, so they do not shift each other."""
    def source(name: str) -> random.Random:
        return random.Random(f"{SEED} {name}")

    write_rows(output / "t-scores.csv", ["density_text", "mean", "sd", "tenths", "unrounded"],
               t_score_rows(source("t-scores")))
    write_rows(output / "lms.csv", ["x", "L", "M", "S", "z", "centile"], lms_rows(source("lms")))
    write_rows(output / "normal.csv", ["function", "input", "output"], normal_rows(source("normal")))
    write_rows(output / "ages.csv", ["birth_date", "scan_date", "age"], age_rows(source("ages")))
    write_rows(output / "rounding.csv", ["text", "mg", "tenths"], rounding_rows(source("rounding")))
    curves = scores.load_curves()
    write_probabilities(output / "probabilities.json", probability_document(source("probabilities"), curves))


def main() -> None:
    """Write every file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder to write to")
    options = parser.parse_args()
    write_vectors(options.output)


if __name__ == "__main__":
    main()
