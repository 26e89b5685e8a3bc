# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Compares assessments that the engine wrote with scores that the reference implementation expects."""

import csv
import json
from decimal import ROUND_HALF_UP, Decimal

Z_TOLERANCE = 1e-9


def differences(assessments_path, expected_path):
    """Returns (regions compared, list of sentences that say what differs)."""
    expected = {}
    with open(expected_path, newline="") as file:
        for row in csv.DictReader(file):
            expected[row["id"], row["site"]] = row
    found = []
    compared = 0
    with open(assessments_path) as file:
        for line in file:
            assessment = json.loads(line)
            for region in assessment["regions"]:
                key = assessment["id"], region["site"]
                row = expected.pop(key, None)
                if row is None:
                    found.append(f"{key}: not expected")
                    continue
                compared += 1
                found += [f"{key}: {text}" for text in region_differences(region, row)]
    return compared, found + [f"{key}: expected, but not there" for key in expected]


def region_differences(region, row):
    """Yields what differs between one assessed region and its expected row."""
    t, z = region["t"], region["z"]
    codes = ";".join(sorted({refusal["code"] for refusal in region["refusals"]}))
    if codes != row["refusals"]:
        yield f"refusals are '{codes}', expected '{row['refusals']}'"
    if tenths(t) != row["t_tenths"]:
        yield f"T is {tenths(t)} tenths, expected {row['t_tenths']}"
    if t and row["t_unrounded"] and t["unrounded"] != float(row["t_unrounded"]):
        yield f"unrounded T is {t['unrounded']!r}, expected {row['t_unrounded']}"
    if tenths(z) != row["z_tenths"]:
        yield f"Z is {tenths(z)} tenths, expected {row['z_tenths']}"
    if z and row["z"] and abs(z["unrounded"] - float(row["z"])) > Z_TOLERANCE:
        yield f"unrounded Z is {z['unrounded']!r}, expected {row['z']}"
    if z and row["centile"] and z["centile"] != shown_centile(row["centile"]):
        yield f"centile is {z['centile']!r}, expected {shown_centile(row['centile'])} from {row['centile']}"


def tenths(score):
    """Returns a reported score in tenths, as text; empty where it is refused."""
    return "" if score is None else str(round(score["value"] * 10))


def shown_centile(text):
    """Returns a centile as it is shown: whole from 1 to 99, with one decimal beyond, from 0.1 to 99.9."""
    centile = Decimal(text)
    whole = centile.quantize(Decimal(1), ROUND_HALF_UP)
    if 1 <= whole <= 99:
        return float(whole)
    return float(min(max(centile.quantize(Decimal("0.1"), ROUND_HALF_UP), Decimal("0.1")), Decimal("99.9")))
