# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""A researcher's cohort that nobody belongs to, and a recipe for it."""

import copy
import csv
import math
import random

RECIPE = {
    "osteon": "fit-recipe/1",
    "key": "my-cohort",
    "makes": "age-curves",
    "title": "Density of volunteers by age",
    "quantity": "areal-density",
    "unit": "g/cm2",
    "scale": "hologic",
    "family": "my-cohort",
    "population": "volunteers of one town",
    "years": "2020",
    "version": "2026-11-21",
    "licence": "my own",
    "source": {"key": "my-cohort", "at": "table COHORT"},
    "tag": "confirmed",
    "surveys": [{"name": "town", "tables": ["COHORT"]}],
    "joinOn": "ID",
    "age": [{"column": "AGE", "unit": "year", "completed": False}],
    "sex": {"column": "SEX", "female": "F", "male": "M"},
    "groups": {"all": None, "urban": "PLACE == 'urban'"},
    "ages": [8, 80],
    "bands": [[8, 20], [20, 50], [50, 80]],
    "curves": [{"site": "femoral-neck", "value": "BMD"}],
}

# Quick to fit: one distribution and one stretching.
QUICK = {"distribution": "normal", "powers": [0], "spurts": [0], "middles": [13]}


def people(count, seed=1):
    """Draws people; numbers and names are such that a test finds them wherever they leak."""
    chance = random.Random(seed)
    rows = []
    for number in range(count):
        age = chance.uniform(8, 80)
        median = 0.6 + 0.4 / (1 + math.exp((13 - age) / 2)) - 0.004 * max(0, age - 45)
        rows.append(
            {
                "ID": 7310000 + number,
                "NAME": f"Doe{number}",
                "AGE": round(age, 2),
                "SEX": chance.choice("FM"),
                "PLACE": chance.choice(("urban", "rural")),
                "W": round(chance.uniform(0.5, 2), 3),
                "STRATUM": number % 10,
                "CLUSTER": number // 10 % 4,
                "BMD": round(median * math.exp(chance.gauss(0, 0.12)), 3),
                "AREA": round(chance.uniform(4, 6), 2),
            }
        )
    return rows


def write(path, rows):
    """Writes rows as CSV."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def recipe(**changes):
    """Returns the recipe with changes; `None` takes a key away."""
    whole = copy.deepcopy(RECIPE) | changes
    return {key: value for key, value in whole.items() if value is not None}
