# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random changes of recipes: the program fits or says one sentence, and what the schema refuses it refuses."""

import copy
import json
import random

import pytest

import invented_cohort as cohort
from program import RECIPE, SCHEMAS, faults

NUMBERS = [0, -1, 0.5, 1, 2, 8, 9.99, 20, 79, 80, 81, 119, 120, 121, 1e9, -1e-9, 1e300]
# fmt: off
WORDS = [
    "", " ", "all", "urban", "ID", "AGE", "BMD", "SEX", "W", "NAME", "BMD / AREA", "BMD /", "(" * 50, "month", "F",
    "L1", "BMD ^ 9", "log(BMD)", "-BMD", "AREA", "missing(BMD)", "BMD > 0.7", "'x'", "STRATUM", "lumbar-spine", "zzz",
]
# fmt: on
# Changes that a schema accepts, so that the fit itself is reached.
MILD = [
    (("ages",), [[8, 80], [10, 75], [8, 120], [0, 80], [5, 90]]),
    (("bands",), [None, [[8, 80]], [[8, 9], [9, 9.5], [9.5, 80]], [[20, 30], [90, 120]]]),
    (("weight",), [None, "1", "W * 1000", "1 / W", "W ^ 3", "exp(W)"]),
    (("strata",), [None, "CLUSTER", "SEX"]),
    (("clusters",), [None, "STRATUM", "ID"]),
    (("groups",), [{"all": None}, {"urban": "PLACE == 'urban'"}, {"tall": "AREA > 4.5", "all": None}]),
    (("keep",), [None, [{"where": "BMD > 0.7", "because": "x"}], [{"where": "AGE > 30", "because": "x"}]]),
    (("atLeast",), [10, 100, 150, 250]),
    (("makes",), ["young-adults", "age-curves", "height-adjustment"]),
    (("fit",), [{"distribution": name, "powers": [0], "spurts": [0]} for name in ("box-cox-normal", "box-cox-t")]),
    (("fit", "criterion"), [0.01, 1, 10, 100]),
    (("fit", "powers"), [[-3], [3], [1]]),
    (("fit", "spurts"), [[5], [1]]),
    (("curves", 0, "value"), ["BMD * 1000", "BMD / AREA", "BMD ^ 3", "AREA", "AGE", "1", "BMD + AGE", "sqrt(BMD)"]),
    (("curves", 0, "domain"), [None, [8, 80], [79, 80]]),
    (("curves", 0, "groups"), [None]),
    (("rows",), [None]),
]
WHOLE = cohort.recipe(
    weight="W",
    strata="STRATUM",
    clusters="CLUSTER",
    fit=cohort.QUICK,
    rows={"COHORT": 400},
    keep=[{"where": "AREA > 4.1", "because": "Small areas are slips."}],
    columns={"content": "BMD * AREA"},
    curves=[
        {"site": "femoral-neck", "value": "BMD", "domain": [10, 75], "sparseFrom": 70, "groups": ["all"]},
        {"name": "content", "value": "content", "unit": "g", "quantity": "bone-mineral-content"},
    ],
    notes=["A note."],
    label="invented",
    atLeast=50,
)
PARTS = [SCHEMAS["fit-recipe"], *SCHEMAS["fit-recipe"]["$defs"].values()]
KEYS = sorted({key for part in PARTS for key in part.get("properties", {})})


def places(value, path=()):
    """Yields the path of everything in a document."""
    if path:
        yield path
    if isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(child, (*path, key))


def resolve(value, path):
    """Returns what stands at a path."""
    for key in path:
        value = value[key]
    return value


def any_value(chance):
    """Returns a value of any kind; often a part of the recipe."""
    parts = [resolve(WHOLE, path) for path in places(WHOLE)]
    pool = chance.choice(([None, True, [], {}, [8, 80], [80, 8]], NUMBERS, WORDS, parts))
    return copy.deepcopy(chance.choice(pool))


