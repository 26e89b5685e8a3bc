# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The checks of the scan on the people of NHANES 2005-2010, held against counts by other code."""

import collections
import json

import numpy as np
import pytest

from national_survey import MICRODATA, VERTEBRAE, frame, needs_microdata

CYCLES = "DEF"
SITES = {"femoral-neck": "NK", "total-hip": "OF"}
COLUMNS = {"SEQN", "BMXHT", "BMXWT"} | {
    f"DXX{stem}{what}" for stem in ("OS", *VERTEBRAE, *SITES.values()) for what in ("BMD", "BMC", "A")
}
# Young adults by `looker-1998` (hip) and the maker (spine), and white women of 2005-2010 for single vertebrae.
YOUNG = {"spine": (1.047, 0.110), "NK": (0.858, 0.120), "OF": (0.942, 0.122)}
YOUNG |= {"L1": (0.9614, 0.1194), "L2": (1.0647, 0.1213), "L3": (1.1010, 0.1176), "L4": (1.0833, 0.1152)}


@pytest.fixture(scope="module")
def survey():
    """Everyone examined with a spine or a femur, one row each, and the weight of the examination."""
    rows = []
    for cycle in CYCLES:
        wanted = {"SEQN", "RIAGENDR", "RIDAGEYR", "RIDAGEEX", "RIDEXAGM", "WTMEC2YR"}
        table = frame(MICRODATA / f"DEMO_{cycle}.csv.xz", wanted)
        for name in ("DXXSPN", "DXXFEM", "BMX"):
            table = table.merge(
                frame(MICRODATA / f"{name}_{cycle}.csv.xz", COLUMNS), on="SEQN", how="left", validate="one_to_one"
            )
        rows += table.to_dict("records")
    return [row for row in rows if row["WTMEC2YR"] > 0 and (has(row, "DXXOSBMD") or has(row, "DXXOFBMD"))]


def has(row, key):
    return key in row and row[key] == row[key]


def region(row, stem, **place):
    """One region of a row with what the survey gives of it."""
    values = {"bmd": f"{stem}BMD", "bmc": f"{stem}BMC", "area": f"{stem}A"}
    return place | {name: row[key] for name, key in values.items() if has(row, key)}


def study(row):
    """The study document of a row: an age in months at the examination, in years where that is not there."""
    months = next((row[key] for key in ("RIDAGEEX", "RIDEXAGM") if has(row, key)), None)
    years = row["RIDAGEYR"]
    exact = (months + 0.5) / 12 if months is not None else years + 0.5
    age = round(exact, 3) if months is not None or years < 80 else {"atLeast": int(years)}
    regions = []
    if has(row, "DXXOSBMD"):
        regions.append(region(row, "DXXOS", site="lumbar-spine"))
        regions += [region(row, f"DXX{name}", site="lumbar-spine", vertebrae=[name]) for name in VERTEBRAE]
    for site, stem in SITES.items():
        if has(row, f"DXX{stem}BMD"):
            regions.append(region(row, f"DXX{stem}", site=site, side="left"))
    sex = "male" if row["RIAGENDR"] == 1 else "female"
    patient = {"sexAtBirth": sex} | ({"menopause": {"status": "post"}} if sex == "female" and years >= 50 else {})
    for key, name in (("heightCm", "BMXHT"), ("weightKg", "BMXWT")):
        if has(row, name):
            patient[key] = row[name]
    return {
        "osteon": "study/1",
        "patient": patient,
        "scans": [
            {"ageYears": age, "scanner": {"manufacturer": "Hologic", "model": "QDR 4500A"}, "regions": regions}
        ],
    }


@pytest.fixture(scope="module")
def found(osteon, survey, tmp_path_factory):
    """The findings of each person, as pairs of rule and severity."""
    path = tmp_path_factory.mktemp("survey") / "people.ndjson"
    path.write_text("".join(json.dumps(study(row)) + "\n" for row in survey), encoding="utf-8")
    answer = osteon.run("interpret", "--format", "json", str(path), timeout=300)
    lines = answer.out.splitlines()
    assert len(lines) == len(survey) and answer.status == 0, answer.error[:500]
    return [{(item["rule"], item["severity"]) for item in json.loads(line)["findings"]} for line in lines]


