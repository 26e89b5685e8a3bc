# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Writes random series of one site with the answers of the Kalman filter, `expected/series.csv`.

    python Reference/change_table.py
    python Reference/change_table.py regimes

The second writes `expected/series-regimes.csv`, series with two to four regimes.

One row a series; a list is written with blanks between its numbers. Columns: `times` (years since the first
scan), `densities` and `errors` (g/cm²), `scanners`, `rates` (time:rate in g/cm² a year; empty without a prior),
`spread`, `level_drift`, `rate_drift`, `offset_error`; then the answers as mean and standard deviation in turn:
`changes` (from the first scan to the last, from the last but one to the last), `rate` (at the last scan),
`ahead` (the density 1, 2.5 and 10 years after it), `distances` (of each scan from all others; empty below three).
With several regimes `spread` is empty and a last column follows, `regimes` (start:spread, parted by semicolons,
years since the first scan and g/cm² a year).
"""

import argparse
import csv
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from change_model import Series
from change_regimes import random_sites
from change_simulation import random_question
from change_state import States

SERIES, SERIES_OF_REGIMES = 500, 150
EXPECTED = Path(__file__).parent / "expected"
COLUMNS = ["times", "densities", "errors", "scanners", "rates", "spread", "level_drift", "rate_drift", "offset_error",
           "changes", "rate", "ahead", "distances"]


def numbers(values) -> str:
    """Numbers as their shortest texts."""
    return " ".join(repr(float(value)) for value in values)


def normals(answers) -> str:
    """Means and standard deviations in turn."""
    return numbers(part for answer in answers for part in (answer.mean, answer.sd))


def pairs(steps, separator: str) -> str:
    """Steps as start:value."""
    return separator.join(f"{start!r}:{value!r}" for start, value in steps)


def row(series: Series) -> list[str]:
    """The question and the answers of a series of at least two scans, of one regime or without a prior."""
    way, last = States(series), len(series.times) - 1
    rates = pairs(series.rates, " ") if series.has_prior else ""
    return [
        numbers(series.times), numbers(series.values), numbers(series.errors),
        " ".join(str(scanner) for scanner in series.scanners), rates,
        repr(series.regimes[0][1]) if series.has_prior else "",
        repr(float(series.kappa)), repr(float(series.omega)), repr(float(series.offset_sd)),
        normals([way.change(0, last), way.change(last - 1, last)]), normals([way.rate_now()]),
        normals([way.ahead(years)[0] for years in (1.0, 2.5, 10.0)]),
        normals([way.residual(index) for index in range(last + 1)]) if last >= 2 else "",
    ]


def row_with_regimes(series: Series) -> list[str]:
    """The same of a series of several regimes: no single spread, and the regimes at the end."""
    fields = row(series)
    fields[COLUMNS.index("spread")] = ""
    return [*fields, pairs(series.regimes, ";")]


def series_of(sites) -> Iterator[Series]:
    """Those of at least two scans."""
    for site in sites:
        series = Series.of(site["scans"], site["model"])
        if len(series.times) > 1:
            yield series


def write(name: str, rows: list[list[str]]) -> None:
    """Writes a table."""
    with (EXPECTED / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main() -> None:
    """Writes one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", nargs="?", choices=["series", "regimes"], default="series")
    if parser.parse_args().table == "series":
        sites = (site for seed in count(100_001) for site in random_question(seed)["sites"])
        write("series.csv", [COLUMNS, *map(row, islice(series_of(sites), SERIES))])
    else:
        found = islice(series_of(random_sites(2)), SERIES_OF_REGIMES)
        write("series-regimes.csv", [[*COLUMNS, "regimes"], *map(row_with_regimes, found)])


if __name__ == "__main__":
    main()
