# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""A researcher fits a cohort: what comes out, what is refused, and that a refusal leaves nothing behind."""

import json
import math
import re
import signal
import statistics
import subprocess
import time

import pytest

import invented_cohort as cohort
from charts import checked
from program import RECIPE, faults

KEYS = [f"my-cohort.femoral-neck.{group}-{sex}" for group in ("all", "urban") for sex in ("female", "male")]
# What a person of the invented cohort could be known by.
PERSONAL = re.compile(r"73\d{5}|Doe\d")


@pytest.fixture(scope="module")
def rows():
    """The invented people."""
    return cohort.people(1500, seed=3)


class Desk:
    """A folder with tables, a recipe, and a folder for what is made."""

    def __init__(self, osteon, folder, rows):
        self.osteon, self.folder, self.rows = osteon, folder, rows
        self.tables, self.made, self.plots = folder / "tables", folder / "made", folder / "made" / "plots"
        for path in (self.tables, self.made, self.plots):
            path.mkdir()
        cohort.write(self.tables / "COHORT.csv", rows)

    def arguments(self, recipe, *options):
        """Returns the arguments of a fit that writes everything there is to write."""
        path = self.folder / "recipe.json"
        path.write_text(recipe if isinstance(recipe, str) else json.dumps(recipe), encoding="utf-8")
        files = ["-o", str(self.made / "curves.json"), "--tables", str(self.made / "means.csv")]
        places = ["--data", str(self.tables), "--plots", str(self.plots)]
        return ["reference", "fit", str(path), *places, *files, *options]

    def fit(self, recipe, *options):
        """Fits; returns the data set."""
        answer = self.osteon.run(*self.arguments(recipe, *options))
        assert (answer.status, answer.out) == (0, b""), answer.error
        return json.loads((self.made / "curves.json").read_text(encoding="utf-8"))

    def refuse(self, recipe, *options):
        """Returns the one sentence of a refusal, which must leave nothing and tell of nobody."""
        answer = self.osteon.run(*self.arguments(recipe, *options))
        assert (answer.status, answer.out) == (1, b""), answer.error
        assert answer.error.startswith("osteon: ") and answer.error.count("\n") == 1, answer.error
        assert not PERSONAL.search(answer.error), answer.error
        assert self.left() == []
        return answer.error.removeprefix("osteon: ").rstrip("\n")

    def left(self):
        """Returns what was made, by name."""
        return sorted(path.name for path in self.made.rglob("*") if path.is_file())


@pytest.fixture
def desk(osteon, tmp_path, rows):
    """A folder with the invented cohort."""
    return Desk(osteon, tmp_path, rows)


# --- A cohort of one's own ------------------------------------------------------------------


def test_a_cohort_with_words_and_without_weights_is_fitted(desk, rows):
    recipe = cohort.recipe()
    assert faults(RECIPE, recipe) == []
    data = desk.fit(recipe)
    assert (data["key"], data["kind"], data["unit"]) == ("my-cohort", "lms-curve", "g/cm2")
    assert [curve["key"] for curve in data["curves"]] == KEYS
    for curve in data["curves"]:
        own = [
            row
            for row in rows
            if row["SEX"] == curve["sex"][0].upper() and (curve["group"] == "all" or row["PLACE"] == "urban")
        ]
        # Without weights everyone counts as one.
        assert curve["n"] == curve["fit"]["effectiveN"] == len(own)
        assert curve["domain"] == [8, 80] == [curve["rows"][0][0], curve["rows"][-1][0]]
        assert all(median > 0 and variation > 0 for _, _, median, variation in curve["rows"])
        assert len(curve["standardErrors"][0]) == 4 and all(min(row) > 0 for row in curve["standardErrors"])
    assert not PERSONAL.search(json.dumps(data))


