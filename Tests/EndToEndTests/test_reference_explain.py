# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The references behind a print, against prints that were computed here from the files of the knowledge in exact fractions."""

import json
import random
from fractions import Fraction

import pytest

from program import EXAMPLES, EXPLANATION, ROOT, faults

HALF = Fraction(1, 2)
MAKERS = {"hologic": "Hologic", "lunar": "GE Lunar", "norland": "Norland"}


def populations():
    """Every young-adult population of the knowledge, with its numbers as exact fractions."""
    found = []
    for path in sorted((ROOT / "Knowledge" / "references").glob("*.json")):
        file = json.loads(path.read_text(encoding="utf-8"), parse_float=Fraction, parse_int=Fraction)
        found += file.get("populations", [])
    return found


POPULATIONS = populations()


def rounded(value, unit):
    """Rounds a fraction to a unit, a half away from zero."""
    steps = abs(value) / unit
    whole = int(steps + HALF)
    return (whole if value >= 0 else -whole) * unit


def explains(population, density, printed):
    """Tells whether a population could have printed a score for a printed density; all numbers are exact fractions."""
    slack = Fraction(5, 10000) + population.get("within", 0)
    low = (density - slack - population["mean"]) / population["sd"]
    high = (density + slack - population["mean"]) / population["sd"]
    return low <= printed + Fraction(1, 20) and high >= printed - Fraction(1, 20)


def made_study(population, density, printed):
    """A study with one printed T-score."""
    region = {"site": population["site"], "bmd": float(density), "printed": {"t": float(printed)}}
    if population["vertebrae"]:
        region["vertebrae"] = population["vertebrae"]
    return {
        "osteon": "study/1",
        "patient": {"sexAtBirth": "female"},
        "scans": [
            {"ageYears": 66.5, "scanner": {"manufacturer": MAKERS[population["scale"]]}, "regions": [region]},
        ],
    }


def explain(osteon, folder, studies):
    """Returns one explanation for each study."""
    path = folder / "studies.ndjson"
    path.write_text("".join(json.dumps(study) + "\n" for study in studies), encoding="utf-8")
    answer = osteon.run("reference", "explain", "--lines", "--format", "json", str(path))
    assert (answer.status, answer.error) == (0, "")
    for line in answer.lines:
        assert faults(EXPLANATION, line) == []
    return answer.lines


def test_the_same_references_explain_a_print_as_exact_fractions_say(osteon, tmp_path, count):
    draw = random.Random(20261121)
    cases = []
    while len(cases) < 600:
        population = draw.choice(POPULATIONS)
        density = population["mean"] + population["sd"] * Fraction(round(draw.gauss(-1, 1.3) * 10**6), 10**6)
        if not Fraction(1, 10) < density < 3:
            continue
        printed = rounded((density - population["mean"]) / population["sd"], Fraction(1, 10))
        if len(cases) % 3 == 0:  # A print that is off by some tenths, as a slip would make it.
            printed += Fraction(draw.randint(-6, 6), 10)
        cases.append((population, rounded(density, Fraction(1, 1000)), printed))
    answers = explain(osteon, tmp_path, [made_study(*case) for case in cases])
    named = 0
    for (population, density, printed), answer in zip(cases, answers, strict=True):
        place = [population[key] for key in ("site", "vertebrae", "scale")]
        known = [other for other in POPULATIONS if [other[key] for key in ("site", "vertebrae", "scale")] == place]
        expected = {other["key"] for other in known if explains(other, density, printed)}
        score = answer["scans"][0]["regions"][0]["t"]
        assert {fit["reference"] for fit in score["explainedBy"]} == expected, (population["key"], density, printed)
        assert score["compared"] == len(known)
        for fit in score["explainedBy"] + score["notExplainedBy"]:
            other = next(other for other in known if other["key"] == fit["reference"])
            exact = (density - other["mean"]) / other["sd"]
            assert Fraction(str(fit["value"])) == rounded(exact, Fraction(1, 10))
            assert abs(fit["unrounded"] - exact) < 1e-12
            assert (fit["fit"] == "exact") == (rounded(exact, Fraction(1, 10)) == printed)
        named += len(expected)
    count(f"reference explain: {len(cases)} prints against exact fractions, {named / len(cases):.2f} references each")


def test_each_example_is_explained_alone_and_in_a_stream(osteon, tmp_path):
    studies = [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES]
    stream = explain(osteon, tmp_path, studies)
    for path, line in zip(EXAMPLES, stream, strict=True):
        alone = osteon.run("reference", "explain", "--format", "json", str(path))
        assert (alone.status, json.loads(alone.out)) == (0, line)


def test_a_printout_is_explained_without_a_file(osteon):
    answer = osteon.run(
        *"reference explain --sex female --age 66 --scanner Hologic --neck 0.571 --neck-t -2.5 --format json".split()
    )
    score = json.loads(answer.out)["scans"][0]["regions"][0]["t"]
    # 0.571: (0.571 - 0.849) / 0.111 = -2.5045 against Hologic women, (0.571 - 0.858) / 0.120 = -2.3917 against NHANES III.
    assert score["explainedBy"][0]["reference"] == "hologic.femoral-neck.female"
    nhanes = [fit for fit in score["notExplainedBy"] if fit["reference"] == "nhanes-iii.femoral-neck.white-female"]
    assert [(fit["value"], fit["difference"]) for fit in nhanes] == [(-2.4, 0.1)]


@pytest.mark.parametrize("broken", ["{", "{}", '{"osteon": "study/1"}'])
def test_a_study_that_cannot_be_read_is_refused_as_everywhere(osteon, broken):
    explained = osteon.run("reference", "explain", "-", given=broken.encode())
    interpreted = osteon.run("interpret", "-", given=broken.encode())
    assert (explained.status, explained.out, explained.error) == (1, b"", interpreted.error)


def test_the_order_of_scans_and_regions_does_not_matter(osteon, tmp_path):
    study = json.loads((ROOT / "Examples" / "postmenopausal-woman.json").read_text(encoding="utf-8"))
    for region in study["scans"][0]["regions"]:
        region.setdefault("printed", {"t": -1.7})
    other = json.loads(json.dumps(study))
    other["scans"][0]["regions"].reverse()
    first, second = explain(osteon, tmp_path, [study, other])
    assert first == second


def test_a_study_without_a_printed_score_says_so(osteon):
    answer = osteon.run("reference", "explain", "--sex", "female", "--age", "66", "--scanner", "Hologic", "--neck", "0.6")
    assert (answer.status, answer.out) == (0, b"No score is printed, so there is nothing to explain.\n")
