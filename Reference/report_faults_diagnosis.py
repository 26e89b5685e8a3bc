# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Faults of the diagnosis and of the scores that a report tells."""

from dataclasses import replace

import report_people as people
import report_scanners as scanners
import report_writer as writer
from report_fault import CHILD, SINGLE, YOUNG_MAN, YOUNG_WOMAN, Chance, demand, fault, region_of
from report_people import Person, Wants
from report_writer import Report
from scores import category_of_t


@fault("AUD-01", YOUNG_WOMAN, YOUNG_MAN, found=("AUD-01",))
def who_category_too_early(report: Report, chance: Chance) -> None:
    """A WHO category before menopause, or in a man below 50."""
    stated = chance.choice(("low-bone-mass", "osteoporosis"))
    report.fields["diagnosis"] = [{"category": stated}]
    report.say("AUD-01", "category-z", category=stated, site=writer.deciding_region(report.person))


@fault("AUD-02", CHILD)
def t_score_in_child(report: Report, chance: Chance) -> None:
    """A T-score of a child."""
    region = region_of(report.person, chance.choice(("lumbar-spine", "total-hip")))
    t = scanners.t_of(region.mg, "Hologic", report.person.latest.model, region.site, region.vertebrae)
    demand(t < 0)
    for value in report.fields["values"]:
        if value["site"] == region.site:
            value["t"] = t / 10
    report.say("AUD-02", t=t, site=region, bmd=region.mg)


@fault("AUD-03", Wants(age=(55, 88), earlier=0, spine=True, hip=True, excluded=0))
def wrong_category(report: Report, chance: Chance) -> None:
    """Not the category of the lowest T."""
    right = writer.category(report.person)
    demand(people.lowest(report.person) not in (-10, -25))
    stated = chance.choice([one for one in ("normal", "low-bone-mass", "osteoporosis") if one != right])
    report.fields["diagnosis"] = [{"category": stated}]
    report.drop("no-osteoporosis-denied")
    report.say("AUD-03", "category-t", category=stated)


def with_lowest_t(seed: int, wants: Wants) -> Person:
    """A person whose lowest T is -1.0 or -2.5."""
    return people.with_lowest(seed, wants, (-10, -25)[seed % 2])


@fault("AUD-04", SINGLE, draw=with_lowest_t)
def wrong_side_of_the_cut_point(report: Report, chance: Chance) -> None:
    """-1.0 or -2.5 called low bone mass."""
    region = writer.deciding_region(report.person)
    report.fields["diagnosis"] = [{"category": "low-bone-mass"}]
    report.drop("no-osteoporosis-denied")
    report.say("AUD-04", "category-t", category="low-bone-mass", t=region.t, site=region, bmd=region.mg)


def with_lowest_z(seed: int, wants: Wants) -> Person:
    """A person whose lowest Z is -2.0."""
    return people.with_lowest(seed, wants, -20, "z")


@fault("AUD-04.z", replace(YOUNG_WOMAN, radius=False), replace(YOUNG_MAN, radius=False), draw=with_lowest_z)
def wrong_side_of_the_cut_point_of_z(report: Report, chance: Chance) -> None:
    """-2.0 called within the expected range."""
    region = writer.deciding_region(report.person)
    report.fields["diagnosis"] = [{"category": "within-expected-range"}]
    report.say("AUD-04.z", "category-z", zcategory="within-expected-range", z=region.z, site=region)


@fault("AUD-05", SINGLE, found=("AUD-05", "REP-N3"))
def two_diagnoses(report: Report, chance: Chance) -> None:
    """A category of its own for spine and hip."""
    two = [region_of(report.person, site) for site in ("lumbar-spine", chance.choice(("femoral-neck", "total-hip")))]
    first, second = (category_of_t(region.t) for region in two)
    demand(first != second)
    report.fields["diagnosis"] = [writer.place(region) | {"category": category_of_t(region.t)} for region in two]
    report.drop("no-osteoporosis-denied")
    report.say("AUD-05", "category-t", category=first, category2=second, site=two[0], site2=two[1])


@fault("AUD-06", replace(SINGLE, maker="Hologic", others=True), found=("AUD-06", "REP-N7"))
def diagnosis_of_another_region(report: Report, chance: Chance) -> None:
    """Ward's area or the trochanter carries the diagnosis."""
    region = region_of(report.person, chance.choice(("wards", "trochanter")))
    demand(region.t < -10)
    stated = category_of_t(region.t)
    report.fields["values"].append(writer.value_field(region, "t"))
    report.fields["diagnosis"] = [writer.place(region) | {"category": stated}]
    report.say("AUD-06", "category-t", category=stated, t=region.t, site=region)


