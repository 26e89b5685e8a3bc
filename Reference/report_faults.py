# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""One seeded fault in an otherwise correct study, for each audit rule; written without sight of the engine.

A fault draws its people, may change what was measured before the report is written, and may then change the report,
as fields and as entries for text. `found` names the rules of which one must fire: an id or its branches
(`AUD-04` counts `AUD-04.boundary` too). AUD-13 is not simulated.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import report_people as people
import report_writer as writer
from report_people import Person, Region, Wants
from report_phrases import MissingPhrase, PhraseBook
from report_writer import Change, Report
from scores import category_of_t, round_half_away

Chance = random.Random
SINGLE = Wants(age=(55, 88), earlier=0, spine=True, hip=True, excluded=0, treated=False)
FOLLOWED = Wants(age=(55, 88), earlier=1, outside=False, spine=True, hip=True, excluded=0)
YOUNG_WOMAN = Wants(age=(25, 44), sex="female", menopause="pre", earlier=0, spine=True, hip=True, excluded=0)
YOUNG_MAN = Wants(age=(25, 49), sex="male", earlier=0, spine=True, hip=True, excluded=0)
CHILD = Wants(age=(9, 19), maker="Hologic", earlier=0, spine=True, hip=True, excluded=0, radius=False)


class Unfit(Exception):
    """The drawn person cannot carry the fault; another one is drawn."""


@dataclass(frozen=True)
class Fault:
    """A kind of fault: who carries it, what it changes, and which rules must tell it."""

    name: str
    found: tuple[str, ...]
    wants: tuple[Wants, ...]
    measure: Callable[[Person, Chance], None] | None
    spoil: Callable[[Report, Chance], None] | None
    in_fields: bool
    in_text: bool
    draw: Callable[[int, Wants], Person]


FAULTS: dict[str, Fault] = {}


def fault(
    name: str, *wants: Wants, found: tuple[str, ...] = (), measure=None, text: bool = True, fields: bool = True,
    draw=people.draw_person,
):
    """Registers the decorated change of a report as a fault."""

    def register(spoil):
        rules = found or (name.split(".")[0],)
        FAULTS[name] = Fault(name, rules, wants or (SINGLE,), measure, spoil, fields, text, draw)
        return spoil

    return register


def scan_fault(name: str, *wants: Wants, found: tuple[str, ...] = (), draw=people.draw_person):
    """Registers the decorated change of what was measured or entered as a fault."""

    def register(measure):
        rules = found or (name.split(".")[0],)
        FAULTS[name] = Fault(name, rules, wants or (SINGLE,), measure, None, True, False, draw)
        return measure

    return register


def demand(condition: bool) -> None:
    """Refuses the drawn person unless a condition holds."""
    if not condition:
        raise Unfit


# --- Small changes ----------------------------------------------------------------------------


def region_of(person: Person, *sites: str) -> Region:
    """The first measured region of these sites that is no single vertebra and is in use."""
    for site in sites:
        for region in person.latest.regions:
            if region.site == site and not region.is_single and region.mg is not None and region.excluded is None:
                return region
    raise Unfit


def rescored(person: Person, region: Region, mg: int) -> None:
    """Gives a region another density, with content and T that fit it."""
    visit = next(visit for visit in person.visits if region in visit.regions)
    region.mg, region.bmc = mg, round(mg / 1000 * region.area, 2)
    region.t = people.t_of(mg, visit.maker, visit.model, region.site, region.vertebrae)


def one_change(report: Report) -> Change:
    """The first followed region."""
    found = writer.changes(report.person)
    demand(bool(found))
    return found[0]


def changed_field(report: Report, change: Change, **stated) -> None:
    """States something else of one followed region, in fields."""
    fields = report.fields.setdefault("changes", [])
    position = next((n for n, field in enumerate(fields) if field["site"] == change.now.site), None)
    field = writer.place(change.now) | stated
    if position is None:
        fields.append(field)
    else:
        fields[position] = field


CHANGE_KEYS = ("no-significant-change", "significant-loss", "significant-gain")


def drop_change(report: Report, change: Change) -> int:
    """Leaves out the statement on one followed region in text; returns where it stood."""
    for position, entry in enumerate(report.entries):
        if entry.key in CHANGE_KEYS and entry.fills.get("site") is change.now:
            del report.entries[position]
            return position
    return report.index()


