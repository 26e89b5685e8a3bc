# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Faults of the numbers of a scan and of how it was made."""

from dataclasses import replace
from fractions import Fraction

import report_people as people
import report_scanners as scanners
from report_fault import FOLLOWED, SINGLE, Chance, demand, region_of, rescored, scan_fault
from report_people import Person, Region, Wants
from scores import round_half_away


@scan_fault("AUD-08", replace(SINGLE, vertebrae=True))
def neighbor_gap(person: Person, chance: Chance) -> None:
    """One vertebra far above its neighbors, and all four used."""
    at = chance.randrange(4)
    region = person.latest.find("lumbar-spine", None, (scanners.VERTEBRAE[at],))
    total = region_of(person, "lumbar-spine")
    before = region.bmc
    rescored(person, region, region.mg + 240)
    total.bmc = round(total.bmc + region.bmc - before, 2)
    rescored(person, total, round(1000 * total.bmc / total.area))
    singles = [person.latest.find("lumbar-spine", None, (one,)).t for one in scanners.VERTEBRAE]
    demand(any(abs(one - other) > 10 for one, other in zip(singles, singles[1:])))


MALE_PAIRS = {
    "femoral-neck": ("nhanes-iii-hip", "nhanes-iii.femoral-neck.white-male"),
    "total-hip": ("nhanes-iii-hip", "nhanes-iii.total-hip.white-male"),
    "lumbar-spine": ("hologic", "hologic.lumbar-spine.l1-l4.male"),
}


def male_t(region: Region) -> int:
    """T against men, in tenths."""
    name, key = MALE_PAIRS[region.site]
    mean, sd = scanners.populations(name)[key]
    return round_half_away((Fraction(region.mg, 1000) - Fraction(mean)) / Fraction(sd) * 10)


@scan_fault("AUD-09", replace(SINGLE, sex="male", maker="Hologic", radius=False))
def male_reference(person: Person, chance: Chance) -> None:
    """The T-scores of a man against men."""
    largest = 0
    for region in person.latest.regions:
        if region.site in MALE_PAIRS and not region.is_single and region.mg is not None:
            t = male_t(region)
            largest = max(largest, abs(t - region.t))
            region.t = t
    demand(largest >= 3)


@scan_fault("AUD-10", replace(SINGLE, sex="female"))
def unexplained_score(person: Person, chance: Chance) -> None:
    """A printed T that the density does not give."""
    region = region_of(person, *chance.choice((("total-hip",), ("femoral-neck",), ("lumbar-spine",))))
    region.t += chance.choice((-9, -6, -4, -2, 2, 4, 6, 9))


@scan_fault("AUD-11")
def wrong_density(person: Person, chance: Chance) -> None:
    """A density that content and area do not give."""
    region = region_of(person, chance.choice(("total-hip", "femoral-neck", "lumbar-spine")))
    slack = 0.5 + (5 + 0.005 * region.mg) / region.area
    mg = region.mg + chance.choice((-1, 1)) * (int(slack) + chance.choice((3, 6, 20, 60)))
    visit = person.latest
    region.mg, region.t = mg, scanners.t_of(mg, visit.maker, visit.model, region.site, region.vertebrae)


@scan_fault("AUD-12", replace(SINGLE, vertebrae=True), Wants(age=(55, 85), earlier=0, excluded=1, vertebrae=True,
                                                             spine=True, hip=True))
def wrong_total(person: Person, chance: Chance) -> None:
    """A spine that its vertebrae do not give."""
    total = region_of(person, "lumbar-spine")
    singles = [person.latest.find("lumbar-spine", None, (one,)) for one in total.vertebrae]
    pooled = 1000 * sum(one.bmc for one in singles) / sum(one.area for one in singles)
    rescored(person, total, round(pooled) + chance.choice((-40, -15, -6, -5, 5, 6, 15, 40)))


@scan_fault("AUD-20", FOLLOWED)
def implausible_change(person: Person, chance: Chance) -> None:
    """More than 10 % a year at the hip or 15 % at the spine, without a drug that does it."""
    demand(not person.treated)
    site, limit = chance.choice((("total-hip", 0.10), ("lumbar-spine", 0.15)))
    now = region_of(person, site)
    before = person.visits[0].find(*now.key)
    years = (person.latest.date - person.visits[0].date).days / 365.25
    share = (limit + chance.uniform(0.02, 0.06)) * years * chance.choice((-1, 1))
    mg = round(now.mg / (1 + share)) if share > -0.7 else 0
    demand(200 < mg < 2400)
    rescored(person, before, mg)
    person.visits[0].regions = [region for region in person.visits[0].regions if not region.is_single]


