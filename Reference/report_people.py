# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Simulated people with consistent scans, written without sight of the engine.

A person is drawn from a seed and a `Wants`; the same two give the same person. Z-scores of the four vertebrae,
the neck and the total hip are drawn together, with the correlations of NHANES (`report_correlations.json`);
densities follow by the project's age curves. NHANES scanned one hip: the correlation of both sides
(`SIDES_CORRELATION`) is a choice. On a GE scanner each region keeps its T-score.

Densities are integers in mg/cm², scores integer tenths, BMC g, area cm², ages years.
"""

import datetime
import json
import math
import random
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

import numpy as np
import report_correlations as correlations
import report_scanners as scanners

VERTEBRAE = scanners.VERTEBRAE
SIDES_CORRELATION = 0.94
RADIUS_CORRELATION = 0.55
OTHER_HIP_CORRELATION = 0.88
WHOLE_SPINE = VERTEBRAE
EXCLUSION_REASONS = ("osteophytes", "facet sclerosis", "compression fracture", "degenerative change", "laminectomy")
NO_SPINE_REASONS = ("fusion hardware L2 to L5", "severe scoliosis", "vertebroplasty at several levels")

@dataclass(frozen=True)
class Wants:
    """What a person must be; `None` leaves it to chance. Shifts are in units of Z."""

    age: tuple[float, float] | None = None
    sex: str | None = None
    menopause: str | None = None
    maker: str | None = None
    earlier: int | None = None
    outside: bool | None = None
    excluded: int | None = None
    sides: str | None = None
    spine: bool | None = None
    hip: bool | None = None
    vertebrae: bool | None = None
    radius: bool | None = None
    others: bool | None = None
    treated: bool | None = None
    fracture: bool | None = None
    lsc_in_study: bool | None = None
    shifts: tuple[tuple[str, float], ...] = ()


@dataclass
class Region:
    """A measured region; `None` where the device gives nothing."""

    site: str
    side: str | None = None
    vertebrae: tuple[str, ...] | None = None
    mg: int | None = None
    bmc: float | None = None
    area: float | None = None
    t: int | None = None
    z: int | None = None
    excluded: str | None = None
    reference: str | None = None
    mode: str | None = None

    @property
    def is_single(self) -> bool:
        """Whether it is one vertebra."""
        return self.vertebrae is not None and len(self.vertebrae) == 1

    @property
    def key(self) -> tuple:
        """What tells it from other regions of its scan."""
        return (self.site, self.side, self.vertebrae)


@dataclass
class Visit:
    """A scan: where, when, on what, and what was entered."""

    date: datetime.date
    maker: str
    model: str
    facility: str
    age: float
    height: float
    weight: float
    phantom: tuple[int, float] | None
    regions: list[Region]
    entered: dict = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)

    def find(self, site: str, side: str | None = None, vertebrae: tuple[str, ...] | None = None) -> Region | None:
        """The region of that name."""
        return next((region for region in self.regions if region.key == (site, side, vertebrae)), None)


@dataclass
class Person:
    """A person with visits, the latest last."""

    number: int
    wants: Wants
    sex: str
    birth: datetime.date
    group: str | None
    menopause: str | None
    menopause_age: int | None
    maximum_height: float | None
    treated: bool
    visits: list[Visit]
    conditions: list[dict] = field(default_factory=list)
    medications: list[dict] = field(default_factory=list)
    fractures: list[dict] = field(default_factory=list)
    risk_factors: dict = field(default_factory=dict)
    lsc: dict[str, int] = field(default_factory=dict)
    lsc_in_study: bool = True
    lsc_as_rms_sd: bool = False

    @property
    def latest(self) -> Visit:
        """The scan that diagnoses."""
        return self.visits[-1]

    @property
    def age(self) -> int:
        """Completed years at the latest scan."""
        return completed_years(self.birth, self.latest.date)


# --- Dates ------------------------------------------------------------------------------------


def completed_years(birth: datetime.date, day: datetime.date) -> int:
    """Completed years on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def tenth(value: float) -> float:
    """A measure to one decimal."""
    return round(value, 1)


# --- Latent Z-scores --------------------------------------------------------------------------


@cache
def z_groups() -> list[tuple]:
    """Sex, ages, means, SDs and the lower triangle of the correlations of the six regions."""
    groups = json.loads(correlations.TABLE.read_text(encoding="utf-8"))["z"]
    return [
        (g["sex"], g["from"], g["below"], g["mean"], g["sd"], np.linalg.cholesky(np.array(g["correlation"])).tolist())
        for g in groups
    ]