def mutate(recipe, chance):
    """Drops, changes, adds or repeats a part."""
    path = chance.choice(list(places(recipe)))
    holder = resolve(recipe, path[:-1])
    value = holder[path[-1]]
    match chance.randrange(6):
        case 0:
            del holder[path[-1]]
        case 1 if isinstance(value, (int, float)):
            holder[path[-1]] = chance.choice([-value, value * 12, value / 12, value + 1, *NUMBERS])
        case 2 if isinstance(value, str):
            holder[path[-1]] = chance.choice([value + "x", value[:-1], value.upper(), *WORDS])
        case 3 if isinstance(value, dict):
            value[chance.choice([*KEYS, "zzz"])] = any_value(chance)
        case 3 | 4 if isinstance(value, list):
            again = copy.deepcopy(chance.choice(value)) if value else any_value(chance)
            value.insert(chance.randint(0, len(value)), again)
        case _:
            holder[path[-1]] = any_value(chance)


def change_mildly(recipe, chance):
    """Changes a part to something that may well be meant."""
    path, choices = chance.choice(MILD)
    resolve(recipe, path[:-1])[path[-1]] = copy.deepcopy(chance.choice(choices))


def fitted(osteon, folder, recipe):
    """Fits a recipe; tells whether it was accepted. The program must end well, and leave nothing where it refuses."""
    out = folder / "out.json"
    given = json.dumps(recipe).encode()
    arguments = ["--data", str(folder), "-o", str(out), "--no-standard-errors"]
    answer = osteon.run("reference", "fit", "-", *arguments, given=given, timeout=20)
    told = f"{answer.error}\n{given.decode()}"
    assert answer.status in (0, 1) and answer.out == b"", told
    if answer.status == 0:
        assert faults(RECIPE, recipe) == [], told
        json.loads(out.read_text(encoding="utf-8"))
        out.unlink()
    else:
        assert answer.error.startswith("osteon: ") and answer.error.count("\n") == 1, told
        assert "Doe" not in answer.error, told
    assert [path.name for path in folder.iterdir()] == ["COHORT.csv"], told
    return answer.status == 0


@pytest.fixture
def folder(tmp_path):
    """A folder with a small table."""
    cohort.write(tmp_path / "COHORT.csv", cohort.people(400))
    return tmp_path


def test_the_recipe_that_is_changed_is_fitted(osteon, folder):
    assert fitted(osteon, folder, WHOLE)


def changed(change, chance):
    """Returns the recipe with one to three changes."""
    recipe = copy.deepcopy(WHOLE)
    for _ in range(chance.choice((1, 1, 2, 3))):
        change(recipe, chance)
    return recipe


@pytest.mark.parametrize("seed", range(3))
def test_a_mutated_recipe_is_fitted_or_refused_with_one_sentence(osteon, folder, seed, count):
    chance = random.Random(seed)
    recipes = [changed(mutate, chance) for _ in range(60)]
    accepted = sum(fitted(osteon, folder, recipe) for recipe in recipes)
    refused = sum(faults(RECIPE, recipe) != [] for recipe in recipes)
    assert refused >= 20
    count(f"mutated recipes, seed {seed}: 60, of which {accepted} fitted; the schema refuses {refused}")


def test_recipes_that_may_well_be_meant_are_fitted_or_refused_with_one_sentence(osteon, folder, count):
    chance = random.Random(1)
    accepted = sum(fitted(osteon, folder, changed(change_mildly, chance)) for _ in range(120))
    assert accepted >= 40
    count(f"mildly changed recipes: 120, of which {accepted} fitted")


@pytest.mark.parametrize("ages", [[0, 80], [0, 85]], ids=str)
def test_ages_from_0_are_fitted_or_refused(osteon, folder, ages):
    fitted(osteon, folder, WHOLE | {"ages": ages})


def test_a_criterion_that_asks_for_crooked_curves_is_fitted_or_refused(osteon, folder):
    fitted(osteon, folder, WHOLE | {"fit": cohort.QUICK | {"criterion": 0.01}})
