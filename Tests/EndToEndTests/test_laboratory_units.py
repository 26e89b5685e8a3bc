# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Laboratory results are read as the reference reads them, and no unit changes what is advised."""

import json
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from laboratory_people import (
    KNOWN, SCAN, TESTS, completed_years, cut_points, exact, number, person, random_number, random_person, read, result,
)
from laboratory import FORMULAS, Reading, corrected_reading, filtration_rate, low_twice, rate_reading, rounded

BORN = date(1958, 3, 2)
ECHOED = ("test", "value", "unit", "factor", "low", "high", "limits", "status")
DERIVED = ("corrected-calcium", "egfr")
# Numbers as a laboratory prints them in one unit, beside limits that were published rounded in the other.
PRINTED_EXCEPTIONS = {
    ("phosphate", 0.80, "mmol/L"): "low",                             # 0.80 / 0.3229 = 2.478, rounds to 2.48 < 2.5
    ("dexamethasone-suppressed-cortisol", 51, "nmol/L"): "normal",    # 51 / 27.59 = 1.848, rounds to 1.8
}


def guidance_of(osteon, studies):
    """The guidance of each of a stream of studies."""
    return [assessment["guidance"] for assessment in assessments_of(osteon, studies)]


def assessments_of(osteon, studies):
    """The assessment of each of a stream of studies."""
    answer = osteon.run("interpret", "--lines", "--format", "json", "-", timeout=600,
                        given="\n".join(json.dumps(study) for study in studies).encode("utf-8"))
    assert (answer.status, answer.error) == (0, ""), answer.error[:500]
    return answer.lines


def blocked(guidance):
    """The drug classes that something sets aside."""
    return [drug["class"] for drug in guidance["drugs"] if drug["blocks"]]


def read_by_the_program(entry):
    """An echoed result as a reading."""
    numbers = {key: None if entry[key] is None else exact(entry[key]) for key in ("value", "factor", "low", "high")}
    return Reading(**{key: numbers.get(key, entry[key]) for key in ECHOED}, doubt=(entry["doubt"] or {}).get("rule"))


def expected_readings(study):
    """What the reference reads: each result by name as given, day and value; then corrected calcium and filtration rate."""
    birth, sex = date.fromisoformat(study["patient"]["birthDate"]), study["patient"]["sexAtBirth"]
    results = sorted(
        study["history"]["laboratory"], key=lambda given: (given["test"], given["date"], exact(given["value"]))
    )
    days = [date.fromisoformat(given["date"]) for given in results]
    readings = [read(given, sex, completed_years(birth, day)) for given, day in zip(results, days)]
    used = {reading.test: (reading, day) for reading, day in zip(readings, days) if reading.value is not None}
    if "calcium" in used:
        calcium, day = used["calcium"]
        albumin, other = used.get("albumin", (None, None))
        readings += [corrected_reading(calcium, albumin)] if albumin and other == day else []
    if "creatinine" in used:
        creatinine, day = used["creatinine"]
        rate = rate_reading(creatinine, completed_years(birth, day), sex, completed_years(birth, day))
        readings += [rate] if rate else []
    return readings


def test_three_thousand_random_results_are_read_as_the_reference_reads_them(osteon, count):
    random = Random(20261122)
    often = ("calcium", "albumin", "creatinine")
    rare = [key for key in KNOWN if key not in DERIVED + often]
    studies = [random_person(random, [*random.sample(often, 2), *random.sample(rare, 4)]) for _ in range(500)]
    alone = [random_person(random, [key]) for key in DERIVED for _ in range(150)]
    met = Counter()
    for study, guidance in zip(studies + alone, guidance_of(osteon, studies + alone), strict=True):
        found = [read_by_the_program(entry) for entry in guidance["laboratory"]]
        assert found == expected_readings(study), study
        met.update(reading.doubt or reading.status or "no limits" for reading in found)
        met["read"] += len(found)
    assert met["read"] > 3000 and {"LAB-00.other-unit", "LAB-00.implausible", "LAB-00.unit", "LAB-00.test"} < set(met)
    count(f"laboratory results: {dict(met)}, 0 differences from the reference")