@cache
def area_group(sex: str) -> tuple:
    """Means, SDs and the lower triangle of the correlations of the logarithms of the areas."""
    found = json.loads(correlations.TABLE.read_text(encoding="utf-8"))["logArea"][sex]
    return found["mean"], found["sd"], np.linalg.cholesky(np.array(found["correlation"])).tolist()


def correlated(chance: random.Random, mean: list, sd: list, lower: list) -> dict[str, float]:
    """A draw of the six regions together."""
    plain = [chance.gauss(0, 1) for _ in mean]
    return {
        region: mean[row] + sd[row] * sum(lower[row][column] * plain[column] for column in range(row + 1))
        for row, region in enumerate(correlations.REGIONS)
    }


def latent_z(chance: random.Random, sex: str, age: float, wants: Wants) -> dict[str, float]:
    """Z-scores of all regions that a person may have; those of the right hip are named `right ...`."""
    _, _, _, mean, sd, lower = [
        g for g in z_groups() if g[0] == sex and (g[1] <= age or g[1] == correlations.BANDS[0][0])
    ][-1]
    z = correlated(chance, mean, sd, lower)
    shared = chance.gauss(0, 1)
    rest = math.sqrt(1 - SIDES_CORRELATION**2)
    for site in ("femoral-neck", "total-hip"):
        own = 0.8 * shared + 0.6 * chance.gauss(0, 1)
        z[f"right {site}"] = SIDES_CORRELATION * z[site] + rest * own
    middle = sum(z.values()) / len(z)
    z["radius-33"] = RADIUS_CORRELATION * middle + math.sqrt(1 - RADIUS_CORRELATION**2) * chance.gauss(0, 1)
    for site in ("trochanter", "wards"):
        rest = math.sqrt(1 - OTHER_HIP_CORRELATION**2)
        z[site] = OTHER_HIP_CORRELATION * z["total-hip"] + rest * chance.gauss(0, 1)
    return shifted(z, dict(wants.shifts))


def shifted(z: dict[str, float], shifts: dict[str, float]) -> dict[str, float]:
    """Z-scores with wanted shifts: of all, of the spine, of the hip, or of one region."""
    moved = {}
    for region, value in z.items():
        family = "spine" if region in VERTEBRAE else "hip"
        moved[region] = value + shifts.get("all", 0) + shifts.get(family, 0) + shifts.get(region, 0)
    return moved


# --- Densities --------------------------------------------------------------------------------


def hologic_density(region: str, sex: str, age: float, z: float) -> float:
    """The density on the Hologic scale, g/cm²."""
    l, m, s = scanners.lms(region, sex, age)
    return m * max(1 + l * s * z, 0.05) ** (1 / l)


def radius_density(age: float, z: float, pair_of_radius: tuple[Fraction, Fraction]) -> float:
    """The density of the one-third radius: stable to 50 years, then a loss of 0.04 SD a year."""
    mean, sd = map(float, pair_of_radius)
    return mean + sd * (z - 0.04 * max(0.0, age - 50))


@dataclass(frozen=True)
class Body:
    """What stays of a person from visit to visit: Z-scores, areas in cm², and the plan of regions."""

    z: dict[str, float]
    areas: dict[str, float]
    kept: tuple[str, ...]
    reason: str | None
    no_spine: str | None
    singles: bool
    sides: tuple[str, ...]
    radius: bool
    others: bool
    mode: str | None


def measured(site: str, side: str | None, vertebrae: tuple[str, ...] | None, bmc: float, area: float) -> Region:
    """A region with its printed content, area and density."""
    return Region(site, side, vertebrae, round(1000 * bmc / area), round(bmc, 2), round(area, 2))


def vertebra_regions(body: Body, sex: str, age: float, maker: str, model: str, factor: float) -> dict[str, tuple]:
    """Content and area of each vertebra."""
    found = {}
    for vertebra in VERTEBRAE:
        density = hologic_density(vertebra, sex, age, body.z[vertebra]) * factor
        area = body.areas[vertebra]
        found[vertebra] = (scanners.on_scale(maker, model, "lumbar-spine", vertebra, density) * area, area)
    return found


def spine_regions(body: Body, contents: dict[str, tuple]) -> list[Region]:
    """The spine of the kept vertebrae, and the single ones."""
    if body.no_spine:
        return [Region("lumbar-spine", None, WHOLE_SPINE, excluded=body.no_spine)]
    bmc, area = (sum(round(contents[one][part], 2) for one in body.kept) for part in (0, 1))
    regions = [measured("lumbar-spine", None, body.kept, bmc, area)]
    for vertebra in VERTEBRAE:
        left_out = vertebra not in body.kept
        if body.singles or left_out:
            region = measured("lumbar-spine", None, (vertebra,), *contents[vertebra])
            region.excluded = body.reason if left_out else None
            regions.append(region)
    return regions


