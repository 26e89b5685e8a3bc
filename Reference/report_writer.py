# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Correct reports for simulated people, as fields and as entries for text, written without sight of the engine.

The category follows rules CLS-01 to CLS-11 on reported scores (NUM-02), change follows SER-02 and SER-05, FRAX
stands only where it holds (FRX-01), and all items REP-01 to REP-18 that apply are there.
"""

import datetime
import random
from dataclasses import dataclass, field

import report_people as people
from report_people import Person, Region, Visit
from report_phrases import Entry, PhraseBook, Style, written
from scores import category_of_t, category_of_z

BASELINE_ITEMS = (
    "identity", "requesting-provider", "indication", "scanner", "technical-quality", "density", "sites", "scores",
    "category", "risk-factors", "fracture-risk", "secondary-causes", "next-scan", "interpreter",
)
PHYSICIANS = ("Dr. A. Example", "Dr. B. Sample", "C. Muster, MD")
NAMES = {"female": ("DOE, JANE", "Roe, R.", "Jane Doe"), "male": ("Doe, John", "ROE, R.", "John Doe")}
FOLLOWED = ("lumbar-spine", "total-hip")
NO_RISK = {
    "age": "The absolute fracture risk was not calculated, because FRAX is not validated at this age.",
    "treated": "The absolute fracture risk was not calculated, because FRAX is not validated in treated patients.",
    "neck": "The absolute fracture risk was not calculated, because the femoral neck was not measured.",
}


def basis(person: Person) -> str | None:
    """Which score decides: T, Z, or none while the menopause is unknown at 45 to 54 years."""
    age = person.age
    if age < 20:
        return "z"
    if person.sex == "male":
        return "t" if age >= 50 else "z"
    if person.menopause in ("post", "transition"):
        return "t"
    if person.menopause == "pre":
        return "z"
    return "t" if age >= 55 else "z" if age < 45 else None


def deciding_region(person: Person) -> Region:
    """The region with the lowest deciding score."""
    score = basis(person)
    return min(people.diagnostic_regions(person.latest, score), key=lambda region: getattr(region, score))


def category(person: Person) -> str:
    """The one category of a person."""
    region = deciding_region(person)
    return category_of_t(region.t) if basis(person) == "t" else category_of_z(region.z)


# --- Change -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A followed region at two visits."""

    now: Region
    before: Region
    since: datetime.date
    lsc: int

    @property
    def mg(self) -> int:
        """The change in mg/cm²."""
        return self.now.mg - self.before.mg

    @property
    def percent(self) -> float:
        """The change in percent of the earlier density."""
        return round(100 * self.mg / self.before.mg, 1)

    @property
    def is_significant(self) -> bool:
        """Whether it reaches the least significant change; equality counts."""
        return abs(self.mg) >= self.lsc

    @property
    def direction(self) -> str:
        """The direction of a change, whatever its size."""
        return "gain" if self.mg > 0 else "loss"


def compared_visit(person: Person) -> Visit | None:
    """The latest earlier visit on the same scanner."""
    latest = person.latest
    same = [v for v in person.visits[:-1] if (v.maker, v.model, v.facility) == (latest.maker, latest.model, "A")]
    return same[-1] if same else None


def outside_visit(person: Person) -> Visit | None:
    """An earlier visit elsewhere."""
    return next((visit for visit in person.visits[:-1] if visit.facility != "A"), None)


def changes(person: Person, visit: Visit | None = None) -> list[Change]:
    """Spine and total hip against the compared visit, region by region."""
    before = visit or compared_visit(person)
    if before is None:
        return []
    found = []
    for region in person.latest.regions:
        earlier = before.find(*region.key)
        usable = region.site in FOLLOWED and not region.is_single and region.excluded is None
        if usable and earlier is not None and earlier.mg is not None and region.mg is not None:
            found.append(Change(region, earlier, before.date, person.lsc[region.site]))
    return found


# --- Fields -----------------------------------------------------------------------------------


def place(region: Region) -> dict:
    """The keys of a region in the fields of a report."""
    vertebrae = list(region.vertebrae) if region.vertebrae else None
    return {"site": region.site, "side": region.side, "vertebrae": vertebrae}


def value_field(region: Region, score: str) -> dict:
    """A reported region; Z stands beside T, and alone where T does not apply."""
    value = place(region) | {"bmd": region.mg / 1000}
    if score == "t":
        value["t"] = region.t / 10
    if region.z is not None:
        value["z"] = region.z / 10
    return value


def change_field(change: Change) -> dict:
    """A change as a correct report states it: amounts only where it is significant."""
    stated = place(change.now) | {
        "direction": change.direction if change.is_significant else "stable",
        "significant": change.is_significant, "since": change.since.isoformat(),
    }
    if change.is_significant:
        stated |= {"gramsPerSquareCentimeter": change.mg / 1000, "percent": change.percent}
    return stated