def z_score(curve, age, value):
    """Expresses a value by the rows of a curve: L, M and S are interpolated, not centiles."""
    for (low, *first), (high, *second) in zip(curve["rows"], curve["rows"][1:]):
        if low <= age <= high:
            part = (age - low) / (high - low)
            power, median, variation = (one + part * (other - one) for one, other in zip(first, second, strict=True))
            ratio = value / median
            return math.log(ratio) / variation if power == 0 else (ratio**power - 1) / (power * variation)
    raise ValueError(age)


def test_the_quality_figures_are_those_of_the_printed_curves(desk, rows):
    data = desk.fit(cohort.recipe())
    for curve in data["curves"][:2]:
        own = [row for row in rows if row["SEX"] == curve["sex"][0].upper()]
        for low, high, people, mean, mean_error, deviation, _, *below in curve["quality"]["bands"]:
            scores = [z_score(curve, row["AGE"], row["BMD"]) for row in own if low <= row["AGE"] < high]
            assert people == len(scores)
            # Three printed decimals.
            assert abs(statistics.fmean(scores) - mean) <= 0.0005 + 1e-9
            assert abs(statistics.stdev(scores) - deviation) <= 0.0005 + 1e-9
            assert abs(statistics.stdev(scores) / people**0.5 - mean_error) <= 0.0005 + 1e-9
            for limit, part in zip((-2, -1, 1, 2), below, strict=True):
                assert abs(sum(score < limit for score in scores) / people - part) <= 0.00005 + 1e-9


def test_curves_plots_and_worms_come_in_pairs_and_are_well_formed(desk):
    desk.fit(cohort.recipe())
    names = [f"{key}{ending}" for key in KEYS for ending in (".svg", ".worms.svg")]
    assert desk.left() == sorted([*names, "curves.json", "means.csv"])
    for name in names:
        data = (desk.plots / name).read_bytes()
        assert checked(data) and not PERSONAL.search(data.decode("utf-8"))


def test_the_summary_tells_how_many_curves_and_only_those_asked_for_are_fitted(desk):
    answer = desk.osteon.run(*desk.arguments(cohort.recipe(), "--only", "urban", "--no-standard-errors"))
    assert answer.status == 0 and answer.error.startswith("2 curves fitted to ")
    data = json.loads((desk.made / "curves.json").read_text(encoding="utf-8"))
    assert [curve["key"] for curve in data["curves"]] == KEYS[2:]
    assert desk.left() == sorted(
        [f"{key}{ending}" for key in KEYS[2:] for ending in (".svg", ".worms.svg")] + ["curves.json", "means.csv"]
    )


def test_the_recipe_may_come_from_the_standard_input_and_the_data_set_go_to_the_standard_output(desk):
    data = desk.fit(cohort.recipe())
    given = json.dumps(cohort.recipe()).encode()
    answer = desk.osteon.run("reference", "fit", "-", "--data", str(desk.tables), given=given)
    assert answer.status == 0 and json.loads(answer.out) == data


# --- What is refused ------------------------------------------------------------------------


def weighted(**changes):
    """Returns the recipe with weights."""
    return cohort.recipe(weight="W", strata="STRATUM", clusters="CLUSTER", **changes)


def years(column, unit):
    """Returns the ages of a recipe."""
    return [{"column": column, "unit": unit, "completed": False}]


