# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The same scans under several references, against counts that were made here in exact fractions."""

import csv
import io
import json
import random
from fractions import Fraction

import pytest

from program import COMPARISON, EXAMPLES, ROOT, faults
from test_reference_explain import POPULATIONS, rounded

BASE, OTHER = "nhanes-2005-2010.white-female.young-adult", "nhanes-2005-2014.white-female"
SITES = {"femoral-neck": None, "total-hip": None, "lumbar-spine": ["L1", "L2", "L3", "L4"]}
TENTH = Fraction(1, 10)


def score(name, site, density):
    """The T-score of a density under a set of women, rounded; `None` where the set has no such site."""
    levels = SITES[site]
    place = site + (".l1-l4" if levels else "")
    key = f"{name.split('.')[0]}.{place}.{'.'.join(name.split('.')[1:])}"
    own = [population for population in POPULATIONS if population["key"] == key]
    return rounded((density - own[0]["mean"]) / own[0]["sd"], TENTH) if own else None


@pytest.fixture(scope="module")
def cohort():
    """Rows of people with up to three sites: id, age, site and density as a fraction."""
    draw = random.Random(7)
    rows = []
    for person in range(400):
        low = draw.gauss(0, 0.12)
        for site, mean in (("femoral-neck", 0.75), ("total-hip", 0.86), ("lumbar-spine", 0.98)):
            if draw.random() < 0.9:
                rows.append((f"p{person}", 51 + person % 30, site, Fraction(round(1000 * (mean + low + draw.gauss(0, 0.05))), 1000)))
    return rows


