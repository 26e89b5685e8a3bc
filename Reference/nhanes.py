# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Study documents and expected scores of every NHANES 2005-2010 participant with a valid femur.

    python Reference/nhanes.py --shared DIR --studies OUT.ndjson --expected OUT.csv

Both outputs hold microdata, so they stay outside the repository.
"""

import argparse
import csv
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import scores

DEFAULT_SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
MISSING = "NA"

SCAN_DATES = {"D": "2006-01-01", "E": "2008-01-01", "F": "2010-01-01"}
SEXES = {"1": "male", "2": "female"}
SITE_COLUMNS = {"femoral-neck": "DXXNK", "total-hip": "DXXOF", "lumbar-spine": "DXXOS"}
VERTEBRAE = ["L1", "L2", "L3", "L4"]

EXPECTED_COLUMNS = [
    "id", "site", "t_tenths", "t_unrounded", "z", "z_tenths", "centile", "refusals",
]

Row = dict[str, str]
Curves = dict[tuple[str, str], list[scores.CurvePoint]]


@dataclass(frozen=True)
class Age:
    """Age at the scan in years; a lower bound where `is_exact` is false."""

    years: float
    is_exact: bool


@dataclass(frozen=True)
class Region:
    """The measured region of a scan as decimal text: BMD g/cm², BMC g, area cm²."""

    site: str
    bmd: str
    bmc: str | None
    area: str | None


# --- Raw rows -------------------------------------------------------------------------------


def load_table(shared: Path, name: str) -> dict[str, Row]:
    """One NHANES table by participant number SEQN."""
    path = shared / "nhanes" / f"{name}.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["SEQN"]: row for row in csv.DictReader(file)}


def has_valid_femur(row: Row) -> bool:
    """Whether a neck or total hip density is present."""
    return any(row.get(f"{prefix}BMD", MISSING) != MISSING for prefix in ("DXXNK", "DXXOF"))


def participants(shared: Path, cycle: str) -> Iterator[Row]:
    """The joined rows of a cycle's participants with a valid femur, in order of SEQN."""
    people = load_table(shared, f"DEMO_{cycle}")
    femurs = load_table(shared, f"DXXFEM_{cycle}")
    spines = load_table(shared, f"DXXSPN_{cycle}")
    for seqn in sorted(femurs, key=int):
        if has_valid_femur(femurs[seqn]):
            yield people[seqn] | femurs[seqn] | spines.get(seqn, {})


def age_of(row: Row) -> Age:
    """Months at examination over 12; where they are missing, at least the age in years."""
    if row["RIDAGEEX"] == MISSING:
        return Age(int(row["RIDAGEYR"]), is_exact=False)
    return Age(int(row["RIDAGEEX"]) / 12, is_exact=True)


def regions_of(row: Row) -> list[Region]:
    """The regions whose density is present."""
    def value(column: str) -> str | None:
        text = row.get(column, MISSING)
        return None if text == MISSING else text

    found = []
    for site, prefix in SITE_COLUMNS.items():
        bmd = value(f"{prefix}BMD")
        if bmd is not None:
            found.append(Region(site, bmd, value(f"{prefix}BMC"), value(f"{prefix}A")))
    return found


# --- Study documents ------------------------------------------------------------------------


def region_document(region: Region) -> dict:
    """A region of the study document."""
    document: dict = {"site": region.site}
    if region.site == "lumbar-spine":
        document["vertebrae"] = VERTEBRAE
    document["bmd"] = float(region.bmd)
    if region.bmc is not None:
        document["bmc"] = float(region.bmc)
    if region.area is not None:
        document["area"] = float(region.area)
    return document


def study_document(identifier: str, row: Row, date: str) -> dict:
    """The study document of one participant."""
    age = age_of(row)
    scan = {
        "date": date,
        "ageYears": age.years if age.is_exact else {"atLeast": age.years},
        "scanner": {"manufacturer": "Hologic"},
        "regions": [region_document(region) for region in regions_of(row)],
    }
    patient = {"id": identifier, "sexAtBirth": SEXES[row["RIAGENDR"]]}
    return {"osteon": "study/1", "patient": patient, "scans": [scan]}


# --- Expected scores ------------------------------------------------------------------------


def is_contradicted(region: Region) -> bool:
    """Whether BMC and area are both known and contradict the density."""
    if region.bmc is None or region.area is None:
        return False
    return scores.density_contradicted(region.bmd, region.bmc, region.area)


def t_refusal(age: Age) -> str | None:
    """Why the T-score is refused, if it is."""
    if age.years >= scores.ADULT_FROM_YEARS:
        return None
    return "t-score-in-child" if age.is_exact else "age-not-exact"


