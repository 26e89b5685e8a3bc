# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Samples of an invented clustered survey from known L, M, S curves.

    python Reference/simulate.py --seed 1 --replicates 100 --at 8:84:1 --truth TRUTH.csv \\
        --recipe RECIPE.json -o SAMPLE.csv

SAMPLE.csv has one person a row: `id, months, sex, age, weight, stratum, cluster, Y1 .. Yk`, months being
completed ones, sex 1 (male) and 2 (female) by turns. The curves of both sexes are the same, so each
replicate gives two fits of half of the people. Ages, weights and design are the same for all replicates;
the values are drawn anew. TRUTH.csv has `age, L, M, S`. RECIPE.json is a fit recipe for SAMPLE.csv.

Ages are whole months + 1/2, over 12, in years; values are like densities in g/cm². A person's Z is
`sqrt(c) * (standard normal of the cluster) + sqrt(1 - c) * (own standard normal)`, so over all
surveys its distribution is exactly standard normal, whatever the share `c` of the cluster.
"""

import argparse
import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import age_curves

Array = np.ndarray

MONTHS = (96, 1020)
ADULT_MONTHS = 240
SHARE_OF_CHILDREN = 0.3
MALE, FEMALE = 1, 2
RECIPE_VERSION = "2026-11-21"


@dataclass(frozen=True)
class Design:
    """An invented survey: people, strata of so many clusters, cluster's share of variance, spread of weights."""

    people: int = 4500
    strata: int = 15
    clusters: int = 2
    cluster_share: float = 0.005
    weight_cv: float = 0.7


@dataclass(frozen=True)
class Survey:
    """The people: age in years, weight, stratum, cluster (numbered within the stratum), all from 1."""

    age: Array
    weight: Array
    stratum: Array
    cluster: Array


# --- True curves ----------------------------------------------------------------------------


def rise(age: Array, middle: float, width: float) -> Array:
    """A logistic step from 0 to 1; about 90 % of it within three widths of the middle."""
    return 1 / (1 + np.exp(-(age - middle) / width))


def bend(age: Array, start: float, width: float) -> Array:
    """0 well before the start, `age - start` well after it, smooth between."""
    return width * np.logaddexp(0, (age - start) / width)


def true_curves(age: Array) -> tuple[Array, Array, Array]:
    """L, M, S: pubertal rise from 11 to 16, peak in the twenties, slow loss, faster from 50 to 65."""
    l = 0.1 + 0.5 * rise(age, 40, 12)
    growth = 0.59 + 0.015 * (age - 8 - bend(age, 18, 1)) + 0.24 * rise(age, 13, 1)
    loss = 0.0015 * bend(age, 24, 2) + 0.004 * (bend(age, 51, 2) - 0.7 * bend(age, 64, 3))
    s = 0.135 + 0.02 * np.exp(-(((age - 13) / 2.5) ** 2)) + 0.0006 * bend(age, 45, 4)
    return l, growth - loss, s


def value_of(z: Array, l: Array, m: Array, s: Array) -> Array:
    """The value with a Z (no L of these curves is 0)."""
    return m * (1 + l * s * z) ** (1 / l)


# --- Draws ----------------------------------------------------------------------------------


def draw_survey(design: Design, random: np.random.Generator) -> Survey:
    """Ages uniform within children and within adults; weights gamma, and unlike between strata."""
    is_child = random.random(design.people) < SHARE_OF_CHILDREN
    low, high = np.where(is_child, MONTHS[0], ADULT_MONTHS), np.where(is_child, ADULT_MONTHS, MONTHS[1])
    age = (random.integers(low, high) + 0.5) / 12
    stratum = random.integers(design.strata, size=design.people)
    cluster = random.integers(design.clusters, size=design.people)
    shape = 1 / design.weight_cv**2
    weight = random.gamma(shape, 1 / shape, design.people) + 0.05
    level = random.uniform(0.7, 1.3, design.strata)
    return Survey(age, 10_000 * weight * level[stratum], stratum + 1, cluster + 1)


