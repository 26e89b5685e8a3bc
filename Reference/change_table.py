# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Writes `expected/series.csv`: random series of one site with the answers of the Kalman filter.

    python Reference/change_table.py

One row a series; a list is written with blanks between its numbers. Columns: `times` (years since the first
scan), `densities` and `errors` (g/cm²), `scanners`, `rates` (time:rate in g/cm² a year; empty without a prior),
`spread`, `level_drift`, `rate_drift`, `offset_error`; then the answers as mean and standard deviation in turn:
`changes` (from the first scan to the last, from the last but one to the last), `rate` (at the last scan),
`ahead` (the density 1, 2.5 and 10 years after it), `distances` (of each scan from all others; empty below three).
"""

import csv
from pathlib import Path

from change_model import Series
from change_simulation import random_question
from change_state import States

SERIES = 500
TABLE = Path(__file__).parent / "expected" / "series.csv"
COLUMNS = ["times", "densities", "errors", "scanners", "rates", "spread", "level_drift", "rate_drift", "offset_error",
           "changes", "rate", "ahead", "distances"]


def numbers(values) -> str:
    """Numbers as their shortest texts."""
    return " ".join(repr(float(value)) for value in values)


def normals(answers) -> str:
    """Means and standard deviations in turn."""
    return numbers(part for answer in answers for part in (answer.mean, answer.sd))


def row(series: Series) -> list[str]:
    """The question and the answers of a series of at least two scans."""
    way, last = States(series), len(series.times) - 1
    rates = "" if not series.has_prior else " ".join(f"{time!r}:{rate!r}" for time, rate in series.rates)
    return [
        numbers(series.times), numbers(series.values), numbers(series.errors),
        " ".join(str(scanner) for scanner in series.scanners), rates,
        repr(series.regimes[0][1]) if series.has_prior else "",
        repr(float(series.kappa)), repr(float(series.omega)), repr(float(series.offset_sd)),
        normals([way.change(0, last), way.change(last - 1, last)]), normals([way.rate_now()]),
        normals([way.ahead(years)[0] for years in (1.0, 2.5, 10.0)]),
        normals([way.residual(index) for index in range(last + 1)]) if last >= 2 else "",
    ]


def main() -> None:
    """Writes the table."""
    rows, seed = [], 0
    while len(rows) < SERIES:
        seed += 1
        for site in random_question(100_000 + seed)["sites"]:
            series = Series.of(site["scans"], site["model"])
            if len(series.times) > 1 and len(rows) < SERIES:
                rows.append(row(series))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main()
