# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Reference arithmetic of `docs/methods/change.md`: the probability that bone was lost.

    python Reference/change.py cases 200 OUT.json
    python Reference/change.py agreement 500
    python Reference/change.py calibration 40000
    python Reference/change.py successive

The written answers are those of `change_state.py` (a Kalman filter); `agreement` prints how far those of
`change_covariance.py` (the formulas of the note) are from them. Units as in `change_model.py`.
"""

import argparse
from itertools import islice
from pathlib import Path

import numpy as np

import cases
import change_regimes
import change_simulation
import change_successive
from change_covariance import Covariances
from change_model import OUTLYING, Series, change_answer, together
from change_state import States

LEAST_FOR_OUTLYING = 3
LOSSES_PERCENT = [1.0, 3.0, 5.0]
YEARS_AHEAD = [1.0, 2.5, 10.0]


def pair_answer(way: States | Covariances, first: int, last: int) -> dict:
    """The change between two scans of a series."""
    expected = way.expected_change(first, last) if way.series.has_prior else None
    return change_answer(way.series, (first, last), way.change(first, last), expected, LOSSES_PERCENT)


def residual_answer(way: States | Covariances) -> list[dict]:
    """Each scan beside all others, of at least three scans (without a prior, see `can_judge`)."""
    found = []
    for index in range(len(way.series.times)) if can_judge(way.series) else ():
        residual = way.residual(index)
        z = residual.mean / residual.sd
        found.append({"residual": residual.mean, "sd": residual.sd, "z": z, "outlying": abs(z) > OUTLYING})
    return found


def can_judge(series: Series) -> bool:
    """At least three scans. The two others then give the level, and without a prior the rate."""
    return len(series.times) >= LEAST_FOR_OUTLYING


def answer(series: Series, way_of=States) -> dict:
    """Everything about one site: all pairs of scans, the rate, the future, residuals.

    A series whose unknowns outnumber its scans (one scan without a prior) has no rate and no future.
    """
    n = len(series.times)
    if not series.has_prior and n < 2:
        return {"mean_density": 100 * series.unit, "changes": [], "rate_now": None, "ahead": [], "residuals": []}
    way = way_of(series)
    ahead = []
    for years in YEARS_AHEAD:
        density, rate = way.ahead(years)
        ahead.append({"years": years, "density": vars(density), "rate": vars(rate)})
    return {
        "mean_density": 100 * series.unit,
        "changes": [pair_answer(way, first, last) for last in range(n) for first in range(last)],
        "rate_now": vars(way.rate_now()),
        "ahead": ahead,
        "residuals": residual_answer(way),
    }


def answers(question: dict, way_of=States) -> dict:
    """The sites of one person, and the change of all sites from their first to their last common day."""
    series = [Series.of(site["scans"], site["model"]) for site in question["sites"]]
    dates = [[scan["date"] for scan in site["scans"]] for site in question["sites"]]
    common = sorted(set(dates[0]).intersection(*dates[1:]))
    person = None
    if len(common) >= 2:
        changes = [pair_answer(way_of(one), own.index(common[0]), own.index(common[-1]))
                   for one, own in zip(series, dates)]
        person = {"from": common[0], "to": common[-1]} | together(series, changes)
    return {"sites": [answer(one, way_of) for one in series], "person": person}


def differences(first, second) -> list[float]:
    """The distance of each number in two answers of one shape."""
    if isinstance(first, dict):
        return [one for name in first for one in differences(first[name], second[name])]
    if isinstance(first, list):
        if len(first) != len(second):
            raise ValueError("answers of unlike length")
        return [one for pair in zip(first, second) for one in differences(*pair)]
    if isinstance(first, float):
        return [abs(first - second) / max(1.0, abs(first))]
    if first != second:
        raise ValueError(f"unlike answers: {first!r} and {second!r}")
    return []


def print_agreement(count: int) -> None:
    """The largest distance between the two ways over random people, and over random series of 1 to 4 regimes."""
    people = map(change_simulation.random_question, range(count))
    series = ({"sites": [site]} for site in islice(change_regimes.random_sites(1), count))
    for name, questions in (("people", people), ("series of 1 to 4 regimes", series)):
        far = [max(differences(answers(question), answers(question, Covariances))) for question in questions]
        print(f"{count} {name}: largest distance {max(far):.1e}, median of the largest of each {np.median(far):.1e}")


def main() -> None:
    """Writes cases or prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    writer = commands.add_parser("cases")
    writer.add_argument("count", type=int)
    writer.add_argument("path", type=Path)
    for name, default in (("agreement", 300), ("calibration", 40000), ("successive", 1000000)):
        commands.add_parser(name).add_argument("count", type=int, nargs="?", default=default)
    options = parser.parse_args()
    if options.command == "cases":
        questions = map(change_simulation.random_question, range(options.count))
        cases.write(options.path, ({"question": question, "answer": answers(question)} for question in questions))
    elif options.command == "agreement":
        print_agreement(options.count)
    elif options.command == "calibration":
        change_simulation.print_calibration(options.count)
    else:
        change_successive.print_successive(options.count)


if __name__ == "__main__":
    main()
