# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""When a scan is worth repeating, after `docs/methods/next-scan.md`.

    python Reference/next_scan.py table      write `expected/next-scan.csv`, random sites with their times
    python Reference/next_scan.py gourlay    print the published intervals beside these, and write `expected/gourlay.csv`

Densities in g/cm², time in months from the latest scan, rates in g/cm² a year.
"""

import argparse
import csv
import json
import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.special import ndtr, ndtri

EXPECTED = Path(__file__).parent / "expected"
POWER, PROBABILITY, MONTHS = 0.8, 0.1, 360
SITES = 1000

Numbers = float | np.ndarray


@dataclass(frozen=True)
class Site:
    """One site, or those of several women as arrays.

    `rates` are (start in years, rate), the first from any time on; `limit` is the density of the cut point.
    """

    error: float
    least: float
    level: Numbers
    level_error: float
    rates: tuple[tuple[float, Numbers], ...]
    tau: Numbers
    kappa: Numbers
    omega: Numbers
    limit: float

    def expected(self, years: float) -> Numbers:
        """D: the expected change after some years, each stretch by its rate."""
        bounds = [start for start, _ in self.rates[1:]] + [math.inf]
        change, begin = 0.0, 0.0
        for (_, rate), end in zip(self.rates, bounds):
            upto = min(max(end, 0.0), years)
            if upto > begin:
                change += rate * (upto - begin)
                begin = upto
        return change

    def variance(self, years: float) -> Numbers:
        """K: the variance of the true change."""
        return self.tau**2 * years**2 + self.omega**2 * years**3 / 3 + self.kappa**2 * years

    def power(self, month: int) -> float:
        """The probability that two scans so far apart show a significant change in the expected direction."""
        years = month / 12
        noise = np.sqrt(2 * self.error**2 + self.variance(years))
        return float(ndtr((abs(self.expected(years)) - self.least) / noise))

    def probability(self, month: int) -> Numbers:
        """The probability that a scan then finds the limit or less."""
        years = month / 12
        spread = np.sqrt(self.level_error**2 + self.error**2 + self.variance(years))
        return ndtr((self.limit - self.level - self.expected(years)) / spread)

    def useful(self) -> int | None:
        """The earliest useful month."""
        return next((month for month in range(1, MONTHS + 1) if self.power(month) >= POWER), None)

    def minimum(self) -> int | None:
        """The plain minimum of SER-11."""
        return next((month for month in range(1, MONTHS + 1) if abs(self.expected(month / 12)) >= self.least), None)

    def reach(self) -> int | None:
        """The first month at which the cut point is likely enough."""
        return next((month for month in range(MONTHS + 1) if self.probability(month) >= PROBABILITY), None)

    def distances(self) -> list[float]:
        """How far every question of every month is from the other answer; rounding must not decide."""
        months = range(1, MONTHS + 1)
        return ([abs(self.power(month) - POWER) for month in months]
                + [abs(abs(self.expected(month / 12)) - self.least) for month in months]
                + [abs(float(self.probability(month)) - PROBABILITY) for month in (0, *months)])


# --- Random sites -----------------------------------------------------------------------------


def random_site(random: np.random.Generator) -> Site:
    """A site as people have them, and some that no person has."""
    error = round(random.uniform(0.005, 0.02), 4)
    level = round(random.uniform(0.5, 1.2), 3)
    count = int(random.integers(1, 4))
    starts = [0.0] + sorted(round(float(start), 2) for start in random.uniform(0.1, 12, count - 1))
    if random.random() < 0.3:
        starts[0] = -round(random.uniform(0, 5), 2)
    rates = tuple((start, round(float(random.normal(-0.004, 0.008)), 5)) for start in starts)
    tau, kappa, omega = (random.choice(choices) * level / 100 for choices in
                         ((0, 0.3, 0.5, 1.0), (0, 0.3, 0.5, 0.8), (0, 0.1, 0.2, 0.4)))
    return Site(error, round(2.77 * error, 3), level, round(error * random.uniform(0.4, 1), 5), rates,
                float(tau), float(kappa), float(omega), round(level - random.uniform(-0.01, 0.25), 3))


def write_table() -> None:
    """Writes random sites with their times; an empty field is never."""
    random = np.random.default_rng(20261121)
    head = ["error", "least", "level", "level_error", "rates", "tau", "kappa", "omega", "limit", "useful", "minimum",
            "reach", "power_at_60", "probability_at_60"]
    rows = []
    while len(rows) < SITES:
        site = random_site(random)
        if min(site.distances()) < 1e-9:
            continue
        rates = " ".join(f"{start!r}:{rate!r}" for start, rate in site.rates)
        times = ["" if time is None else time for time in (site.useful(), site.minimum(), site.reach())]
        rows.append([repr(site.error), repr(site.least), repr(site.level), repr(site.level_error), rates, repr(site.tau),
                     repr(site.kappa), repr(site.omega), repr(site.limit), *times, repr(site.power(60)),
                     repr(float(site.probability(60)))])
    write(EXPECTED / "next-scan.csv", head, rows)


def write(path: Path, head: list[str], rows: list[list]) -> None:
    """Writes a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


# --- Gourlay 2012 -----------------------------------------------------------------------------

