# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""`osteon precision` gives what an independent implementation gives, and says what is wrong with a table."""

import csv
import io
import json
import math
import sys

import pytest

from program import PRECISION, ROOT, STUDY, faults

sys.path.insert(0, str(ROOT / "Reference"))

import precision as reference  # noqa: E402
import precision_simulation  # noqa: E402

STUDIES = 1000
WITHIN = 1e-12
COLUMNS = ["id", "technologist", "scanner", "site", "vertebrae", "side", "bmd"]


def table(rows, columns=COLUMNS):
    """A table with a header."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue()


def measured(osteon, rows):
    """The precision document of rows, which its schema holds; `None` where nobody was scanned twice."""
    answer = osteon.run("precision", "--format", "json", given=table(rows).encode())
    if answer.status == 1 and "must be scanned twice" in answer.error:
        return None
    assert answer.status == 0, answer.error
    document = json.loads(answer.out)
    assert faults(PRECISION, document) == []
    return document


def distance(value, expected):
    """The relative distance of two numbers."""
    return abs(value - expected) / max(abs(expected), 1e-300) if expected else abs(value)


def distances(found, expected):
    """How far a document lies from the answer of the reference for the same site and vertebrae."""
    def limited(own, theirs):
        yield distance(own["value"], theirs["estimate"])
        yield from (distance(own[name], theirs[name]) for name in ("lower", "upper"))

    yield from limited(found["rmsSd"], expected["sd"])
    yield distance(found["upperOneSided"], expected["sd"]["one_sided_upper"])
    yield from limited(found["coefficientOfVariation"], expected["cv_percent"])
    for change in found["leastSignificantChange"]:
        yield from limited(change, expected["lsc"][str(change["confidence"])])


def group_distances(found, expected):
    """How far the technologists or scanners lie from those of the reference."""
    if len(expected["groups"]) < 2:
        assert found is None
        return
    assert {group["name"] for group in found["groups"]} == set(expected["groups"])
    for group in found["groups"]:
        own = expected["groups"][group["name"]]
        assert group["degreesOfFreedom"] == own["df"]
        yield distance(group["rmsSd"]["value"], own["sd"]["estimate"])
        yield distance(group["rmsSd"]["upper"], own["sd"]["upper"])
    if "no_spread" in expected["bartlett"]:
        assert found["equality"] is None
        return
    yield distance(found["equality"]["statistic"] + 1, expected["bartlett"]["statistic"] + 1)
    # Where two variances are nearly equal the statistic is the rest of a cancellation, and its probability falls steeply.
    assert abs(found["equality"]["probability"] - expected["bartlett"]["p"]) < 1e-9


def test_a_thousand_random_studies_give_what_the_reference_gives(osteon, count):
    widest, compared = 0.0, 0
    for seed in range(STUDIES):
        rows = precision_simulation.random_rows(seed)
        expected = [one for one in reference.answers([reference.Scan(*row) for row in rows]) if one["df"]]
        document = measured(osteon, rows)
        if document is None:
            assert expected == []
            continue
        found = {(one["site"], precision_vertebrae(one)): one for one in document["measurements"]}
        assert len(found) == len(expected)
        for own in expected:
            one = found[own["site"], own["vertebrae"]]
            assert (one["sets"], one["degreesOfFreedom"], one["singleScans"]) == (own["sets"], own["df"], own["left_out"])
            gaps = [*distances(one, own), *group_distances(one["technologists"], own["technologists"]),
                    *group_distances(one["scanners"], own["scanners"])]
            widest, compared = max([widest, *gaps]), compared + len(gaps)
    count(f"precision: {compared} numbers of {STUDIES} studies, the widest distance {widest:.1e}")
    assert compared > 10 * STUDIES
    assert widest < WITHIN


def precision_vertebrae(one):
    """The vertebrae of a measurement as the reference writes them."""
    return "" if one["vertebrae"] is None else f"{one['vertebrae'][0]}-{one['vertebrae'][-1]}"


def test_limits_hold_the_truth_in_95_of_100_studies(osteon, count):
    """30 people scanned twice with an error of 0.010 g/cm², one table of 400 studies as sites would be too few: run apart."""
    import numpy as np

    random = np.random.default_rng(5)
    held = 0
    studies = 400
    for _ in range(studies):
        rows = [
            [f"p{person}", "", "", "total-hip", "", "left", f"{0.85 + random.normal(0, 0.010):.6f}"]
            for person in range(30) for _ in range(2)
        ]
        sd = measured(osteon, rows)["measurements"][0]["rmsSd"]
        held += sd["lower"] <= 0.010 <= sd["upper"]
    share = held / studies
    count(f"precision: 95 % limits hold the true error in {100 * share:.1f} % of {studies} studies")
    assert abs(share - 0.95) < 4 * math.sqrt(0.95 * 0.05 / studies)


def test_the_document_holds_what_a_study_takes(osteon, studies):
    rows = [[f"p{person}", "", "", "total-hip", "", "left", f"{0.8 + repeat * 0.01:.3f}"]
            for person in range(30) for repeat in range(2)]
    study = studies["postmenopausal-woman"] | {"precision": measured(osteon, rows)["precision"]}
    assert faults(STUDY, study) == []
    assert osteon.read(json.dumps(study)).status == 0


@pytest.mark.parametrize("rows, columns, message", [
    ([["p1", "total-hip", "850"]], ["id", "site", "bmd"], "It looks like mg/cm²: divide it by 1000."),
    ([["p1", "total-hip", "0,85"]], ["id", "site", "bmd"], "Write a decimal point, not a comma."),
    ([["p1", "total-hip", "0.85"]], ["id", "site", "BMD"], "Did you mean 'BMD' to be it?"),
    ([["p1", "hip", "0.85"]], ["id", "site", "bmd"], "Write one of lumbar-spine, femoral-neck"),
    ([["", "total-hip", "0.85"]], ["id", "site", "bmd"], "The column 'id' must hold a value, but is empty."),
    ([["p1", "total-hip", "1.3"]], ["id", "site", "tbs"], "A trabecular bone score must be of a lumbar spine"),
    ([["p1", "total-hip", "0.85"]], ["id", "site", "bmd"], "Some person must be scanned twice at a site, but nobody is."),
    ([["p1", "total-hip", "0.85", "1"]], ["id", "site", "bmd"], "line 2"),
    ([["p1", "total-hip", "0.85", "0.9"]], ["id", "site", "bmd", "bmd"], "'bmd' stands twice"),
])
def test_a_bad_table_is_refused_with_the_place_and_the_way_out(osteon, rows, columns, message):
    answer = osteon.run("precision", given=table(rows, columns).encode())
    assert answer.status == 1 and answer.out == b""
    assert message in answer.error
    assert "p1" not in answer.error
