# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""`osteon change` beside the independent implementation in `Reference/`, at its boundaries, and with unusual input."""

import datetime
import json
import random
import sys
import time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from program import ASSESSMENT, CALIBRATION, CHANGE, EXAMPLES, ROOT, faults

sys.path.insert(0, str(ROOT / "Reference"))

from change_model import Series, change_answer  # noqa: E402
from change_state import States  # noqa: E402

SITES = ("lumbar-spine", "total-hip")
SCANNER = {"manufacturer": "Hologic", "model": "Horizon W", "serial": "300123"}


def visit(day, densities, **more):
    """One scan of a day: sites with densities in g/cm²."""
    regions = [
        {"site": site, "bmd": bmd, **({"side": "left"} if site == "total-hip" else {})} for site, bmd in densities.items()
    ]
    return {"date": str(day), "facility": "A", "scanner": dict(SCANNER), "regions": regions, **more}


def person(visits, errors):
    """A study of a woman born in 1955 with precision errors in g/cm²."""
    return {
        "osteon": "study/1",
        "patient": {"birthDate": "1955-02-11", "sexAtBirth": "female", "menopause": {"status": "post", "age": 50}},
        "history": {"medications": [], "conditions": [], "fractures": []},
        "scans": visits,
        "precision": {"facility": "A", "sites": [{"site": site, "rmsSd": error} for site, error in errors.items()]},
    }


def invented(draw):
    """A random woman with 2 to 6 visits on irregular days, of which some miss a site."""
    day = datetime.date(2012, 1, 1) + datetime.timedelta(days=draw.randrange(900))
    level = {"lumbar-spine": draw.uniform(0.7, 1.1), "total-hip": draw.uniform(0.6, 1.0)}
    rate = {site: draw.gauss(-0.005, 0.008) for site in SITES}
    visits = []
    for _ in range(draw.randint(2, 6)):
        there = [site for site in SITES if draw.random() > 0.15] or list(SITES)
        visits.append(visit(day, {site: round(level[site], 3) for site in there}))
        days = draw.randint(90, 1500)
        day += datetime.timedelta(days=days)
        level = {site: level[site] + rate[site] * days / 365.25 + draw.gauss(0, 0.012) for site in SITES}
    errors = {"lumbar-spine": round(draw.uniform(0.006, 0.015), 4), "total-hip": round(draw.uniform(0.006, 0.012), 4)}
    return person(visits, errors)


def changes(osteon, study, *options):
    """The changes that the program tells of a study."""
    answer = osteon.run("change", "--format", "json", *options, "-", given=json.dumps(study).encode())
    assert answer.status == 0, answer.error
    document = json.loads(answer.out)
    assert faults(CHANGE, document) == []
    return document


def expected_series(study, site, rate, tau):
    """The scans of a site up to the latest one, as the reference reads them."""
    visits = sorted(study["scans"], key=lambda scan: scan["date"])
    error = next(entry["rmsSd"] for entry in study["precision"]["sites"] if entry["site"] == site)
    scans = [
        {"date": scan["date"], "density": region["bmd"], "precision": error, "scanner": "one"}
        for scan in visits for region in scan["regions"] if region["site"] == site
    ]
    steps = None if rate is None else [{"from": scans[0]["date"], "percent_per_year": rate}]
    return Series.of(scans, {"expected": steps, "tau": tau, "kappa": 0.5, "omega": 0.2, "offset_sd": 0})


def star(difference, error):
    """Whether a printed difference in g/cm² reaches 2.77 times the precision error, rounded to thousandths."""
    limit = (Decimal("2.77") * Decimal(str(error))).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return abs(difference) >= limit


def test_500_people_agree_with_the_kalman_filter_of_the_reference(osteon, count):
    draw = random.Random(20261121)
    people = [(invented(draw), draw.choice([None, 0.0, -0.7, 2.5]), draw.choice([0.4, 0.6, 1.0])) for _ in range(500)]
    widest = compared = 0
    for study, rate, tau in people:
        options = ["--rate", "none"] if rate is None else ["--rate", str(rate), "--rate-spread", str(tau)]
        for change in changes(osteon, study, *options)["changes"]:
            series = expected_series(study, change["site"], rate, tau)
            scans = len(series.times)
            first = scans - 2 if change["since"].startswith("previous") else 0
            way = States(series)
            answer = change_answer(
                series, (first, scans - 1), way.change(first, scans - 1),
                None if rate is None else way.expected_change(first, scans - 1), [])
            truth = change["truth"]
            pairs = [(truth["change"], answer["mean"]), (truth["deviation"], answer["sd"]),
                     (truth["probabilityOfLoss"], answer["loss"]), (truth["probabilityOfGain"], answer["gain"])]
            if rate is not None:
                pairs.append((truth["expected"]["probability"], answer["prior_p"]))
            widest = max([widest] + [abs(left - right) for left, right in pairs])
            compared += 1
    count(f"{compared} changes of {len(people)} people: at most {widest:.1e} apart")
    assert compared > 700 and widest < 1e-8