def z_refusal(age: Age, point: scores.CurvePoint | None) -> str | None:
    """Why the Z-score is refused, if it is; `point` is the curve at that age."""
    if not age.is_exact:
        return "age-not-exact"
    return "age-outside-reference" if point is None else None


def t_columns(region: Region) -> dict[str, str]:
    """The T-score columns of a region."""
    t = scores.t_score(region.bmd, *scores.T_REFERENCES[region.site])
    return {"t_tenths": str(t.tenths), "t_unrounded": repr(t.unrounded)}


def z_columns(region: Region, point: scores.CurvePoint) -> dict[str, str]:
    """The Z-score columns of a region."""
    z = scores.z_score(scores.exact(region.bmd), point.l, point.m, point.s)
    return {
        "z": repr(scores.to_float(z)),
        "z_tenths": str(scores.z_tenths(z)),
        "centile": repr(scores.to_float(scores.centile(z))),
    }


def expected_row(identifier: str, sex: str, age: Age, region: Region, curves: Curves) -> Row:
    """The expected scores and refusals of one region; a refused score is an empty field."""
    row = dict.fromkeys(EXPECTED_COLUMNS, "") | {"id": identifier, "site": region.site}
    if is_contradicted(region):
        return row | {"refusals": "density-contradicted"}
    point = scores.interpolate(curves[region.site, sex], scores.exact(age.years))
    no_t, no_z = t_refusal(age), z_refusal(age, point)
    if no_t is None:
        row |= t_columns(region)
    if no_z is None:
        row |= z_columns(region, point)
    row["refusals"] = ";".join(sorted({code for code in (no_t, no_z) if code}))
    return row


def expected_rows(identifier: str, row: Row, curves: Curves) -> list[Row]:
    """The expected rows of one participant."""
    sex, age = SEXES[row["RIAGENDR"]], age_of(row)
    return [expected_row(identifier, sex, age, region, curves) for region in regions_of(row)]


# --- Files ----------------------------------------------------------------------------------


def write_studies(path: Path, documents: Iterable[dict]) -> None:
    """One study document a line."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            file.write(json.dumps(document, separators=(",", ":")) + "\n")


def write_csv(path: Path, columns: list[str], rows: Iterable[Row]) -> None:
    """A CSV file with a header and Unix line ends."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def tie_distance(z: str) -> Fraction:
    """How far a Z is from the nearest tie of rounding to tenths."""
    tenths = abs(Fraction(z)) * 10
    return abs(tenths - tenths.__floor__() - Fraction(1, 2)) / 10


def print_summary(studies: list[dict], rows: list[Row]) -> None:
    """People, regions, scores and refusals, to standard output."""
    by_site = Counter(row["site"] for row in rows)
    refusals = Counter((code, row["site"]) for row in rows for code in row["refusals"].split(";") if code)
    print(f"people {len(studies)}")
    print(f"people with an age known only as a lower bound "
          f"{sum(isinstance(study['scans'][0]['ageYears'], dict) for study in studies)}")
    print(f"regions {len(rows)}: " + ", ".join(f"{site} {n}" for site, n in by_site.items()))
    print(f"T-scores {sum(row['t_tenths'] != '' for row in rows)}")
    print(f"Z-scores {sum(row['z'] != '' for row in rows)}")
    for code in sorted({code for code, _ in refusals}):
        counts = {site: refusals[code, site] for site in by_site}
        print(f"regions refused, {code} {sum(counts.values())}: "
              + ", ".join(f"{site} {n}" for site, n in counts.items()))
    nearest = min((row for row in rows if row["z"]), key=lambda row: tie_distance(row["z"]))
    print(f"Z nearest to a rounding tie: {nearest['id']} {nearest['site']} {nearest['z']} "
          f"({float(tie_distance(nearest['z'])):.1e} away)")


def main() -> None:
    """Write both files and print the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", type=Path, default=DEFAULT_SHARED, help="folder of the shared inputs")
    parser.add_argument("--studies", type=Path, required=True, help="study documents to write, NDJSON")
    parser.add_argument("--expected", type=Path, required=True, help="expected scores to write, CSV")
    options = parser.parse_args()

    curves = scores.load_curves()
    studies: list[dict] = []
    rows: list[Row] = []
    for cycle, date in SCAN_DATES.items():
        for row in participants(options.shared, cycle):
            identifier = f"{cycle}-{row['SEQN']}"
            studies.append(study_document(identifier, row, date))
            rows += expected_rows(identifier, row, curves)
    write_studies(options.studies, studies)
    write_csv(options.expected, EXPECTED_COLUMNS, rows)
    print_summary(studies, rows)


if __name__ == "__main__":
    main()