@pytest.mark.parametrize("check", FORMULAS["ckdEpi2021"]["checks"], ids=str)
def test_the_published_filtration_rates_come_from_the_program(osteon, check):
    birth = date(SCAN.year - check["age"], SCAN.month, SCAN.day)
    study = person(check["sex"], birth, [result("creatinine", check["creatinine"], "mg/dL")])
    rate, = (entry["value"] for entry in guidance_of(osteon, [study])[0]["laboratory"] if entry["test"] == "egfr")
    assert abs(rate - check["rate"]) <= 0.05


@pytest.mark.parametrize("test, unit, low, fact", [
    ("alkaline-phosphatase", "U/L", 25, "labAlkalinePhosphataseLowTwice"),
])
def test_low_twice_is_found_as_by_the_reference(osteon, count, test, unit, low, fact):
    random = Random(28)
    cases = []
    for _ in range(300):
        days = random.sample(range(0, 70, 7), 2) if random.random() < 0.5 else random.sample(range(70), 3)
        cases.append([(SCAN - timedelta(days=day), random.choice((low, low, low * 2))) for day in days])
    edges = [[(SCAN - timedelta(days=days), low), (SCAN, low)] for days in (27, 28)]
    cases += edges
    studies = [person("female", BORN, [result(test, value, unit, day) for day, value in case]) for case in cases]
    found = [f'"{fact}": true' in json.dumps(guidance) for guidance in guidance_of(osteon, studies)]
    wanted = [low_twice([(day, "low" if value == low else "normal") for day, value in case]) for case in cases]
    assert found == wanted
    assert wanted[-2:] == [False, True]
    count(f"low twice: {len(cases)} series, {sum(wanted)} low twice, 0 differences")


def panel(kind):
    """Another result of each test on the other side of its limits, a month before."""
    results = []
    for test in KNOWN.values():
        low, high = test.interval("male")
        beyond = {"low": low and low * exact(0.8), "high": high and high * exact(1.2)}[kind]
        if beyond and test.window[0] <= beyond <= test.window[1] and test.key not in DERIVED:
            results.append(result(test.key, float(beyond), test.units[0].name, SCAN - timedelta(days=30)))
    return results


BACKGROUNDS = {"no other result": [], "others low": panel("low"), "others high": panel("high")}


def without_echo(assessment):
    """An assessment without how a result was written."""
    guidance = dict(assessment["guidance"])
    guidance["laboratory"] = [
        {key: value for key, value in entry.items() if key not in ("given", "factor")}
        for entry in guidance["laboratory"]
    ]
    return assessment | {"guidance": guidance}


def creatinines(sex):
    """Creatinine at each filtration rate that a rule parts, with the last value on either side."""
    years = completed_years(BORN, SCAN)
    for cut in (30, 35, 60):
        # The rate falls with creatinine: the first of these ten-thousandths of mg/dL that lies below the cut.
        low, high = 2000, 200000
        while high - low > 1:
            middle = (low + high) // 2
            rate = rounded(Fraction(filtration_rate(Fraction(middle, 10**4), years, sex)), 1)
            low, high = (low, middle) if rate < cut else (middle, high)
        yield from ((KNOWN["creatinine"], Fraction(value, 10**4)) for value in (high - 2, high - 1, high, high + 1))


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_same_quantity_in_every_unit_gives_the_same_guidance(osteon, count, sex, background):
    others = BACKGROUNDS[background]
    cases = [(test, value, unit) for test, value in [*cut_points(), *creatinines(sex)]
             for unit in test.units if len(test.units) > 1]
    studies = [
        person(sex, BORN, [*others, result(test.key, number(value * (unit.factor or 1)), unit.name)])
        for test, value, unit in cases
    ]
    seen = {}
    for (test, value, unit), assessment in zip(cases, assessments_of(osteon, studies), strict=True):
        first = seen.setdefault((test.key, value), without_echo(assessment))
        assert without_echo(assessment) == first, f"{test.key} {float(value)} in {unit.name}"
    count(f"units, {sex}, {background}: {len(studies)} studies of {len(seen)} quantities, 0 differences")


