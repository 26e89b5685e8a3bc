# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Study documents of simulated people, written without sight of the engine."""

import datetime

from report_people import Person, Region, Visit, followed_spine


def region_document(region: Region) -> dict:
    """A region as a study document holds it."""
    document: dict = {"site": region.site}
    if region.side:
        document["side"] = region.side
    if region.vertebrae:
        document["vertebrae"] = list(region.vertebrae)
    if region.mg is not None:
        document |= {"bmd": region.mg / 1000, "bmc": region.bmc, "area": region.area}
    printed = {name: value / 10 for name, value in (("t", region.t), ("z", region.z)) if value is not None}
    if printed:
        document["printed"] = printed | ({"reference": region.reference} if region.reference else {})
    if region.excluded:
        document["excluded"] = {"reason": region.excluded}
    if region.mode:
        document["mode"] = region.mode
    return document


def scan_document(visit: Visit) -> dict:
    """A visit as a study document holds it."""
    document: dict = {
        "date": visit.date.isoformat(),
        "facility": visit.facility,
        "scanner": {"manufacturer": visit.maker, "model": visit.model},
        "regions": [region_document(region) for region in visit.regions],
        "entered": visit.entered,
    }
    if visit.comments:
        document["comments"] = visit.comments
    if visit.phantom:
        days, deviation = visit.phantom
        day = visit.date - datetime.timedelta(days=days)
        document["phantom"] = {"date": day.isoformat(), "deviationPercent": deviation}
    return document


def precision_document(person: Person) -> dict:
    """The precision study of the facility."""
    sites = []
    for site, mg in person.lsc.items():
        entry: dict = {"site": site}
        if site == "lumbar-spine":
            entry["vertebrae"] = list(followed_spine(person))
        if person.lsc_as_rms_sd:
            entry["rmsSd"] = round(mg / 2770, 5)
        else:
            entry["leastSignificantChange"] = mg / 1000
        sites.append(entry | {"degreesOfFreedom": 30})
    return {"facility": "A", "sites": sites}


def study_document(person: Person) -> dict:
    """The study document of a person, without a report."""
    patient = {
        "id": f"simulated-{person.number}", "birthDate": person.birth.isoformat(), "sexAtBirth": person.sex,
        "heightCm": person.latest.height, "weightKg": person.latest.weight,
    }
    if person.group:
        patient["group"] = person.group
    if person.maximum_height:
        patient["maximumHeightCm"] = person.maximum_height
    if person.menopause:
        patient["menopause"] = {"status": person.menopause}
        if person.menopause_age:
            patient["menopause"]["age"] = person.menopause_age
    document = {
        "osteon": "study/1",
        "patient": patient,
        "history": {
            "fractures": person.fractures, "medications": person.medications, "conditions": person.conditions,
            "riskFactors": person.risk_factors,
        },
        "scans": [scan_document(visit) for visit in person.visits],
    }
    if person.lsc_in_study and len(person.visits) > 1:
        document["precision"] = precision_document(person)
    return document