YOUNG = {"femoral-neck": (0.858, 0.120), "total-hip": (0.942, 0.122)}
ERRORS = {"femoral-neck": 0.013, "total-hip": 0.010}
MEAN, POINTS, PERCENT = -1.83, 200, (0.5, 0.5, 0.2)
BINS = {"normal": (-1.0, math.inf), "mild": (-1.5, -1.0), "moderate": (-2.0, -1.5), "advanced": (-2.5, -2.0)}
PUBLISHED = {"normal": 16.8, "mild": 17.3, "moderate": 4.7, "advanced": 1.1}
BY_AGE = {67: (None, 5.6, 1.3), 70: (None, 5.1, 1.2), 75: (16.2, 4.4, 1.0), 80: (13.8, 3.7, 0.9), 85: (11.8, 3.2, 0.8)}
OSTEOPOROSIS = -2.5


def rates(site: str, age: int, density: Numbers, factor: float = 1) -> tuple[tuple[float, Numbers], ...]:
    """The expected rates from an age on: the neck by its first density, the hip by age."""
    if site == "femoral-neck":
        return ((0.0, -0.006 * factor * density),)
    return tuple((float(year), -(2.5 + 7.9 * min(max(age + year + 0.5 - 69, 0), 16) / 16) / 1000 * factor)
                 for year in range(30))


def women(site: str, age: int, scores: Numbers, factor: float = 1, spread: float = 1, noise: float = 1) -> Site:
    """Women whose first scores are known; the factors are of the rate, of the spread and of the precision error."""
    (mean, deviation), error = YOUNG[site], ERRORS[site] * noise
    reliability = 1 - (error / deviation) ** 2
    density = mean + deviation * scores
    level = mean + deviation * (MEAN + reliability * (scores - MEAN))
    tau, kappa, omega = (percent / 100 * spread * density for percent in PERCENT)
    return Site(error, 2.77 * error, level, error * math.sqrt(reliability), rates(site, age, density, factor),
                tau, kappa, omega, mean + deviation * OSTEOPOROSIS)


def scores_of(name: str) -> np.ndarray:
    """The points of a bin."""
    low, high = (ndtr(edge - MEAN) for edge in BINS[name])
    return MEAN + ndtri(low + (high - low) * (np.arange(POINTS) + 0.5) / POINTS)


def first_month(probability) -> int | None:
    """The first month in which a tenth have osteoporosis."""
    return next((month for month in range(MONTHS + 1) if probability(month) >= PROBABILITY), None)


def interval(site: str, age: int, name: str, **factors: float) -> int | None:
    """The month in which a tenth of a bin have osteoporosis at one site."""
    chosen = women(site, age, scores_of(name), **factors)
    return first_month(lambda month: float(np.mean(chosen.probability(month))))


def lower_of_two(age: int, people: int = 100_000) -> dict[str, int | None]:
    """The same by simulation, with the lower of neck and hip at first and in a scan of each month."""
    correlations = json.loads((Path(__file__).parent / "report_correlations.json").read_text(encoding="utf-8"))
    r = [one for one in correlations["z"] if one["sex"] == "female" and one["from"] <= age][-1]["correlation"][4][5]
    random = np.random.default_rng(20261121)
    first, second = random.standard_normal((2, people))
    deviates = {"femoral-neck": first, "total-hip": r * first + math.sqrt(1 - r * r) * second}
    reliability = {site: 1 - (ERRORS[site] / YOUNG[site][1]) ** 2 for site in YOUNG}
    true = {site: deviates[site] * math.sqrt(reliability[site]) for site in YOUNG}
    seen = {site: true[site] + math.sqrt(1 - reliability[site]) * random.standard_normal(people) for site in YOUNG}
    lowest = np.minimum(seen["femoral-neck"], seen["total-hip"])
    # Both means are moved alike, so that a fourth of all have a lower score of -2.5 or less.
    shift = OSTEOPOROSIS - float(np.quantile(lowest, 0.25))
    answers = {}
    for name, (low, high) in BINS.items():
        chosen = (lowest + shift >= low) & (lowest + shift < high)
        both = [replace(women(site, age, seen[site][chosen] + shift), level_error=0.0,
                        level=YOUNG[site][0] + YOUNG[site][1] * (true[site][chosen] + shift)) for site in YOUNG]
        answers[name] = first_month(
            lambda month: float(1 - np.mean((1 - both[0].probability(month)) * (1 - both[1].probability(month)))))
    return answers


def years(month: int | None) -> str:
    """A month in years."""
    return "over 30" if month is None else f"{month / 12:.1f}"


CHANGED = {"without noise": {"noise": 1e-6}, "rates of 1.5 times": {"factor": 1.5}, "spread of 2 times": {"spread": 2}}


def print_gourlay() -> None:
    """Prints the intervals, what moves them, and writes those of one site."""
    rows = []
    for age in (67, 70, 73, 75, 80, 85):
        both = lower_of_two(age)
        for place, name in enumerate(BINS):
            published = PUBLISHED[name] if age == 73 else (None, *BY_AGE[age])[place]
            months = [interval(site, age, name) for site in YOUNG]
            rows.append([age, name, *("" if month is None else month for month in months)])
            print(f"{age}  {name:9}  published {published or '-':>5}  neck {years(months[0]):>7}  hip {years(months[1]):>7}"
                  f"  lower of both {years(both[name]):>7}")
    for title, factors in CHANGED.items():
        print(title)
        for name in BINS:
            print(f"73  {name:9}  neck {years(interval('femoral-neck', 73, name, **factors)):>7}"
                  f"  hip {years(interval('total-hip', 73, name, **factors)):>7}")
    write(EXPECTED / "gourlay.csv", ["age", "bin", "neck", "hip"], rows)


def main() -> None:
    """Writes or prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["table", "gourlay"])
    {"table": write_table, "gourlay": print_gourlay}[parser.parse_args().what]()


if __name__ == "__main__":
    main()
