# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Faults of risk, advice and the next scan."""

from dataclasses import replace

import report_people as people
import report_writer as writer
from report_fault import SINGLE, YOUNG_MAN, YOUNG_WOMAN, Chance, demand, fault, region_of
from report_faults_scan import male_t
from report_people import Person
from report_writer import Report


def set_risk(report: Report, **inputs) -> tuple[int, float]:
    """Puts a FRAX result with these inputs into the fields; returns its percentages."""
    age = report.person.age
    major, hip = 14, 3.1
    risk = {"tool": "FRAX", "majorPercent": major, "hipPercent": hip, "inputs": {"ageYears": age} | inputs}
    report.fields["risks"] = [risk]
    return major, hip


@fault("AUD-27", SINGLE)
def risk_without_comparator(report: Report, chance: Chance) -> None:
    """A relative risk, and with whom it compares is not said."""
    relative = chance.choice((1.8, 2.4, 3.1))
    risk = {"relative": relative, "comparator": None, "site": chance.choice((None, "femoral-neck", "lumbar-spine"))}
    report.fields["risks"] = report.fields.get("risks", []) + [risk]
    report.say("AUD-27", relative=relative, site=writer.deciding_region(report.person))


@fault("AUD-28.spine", SINGLE)
def frax_with_spine(report: Report, chance: Chance) -> None:
    """The T-score of the spine was entered."""
    region = region_of(report.person, "lumbar-spine")
    major, hip = set_risk(report, site="lumbar-spine", t=region.t / 10)
    report.say("AUD-28.spine", "fracture-risk", major=major, hip=hip, t=region.t, site=region)


TOO_YOUNG = replace(YOUNG_MAN, age=(30, 39.9))
TOO_OLD = replace(SINGLE, age=(91.1, 96))


@fault("AUD-28.age", TOO_YOUNG, TOO_OLD, replace(YOUNG_WOMAN, age=(30, 39.9)))
def frax_outside_ages(report: Report, chance: Chance) -> None:
    """An age for which FRAX does not hold."""
    neck = region_of(report.person, "femoral-neck")
    major, hip = set_risk(report, site="femoral-neck", t=neck.t / 10)
    report.say("AUD-28.age", "fracture-risk", major=major, hip=hip, age=report.person.age)


@fault("AUD-28.treated", replace(SINGLE, treated=True))
def frax_of_a_treated_person(report: Report, chance: Chance) -> None:
    """A drug for osteoporosis is taken."""
    neck = region_of(report.person, "femoral-neck")
    major, hip = set_risk(report, site="femoral-neck", t=neck.t / 10)
    report.say("AUD-28.treated", "fracture-risk", major=major, hip=hip)


@fault("AUD-28.secondary", SINGLE, text=False)
def frax_with_secondary(report: Report, chance: Chance) -> None:
    """Secondary osteoporosis was ticked beside a density."""
    neck = region_of(report.person, "femoral-neck")
    set_risk(report, site="femoral-neck", t=neck.t / 10, secondaryOsteoporosis=True)


def high_dose(person: Person, chance: Chance) -> None:
    """Prednisone above 7.5 mg a day."""
    person.medications.append({"name": "prednisone", "doseMg": chance.choice((8, 10, 15)), "start": "2025-01"})


@fault("AUD-28.glucocorticoid", SINGLE, measure=high_dose, text=False)
def frax_without_adjustment(report: Report, chance: Chance) -> None:
    """More than 7.5 mg, and no adjustment."""
    neck = region_of(report.person, "femoral-neck")
    set_risk(report, site="femoral-neck", t=neck.t / 10, adjustedForGlucocorticoids=False)


@fault("AUD-28.male", replace(SINGLE, sex="male", maker="Hologic"), text=False)
def frax_with_male_reference(report: Report, chance: Chance) -> None:
    """T against men was entered."""
    neck = region_of(report.person, "femoral-neck")
    demand(abs(male_t(neck) - neck.t) >= 3)
    set_risk(report, site="femoral-neck", t=male_t(neck) / 10)


@fault("AUD-29", replace(SINGLE, shifts=(("all", -2.0),)))
def no_word_on_causes(report: Report, chance: Chance) -> None:
    """Z of -2.0 or lower, and nothing on secondary causes."""
    demand(people.lowest(report.person, "z") <= -20)
    report.fields["recommendations"] = [
        one for one in report.fields["recommendations"] if one["kind"] != "secondary-causes"
    ]
    report.fields["items"].remove("secondary-causes")
    report.drop("secondary-causes")


@fault("AUD-30.absent", SINGLE, found=("AUD-30",))
def no_next_scan(report: Report, chance: Chance) -> None:
    """Nothing on the next scan."""
    del report.fields["nextScan"]
    report.fields["items"].remove("next-scan")
    report.drop("next-scan")


@fault("AUD-30.short", SINGLE, found=("AUD-30",))
def next_scan_too_soon(report: Report, chance: Chance) -> None:
    """Six months, and no reason."""
    report.fields["nextScan"] = {"months": 6, "needed": True, "reason": None}
    report.say("AUD-30.short", "next-scan", interval=6, months=6)


@fault("AUD-31", replace(SINGLE, age=(70, 88), sex="female"), found=("AUD-31",))
def no_vertebral_assessment(report: Report, chance: Chance) -> None:
    """The criteria are met, and it is neither done nor advised."""
    demand(writer.needs_vertebral_assessment(report.person))
    report.fields["recommendations"] = [{"kind": "secondary-causes"}]
    report.drop("vertebral-assessment")


@fault("AUD-38", YOUNG_WOMAN, YOUNG_MAN)
def treatment_by_score(report: Report, chance: Chance) -> None:
    """Treatment because of T, before menopause or 50."""
    region = region_of(report.person, "lumbar-spine")
    t = min(region.t, -26)
    report.fields["recommendations"].append({"kind": "treatment", "because": ["score"]})
    report.say("AUD-38", t=t, site=region, category="osteoporosis")