def test_the_star_is_that_of_exact_arithmetic(osteon):
    draw = random.Random(5)
    seen = set()
    for _ in range(300):
        error = round(draw.uniform(0.006, 0.014), 4)
        limit = float((Decimal("2.77") * Decimal(str(error))).quantize(Decimal("0.001"), ROUND_HALF_UP))
        before = round(draw.uniform(0.6, 1.0), 3)
        after = round(before + draw.choice([-1, 1]) * (limit + draw.choice([-0.001, 0, 0.001])), 3)
        study = person([visit("2026-05-01", {"total-hip": after}), visit("2024-05-01", {"total-hip": before})],
                       {"total-hip": error})
        change, = changes(osteon, study)["changes"]
        difference = Decimal(str(after)) - Decimal(str(before))
        assert change["significant"] == star(difference, error)
        assert Decimal(str(change["difference"])) == difference
        seen.add((change["significant"], abs(difference) == Decimal(str(limit))))
    assert seen == {(True, True), (True, False), (False, False)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_gives_a_change_document(osteon, example):
    answer = osteon.run("change", "--format", "json", str(example))
    assert answer.status == 0 and faults(CHANGE, json.loads(answer.out)) == []


# MARK: Unusual input

HIPS = person([visit("2026-05-01", {"total-hip": 0.77}), visit("2024-05-01", {"total-hip": 0.80})], {"total-hip": 0.009})


def test_dates_out_of_order_give_the_same_answer(osteon):
    study = invented(random.Random(8))
    turned = {**study, "scans": list(reversed(study["scans"]))}
    assert changes(osteon, study)["changes"] == changes(osteon, turned)["changes"]


def test_one_scan_has_no_change_and_the_text_says_what_is_missing(osteon):
    study = {**HIPS, "scans": HIPS["scans"][:1]}
    assert changes(osteon, study)["changes"] == []
    answer = osteon.run("change", "-", given=json.dumps(study).encode())
    assert b"needs two scans" in answer.out and b"'scans'" in answer.out


def test_two_scans_of_a_region_on_one_day_are_not_chosen_between(osteon):
    study = {**HIPS, "scans": [visit("2026-05-01", {"total-hip": 0.78})] + HIPS["scans"]}
    change, = changes(osteon, study)["changes"]
    refusal, = change["refusals"]
    assert refusal["code"] == "several-on-one-day" and "2026-05-01" in refusal["message"] and refusal["remedy"]
    assert change["difference"] is None


def test_a_scanner_that_changed_its_name_is_known_by_its_serial_number(osteon):
    renamed = {**HIPS["scans"][1], "scanner": {**SCANNER, "model": "HORIZON-W 300123"}}
    change, = changes(osteon, {**HIPS, "scans": [HIPS["scans"][0], renamed]})["changes"]
    assert change["comparable"] and change["significant"]
    del renamed["scanner"]["serial"]
    change, = changes(osteon, {**HIPS, "scans": [HIPS["scans"][0], renamed]})["changes"]
    assert not change["comparable"] and change["differs"]["in"] == "scanner"


@pytest.mark.parametrize("limit, words", [(3.5, "looks like a percentage"), (0, "from 0.0001 to 0.15 g/cm²"),
                                          (25, "looks like mg/cm²"), (-0.02, "from 0.0001 to 0.15 g/cm²")])
def test_a_least_significant_change_in_percent_or_of_zero_is_refused(osteon, limit, words):
    study = {**HIPS, "precision": {"sites": [{"site": "total-hip", "leastSignificantChange": limit}]}}
    answer = osteon.run("change", "-", given=json.dumps(study).encode())
    assert answer.status == 1 and answer.out == b""
    assert "precision.sites[0].leastSignificantChange" in answer.error and words in answer.error


def test_200_scans_are_answered_at_once(osteon):
    days = [datetime.date(1990, 1, 1) + datetime.timedelta(days=60 * index) for index in range(200)]
    study = person([visit(day, {"total-hip": round(0.9 - 0.0005 * index, 4)}) for index, day in enumerate(days)],
                   {"total-hip": 0.009})
    begin = time.monotonic()
    document = changes(osteon, study)
    assert time.monotonic() - begin < 10
    assert [change["truth"]["scans"] for change in document["changes"]] == [200, 200]


@pytest.mark.parametrize("rate, words", [("50", "must be from -20 to 20 percent a year, but is 50"), ("fast", "must be a number")])
def test_an_impossible_rate_is_refused(osteon, rate, words):
    answer = osteon.run("change", "--rate", rate, "-", given=json.dumps(HIPS).encode())
    assert answer.status == 1 and answer.out == b"" and words in answer.error


def test_a_minus_sign_as_printed_is_read(osteon):
    assert changes(osteon, HIPS, "--rate", "\u22120.6")["changes"] == changes(osteon, HIPS, "--rate", "-0.6")["changes"]


def test_a_spread_without_a_rate_is_refused(osteon):
    answer = osteon.run("change", "--rate-spread", "1", "-", given=json.dumps(HIPS).encode())
    assert answer.status == 1 and "'--rate PERCENT'" in answer.error


def test_a_density_that_halves_within_a_year_is_doubted(osteon):
    study = person([visit("2026-05-01", {"total-hip": 0.45}), visit("2025-05-01", {"total-hip": 0.90})], {"total-hip": 0.009})
    document = json.loads(osteon.run("interpret", "--format", "json", "-", given=json.dumps(study).encode()).out)
    assert faults(ASSESSMENT, document) == []
    change, = document["changes"]
    assert change["percentPerYear"] < -49 and change["significant"]
    assert not change["truth"]["expected"]["fits"]
    rules = {finding["rule"] for finding in document["findings"]}
    assert {"AUD-20.hip", "SER-11.unexpected"} <= rules


def test_a_scan_from_another_scanner_is_compared_by_its_calibration(osteon):
    old = {**HIPS["scans"][1], "scanner": {"manufacturer": "Hologic", "model": "Discovery A", "serial": "80001"}}
    study = {**HIPS, "scans": [HIPS["scans"][0], old]}
    assert not changes(osteon, study)["changes"][0]["comparable"]
    study["calibrations"] = [{
        "site": "total-hip", "from": "80001", "to": "300123", "slope": 1.02, "intercept": -0.01, "standardError": 0.02,
        "leastSignificantChange": 0.041, "lowest": 0.5, "highest": 1.1}]
    change, = changes(osteon, study)["changes"]
    assert change["comparable"] and abs(change["converted"] - 0.806) < 1e-12
    assert change["difference"] == -0.036 and change["significant"] is False


def test_what_calibrate_writes_is_what_a_study_takes(osteon):
    draw = random.Random(3)
    rows = ["id,scanner,site,side,bmd"]
    for index in range(30):
        truth = draw.uniform(0.6, 1.0)
        rows.append(f"p{index},80001,total-hip,left,{truth + draw.gauss(0, 0.009):.3f}")
        rows.append(f"p{index},300123,total-hip,left,{1.03 * truth - 0.01 + draw.gauss(0, 0.009):.3f}")
    answer = osteon.run("calibrate", "--from", "80001", "--to", "300123", "--format", "json", "-",
                        given="\n".join(rows).encode())
    assert answer.status == 0, answer.error
    document = json.loads(answer.out)
    assert faults(CALIBRATION, document) == []
    calibration, = document["calibrations"]
    limits = document["measurements"][0]["relation"]["generalizedLeastSignificantChange"]
    assert max(entry["change"] for entry in limits["curve"]) == pytest.approx(calibration["leastSignificantChange"])
    old = {**HIPS["scans"][1], "scanner": {"manufacturer": "Hologic", "model": "Discovery A", "serial": "80001"}}
    study = {**HIPS, "scans": [HIPS["scans"][0], old], "calibrations": document["calibrations"]}
    change, = changes(osteon, study)["changes"]
    assert change["comparable"]
    assert abs(change["converted"] - (calibration["slope"] * 0.8 + calibration["intercept"])) < 1e-12
    assert change["leastSignificantChange"] == calibration["leastSignificantChange"]
