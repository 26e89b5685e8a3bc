# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Compares assessments that the engine wrote with scores that the reference implementation expects."""

import csv
import json

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
    codes = ";".join(sorted({refusal["code"] for refusal in region["refusals"]}))
    if codes != row["refusals"]:
        yield f"refusals are '{codes}', expected '{row['refusals']}'"
    if tenths(region["t"]) != row["t_tenths"]:
        yield f"T is {tenths(region['t'])} tenths, expected {row['t_tenths']}"
    if row["t_unrounded"] and region["t"]["unrounded"] != float(row["t_unrounded"]):
        yield f"unrounded T is {region['t']['unrounded']!r}, expected {row['t_unrounded']}"
    if tenths(region["z"]) != row["z_tenths"]:
        yield f"Z is {tenths(region['z'])} tenths, expected {row['z_tenths']}"
    if row["z"] and region["z"] and abs(region["z"]["unrounded"] - float(row["z"])) > Z_TOLERANCE:
        yield f"unrounded Z is {region['z']['unrounded']!r}, expected {row['z']}"


def tenths(score):
    """Returns a reported score in tenths, as text; empty where it is refused."""
    return "" if score is None else str(round(score["value"] * 10))