def say_change(report: Report, key: str, change: Change, **fills) -> None:
    """Puts a fault in place of the statement on one followed region."""
    position = drop_change(report, change)
    report.say(key, **(writer.change_fills(change) | fills))
    spoken = next(entry for entry in report.entries if entry.is_fault)
    report.entries.remove(spoken)
    report.entries.insert(position, spoken)


def new_lsc(person: Person, site: str, mg: int) -> None:
    """Sets the least significant change of a site, before the report is written."""
    demand(8 <= mg <= 60)
    person.lsc[site] = mg


# --- Diagnosis --------------------------------------------------------------------------------


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
    t = people.t_of(region.mg, "Hologic", report.person.latest.model, region.site, region.vertebrae)
    demand(t < 0)
    for value in report.fields["values"]:
        if value["site"] == region.site:
            value["t"] = t / 10
    report.say("AUD-02", t=t, site=region)


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
    report.say("AUD-04", "category-t", category="low-bone-mass", t=region.t, site=region)


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
    name = people.part_name(people.followed_spine(person))
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
    name = people.part_name(region.vertebrae).upper()
    report.say("AUD-07", "exclusion", vertebrae=name, bmd=region.mg, t=region.t, site=region)


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
    report.say("AUD-35", t=f"-{abs(hundredths) / 100:.2f}", site=region)


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
    report.say("REP-N5", site=region, t=region.t)


# --- Demographics -----------------------------------------------------------------------------


@fault("AUD-14.age", SINGLE)
def wrong_age(report: Report, chance: Chance) -> None:
    """An age that the dates contradict."""
    age = report.person.age + chance.choice((-12, -7, -3, -2, 2, 3, 6, 11))
    report.fields["person"]["ageYears"] = age
    report.drop("identity", "indication")
    report.say("AUD-14.age", "requesting-provider", age=age)


@fault("AUD-14.sex", SINGLE)
def wrong_sex(report: Report, chance: Chance) -> None:
    """The other sex."""
    other = "male" if report.person.sex == "female" else "female"
    report.fields["person"]["sex"] = other
    report.fields["person"].pop("menopause", None)
    report.drop("identity", "indication")
    report.say("AUD-14.sex", "requesting-provider", sex=other)


@scan_fault("AUD-14.entered-age")
def entered_age(person: Person, chance: Chance) -> None:
    """Another age was typed in."""
    person.latest.entered["ageYears"] += chance.choice((-10, -5, -2, 2, 5, 10))


@scan_fault("AUD-14.entered-sex")
def entered_sex(person: Person, chance: Chance) -> None:
    """The other sex was typed in."""
    person.latest.entered["sex"] = "male" if person.sex == "female" else "female"


@scan_fault("AUD-14.group", FOLLOWED)
def entered_group(person: Person, chance: Chance) -> None:
    """Another group than at the earlier visit."""
    first, second = chance.sample(("white", "black", "asian"), 2)
    person.group = second
    person.visits[0].entered["group"], person.latest.entered["group"] = first, second


@scan_fault("AUD-14.height")
def entered_height(person: Person, chance: Chance) -> None:
    """A height in inches was typed in."""
    person.latest.entered["heightCm"] = round(person.latest.height / 2.54, 1)


@scan_fault("AUD-14.weight")
def entered_weight(person: Person, chance: Chance) -> None:
    """A weight in pounds was typed in."""
    person.latest.entered["weightKg"] = round(person.latest.weight * 2.2046, 1)


@scan_fault("AUD-15.earlier", FOLLOWED)
def height_loss(person: Person, chance: Chance) -> None:
    """Two centimeters and more were lost since the earlier visit."""
    earlier = person.visits[0]
    person.maximum_height = None
    earlier.height = round(person.latest.height + chance.choice((2.0, 2.1, 3.0, 4.5, 6.0)), 1)
    earlier.entered["heightCm"] = earlier.height


@scan_fault("AUD-15.recalled")
def recalled_height(person: Person, chance: Chance) -> None:
    """More than four centimeters below the greatest height."""
    person.maximum_height = round(person.latest.height + chance.choice((4.1, 4.5, 5.0, 7.0)), 1)