# A name, the recipe, changes of the first woman's row, and the sentence.
ROW = "survey 'town', row {row}: "
LEAVE_OUT = "Leave such people out by a rule under 'keep', and say why."
# fmt: off
CASES = [
    ("a column that no table has", cohort.recipe(curves=[{"site": "femoral-neck", "value": "BDM"}]), {},
     "survey 'town': 'curves[0].value' needs a column 'BDM', but COHORT has none. Did you mean 'BMD'?"),
    ("a column of ages that no table has", cohort.recipe(age=years("AGES", "year")), {},
     "survey 'town': 'age[0].column' needs a column 'AGES', but COHORT has none. Did you mean 'AGE'?"),
    ("a weight of zero", weighted(), {"W": 0},
     ROW + "The weight of a person with a value must be positive, but one is 0. " + LEAVE_OUT),
    ("a negative weight", weighted(), {"W": -1.5},
     ROW + "The weight of a person with a value must be positive, but one is -1.5. " + LEAVE_OUT),
    ("a density of zero", cohort.recipe(), {"BMD": 0},
     ROW + "'curves[0].value' must give positive values, but one is 0 g/cm2. Correct the table, or leave it out by a"
     " rule under 'keep'."),
    ("years as months", cohort.recipe(age=years("AGE", "month")), {},
     # The ages are 8.24 to 79.75 years; 79.75 / 12 = 6.65.
     "'age[0]': ages in months of 'AGE' would make nobody older than 6.6 years, but the recipe asks for ages up to 80."
     " If they are years, the ages are 8.2 to 79.8 years: write \"unit\": \"year\"."),
    ("a curve that no key has", cohort.recipe(), {}, "A curve must have a key with 'neck.wards' in it, but none has."
     " The first is 'my-cohort.femoral-neck.all-female'."),
    ("no JSON", '{ "osteon": ', {}, None),
    ("another form", cohort.recipe(osteon="study/1"), {},
     "'osteon' must be 'fit-recipe/1', the one version there is, but is another text. Write \"fit-recipe/1\"."),
    ("a table that is not there", cohort.recipe(surveys=[{"name": "town", "tables": ["COHORTS"]}]), {},
     "table 'COHORTS': The folder must hold 'COHORTS.xpt' or 'COHORTS.csv', but has neither."
     " Did you mean 'COHORT.csv'?"),
]
# fmt: on


@pytest.mark.parametrize(("name", "recipe", "changes", "sentence"), CASES, ids=[case[0] for case in CASES])
def test_what_cannot_be_is_refused_with_its_place_and_the_way_out(desk, rows, name, recipe, changes, sentence):
    first = next(index for index, row in enumerate(rows) if row["SEX"] == "F")
    if changes:
        own = [*rows]
        own[first] = rows[first] | changes
        cohort.write(desk.tables / "COHORT.csv", own)
    error = desk.refuse(recipe, *(["--only", "neck.wards"] if name == "a curve that no key has" else []))
    if sentence is None:
        assert "line 1, column 13" in error
    else:
        assert error == sentence.format(row=first + 1)


def test_months_as_years_are_refused_with_the_ages_that_they_would_be(desk, rows):
    months = [round(row["AGE"] * 12) for row in rows]
    cohort.write(desk.tables / "COHORT.csv", [row | {"AGE": age} for row, age in zip(rows, months, strict=True)])
    # The youngest has 99 months, which are 8.25 years, the oldest 957, which are 79.75.
    assert desk.refuse(cohort.recipe()) == (
        f"'age[0]': ages in years of 'AGE' must lie below 120, but {sum(age > 120 for age in months)} of 1500 do not"
        ' and the greatest is 957. If they are months, the ages are 8.3 to 79.8 years: write "unit": "month".'
    )


def test_a_site_of_30_people_is_refused_with_the_count_of_each_step(desk, rows):
    women = 0
    thin = []
    for row in rows:
        women += row["SEX"] == "F"
        thin.append(row if row["SEX"] == "M" or women <= 30 else row | {"BMD": ""})
    cohort.write(desk.tables / "COHORT.csv", thin)
    assert desk.refuse(cohort.recipe()) == (
        "curves[0]: Curve 'femoral-neck' (female, group 'all') needs 100 people, but has 30: "
        f"{women} people, 0 outside 8 to 80 years, {women - 30} without a value."
        " Leave the group out of the curve, or check the rules and columns."
    )


def test_a_missing_recipe_or_folder_is_refused(desk, tmp_path):
    answer = desk.osteon.run("reference", "fit", str(tmp_path / "none.json"))
    assert (answer.status, answer.out) == (1, b"") and answer.error.endswith(
        "none.json: The file must be there and open for use, but: No such file or directory."
        " Check its name and the right to read it.\n"
    )
    arguments = desk.arguments(cohort.recipe())
    arguments[arguments.index("--data") + 1] = str(tmp_path / "none")
    answer = desk.osteon.run(*arguments)
    assert answer.status == 1 and desk.left() == []
    assert answer.error.endswith("No such file or directory. Name the folder that holds the tables.\n")