def risk_field(person: Person, major: int, hip: float) -> dict:
    """A FRAX result with the neck of the person."""
    neck = min((r for r in person.latest.regions if r.site == "femoral-neck" and r.t is not None), key=lambda r: r.t)
    inputs = {"ageYears": person.age, "site": "femoral-neck", "t": neck.t / 10, "secondaryOsteoporosis": False}
    return {"tool": "FRAX", "majorPercent": major, "hipPercent": hip, "inputs": inputs}


def frax_obstacle(person: Person) -> str | None:
    """Why FRAX does not apply, or nothing."""
    if not 40 <= person.age <= 90:
        return "age"
    if person.treated:
        return "treated"
    return None if any(r.site == "femoral-neck" and r.t is not None for r in person.latest.regions) else "neck"


def needs_vertebral_assessment(person: Person) -> bool:
    """Whether the criteria of rule VFA-01 for age are met."""
    scores_of = [region.t for region in people.diagnostic_regions(person.latest)]
    return bool(scores_of) and min(scores_of) < -10 and person.age >= (70 if person.sex == "female" else 80)


@dataclass
class Report:
    """A report as fields and as entries for text."""

    person: Person
    date: datetime.date
    fields: dict
    entries: list[Entry]
    months: int = 24
    omitted: set[str] = field(default_factory=set)

    def index(self, *keys: str) -> int:
        """Where the first entry of these keys stands; before the category where there is none."""
        for position, entry in enumerate(self.entries):
            if entry.key in keys:
                return position
        return next((n for n, entry in enumerate(self.entries) if entry.key.startswith("category")), 0)

    def drop(self, *keys: str) -> None:
        """Leaves out the entries of these keys."""
        self.entries = [entry for entry in self.entries if entry.key not in keys]

    def say(self, key: str, *replaced: str, **fills) -> None:
        """Puts a fault where the first of the replaced entries stood, else before the category."""
        at = self.index(*replaced) if replaced else self.index()
        before, after = self.entries[:at], self.entries[at:]
        keep = [entry for entry in after if entry.key not in replaced]
        before = [entry for entry in before if entry.key not in replaced]
        self.entries = [*before, Entry(key, fills, is_fault=True), *keep]

    def text(self, book: PhraseBook, seed: int, turn: int = 0) -> str:
        """The text of the report."""
        return written(self.entries, book, self.person, Style(random.Random(seed)), turn)

    def as_fields(self) -> dict:
        """The report of the study document, by fields alone."""
        return {"date": self.date.isoformat()} | self.fields

    def as_text(self, book: PhraseBook, seed: int, turn: int = 0) -> dict:
        """The report of the study document, by text alone."""
        return {"date": self.date.isoformat(), "text": self.text(book, seed, turn)}


def reported_regions(person: Person) -> list[Region]:
    """The regions whose results are reported: those that may diagnose."""
    return people.diagnostic_regions(person.latest, basis(person))


def report_fields(person: Person, major: int, hip: float, months: int) -> dict:
    """The fields of a correct report."""
    latest, score = person.latest, basis(person)
    followed = changes(person)
    fields: dict = {
        "person": {"ageYears": person.age, "sex": person.sex, "heightCm": latest.height, "weightKg": latest.weight},
        "values": [value_field(region, score) for region in reported_regions(person)],
        "diagnosis": [{"category": category(person)}],
        "recommendations": [{"kind": "secondary-causes"}],
        "nextScan": {"months": months, "needed": True, "reason": "to see whether the density changes"},
        "items": list(BASELINE_ITEMS),
    }
    if person.menopause in ("pre", "transition", "post"):
        fields["person"]["menopause"] = person.menopause
    if frax_obstacle(person) is None:
        fields["risks"] = [risk_field(person, major, hip)]
    if needs_vertebral_assessment(person):
        fields["recommendations"].append({"kind": "vertebral-fracture-assessment"})
    if followed:
        fields["changes"] = [change_field(change) for change in followed]
        of_site = {change.now.site: change.lsc for change in followed}
        fields["leastSignificantChanges"] = [
            {"site": site, "gramsPerSquareCentimeter": mg / 1000} for site, mg in of_site.items()
        ]
        fields["items"] += ["compared-study", "significance"]
        if any(change.is_significant for change in followed):
            fields["items"].append("change-amounts")
    if outside_visit(person):
        fields["items"].append("outside-study")
    return fields


# --- Entries ----------------------------------------------------------------------------------


def value_entry(region: Region, score: str) -> Entry:
    """A reported region; its density and its score must be said."""
    if score == "t":
        fills = {"site": region, "bmd": region.mg, "t": region.t}
        if region.z is not None:
            fills["z"] = region.z
        return Entry("region-values", fills, frozenset({"site", "bmd", "t"}))
    fills = {"site": region, "bmd": region.mg, "z": region.z}
    return Entry("region-values-z", fills, frozenset({"site", "bmd", "z"}))


def change_fills(change: Change) -> dict:
    """What fills a statement on change."""
    return {
        "site": change.now, "grams": change.mg, "percent": abs(change.percent), "lsc": change.lsc,
        "earlier": change.since,
    }


