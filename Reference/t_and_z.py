# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""How often a rule that T and Z of one print must fit together (AUD-13) would be wrong, by simulation.

    python Reference/t_and_z.py [--prints 4000] [--seed 1]

A device prints a person of 50 to 79 years: a site, a T reference and a Z curve drawn from the project's
data, the density from that curve. The rule asks for the smallest gap between the printed Z and the one
that follows from the density by any curve that is known; without a density, from the density that the
printed T implies under any T reference. It would fire beyond 0.3. Three cases: the device's curve is
known; it is not among the known; the person's group has no curve of its own.
"""

import argparse
import json
import math
import random
from pathlib import Path

REFERENCES = Path(__file__).resolve().parent.parent / "Knowledge" / "references"
CURVES = "nhanes-2005-2010-age-curves"
POPULATIONS = ("hologic", "nhanes-iii-hip", "nhanes-2005-2010-young-adult", "nhanes-2005-2014-proposal")
SITES = (("femoral-neck", None), ("total-hip", None), ("lumbar-spine", ["L1", "L2", "L3", "L4"]))
CASES = ("curve known", "curve left out", "group without a curve")
LIMIT = 0.3


def load(name: str, key: str) -> list[dict]:
    """The entries of a data set."""
    return json.loads((REFERENCES / f"{name}.json").read_text(encoding="utf-8"))[key]


def lms_at(curve: dict, age: float) -> tuple[float, float, float]:
    """L, M and S at an age, linear between rows."""
    for low, high in zip(curve["rows"], curve["rows"][1:]):
        if low[0] <= age <= high[0]:
            share = (age - low[0]) / (high[0] - low[0])
            return tuple(low[place] + share * (high[place] - low[place]) for place in (1, 2, 3))
    raise ValueError(f"no curve at {age}")


def z_of(curve: dict, age: float, density: float) -> float:
    """Z by LMS."""
    power, median, variation = lms_at(curve, age)
    if abs(power) < 1e-9:
        return math.log(density / median) / variation
    return ((density / median) ** power - 1) / (power * variation)


def printed(score: float) -> float:
    """A score as printed: one decimal, half away from zero."""
    return math.copysign(math.floor(abs(score) * 10 + 0.5) / 10, score)


def gap(print_z: float, age: float, known: list[dict], densities: list[tuple[float, float]]) -> float:
    """The smallest distance of the printed Z from those of the densities by the known curves."""
    return min(
        max(0.0, z_of(curve, age, max(low, 0.05)) - print_z, print_z - z_of(curve, age, high))
        for low, high in densities for curve in known)


def false_alarms(case: str, has_density: bool, prints: int, chance: random.Random) -> tuple[int, int]:
    """How many honest prints the rule would fire on, and of how many."""
    curves = load(CURVES, "curves")
    populations = [entry for name in POPULATIONS for entry in load(name, "populations") if entry["scale"] == "hologic"]
    fired = count = 0
    for _ in range(prints):
        site, vertebrae = chance.choice(SITES)
        sex = chance.choice(("female", "male"))
        own = [c for c in curves if (c["site"], c["vertebrae"], c["sex"]) == (site, vertebrae, sex)]
        references = [p for p in populations if (p["site"], p["vertebrae"]) == (site, vertebrae) and p["sex"] in ("female", sex)]
        curve, reference, age = chance.choice(own), chance.choice(references), chance.uniform(50, 79)
        if case == CASES[2] and curve["group"] in ("all", "white"):
            continue
        known = {CASES[0]: own, CASES[1]: [c for c in own if c is not curve],
                 CASES[2]: [c for c in own if c["group"] in ("all", "white")]}[case]
        power, median, variation = lms_at(curve, age)
        density = median * (1 + power * variation * chance.gauss(0, 1)) ** (1 / power)
        t = printed((density - reference["mean"]) / reference["sd"])
        shown = round(density, 3)
        densities = [(shown - 0.0005, shown + 0.0005)] if has_density else [
            (p["mean"] + p["sd"] * (t - 0.05), p["mean"] + p["sd"] * (t + 0.05)) for p in references]
        count += 1
        fired += gap(printed(z_of(curve, age, density)), age, known, densities) > LIMIT
    return fired, count


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prints", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for case in CASES:
        for has_density in (True, False):
            fired, count = false_alarms(case, has_density, given.prints, random.Random(given.seed))
            basis = "density given" if has_density else "only T given"
            print(f"{case}, {basis}: {fired} of {count}, {100 * fired / count:.1f} %")


if __name__ == "__main__":
    main()