def test_a_file_that_is_no_transport_file_is_refused(desk):
    (desk.tables / "COHORT.csv").rename(desk.tables / "COHORT.xpt")
    assert desk.refuse(cohort.recipe()) == (
        "table 'COHORT': A SAS transport file must begin with a library header of version 5 or 8, but this one begins"
        " otherwise. Export the table as SAS transport version 5 (XPORT), or as CSV."
    )


def test_a_transport_file_is_read_whole_and_refused_when_cut_at_any_10_kb(desk, rows, count):
    pyreadstat = pytest.importorskip("pyreadstat")
    pandas = pytest.importorskip("pandas")
    path = desk.tables / "COHORT.xpt"
    (desk.tables / "COHORT.csv").unlink()
    own = cohort.people(3000)
    pyreadstat.write_xport(pandas.DataFrame(own), path, file_format_version=5)
    whole = path.read_bytes()
    assert len(whole) > 200_000
    recipe = cohort.recipe(fit=cohort.QUICK, rows={"COHORT": 3000})
    cuts = sorted({*range(0, len(whole), 10_000), *range(10_240, len(whole), 10_240)})
    for size in cuts:
        path.write_bytes(whole[:size])
        error = desk.refuse(recipe)
        assert error.startswith("table 'COHORT'") and error.count(". ") >= 1, (size, error)
        assert error.endswith("The file seems to be cut: fetch it again.") or size == 0, (size, error)
    path.write_bytes(whole)
    data = desk.fit(recipe, "--no-standard-errors")
    # The upper end of the ages is outside.
    assert sum(curve["n"] for curve in data["curves"][:2]) == sum(8 <= row["AGE"] < 80 for row in own)
    count(f"SAS transport file of {len(whole)} bytes: refused at {len(cuts)} cuts")


# --- What is interrupted or cannot be written -----------------------------------------------


def heed_control_c():
    """Undo what a shell does to the jobs that it starts in the background: they ignore the signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_control_c_ends_a_long_fit_and_leaves_nothing(desk):
    cohort.write(desk.tables / "COHORT.csv", cohort.people(20_000))
    values = {f"v{number}": f"BMD * {number + 1}" for number in range(12)}
    curves = [{"name": f"value-{number}", "value": name} for number, name in enumerate(values)]
    recipe = weighted(columns=values, curves=curves)
    with subprocess.Popen(
        [desk.osteon.path, *desk.arguments(recipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_control_c,
    ) as running:
        time.sleep(1)
        assert running.poll() is None, "The fit must still run."
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=10)
    assert running.returncode == -signal.SIGINT and out == b""
    assert desk.left() == []


def test_an_output_that_cannot_be_written_is_told(desk, tmp_path):
    folder = tmp_path / "none"
    for option, value, named in (
        ("-o", folder / "curves.json", folder), ("-o", desk.plots, desk.plots),
        ("--tables", folder / "means.csv", folder), ("--plots", folder, folder),
    ):
        arguments = desk.arguments(cohort.recipe(fit=cohort.QUICK), "--no-standard-errors")
        arguments[arguments.index(option) + 1] = str(value)
        answer = desk.osteon.run(*arguments)
        assert (answer.status, answer.out) == (1, b"")
        assert answer.error.startswith(f"osteon: {named}: ") and answer.error.count("\n") == 1
        assert desk.left() == []


def test_a_full_disk_is_told(desk):
    # The standard output is a device that is always full; the program only writes to it.
    recipe = desk.folder / "recipe.json"
    recipe.write_text(json.dumps(cohort.recipe(fit=cohort.QUICK)), encoding="utf-8")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [desk.osteon.path, "reference", "fit", str(recipe), "--data", str(desk.tables), "--no-standard-errors"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 1 and b"No space left on device" in done.stderr and done.stderr.count(b"\n") == 1