@pytest.mark.parametrize("test, unit, last_low, first_normal, last_normal, first_high", [
    # The limits as the literature prints them in molar units, with the next value that a laboratory prints.
    ("calcium", "mmol/L", 2.11, 2.12, 2.62, 2.63),
    ("phosphate", "mmol/L", 0.80, 0.81, 1.45, 1.46),
    ("parathyroid-hormone", "pmol/L", 1.5, 1.6, 6.9, 7.0),
    ("25-hydroxyvitamin-d", "nmol/L", 49, 50, None, None),
    ("testosterone", "nmol/L", 9.1, 9.2, None, None),
    ("urine-calcium", "mmol/24 h", 2.49, 2.5, 7.5, 7.51),
    ("hemoglobin", "g/L", 129, 130, 175, 176),
    ("albumin", "g/L", 34, 35, 50, 51),
])
def test_limits_as_printed_in_other_units_part_the_same_values(
    osteon, test, unit, last_low, first_normal, last_normal, first_high
):
    wanted = {last_low: "low", first_normal: "normal", last_normal: "normal", first_high: "high"}
    for value, status in wanted.items():
        if value is not None:
            guidance, = guidance_of(osteon, [person("male", BORN, [result(test, value, unit)])])
            assert guidance["laboratory"][0]["status"] == status, (value, unit)


@pytest.mark.parametrize("printed, status", PRINTED_EXCEPTIONS.items(), ids=str)
def test_a_documented_exception_of_printed_units_blocks_no_drug(osteon, printed, status):
    test, value, unit = printed
    guidance, other = guidance_of(osteon, [person("male", BORN, [result(test, value, unit)]), person("male", BORN, [])])
    assert guidance["laboratory"][0]["status"] == status
    assert blocked(guidance) == blocked(other)


def unusable_results():
    """A result of every test and unit that fits only another unit, with its doubt; and unknown units and tests."""
    random = Random(12)
    for test in KNOWN.values():
        yield result(test.key, number(test.window[1]), "furlong"), "LAB-00.unit"
        yield result(test.key + "-x", number(test.window[1]), test.units[0].name), "LAB-00.test"
        for unit in test.units:
            for other in test.units:
                for _ in range(20):
                    value = random_number(random, test, other)
                    if not test.plausible(value, unit) and test.plausible(value, other):
                        yield result(test.key, value, unit.name), "LAB-00.other-unit"
                        break


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_a_result_that_cannot_be_used_is_asked_about_and_changes_nothing(osteon, count, background):
    others = BACKGROUNDS[background]
    cases = list(unusable_results())
    plain, *assessments = assessments_of(
        osteon, [person("female", BORN, others), *(person("female", BORN, [*others, given]) for given, _ in cases)]
    )
    met = Counter()
    for (given, doubt), assessment in zip(cases, assessments, strict=True):
        entries = assessment["guidance"]["laboratory"]
        place, = (place for place, entry in enumerate(entries) if entry["doubt"])
        entry = entries[place]
        assert (entry["doubt"]["rule"], entry["value"], entry["status"]) == (doubt, None, None), given
        rest = assessment["guidance"] | {"laboratory": entries[:place] + entries[place + 1:]}
        assert rest == plain["guidance"], given
        assert {**assessment, "guidance": rest, "provenance": None} == {**plain, "provenance": None}, given
        assert set(assessment["provenance"]["rules"]) - set(plain["provenance"]["rules"]) == {doubt}
        met[doubt] += 1
    assert met["LAB-00.other-unit"] > 20
    count(f"results that cannot be used, {background}: {dict(met)}; nothing else changed")