def hip_regions(body: Body, sex: str, age: float, maker: str, model: str, factor: float) -> list[Region]:
    """Neck and total hip of each measured side; the other regions of the hip on the first."""
    regions = []
    for side in body.sides:
        sites = ["femoral-neck", "total-hip"]
        if body.others and side == body.sides[0] and "iDXA" not in model:
            sites += ["trochanter", "wards"]
        for site in sites:
            name = f"right {site}" if side == "right" and f"right {site}" in body.z else site
            density = hologic_density(site, sex, age, body.z[name]) * factor
            density = scanners.on_scale(maker, model, site, None, density)
            area = body.areas[site]
            regions.append(measured(site, side, None, density * area, area))
    return regions


def z_printed(region: Region, sex: str, age: float, maker: str, model: str) -> int | None:
    """The Z-score that a device prints: against the curve of the sex on the Hologic scale, T kept on GE."""
    if region.site == "radius-33":
        return region.t + round(0.4 * max(0.0, age - 50)) if region.t is not None else None
    part = f".{scanners.part_name(region.vertebrae)}" if region.vertebrae else ""
    l, m, s = scanners.lms(region.site + part, sex, age)
    density = region.mg / 1000
    if maker != "Hologic":
        from_mean, from_sd = map(float, scanners.pair(maker, model, region.site, region.vertebrae))
        to_mean, to_sd = map(float, scanners.pair("Hologic", scanners.HOLOGIC_MODELS[0], region.site, region.vertebrae))
        density = to_mean + to_sd * (density - from_mean) / from_sd
    z = ((max(density, 0.05) / m) ** l - 1) / (l * s)
    return int(math.floor(abs(z) * 10 + 0.5)) * (-1 if z < 0 else 1)


def with_scores(region: Region, person_sex: str, age: float, maker: str, model: str) -> Region:
    """A region with the scores that the device prints; below 20 years there is no T."""
    if region.mg is None:
        return region
    region.t = scanners.t_of(region.mg, maker, model, region.site, region.vertebrae) if age >= 20 else None
    region.z = z_printed(region, person_sex, age, maker, model)
    return region


def regions_of(
    body: Body, sex: str, age: float, maker: str, model: str, factors: tuple[float, float]
) -> list[Region]:
    """The regions of a visit; factors are those of spine and hip relative to the latest visit."""
    regions = spine_regions(body, vertebra_regions(body, sex, age, maker, model, factors[0]))
    regions += hip_regions(body, sex, age, maker, model, factors[1])
    if body.radius:
        density = radius_density(age, body.z["radius-33"], scanners.pair(maker, model, "radius-33", None)) * factors[1]
        area = body.areas["radius-33"]
        regions.append(measured("radius-33", "left", None, density * area, area))
    for region in regions:
        region.mode = body.mode if region.site == "lumbar-spine" else None
    return [with_scores(region, sex, age, maker, model) for region in regions]


# --- Draws ------------------------------------------------------------------------------------


def chosen(chance: random.Random, wanted, probability: float) -> bool:
    """A wanted truth value, else one of a probability."""
    drawn = chance.random() < probability
    return drawn if wanted is None else wanted


def draw_age(chance: random.Random, wants: Wants) -> float:
    """An age: mostly after 50, as people who are referred."""
    if wants.age:
        return chance.uniform(*wants.age)
    low, high = chance.choices([(20, 45), (45, 55), (55, 70), (70, 90)], [16, 14, 40, 30])[0]
    return chance.uniform(low, high)


def draw_menopause(chance: random.Random, wants: Wants, sex: str, age: float) -> tuple[str | None, int | None]:
    """The status, and the age at menopause where it is over."""
    if sex == "male" or age < 20:
        return None, None
    at = max(40, min(58, round(chance.gauss(51.5, 3))))
    drawn = "post" if age >= at + 1 else "transition" if age >= at - 2 else "pre"
    if age >= 55 and chance.random() < 0.006:
        drawn = "unknown"
    status = wants.menopause or drawn
    return status, (min(at, math.floor(age)) if status == "post" else None)