# --- Numbers of the scan ------------------------------------------------------------------------


@scan_fault("AUD-08", replace(SINGLE, vertebrae=True))
def neighbor_gap(person: Person, chance: Chance) -> None:
    """One vertebra far above its neighbors, and all four used."""
    at = chance.randrange(4)
    region = person.latest.find("lumbar-spine", None, (people.VERTEBRAE[at],))
    total = region_of(person, "lumbar-spine")
    before = region.bmc
    rescored(person, region, region.mg + 240)
    total.bmc = round(total.bmc + region.bmc - before, 2)
    rescored(person, total, round(1000 * total.bmc / total.area))
    singles = [person.latest.find("lumbar-spine", None, (one,)).t for one in people.VERTEBRAE]
    demand(any(abs(one - other) > 10 for one, other in zip(singles, singles[1:])))


MALE_PAIRS = {
    "femoral-neck": ("nhanes-iii-hip", "nhanes-iii.femoral-neck.white-male"),
    "total-hip": ("nhanes-iii-hip", "nhanes-iii.total-hip.white-male"),
    "lumbar-spine": ("hologic", "hologic.lumbar-spine.l1-l4.male"),
}


def male_t(region: Region) -> int:
    """T against men, in tenths."""
    name, key = MALE_PAIRS[region.site]
    mean, sd = people.populations(name)[key]
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
    mg = region.mg + chance.choice((-1, 1)) * (int(slack) + chance.choice((2, 5, 20, 60)))
    visit = person.latest
    region.mg, region.t = mg, people.t_of(mg, visit.maker, visit.model, region.site, region.vertebrae)


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
    code = {"system": "icd-10-cm", "value": "E21.0"}
    person.conditions.append({"name": "primary hyperparathyroidism"} | ({"code": code} if chance.random() < 0.5 else {}))


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


# --- Change -------------------------------------------------------------------------------------


def forget_lsc(person: Person, chance: Chance) -> None:
    """The least significant change is not known."""
    person.lsc_in_study = False


