# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Fits of the program against the independent fit, and against the known curves of simulated surveys."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from program import ROOT

REFERENCE = ROOT / "Reference"
SHARED = ROOT.parent / "shared"
needs_survey = pytest.mark.skipif(not (SHARED / "nhanes" / "DEMO_D.csv.xz").exists(), reason="no survey tables")

# Main sites of the survey of 2005-2010; the other data sets are compared whole.
COMPARED = {
    "nhanes-2005-2010-age-curves": ("femoral-neck", "total-hip", "lumbar-spine.l1-l4"),
    "nhanes-2005-2010-bmad": ("",),
    "nhanes-2005-2008-tbs": ("",),
    "nhanes-2011-2018-whole-body-age-curves": ("total-body-less-head",),
}
REPLICATES = 50  # of each sex, so 100 fits of 4,000 people


def run_reference(script, *arguments):
    """Runs a script of the reference implementation; returns its output."""
    command = [sys.executable, str(REFERENCE / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout + done.stderr


@needs_survey
@pytest.mark.parametrize("data_set", COMPARED)
def test_the_curves_are_those_of_the_independent_fit(data_set, count):
    compared = 0
    for text in COMPARED[data_set]:
        only = ("--only", text) if text else ()
        path = ROOT / "Knowledge" / "references" / f"{data_set}.json"
        status, out = run_reference("compare_curves.py", path, "--shared", SHARED, *only)
        assert status == 0, out
        last = out.strip().splitlines()[-1]
        assert " 0 beyond 0.3 % of M or 0.02 of Z" in last, out
        compared += int(last.split()[0])
    count(f"{data_set}: {compared} curves fitted independently, 0 beyond 0.3 % of M or 0.02 of Z")


@needs_survey
@pytest.mark.parametrize(
    ("years", "curves"),
    [("2005-2010", "nhanes-2005-2010-age-curves"), ("2011-2018", "nhanes-2011-2018-whole-body-age-curves")],
)
def test_the_height_adjustments_are_those_of_the_independent_regression(years, curves, count):
    references = ROOT / "Knowledge" / "references"
    status, out = run_reference(
        "height.py", references / f"height-adjustment-{years}.json", "--curves", references / f"{curves}.json",
        "--shared", SHARED, "--years")
    assert status == 0, out
    count(f"height adjustment {years}: {out.strip().splitlines()[-1]}")


@pytest.fixture(scope="module")
def simulation(osteon, tmp_path_factory):
    """A simulated survey with its truth, and the data set that the program fits to it."""
    folder = tmp_path_factory.mktemp("simulation")
    status, out = run_reference(
        "simulate.py", "--seed", 20261121, "--replicates", REPLICATES, "--people", 8000, "--at", "8:84:1",
        "--truth", folder / "truth.csv", "--recipe", folder / "recipe.json", "-o", folder / "sample.csv")
    assert status == 0, out
    done = subprocess.run(
        [osteon.path, "reference", "fit", str(folder / "recipe.json"), "-o", str(folder / "fitted.json")],
        capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return folder


def test_known_curves_are_recovered_from_a_hundred_simulated_samples(simulation, count):
    status, out = run_reference(
        "simulation_table.py", "--truth", simulation / "truth.csv", simulation / "fitted.json",
        "--at", "8,10,15,20,30,40,50,60,70,80")
    assert status == 0, out
    for line in out.strip().splitlines():
        count("simulation: " + line)
    rows = [row for row in csv.DictReader(out.splitlines()) if row["coverage %"]]
    assert {row["replicates"] for row in rows} == {str(2 * REPLICATES)}
    for row in rows:
        truth, bias = float(row["truth"]), float(row["bias"])
        spread, error = float(row["SD"]), float(row["mean SE"])
        bound = {"M": 0.012, "S": 0.06, "value at Z -2": 0.02}.get(row["of"])
        if bound:
            assert abs(bias) < bound * truth, row
        # The jackknife holds the penalties, so it sees most of the spread and not the choice of smoothness.
        assert 0.6 < error / spread < 1.3, row


def test_a_harder_price_of_freedom_gives_no_worse_curves(simulation, osteon, tmp_path, count):
    """GAIC(3) beside GAIC(2): as near to the truth with fewer degrees of freedom, so nothing is overfitted."""
    truth = {float(row["age"]): float(row["M"]) for row in csv.DictReader((simulation / "truth.csv").open())}
    found = {}
    for price in (2, 3):
        recipe = json.loads((simulation / "recipe.json").read_text(encoding="utf-8"))
        recipe["fit"] = {"criterion": price}
        path = tmp_path / f"recipe-{price}.json"
        path.write_text(json.dumps(recipe), encoding="utf-8")
        out = tmp_path / f"fitted-{price}.json"
        subprocess.run(
            [osteon.path, "reference", "fit", str(path), "--data", str(simulation), "-o", str(out),
             "--no-standard-errors"], capture_output=True, check=True, timeout=600)
        found[price] = fit_error(out, truth)
    for price, (error, freedom) in found.items():
        count(f"simulation: GAIC({price}): root mean square error of M {100 * error:.2f} %, {freedom:.1f} degrees")
    assert found[3][1] < found[2][1]
    assert found[3][0] < 1.1 * found[2][0]


def fit_error(path: Path, truth):
    """Returns the relative root mean square error of M over replicates and ages, and the mean total edf."""
    curves = json.loads(path.read_text(encoding="utf-8"))["curves"]
    errors = [(row[2] / truth[row[0]] - 1) ** 2 for curve in curves for row in curve["rows"] if row[0] in truth]
    freedom = [sum(curve["fit"]["edf"].values()) for curve in curves]
    return (sum(errors) / len(errors)) ** 0.5, sum(freedom) / len(freedom)