def draw_body(chance: random.Random, wants: Wants, sex: str, age: float) -> Body:
    """Z-scores, areas and plan of regions of a person."""
    z = latent_z(chance, sex, age, wants)
    areas = {name: math.exp(value) for name, value in correlated(chance, *area_group(sex)).items()}
    areas["L4"] = max(areas["L4"], areas["L1"] * 1.03)
    areas |= {"radius-33": chance.uniform(2.4, 3.3), "trochanter": chance.uniform(8.5, 12.5)}
    areas["wards"] = chance.uniform(1.0, 1.4)
    no_hip = not chosen(chance, wants.hip, 0.98)
    no_spine = not chosen(chance, wants.spine, 0.94) and not no_hip
    excluded = chance.choices([0, 1, 2], [88, 9, 3] if age > 50 else [97, 3, 0])[0]
    excluded = excluded if wants.excluded is None else wants.excluded
    reason = chance.choice(EXCLUSION_REASONS)
    weights = [1, 1, 2, 4]
    gone = sorted(VERTEBRAE, key=lambda one: -chance.random() ** (1 / weights[VERTEBRAE.index(one)]))[:excluded]
    for vertebra in gone:
        z[vertebra] += -1.2 if reason == "laminectomy" else chance.uniform(0.8, 2.5)
    z = {region: max(-5.0, min(5.0, value)) for region, value in z.items()}
    sides = ("left", "right") if chance.random() < 0.25 else ("right",) if chance.random() < 0.15 else ("left",)
    sides = tuple(wants.sides.split("+")) if wants.sides else sides
    return Body(
        z, areas, tuple(one for one in VERTEBRAE if one not in gone), reason,
        chance.choice(NO_SPINE_REASONS) if no_spine else None,
        singles=chosen(chance, wants.vertebrae, 0.85),
        sides=() if no_hip else sides,
        radius=chosen(chance, wants.radius, 1.0 if no_hip or no_spine else 0.08),
        others=chosen(chance, wants.others, 0.3),
        mode=chance.choice((None, None, "array", "fast array")),
    )


def draw_scanner(chance: random.Random, maker: str | None) -> tuple[str, str]:
    """Maker and model."""
    maker = maker or chance.choice(("Hologic", "GE Healthcare"))
    return maker, chance.choice(scanners.HOLOGIC_MODELS if maker == "Hologic" else scanners.GE_MODELS)


def draw_phantom(chance: random.Random) -> tuple[int, float]:
    """Days before the scan, and the deviation in percent."""
    return chance.randint(0, 7), max(-1.5, min(1.5, round(chance.gauss(0, 0.45), 1)))


def draw_visits(chance: random.Random, wants: Wants, sex: str, age: float, treated: bool) -> list[Visit]:
    """The latest visit, and earlier ones on the same scanner or on one of another maker elsewhere."""
    body = draw_body(chance, wants, sex, age)
    maker, model = draw_scanner(chance, wants.maker)
    day = datetime.date(2026, 1, 5) + datetime.timedelta(days=chance.randrange(300))
    height = chance.gauss(162, 6.5) if sex == "female" else chance.gauss(175.5, 7)
    weight = max(42.0, chance.gauss(24.5, 3.5) * (height / 100) ** 2)
    if age < 20:
        height, weight = 100 + 4.2 * (age - 5), 18 + 3 * (age - 5)
    visits = [
        Visit(
            day, maker, model, "A", age, tenth(height), tenth(weight), draw_phantom(chance),
            regions_of(body, sex, age, maker, model, (1.0, 1.0)),
        )
    ]
    count = chance.choices([0, 1, 2], [60, 28, 12])[0]
    count = 0 if age < 25 and wants.earlier is None else count
    count = count if wants.earlier is None else wants.earlier
    outside = chosen(chance, wants.outside, 0.12 if count else 0.0)
    other = draw_scanner(chance, "GE Healthcare" if maker == "Hologic" else "Hologic")
    rates = (chance.gauss(0.9, 1.0), chance.gauss(0.4, 0.8)) if treated else (
        chance.gauss(-0.6, 0.9), chance.gauss(-0.7, 0.8)
    )
    years = 0.0
    for back in range(count):
        years += chance.uniform(1.3, 3.2)
        elsewhere = outside and back == count - 1
        at = other if elsewhere else (maker, model)
        # The curves carry no loss here: the bone of the latest age is scaled back.
        factors = tuple(1 - (rate * years + chance.gauss(0, 1.1)) / 100 for rate in rates)
        earlier = day - datetime.timedelta(days=round(years * 365.25))
        regions = regions_of(body, sex, age, *at, factors)
        for region in regions:
            if region.mg is not None:
                with_scores(region, sex, age - years, *at)
        visits.insert(
            0,
            Visit(
                earlier, *at, "B" if elsewhere else "A", age - years,
                tenth(height + chance.uniform(0, 0.6) * (back + 1)), tenth(weight * chance.uniform(0.96, 1.04)),
                draw_phantom(chance), regions,
            ),
        )
    return visits