@fault("AUD-16", FOLLOWED, measure=forget_lsc)
def change_without_lsc(report: Report, chance: Chance) -> None:
    """A significant change, and no least significant change anywhere."""
    change = max(writer.changes(report.person), key=lambda one: abs(one.mg), default=None)
    demand(change is not None and abs(change.percent) >= 1)
    del report.fields["leastSignificantChanges"]
    report.fields["changes"] = []
    changed_field(
        report, change, direction=change.direction, significant=True, since=change.since.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    fills = writer.change_fills(change)
    del fills["lsc"]
    report.say("AUD-16", *CHANGE_KEYS, **fills)


def below_lsc(person: Person, chance: Chance) -> None:
    """The change of the spine stays below the least significant one."""
    change = next((one for one in writer.changes(person)), None)
    demand(change is not None and abs(change.mg) >= 6)
    new_lsc(person, change.now.site, abs(change.mg) + chance.choice((1, 2, 5, 10)))


def beyond_lsc(person: Person, chance: Chance) -> None:
    """The change of the spine reaches the least significant one."""
    change = next((one for one in writer.changes(person)), None)
    demand(change is not None)
    new_lsc(person, change.now.site, abs(change.mg) - chance.choice((0, 1, 4)))


CLAIMED = replace(FOLLOWED, lsc_in_study=True)


@fault("AUD-17.claimed", CLAIMED, measure=below_lsc)
def claimed_below_lsc(report: Report, chance: Chance) -> None:
    """Significant is claimed below the least significant change."""
    change = one_change(report)
    changed_field(
        report, change, direction=change.direction, significant=True, since=change.since.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    demand(change.direction == "loss")
    say_change(report, "AUD-17.claimed", change)


@fault("AUD-17.stable", CLAIMED, measure=beyond_lsc)
def stable_beyond_lsc(report: Report, chance: Chance) -> None:
    """Stable is claimed beyond the least significant change."""
    change = one_change(report)
    changed_field(report, change, direction="stable", significant=False, since=change.since.isoformat())
    say_change(report, "AUD-17.stable", change)


@fault("REP-N6", CLAIMED, found=("REP-N6", "AUD-17"), measure=below_lsc)
def change_below_lsc(report: Report, chance: Chance) -> None:
    """A change below the least significant one is told as loss."""
    change = one_change(report)
    demand(change.direction == "loss")
    changed_field(
        report, change, direction="loss", significant=None, since=change.since.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    say_change(report, "REP-N6", change)


@fault("AUD-18", CLAIMED, found=("AUD-18",))
def change_of_scores(report: Report, chance: Chance) -> None:
    """The change is stated in T-scores."""
    change = one_change(report)
    demand(change.now.t < change.before.t)
    changed_field(report, change, direction="loss", significant=None, since=change.since.isoformat(), score="t")
    say_change(report, "AUD-18", change, t=change.before.t, t2=change.now.t)


@fault("AUD-18.percent", CLAIMED, found=("AUD-18",), measure=beyond_lsc)
def change_in_percent_only(report: Report, chance: Chance) -> None:
    """The change is stated in percent only."""
    change = one_change(report)
    demand(change.direction == "loss")
    changed_field(
        report, change, direction="loss", significant=True, since=change.since.isoformat(), percent=change.percent
    )
    say_change(report, "AUD-18.percent", change)


@fault("AUD-19", replace(FOLLOWED, outside=True, lsc_in_study=True))
def change_across_makers(report: Report, chance: Chance) -> None:
    """A change from a scan on another maker's machine."""
    outside = writer.outside_visit(report.person)
    now = region_of(report.person, chance.choice(("lumbar-spine", "total-hip")))
    before = outside.find(*now.key)
    change = Change(now, before, outside.date, report.person.lsc[now.site])
    demand(abs(change.mg) >= change.lsc)
    changed_field(
        report, change, direction=change.direction, significant=True, since=outside.date.isoformat(),
        gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )
    report.fields["items"].remove("outside-study")
    fills = writer.change_fills(change) | {"maker": outside.maker, "model": outside.model}
    report.say("AUD-19", "outside-study", **fills)


def other_side_before(person: Person, chance: Chance) -> None:
    """The earlier visit measured the other hip."""
    for region in person.visits[0].regions:
        if region.side == "left" and region.site != "radius-33":
            region.side = "right"


@fault("AUD-19.side", replace(FOLLOWED, sides="left", lsc_in_study=True), measure=other_side_before, text=False)
def change_across_sides(report: Report, chance: Chance) -> None:
    """A change of the left hip from a scan of the right one."""
    visit = report.person.visits[0]
    now = region_of(report.person, "total-hip")
    change = Change(now, visit.find("total-hip", "right"), visit.date, report.person.lsc["total-hip"])
    demand(change.before is not None and abs(change.mg) > 5)
    changed_field(
        report, change, direction=change.direction, significant=abs(change.mg) >= change.lsc,
        since=visit.date.isoformat(), gramsPerSquareCentimeter=change.mg / 1000, percent=change.percent,
    )


@fault("AUD-24", SINGLE, found=("AUD-24", "REP-N1"))
def loss_on_one_scan(report: Report, chance: Chance) -> None:
    """Bone loss on a single scan."""
    region = writer.deciding_region(report.person)
    report.fields["changes"] = [writer.place(region) | {"direction": "loss", "significant": None}]
    report.say("AUD-24", site=region, category=writer.category(report.person), t=region.t)


# --- Risk, advice and the next scan ---------------------------------------------------------------


def set_risk(report: Report, **inputs) -> tuple[int, float]:
    """Puts a FRAX result with these inputs into the fields; returns its percentages."""
    age = report.person.age
    report.fields["risks"] = [{"tool": "FRAX", "majorPercent": 14, "hipPercent": 3.1, "inputs": {"ageYears": age} | inputs}]
    return 14, 3.1


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


# --- What is missing ------------------------------------------------------------------------------

ITEM_RULES = {
    "identity": "REP-01", "requesting-provider": "REP-02", "indication": "REP-03", "scanner": "REP-04",
    "technical-quality": "REP-05", "density": "REP-06", "sites": "REP-07", "scores": "REP-08", "category": "REP-09",
    "risk-factors": "REP-10", "fracture-risk": "REP-11", "secondary-causes": "REP-12", "next-scan": "REP-13",
    "interpreter": "REP-14", "compared-study": "REP-15", "significance": "REP-16", "change-amounts": "REP-17",
    "outside-study": "REP-18",
}
FIELD_OF_ITEM = {
    "identity": "person", "density": "values", "sites": "values", "scores": "values", "category": "diagnosis",
    "fracture-risk": "risks", "secondary-causes": "recommendations", "next-scan": "nextScan",
}
VALUES = ("density", "sites", "scores")
CHANGES = ("compared-study", "significance", "change-amounts")


def without_item_in_fields(report: Report, item: str) -> None:
    """Leaves an item out of the fields, with the statements that imply it."""
    report.fields["items"] = [one for one in report.fields["items"] if one != item]
    report.fields.pop(FIELD_OF_ITEM.get(item, ""), None)
    if item == "significance":
        report.fields.pop("leastSignificantChanges")
    if item in CHANGES:
        for change in report.fields["changes"]:
            if item == "compared-study":
                change["since"] = None
            elif item == "significance":
                change["significant"] = None
            else:
                change["gramsPerSquareCentimeter"] = change["percent"] = None


def without_item_in_text(report: Report, item: str) -> None:
    """Leaves an item out of the text."""
    if item in VALUES:
        report.drop("region-values", "region-values-z")
        hidden = frozenset({"site", "t", "z"})
        report.entries = [
            replace(entry, without=hidden) if entry.key.startswith("category") else entry for entry in report.entries
        ]
    elif item == "category":
        report.drop("category-t", "category-z", "no-osteoporosis-denied")
    elif item in ("significance", "change-amounts"):
        report.drop(*CHANGE_KEYS)
    elif item == "compared-study":
        report.drop("compared-study", *CHANGE_KEYS)
    else:
        report.drop(item)


def all_significant(person: Person, chance: Chance) -> None:
    """Every followed change is a significant one."""
    found = writer.changes(person)
    demand(bool(found))
    for site in {change.now.site for change in found}:
        new_lsc(person, site, min(abs(change.mg) for change in found if change.now.site == site))


def register_missing_items() -> None:
    """One fault for each item."""
    for item, rule in ITEM_RULES.items():
        follows = item in CHANGES
        wants = replace(FOLLOWED, outside=item == "outside-study") if follows or item == "outside-study" else SINGLE

        def spoil(report: Report, chance: Chance, item: str = item) -> None:
            without_item_in_fields(report, item)
            without_item_in_text(report, item)

        found = ("AUD-26", rule)
        measure = all_significant if item == "change-amounts" else None
        fault(f"AUD-26.{item}", wants, found=found, measure=measure)(spoil)


register_missing_items()


# --- Cases ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A study with one fault, told by fields or by text."""

    fault: Fault
    channel: str
    seed: int
    study: dict


def reports(kind: Fault, count: int) -> Iterator[tuple[int, Report]]:
    """People with the fault, and their reports."""
    seed, made = 0, 0
    first = sum(ord(letter) * (place + 1) for place, letter in enumerate(kind.name)) * 100_000
    while made < count:
        demand_limit = 400 * count
        if seed > demand_limit:
            raise ValueError(f"too few people fit {kind.name}")
        seed += 1
        chance = Chance(first + seed)
        try:
            person = kind.draw(first + seed, kind.wants[seed % len(kind.wants)])
            if kind.measure:
                kind.measure(person, chance)
            report = writer.write_report(person)
            if kind.spoil:
                kind.spoil(report, chance)
        except Unfit:
            continue
        made += 1
        yield first + seed, report


def cases(kind: Fault, count: int, book: PhraseBook | None) -> Iterator[Case]:
    """Studies with the fault: by fields, and by text where a phrase can tell it."""
    for turn, (seed, report) in enumerate(reports(kind, count)):
        study = people.study_document(report.person)
        if kind.in_fields:
            yield Case(kind, "fields", seed, study | {"report": report.as_fields()})
        if kind.in_text and book is not None:
            try:
                text = report.as_text(book, seed, turn)
            except MissingPhrase as missing:
                raise ValueError(f"{kind.name}: the list has no phrase for {missing}") from missing
            yield Case(kind, "text", seed, study | {"report": text})