def test_one_limit_of_the_laboratory_does_not_hide_a_value_beyond_the_other(osteon):
    plain, one_sided = (
        person("female", BORN, [result("calcium", 7.0, "mg/dL", **limits)]) for limits in ({}, {"high": 10.5})
    )
    plain, one_sided = guidance_of(osteon, [plain, one_sided])
    assert "denosumab" in blocked(plain)
    assert blocked(one_sided) == blocked(plain)


def test_a_newer_creatinine_stands_before_an_old_filtration_rate(osteon):
    old = result("egfr", 90, "mL/min/1.73 m2", date(2016, 1, 1))
    new = result("creatinine", 3.0, "mg/dL")
    alone, both = guidance_of(osteon, [person("female", BORN, [new]), person("female", BORN, [old, new])])
    assert "zoledronate" in blocked(alone)
    assert blocked(both) == blocked(alone)


def test_a_newer_calcium_stands_before_an_old_corrected_calcium(osteon):
    old = result("corrected-calcium", 9.5, "mg/dL", date(2016, 1, 1))
    new = result("calcium", 7.0, "mg/dL")
    alone, both = guidance_of(osteon, [person("female", BORN, [new]), person("female", BORN, [old, new])])
    assert "denosumab" in blocked(alone)
    assert blocked(both) == blocked(alone)


@pytest.mark.parametrize("test, value, unit, limits, status", [
    ("dexamethasone-suppressed-cortisol", 51, "nmol/L", {"high": 50}, "high"),  # both 1.8 µg/dL
    ("parathyroid-hormone", 2.6, "pmol/L", {"low": 2.7, "high": 7.0}, "low"),   # both 25 pg/mL
    ("prolactin", 497, "mIU/L", {"high": 496}, "high"),                         # both 23.4 ng/mL
    ("platelets", 149600, "/µL", {"low": 150000, "high": 400000}, "low"),       # both 150
])
def test_a_value_is_compared_with_the_limits_of_its_laboratory_in_their_own_unit(
    osteon, test, value, unit, limits, status
):
    guidance, = guidance_of(osteon, [person("female", BORN, [result(test, value, unit, **limits)])])
    assert guidance["laboratory"][0]["status"] == status


@pytest.mark.parametrize("day", [None, "2026-03", "2025"])
def test_an_albumin_that_may_be_of_another_day_corrects_no_calcium(osteon, day):
    results = [result("calcium", 8.0, "mg/dL"), result("albumin", 2.0, "g/dL")]
    results = [given | {"date": day} for given in results]
    alone, both = guidance_of(osteon, [person("female", BORN, results[:1]), person("female", BORN, results)])
    assert "denosumab" in blocked(alone)
    assert blocked(both) == blocked(alone)


def test_the_limits_of_adults_are_not_used_for_a_sample_of_a_child(osteon):
    sample = result("alkaline-phosphatase", 250, "U/L", date(2016, 4, 30))  # usual at 12 years
    guidance, = guidance_of(osteon, [person("male", date(2004, 3, 2), [sample])])
    assert guidance["laboratory"][0]["limits"] is None


def test_a_code_decides_before_the_name(osteon):
    codes = {"62292-8": "25-hydroxyvitamin-d", "62238-1": None}  # the second is the equation of 2009: no test of ours
    studies = [
        person("female", BORN, [result("egfr", 15, "ng/mL") | {"code": {"system": "loinc", "value": code}}])
        for code in codes
    ]
    assert [guidance["laboratory"][0]["test"] for guidance in guidance_of(osteon, studies)] == list(codes.values())


def test_micro_may_be_written_with_either_letter(osteon):
    guidance, = guidance_of(osteon, [person("female", BORN, [result("creatinine", 100, "\u03bcmol/L")])])
    assert guidance["laboratory"][0]["value"] == 1.1312


def test_a_high_count_of_platelets_for_each_microliter_is_read(osteon):
    guidance, = guidance_of(osteon, [person("female", BORN, [result("platelets", 1100000, "/µL")])])
    assert guidance["laboratory"][0]["value"] == 1100