def draw_history(chance: random.Random, person: Person, wants: Wants) -> None:
    """Diseases, drugs, fractures and risk factors."""
    person.risk_factors = {
        "parentalHipFracture": chance.random() < 0.12,
        "currentSmoker": chance.random() < 0.15,
        "alcoholUnitsPerDay": chance.choice((0, 0, 1, 2)),
        "rheumatoidArthritis": False,
        "fallsInLastYear": chance.choice((0, 0, 0, 1)),
    }
    if person.treated:
        first = person.visits[0].date
        person.medications.append({"name": "alendronate", "start": f"{first.year}-{first.month:02d}"})
    if chosen(chance, wants.fracture, 0.12) and person.age >= 45:
        site = chance.choice(("forearm", "rib", "metatarsal", "humerus"))
        trauma = chance.choice(("low", "high"))
        person.fractures.append({"site": site, "date": str(person.latest.date.year - 3), "trauma": trauma})


def draw_lsc(chance: random.Random, person: Person, wants: Wants) -> None:
    """The least significant changes of the facility, mg/cm²: one for each followed region."""
    for region in person.latest.regions:
        if region.site == "lumbar-spine" and not region.is_single and region.mg is not None:
            widening = {4: 1.0, 3: 1.1, 2: 1.35}[len(region.vertebrae)]
            person.lsc["lumbar-spine"] = round(chance.randint(22, 40) * widening)
    person.lsc |= {"total-hip": chance.randint(20, 34), "femoral-neck": chance.randint(28, 44)}
    person.lsc_in_study = chosen(chance, wants.lsc_in_study, 0.6)
    person.lsc_as_rms_sd = chance.random() < 0.5


def draw_person(seed: int, wants: Wants = Wants()) -> Person:
    """The person of a seed."""
    chance = random.Random(seed)
    sex = wants.sex or ("female" if chance.random() < 0.75 else "male")
    age = draw_age(chance, wants)
    menopause, at = draw_menopause(chance, wants, sex, age)
    treated = chosen(chance, wants.treated, 0.12) and (age > 50 or bool(wants.treated))
    visits = draw_visits(chance, wants, sex, age, treated)
    day = visits[-1].date
    birth = day - datetime.timedelta(days=round(age * 365.25))
    group = chance.choice((None, "white", "white", "black", "other"))
    highest = max(visit.height for visit in visits)
    maximum = tenth(highest + chance.uniform(0, 2.0)) if age >= 50 and chance.random() < 0.6 else None
    if maximum is not None:
        maximum = min(maximum, tenth(visits[-1].height + 3.9))
    person = Person(seed, wants, sex, birth, group, menopause, at, maximum, treated, visits)
    for visit in visits:
        visit.entered = {
            "ageYears": completed_years(birth, visit.date), "sex": sex, "group": group,
            "heightCm": visit.height, "weightKg": visit.weight,
        }
    draw_history(chance, person, wants)
    draw_lsc(chance, person, wants)
    return person


def lowest(person: Person, score: str = "t") -> int:
    """The lowest printed T (or Z) of the sites that diagnose, in tenths."""
    return min(getattr(region, score) for region in diagnostic_regions(person.latest, score))


def diagnostic_regions(visit: Visit, score: str = "t") -> list[Region]:
    """The regions that may diagnose: spine of two vertebrae and more, neck, total hip, one-third radius."""
    sites = ("lumbar-spine", "femoral-neck", "total-hip", "radius-33")
    return [
        region for region in visit.regions
        if region.site in sites and not region.is_single and region.excluded is None
        and getattr(region, score) is not None
    ]


def with_lowest(seed: int, wants: Wants, target: int, score: str = "t") -> Person:
    """A person whose lowest score is exactly a wanted one, by shifting all Z-scores."""
    shifts = dict(wants.shifts)
    for attempt in range(400):
        person = draw_person(seed + 7919 * (attempt // 8), replace(wants, shifts=tuple(shifts.items())))
        difference = target - lowest(person, score)
        if difference == 0:
            return person
        if attempt % 8 == 7:
            shifts = dict(wants.shifts)
        else:
            shifts["all"] = shifts.get("all", 0) + difference / 10
    raise ValueError(f"no person with the lowest score {target / 10} was found")


def followed_spine(person: Person) -> tuple[str, ...]:
    """The vertebrae of the spine that is followed."""
    found = [r.vertebrae for r in person.latest.regions if r.site == "lumbar-spine" and not r.is_single]
    return found[0] if found else WHOLE_SPINE