def draw_values(survey: Survey, design: Design, random: np.random.Generator) -> Array:
    """One replicate of everyone's value."""
    shared = random.standard_normal((design.strata + 1, design.clusters + 1))[survey.stratum, survey.cluster]
    own = random.standard_normal(len(survey.age))
    z = np.sqrt(design.cluster_share) * shared + np.sqrt(1 - design.cluster_share) * own
    return value_of(z, *true_curves(survey.age))


def write_sample(path: Path, survey: Survey, replicates: list[Array]) -> None:
    """One person a row; values to six decimals."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "months", "sex", "age", "weight", "stratum", "cluster",
                         *(f"Y{k + 1}" for k in range(len(replicates)))])
        people = zip(survey.age, survey.weight, survey.stratum, survey.cluster, np.transpose(replicates))
        for index, (age, weight, stratum, cluster, row) in enumerate(people):
            writer.writerow([index + 1, int(12 * age), (MALE, FEMALE)[index % 2], repr(float(age)), f"{weight:.4f}",
                             stratum, cluster, *(f"{y:.6f}" for y in row)])


def recipe_of(table: str, people: int, replicates: int, fit: dict | None = None) -> dict:
    """The fit recipe of a sample: one curve `y1` .. `yk` a replicate, for both sexes."""
    recipe = {
        "osteon": "fit-recipe/1",
        "key": "simulated-age-curves",
        "makes": "age-curves",
        "title": "Invented density by age",
        "quantity": "areal-density",
        "unit": "g/cm2",
        "scale": "hologic",
        "family": "simulated",
        "population": "invented people of a clustered survey; both sexes have the same curves",
        "years": "2026",
        "version": RECIPE_VERSION,
        "licence": "Apache-2.0; The Osteon Authors",
        "source": {"key": "simulation", "at": "Reference/simulate.py"},
        "tag": "design",
        "label": "invented",
        "surveys": [{"name": "simulated", "tables": [table]}],
        "rows": {table: people},
        "joinOn": "id",
        "age": [{"column": "months", "unit": "month", "completed": True}],
        "sex": {"column": "sex", "female": FEMALE, "male": MALE},
        "groups": {"all": None},
        "weight": "weight",
        "strata": "stratum",
        "clusters": "cluster",
        "ages": [months / 12 for months in MONTHS],
        "curves": [{"name": f"y{k + 1}", "value": f"Y{k + 1}", "quantity": "areal-density", "unit": "g/cm2"}
                   for k in range(replicates)],
    }
    return recipe | {"fit": fit} if fit else recipe


def write_recipe(path: Path, recipe: dict) -> None:
    """The recipe as JSON."""
    path.write_text(json.dumps(recipe, indent=2) + "\n", encoding="utf-8", newline="\n")


def write_truth(path: Path, ages: Array) -> None:
    """The true curves at ages."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["age", "L", "M", "S"])
        writer.writerows([repr(float(number)) for number in row] for row in zip(ages, *true_curves(ages)))


def main() -> None:
    """Draws one survey with its replicates."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Design()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--replicates", type=int, default=1)
    parser.add_argument("--people", type=int, default=default.people)
    parser.add_argument("--strata", type=int, default=default.strata)
    parser.add_argument("--clusters", type=int, default=default.clusters)
    parser.add_argument("--cluster-share", type=float, default=default.cluster_share)
    parser.add_argument("--weight-cv", type=float, default=default.weight_cv)
    parser.add_argument("--at", type=age_curves.parse_ages, default=age_curves.parse_ages("8:85:0.5"))
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--recipe", type=Path)
    parser.add_argument("--fit", type=json.loads, help="the recipe's fit options as JSON")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    design = Design(given.people, given.strata, given.clusters, given.cluster_share, given.weight_cv)
    random = np.random.default_rng(given.seed)
    survey = draw_survey(design, random)
    write_sample(given.output, survey, [draw_values(survey, design, random) for _ in range(given.replicates)])
    if given.recipe:
        write_recipe(given.recipe, recipe_of(given.output.stem, given.people, given.replicates, given.fit))
    if given.truth:
        write_truth(given.truth, given.at)


if __name__ == "__main__":
    main()