def forget_exclusion(person: Person, chance: Chance) -> None:
    """Takes the reason away from a vertebra left out."""
    demand(len(people.followed_spine(person)) in (2, 3))
    name = scanners.part_name(people.followed_spine(person))
    demand("+" not in name)
    keep_singles = chance.random() < 0.5
    regions = [region for region in person.latest.regions if keep_singles or not region.is_single]
    for region in regions:
        region.excluded = None
    person.latest.regions = regions


@fault("AUD-07", replace(SINGLE, excluded=1), found=("AUD-07", "ROI-09"), measure=forget_exclusion)
def part_of_the_spine_without_reason(report: Report, chance: Chance) -> None:
    """A spine of fewer vertebrae, and no reason."""
    region = region_of(report.person, "lumbar-spine")
    demand(len(region.vertebrae) < 4)
    name = scanners.part_name(region.vertebrae).upper()
    report.say("AUD-07", "exclusion", vertebrae=name, bmd=region.mg, t=region.t, z=region.z, site=region)


@fault("REP-N7", replace(SINGLE, vertebrae=True), found=("REP-N7", "AUD-06"))
def diagnosis_of_one_vertebra(report: Report, chance: Chance) -> None:
    """A single vertebra carries the diagnosis."""
    singles = [region for region in report.person.latest.regions if region.is_single]
    region = min(singles, key=lambda one: one.t)
    demand(region.t < -10)
    stated = category_of_t(region.t)
    report.fields["diagnosis"] = [writer.place(region) | {"category": stated}]
    report.say("REP-N7", "category-t", vertebra=region.vertebrae[0], t=region.t, category=stated)


@fault("AUD-25.grade", SINGLE, found=("AUD-25", "REP-N2"))
def graded(report: Report, chance: Chance) -> None:
    """Mild, moderate, marked."""
    stated = writer.category(report.person)
    demand(stated != "normal")
    report.fields["diagnosis"][0]["grade"] = chance.choice(("mild", "moderate", "marked"))
    region = writer.deciding_region(report.person)
    report.say("AUD-25.grade", category=stated, t=region.t, site=region)


@fault("AUD-25.age", SINGLE, found=("AUD-25", "REP-N4"))
def bones_of_an_age(report: Report, chance: Chance) -> None:
    """Bones of an N-year-old."""
    years = report.person.age + chance.randint(5, 15)
    report.fields["bonesOfAgeYears"] = years
    report.say("AUD-25.age", years=years)


@fault("AUD-36", SINGLE, found=("AUD-36",))
def unsigned_score(report: Report, chance: Chance) -> None:
    """A score that lost its sign beside a low category; in fields the sign is wrong."""
    region = writer.deciding_region(report.person)
    demand(region.t < -10)
    for value in report.fields["values"]:
        if (value["site"], value["side"]) == (region.site, region.side):
            value["t"] = -region.t / 10
    for entry in report.entries:
        if entry.key == "region-values" and entry.fills["site"] is region:
            report.entries.remove(entry)
            break
    report.say(
        "AUD-36", "category-t", t=f"{-region.t / 10:.1f}", category=category_of_t(region.t), site=region
    )


@fault("AUD-35", SINGLE, found=("AUD-35",))
def two_decimals(report: Report, chance: Chance) -> None:
    """A T-score with two decimals."""
    region = region_of(report.person, "femoral-neck", "total-hip")
    hundredths = region.t * 10 + chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))
    demand(hundredths < 0)
    for value in report.fields["values"]:
        if (value["site"], value["side"]) == (region.site, region.side):
            value["t"] = hundredths / 100
    for entry in report.entries:
        if entry.key == "region-values" and entry.fills["site"] is region:
            report.entries.remove(entry)
            break
    report.say("AUD-35", t=f"-{abs(hundredths) / 100:.2f}", site=region, bmd=region.mg)


def implant(person: Person, chance: Chance) -> None:
    """Marks a hip as not usable."""
    for region in person.latest.regions:
        if region.side == person.latest.regions[-1].side and region.site not in ("lumbar-spine", "radius-33"):
            region.excluded = "hip prosthesis"
    demand(any(region.excluded for region in person.latest.regions))


@fault("REP-N5", replace(SINGLE, radius=False, sides="left+right", others=False), measure=implant)
def invalid_region(report: Report, chance: Chance) -> None:
    """Scores of a region that is not usable are told as results."""
    region = next(r for r in report.person.latest.regions if r.excluded and r.site == "total-hip")
    report.fields["values"].append(writer.value_field(region, "t"))
    report.drop("exclusion")
    report.say("REP-N5", site=region, t=region.t, z=region.z, bmd=region.mg)