def tenths(value, key):
    """A T-score in tenths, rounded half away from zero, by whole numbers."""
    mean, deviation = (round(number * 10_000) for number in YOUNG[key])
    above = (round(value * 1000) * 10 - mean) * 10
    return int(np.sign(above)) * ((2 * abs(above) + deviation) // (2 * deviation))


def spine_less_hip(row):
    """The T-score of the spine less the lower one of neck and total hip, in tenths."""
    hip = min(tenths(row["DXXNKBMD"], "NK"), tenths(row["DXXOFBMD"], "OF"))
    return tenths(row["DXXOSBMD"], "spine") - hip


def neighbor_gap(row):
    scores = [tenths(row[f"DXX{name}BMD"], name) for name in VERTEBRAE]
    return max(abs(upper - lower) for upper, lower in zip(scores, scores[1:]))


def share(people, holds):
    """The weighted and the plain share of people for whom something holds, in percent."""
    weights = np.array([row["WTMEC2YR"] for row in people])
    mask = np.array([holds(row) for row in people])
    return 100 * weights[mask].sum() / weights.sum(), 100 * mask.mean()


def is_complete(row):
    return all(has(row, key) for key in ("DXXOSBMD", "DXXNKBMD", "DXXOFBMD"))


def is_sound(rules):
    """Tells whether content and area agree with every density; a region where they do not is refused."""
    return ("AUD-11", "error") not in rules


@needs_microdata
def test_every_spine_that_its_vertebrae_contradict_is_found(survey, found, count):
    def gap(row):
        content, area = (sum(row[f"DXX{name}{what}"] for name in VERTEBRAE) for what in ("BMC", "A"))
        return abs(row["DXXOSBMD"] - content / area)

    spines = [(row, rules) for row, rules in zip(survey, found) if has(row, "DXXOSBMD")]
    wrong = [(row, rules) for row, rules in spines if gap(row) > 0.005]
    assert len(spines) == 17_315 and len(wrong) == 61
    assert sum(has(row, "DXXOFBMD") for row, _ in wrong) == 57  # The others have no femur.
    assert all(("AUD-12", "error") in rules for _, rules in wrong)
    for row, rules in spines:
        assert (("AUD-12", "error") in rules) == (gap(row) > 0.003), row["SEQN"]
    count(f"spines that their vertebrae contradict by more than 0.005 g/cm²: {len(wrong)} of {len(spines)}, all found")


@needs_microdata
def test_neighbors_far_apart_are_as_frequent_as_counted(survey, found, count):
    people = [row for row in survey if has(row, "DXXOSBMD") and row["RIDAGEYR"] >= 50]
    weighted, plain = share(people, lambda row: neighbor_gap(row) > 10)
    assert weighted == pytest.approx(22, abs=1)
    count(f"50 and older, neighbors more than 1.0 apart: {weighted:.1f} % weighted, {plain:.1f} % plain")
    for row, rules in zip(survey, found):
        if has(row, "DXXOSBMD") and row["RIDAGEYR"] >= 50 and is_sound(rules):
            assert (("AUD-08", "information") in rules) == (neighbor_gap(row) > 10), row["SEQN"]


@needs_microdata
def test_spines_above_the_hip_are_as_frequent_as_counted(survey, found, count):
    def unrounded(row):
        scores = {key: (row[f"DXX{stem}BMD"] - YOUNG[key][0]) / YOUNG[key][1] for key, stem in places.items()}
        return scores["spine"] - min(scores["NK"], scores["OF"])

    places = {"spine": "OS", "NK": "NK", "OF": "OF"}
    people = [row for row in survey if is_complete(row) and row["RIDAGEYR"] >= 60]
    weighted, plain = share(people, lambda row: spine_less_hip(row) >= 10)
    before, before_plain = share(people, lambda row: unrounded(row) >= 1)
    # Rounding both scores to tenths lets 0.95 count as 1.0.
    assert before_plain == pytest.approx(30, abs=1.5) and before == pytest.approx(32, abs=1)
    assert weighted == pytest.approx(34, abs=1) and plain == pytest.approx(33, abs=1)
    count(
        f"60 and older, spine at least 1.0 above the hip: {weighted:.1f} % weighted, {plain:.1f} % plain;"
        f" before the scores are rounded {before:.1f} % and {before_plain:.1f} %"
    )
    for row, rules in zip(survey, found):
        if is_complete(row) and row["RIDAGEYR"] >= 60 and is_sound(rules):
            assert (("DSC-03", "information") in rules) == (spine_less_hip(row) >= 10), row["SEQN"]


# What the messages say of the survey, by rule: the least age, the oldest age, and the weighted share in percent.
STATED_RATES = {
    "AUD-08": (50, 200, 22),
    "DSC-01.minor": (50, 200, 31),
    "DSC-01.major": (50, 200, 1),
    "DSC-02": (50, 200, 8),
    "DSC-03": (60, 200, 34),
    "DSC-04": (50, 200, 9),
    "DSC-05": (50, 59, 24),
    "AUD-21.gap": (50, 200, 5),
    "DIS-22": (20, 200, 7),
    "DIS-10": (20, 200, 10),
}


@needs_microdata
@pytest.mark.parametrize("rule", STATED_RATES)
def test_the_rate_that_a_message_states_is_that_of_the_survey(survey, found, rule):
    low, high, percent = STATED_RATES[rule]
    weights, hits = 0, 0
    for row, rules in zip(survey, found):
        if low <= row["RIDAGEYR"] <= high and (is_complete(row) or rule == "AUD-08" and has(row, "DXXOSBMD")):
            weights += row["WTMEC2YR"]
            hits += row["WTMEC2YR"] * any(name == rule for name, _ in rules)
    assert 100 * hits / weights == pytest.approx(percent, abs=0.6)


@needs_microdata
def test_the_rate_of_each_finding_is_told_and_warnings_are_rare(survey, found, count):
    adults = [(row, rules) for row, rules in zip(survey, found) if is_complete(row) and row["RIDAGEYR"] >= 20]
    counts = collections.Counter(rule for _, rules in adults for rule in rules)
    for (rule, severity), number in sorted(counts.items(), key=lambda item: (item[0][1], -item[1])):
        count(f"{severity:12} {rule:18} {number:6} of {len(adults)} adults ({100 * number / len(adults):.2f} %)")
    warned = [row for row, rules in adults if any(severity == "warning" for _, severity in rules)]
    count(f"adults with a warning: {len(warned)} of {len(adults)} ({100 * len(warned) / len(adults):.2f} %)")
    assert len(warned) < 0.02 * len(adults)
    errors = {rule for rule, severity in counts if severity == "error"}
    assert errors <= {"AUD-11", "AUD-12"}
