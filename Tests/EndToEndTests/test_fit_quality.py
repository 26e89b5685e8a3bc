# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The age curves of the project describe the people they were fitted to; where they do not, the method note says so."""

import json

import pytest

from program import ROOT

DATA_SETS = ("nhanes-2005-2010-age-curves", "nhanes-2011-2018-whole-body-age-curves")
NOTE = ROOT / "docs" / "methods" / "age-curves.md"
GROUPS = ("all", "white")
HIP_AND_SPINE = ("femoral-neck", "total-hip", "trochanter", "intertrochanter", "wards", "lumbar-spine.l1-l4")
WHOLE_BODY = ("total-body", "total-body-less-head")
YOUTH = [(8, 12), (12, 16), (16, 20)]
BANDS = {
    **{stem: [*YOUTH, *((age, age + 10) for age in range(20, 80, 10))] for stem in HIP_AND_SPINE},
    **{
        stem + quantity: [*YOUTH, *((age, age + 10) for age in range(20, 60, 10))]
        for stem in WHOLE_BODY
        for quantity in ("", ".bmc")
    },
}


def stem(curve):
    """Names the value of a curve as its key does, without family and people."""
    return curve["key"].split(".", 1)[1].rsplit(".", 1)[0]


@pytest.fixture(scope="module")
def curves():
    """The fitted curves of the main sites for everyone and for white people, by key."""
    found = {}
    for name in DATA_SETS:
        data = json.loads((ROOT / "Knowledge" / "references" / f"{name}.json").read_text(encoding="utf-8"))
        assert data["columnsOfBands"][:7] == ["from", "below", "n", "mean", "meanSe", "sd", "sdSe"]
        found |= {curve["key"]: curve for curve in data["curves"] if stem(curve) in BANDS and curve["group"] in GROUPS}
    return found


def figures(curves):
    """Yields (key, ages, what, distance, value, standard error) for each mean and SD of Z in a band that must fit."""
    for key, curve in curves.items():
        bands = {(band[0], band[1]): band[2:7] for band in curve["quality"]["bands"]}
        for ages in BANDS[stem(curve)]:
            _, mean, mean_error, deviation, deviation_error = bands[ages]
            yield key, ages, "mean", abs(mean), mean, mean_error
            yield key, ages, "SD", abs(deviation - 1), deviation, deviation_error


def misses(figures):
    """Chooses the figures beyond 0.05 and beyond two standard errors; one that is two of them as printed is beyond."""
    return {
        (key, f"{ages[0]}-{ages[1]}", what, f"{value:.3f}", f"{error:.3f}")
        for key, ages, what, distance, value, error in figures
        if distance > 0.05 + 1e-9 and distance > 2 * error - 1e-9
    }


def stated():
    """Reads the table of the method note: the first five columns, and the reason."""
    section = NOTE.read_text(encoding="utf-8").split("\n## Cells that miss\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    cells = [tuple(cell.strip(" `") for cell in row) for row in rows[2:]]
    assert rows[0] == [" key ", " ages ", " what ", " value ", " standard error ", " reason "]
    return {row[:5] for row in cells}, [row[5] for row in cells]


def test_every_main_site_has_its_curves(curves):
    # Six sites of hip and spine, and two of the whole body with density and content, for two groups and two sexes.
    assert len(curves) == (6 + 2 * 2) * 2 * 2


def test_the_cells_that_miss_are_exactly_those_that_the_method_note_states(curves, count):
    cells = list(figures(curves))
    # Nine bands for hip and spine, seven for the whole body; a mean and an SD each, for two groups and two sexes.
    assert len(cells) == (6 * 9 + 4 * 7) * 2 * 2 * 2 == 656
    assert all(error > 0 for *_, error in cells)
    found, reasons = stated()
    assert misses(cells) == found
    assert all(len(reason) > 20 for reason in reasons)
    count(f"means and SDs of Z by band: {len(cells)}, of which {len(found)} miss, as the method note states")


def test_a_figure_at_the_limit_fits_and_one_beyond_misses():
    def is_miss(distance, error):
        return bool(misses([("k", (8, 12), "mean", distance, distance, error)]))

    assert [is_miss(distance, 0.01) for distance in (0.049, 0.05, 0.051)] == [False, False, True]
    assert [is_miss(distance, 0.03) for distance in (0.059, 0.06, 0.061)] == [False, True, True]


def test_as_many_people_lie_below_minus_two_as_a_normal_distribution_has(curves):
    # 2.28 of 100.
    parts = {key: curve["quality"]["below"][0] for key, curve in curves.items()}
    assert {key: part for key, part in parts.items() if not 0.018 <= part <= 0.028} == {}


def test_the_table_of_the_fits(curves):
    # Shown with 'pytest -s'.
    for key, curve in curves.items():
        fit, below = curve["fit"], curve["quality"]["below"]
        assert set(fit["edf"]) == {"L", "M", "S"} and all(2 <= edf <= 33 for edf in fit["edf"].values())
        degrees = ", ".join(f"{name} {edf:.2f}" for name, edf in fit["edf"].items())
        print(f"{key}: n {curve['n']}, edf {degrees}, below -2 {below[0]:.4f}")
        for band in curve["quality"]["bands"]:
            low, high, people, mean, mean_error, deviation, deviation_error = band[:7]
            print(
                f"  {low:3}-{high:<3} n {people:5}  mean {mean:6.3f} ({mean_error:.3f})"
                f"  SD {deviation:5.3f} ({deviation_error:.3f})"
            )