@scan_fault("AUD-21.sides", replace(SINGLE, sides="left+right", shifts=(("right femoral-neck", 1.8),)))
def unlike_necks(person: Person, chance: Chance) -> None:
    """The necks differ by more than 1.0 T."""
    sides = [person.latest.find("femoral-neck", side) for side in ("left", "right")]
    demand(abs(sides[0].t - sides[1].t) > 10)


@scan_fault("AUD-21.gap", replace(SINGLE, sides="left", shifts=(("total-hip", 2.2),)))
def unlike_neck_and_hip(person: Person, chance: Chance) -> None:
    """The total hip lies more than 1.5 T above the neck."""
    demand(region_of(person, "total-hip").t - region_of(person, "femoral-neck").t > 15)


@scan_fault("AUD-22", replace(SINGLE, age=(60, 88), shifts=(("spine", 1.3),)), found=("AUD-22", "DSC-03"))
def spine_above_hip(person: Person, chance: Chance) -> None:
    """The spine lies at least 1.0 T above both regions of the hip."""
    hips = [r.t for r in person.latest.regions if r.site in ("femoral-neck", "total-hip")]
    demand(region_of(person, "lumbar-spine").t - max(hips) >= 10)


@scan_fault("AUD-23", replace(SINGLE, shifts=(("all", 3.8),)), found=("AUD-23", "DIS-22"))
def high_density(person: Person, chance: Chance) -> None:
    """A T of +2.5 or more."""
    demand(max(region.t for region in people.diagnostic_regions(person.latest)) >= 25)


IMPLANTS = (
    ({"name": "total hip replacement, {side}"}, None, None),
    ({"name": "hip prosthesis, {side}"}, None, None),
    (None, "{side} hip prosthesis", None),
    ({"name": "spinal fusion with hardware L3-L4"}, None, None),
    (None, "spinal hardware at L4-L5", None),
    ({"name": "laminectomy L3"}, None, None),
    ({"name": "vertebroplasty L2"}, None, None),
)


@scan_fault("AUD-32", replace(SINGLE, sides="left"), found=("AUD-32",))
def implant_in_use(person: Person, chance: Chance) -> None:
    """A history of an implant or operation at a region that is used."""
    condition, comment, _ = chance.choice(IMPLANTS)
    if condition:
        person.conditions.append({"name": condition["name"].format(side="left")})
    if comment:
        person.latest.comments.append(comment.format(side="left"))


CONTRAST = (
    "barium study 3 days before", "iodinated contrast CT 2 days ago", "bone scintigraphy yesterday",
    "calcium tablet in the field", "recent oral contrast", "nuclear medicine study last week",
)


@scan_fault("AUD-33", SINGLE, found=("AUD-33", "DIS-13"))
def recent_contrast(person: Person, chance: Chance) -> None:
    """Contrast, a tracer or a tablet."""
    person.latest.comments.append(chance.choice(CONTRAST))


@scan_fault("AUD-34.hyperparathyroidism", replace(SINGLE, radius=False), found=("AUD-34", "ROI-11"))
def hyperparathyroidism(person: Person, chance: Chance) -> None:
    """Hyperparathyroidism, and no one-third radius."""
    condition: dict = {"name": "primary hyperparathyroidism"}
    if chance.random() < 0.5:
        condition["code"] = {"system": "icd-10-cm", "value": "E21.0"}
    person.conditions.append(condition)


@scan_fault("AUD-34.weight", replace(SINGLE, radius=False), found=("AUD-34", "ROI-11"))
def over_the_limit(person: Person, chance: Chance) -> None:
    """A weight above what any table carries, and no one-third radius."""
    person.latest.weight = round(chance.uniform(230, 260), 1)
    person.latest.entered["weightKg"] = person.latest.weight


@scan_fault("AUD-37.gap")
def phantom_too_old(person: Person, chance: Chance) -> None:
    """No phantom scan within seven days."""
    person.latest.phantom = (chance.choice((8, 9, 14, 40)), person.latest.phantom[1])


@scan_fault("AUD-37.limit")
def phantom_out_of_limits(person: Person, chance: Chance) -> None:
    """The phantom beyond 1.5 %."""
    person.latest.phantom = (person.latest.phantom[0], chance.choice((-3.0, -1.6, 1.6, 2.2)))