def table(rows):
    """The rows as a cohort table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "sex", "age", "menopause", "site", "vertebrae", "bmd", "scanner", "remark"])
    for person, age, site, density in rows:
        levels = "L1-L4" if SITES[site] else ""
        writer.writerow([person, "female", age, "post", site, levels, float(density), "Hologic", "kept, as it is"])
    return text.getvalue().encode()


def counted(pairs):
    """What a pair of scores does, for pairs of the base and the other score."""
    count = {"scored": len(pairs), "crossings": []}
    for cut, below in ((Fraction(-1), lambda t: t < -1), (Fraction(-5, 2), lambda t: t <= Fraction(-5, 2))):
        count["crossings"].append(
            {
                "cutPoint": float(cut),
                "toLower": sum(not below(base) and below(other) for base, other in pairs),
                "toHigher": sum(below(base) and not below(other) for base, other in pairs),
            }
        )
    return count


def test_the_counts_of_a_cohort_are_those_of_exact_fractions(osteon, cohort, count):
    arguments = ["reference", "compare", "--table", "--references", f"{BASE},{OTHER}", "--format", "json"]
    answer = osteon.run(*arguments, given=table(cohort))
    assert (answer.status, answer.error) == (0, "")
    document = json.loads(answer.out)
    assert faults(COMPARISON, document) == []
    assert (document["compared"], document["visits"]) == (len(cohort), len({row[0] for row in cohort}))
    (pair,) = document["pairs"]
    both = {}
    for person, _, site, density in cohort:
        scores = score(BASE, site, density), score(OTHER, site, density)
        if None not in scores:
            both.setdefault(site, []).append((person, scores))
    assert [place["site"] for place in pair["sites"]] == ["lumbar-spine", "femoral-neck"]
    for place in pair["sites"]:
        expected = counted([scores for _, scores in both[place["site"]]])
        assert {key: place[key] for key in expected} == expected
        assert place["vertebrae"] == SITES[place["site"]]
    people = {}
    for site in both:
        for person, scores in both[site]:
            people.setdefault(person, []).append(scores)
    lowest = [tuple(min(side) for side in zip(*scores)) for scores in people.values()]
    expected = counted(lowest)
    assert {key: pair["lowest"][key] for key in expected} == expected
    assert sum(crossing["toLower"] for crossing in expected["crossings"]) >= 5
    hips = sum(row[2] == "total-hip" for row in cohort)
    assert document["references"][1]["refusals"] == [{"code": "no-young-adult-reference", "count": hips}]
    count(f"reference compare: {len(cohort)} rows of {len(people)} people counted in exact fractions")


def test_every_row_keeps_its_fields_and_has_its_own_score(osteon, cohort):
    given = table(cohort)
    answer = osteon.run("reference", "compare", "--table", "--references", f"{BASE},{OTHER}", "--format", "csv", given=given)
    before = list(csv.reader(io.StringIO(given.decode())))
    after = list(csv.reader(io.StringIO(answer.out.decode())))
    assert [row[:9] for row in after] == before
    assert after[0][9:] == [f"{column}:{name}" for name in (BASE, OTHER) for column in ("t", "category", "refusal")]
    for (_, _, site, density), row in zip(cohort, after[1:], strict=True):
        for name, fields in ((BASE, row[9:12]), (OTHER, row[12:])):
            expected = score(name, site, density)
            if expected is None:
                assert fields == ["", "", "no-young-adult-reference"]
                continue
            category = "osteoporosis" if expected <= Fraction(-5, 2) else "low-bone-mass" if expected < -1 else "normal"
            assert [Fraction(fields[0]), *fields[1:]] == [expected, category, ""]


def test_the_order_of_people_does_not_change_the_counts(osteon, cohort):
    arguments = ["reference", "compare", "--table", "--format", "json"]
    people = sorted({row[0] for row in cohort}, key=lambda person: hash((person, 3)))
    shuffled = [row for person in people for row in cohort if row[0] == person]
    first, second = (json.loads(osteon.run(*arguments, given=table(rows)).out) for rows in (cohort, shuffled))
    for pair in first["pairs"] + second["pairs"]:
        for place in [*pair["sites"], pair["lowest"]]:
            place["meanChange"] = round(place["meanChange"], 9)
    assert first == second


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_compared(osteon, path):
    answer = osteon.run("reference", "compare", "--format", "json", str(path))
    assert (answer.status, answer.error) == (0, "")
    document = json.loads(answer.out)
    assert faults(COMPARISON, document) == []
    assessment = json.loads(osteon.run("interpret", "--format", "json", str(path)).out)
    assert len(document["regions"]) == len(assessment["regions"])
    for compared, assessed in zip(document["regions"], assessment["regions"], strict=True):
        own = assessed["t"] and (assessed["t"] if assessed["t"]["origin"] == "computed" else assessed["t"]["computed"])
        profile = compared["scores"][0]
        assert profile["name"] == "profile" and profile["reference"] == (own["reference"] if own else None)
        assert profile["value"] == (own["value"] if own else None)


def test_z_scores_follow_the_sex_of_the_person(osteon):
    for path, sex in (("postmenopausal-woman", "female"), ("man-with-male-reference", "male")):
        study = str(ROOT / "Examples" / f"{path}.json")
        arguments = ["reference", "compare", "--references", "nhanes-2005-2010.all", "--format", "json", study]
        regions = json.loads(osteon.run(*arguments).out)["regions"]
        assert all(region["scores"][0]["reference"].endswith(f".all-{sex}") for region in regions)
        assert all(region["scores"][0]["categoryUnderReference"].endswith("-expected-range") for region in regions)


def test_no_density_is_converted(osteon):
    study = {
        "osteon": "study/1",
        "patient": {"sexAtBirth": "female"},
        "scans": [
            {
                "ageYears": 66.0,
                "scanner": {"manufacturer": "GE", "model": "Prodigy"},
                "regions": [{"site": "femoral-neck", "bmd": 0.9}, {"site": "lumbar-spine", "bmd": 1.0}],
            }
        ],
    }
    names = "nhanes-iii.white-female,hologic.female,lunar-prodigy.female,nhanes-2005-2010.all"
    answer = osteon.run(
        "reference", "compare", "--references", names, "--format", "json", "-", given=json.dumps(study).encode()
    )
    spine, neck = json.loads(answer.out)["regions"]
    codes = [[score["refusal"] and score["refusal"]["code"] for score in region["scores"]] for region in (neck, spine)]
    assert codes[0] == [None, "scale-mismatch", "no-young-adult-reference", "scale-mismatch"]
    assert codes[1] == ["no-young-adult-reference", "scale-mismatch", None, "scale-mismatch"]
    # (0.9 - 1.038) / 0.139 = -0.9928 on the Lunar scale; (1.0 - 1.180) / 0.120 = -1.5.
    assert (neck["scores"][0]["value"], spine["scores"][2]["value"]) == (-1.0, -1.5)
    assert neck["scores"][0]["reference"] == "nhanes-iii.femoral-neck.white-female.lunar"


def test_a_row_that_cannot_be_read_says_why_and_the_rest_is_compared(osteon, cohort):
    text = table(cohort[:3]).decode().splitlines()
    text[2] = text[2].replace("female", "woman")
    given = ("\n".join(text) + "\n").encode()
    answer = osteon.run("reference", "compare", "--table", "--references", BASE, "--format", "csv", given=given)
    rows = list(csv.reader(io.StringIO(answer.out.decode())))
    assert answer.status == 0 and [row[11] for row in rows[1:]] == ["", "unknown-word", ""]
    document = json.loads(osteon.run("reference", "compare", "--table", "--format", "json", given=given).out)
    assert (document["unreadable"], document["compared"]) == (1, 2)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"", "A table must begin with the names of its columns, but is empty."),
        (b"sex,age,site,bmd\n", "The table must have a column 'scanner', but has none."),
        (b"sex,age,site,scanner,bmd\nfemale,60\n", "line 2: Every record must have as many fields as the header (5)"),
        (b'sex,age,site,scanner,bmd\n"female,60\n', "line 2: A quoted field must be closed"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(osteon, given, sentence):
    answer = osteon.run("reference", "compare", "--table", "-", given=given)
    assert answer.status == 1 and answer.error.startswith("osteon: standard input: ") and sentence in answer.error


def test_an_unknown_name_is_refused_with_the_nearest(osteon):
    answer = osteon.run("reference", "compare", "--references", "profile,hologic.femal", str(EXAMPLES[0]))
    expected = "osteon: No reference has the name 'hologic.femal'. Did you mean 'hologic.female'?\n"
    assert (answer.status, answer.out, answer.error) == (2, b"", expected)


def test_a_stream_of_studies_is_counted_as_a_cohort(osteon, tmp_path):
    studies = tmp_path / "studies.ndjson"
    studies.write_text("".join(json.dumps(json.loads(path.read_text())) + "\n" for path in EXAMPLES) + "{}\n")
    answer = osteon.run("reference", "compare", "--format", "json", str(studies))
    document = json.loads(answer.out)
    assert faults(COMPARISON, document) == []
    assert answer.status == 1 and (document["unreadable"], document["regions"]) == (1, None)
    assert document["visits"] >= len(EXAMPLES)