def change_entry(change: Change) -> Entry:
    """A statement on change with what REP-16 and REP-17 ask for."""
    if not change.is_significant:
        return Entry("no-significant-change", change_fills(change), frozenset({"site", "lsc"}))
    key = f"significant-{change.direction}"
    return Entry(key, change_fills(change), frozenset({"site", "lsc", "grams", "percent"}))


def category_entry(person: Person) -> Entry:
    """The one category."""
    region = deciding_region(person)
    if basis(person) == "t":
        fills = {"category": category(person), "site": region, "t": region.t}
        return Entry("category-t", fills, frozenset({"category"}))
    return Entry("category-z", {"zcategory": category(person), "z": region.z, "site": region}, frozenset({"zcategory"}))


def risk_entry(person: Person, major: int, hip: float) -> Entry:
    """The fracture risk, or why there is none."""
    obstacle = frax_obstacle(person)
    if obstacle is None:
        return Entry("fracture-risk", {"major": major, "hip": hip}, frozenset({"major", "hip"}))
    return Entry("fracture-risk", fixed=NO_RISK[obstacle])


def exclusion_entries(person: Person) -> list[Entry]:
    """The vertebrae left out, each with a reason; a spine that is not reported."""
    found = []
    for region in person.latest.regions:
        if region.is_single and region.excluded:
            found.append(Entry("exclusion", {"vertebra": region.vertebrae[0]}, frozenset({"vertebra"})))
        elif region.excluded:
            name = "lumbar spine" if region.site == "lumbar-spine" else region.site.replace("-", " ")
            found.append(Entry("exclusion", fixed=f"The {name} is not reported because of {region.excluded}."))
    return found


def followup_entries(person: Person) -> list[Entry]:
    """Comparison, change and outside studies."""
    found = []
    compared, outside = compared_visit(person), outside_visit(person)
    if changes(person):
        fills = {"earlier": compared.date, "maker": compared.maker, "model": compared.model}
        found.append(Entry("compared-study", fills, frozenset({"earlier"})))
        found += [change_entry(change) for change in changes(person)]
    if outside:
        fills = {"earlier": outside.date, "maker": outside.maker, "model": outside.model}
        found.append(Entry("outside-study", fills))
    return found


def report_entries(person: Person, day: datetime.date, major: int, hip: float, months: int) -> list[Entry]:
    """The entries of a correct report in a usual order."""
    chance = random.Random(person.number)
    latest = person.latest
    physician = chance.choice(PHYSICIANS)
    identity = {"name": chance.choice(NAMES[person.sex]), "age": person.age, "sex": person.sex, "date": person.birth}
    entries = [
        Entry("identity", identity),
        Entry("requesting-provider", {"physician": physician}),
        Entry("indication", {"age": person.age, "sex": person.sex}),
        Entry("scanner", {"maker": latest.maker, "model": latest.model}, frozenset({"maker", "model"})),
        Entry("technical-quality"),
        *exclusion_entries(person),
        *(value_entry(region, basis(person)) for region in reported_regions(person)),
        *followup_entries(person),
        category_entry(person),
    ]
    if basis(person) == "t" and category(person) != "osteoporosis" and chance.random() < 0.1:
        entries.append(Entry("no-osteoporosis-denied", {"category": category(person)}))
    entries += [Entry("risk-factors"), risk_entry(person, major, hip)]
    if chance.random() < 0.2:
        entries.append(Entry("history-earlier", {}))
    entries.append(Entry("secondary-causes"))
    if needs_vertebral_assessment(person):
        entries.append(Entry("vertebral-assessment", fixed="Vertebral fracture assessment is recommended."))
    entries.append(Entry("next-scan", {"interval": months, "months": months}))
    entries.append(Entry("interpreter", {"physician": chance.choice(PHYSICIANS), "date": day}))
    return entries


def write_report(person: Person) -> Report:
    """The correct report of a person; drawn from the person's number."""
    chance = random.Random(person.number + 1)
    day = person.latest.date + datetime.timedelta(days=chance.randrange(4))
    major = chance.randint(6, 30)
    hip = round(major * chance.uniform(0.1, 0.35), 1)
    months = chance.choice((24, 24, 36, 60)) if not person.treated else chance.choice((12, 24))
    fields = report_fields(person, major, hip, months)
    return Report(person, day, fields, report_entries(person, day, major, hip, months), months)


def layout_fills(person: Person, report: Report) -> dict | None:
    """What fills a whole report of a list, for a person with spine, neck and total hip, each once; else nothing."""
    regions = {region.site: region for region in reported_regions(person)}
    wanted = {"spine": "lumbar-spine", "neck": "femoral-neck", "hip": "total-hip"}
    if basis(person) != "t" or set(regions) != set(wanted.values()) or len(reported_regions(person)) != 3:
        return None
    if regions["lumbar-spine"].vertebrae != people.WHOLE_SPINE or len(person.visits) > 1 or frax_obstacle(person):
        return None
    fills: dict = {}
    for name, site in wanted.items():
        region = regions[site]
        fills |= {f"{name}_bmd": region.mg, f"{name}_t": region.t, f"{name}_z": region.z}
    for entry in report.entries:
        fills = entry.fills | fills
    return fills
