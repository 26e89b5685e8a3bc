# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The references behind the scores that a scanner prints, written without sight of the engine.

Printed T is against NHANES III White women at the hip and the maker's women at the spine, for both sexes.
Where the maker's reference is not known (single vertebrae and parts of the spine on Hologic, some parts on GE),
the device still prints T; White young women of NHANES 2005-2010, or the pooled vertebrae, stand in for it.
"""

import json
from bisect import bisect_right
from fractions import Fraction
from functools import cache

import report_correlations as correlations
from scores import round_half_away

VERTEBRAE = ("L1", "L2", "L3", "L4")
CURVE_END = 84.0
HOLOGIC_MODELS = ("Discovery A", "Discovery W", "Horizon A", "Horizon W")
GE_MODELS = ("Lunar Prodigy", "Lunar iDXA")

# The device's own pair that is not in Knowledge/references is a stand-in (g/cm²).
HOLOGIC_RADIUS = (0.690, 0.056)


@cache
def curve(region: str, sex: str) -> tuple[list[float], list[list[float]]]:
    """The ages of the age curve of a region, and its rows (age, L, M, S)."""
    rows = correlations.curve_rows(region, sex).tolist()
    return [row[0] for row in rows], rows


def lms(region: str, sex: str, age: float) -> tuple[float, float, float]:
    """L, M and S at an age; at the last age of the curve beyond it."""
    ages, rows = curve(region, sex)
    at = min(age, CURVE_END)
    place = min(bisect_right(ages, at) - 1, len(rows) - 2)
    below, above = rows[place], rows[place + 1]
    weight = (at - below[0]) / (above[0] - below[0])
    return tuple(low + weight * (high - low) for low, high in zip(below[1:4], above[1:4]))


@cache
def populations(name: str) -> dict[str, tuple[str, str]]:
    """Mean and SD of the populations of a reference file, as decimal text."""
    data = json.loads((correlations.REFERENCES / f"{name}.json").read_text(encoding="utf-8"), parse_float=str)
    return {found["key"]: (found["mean"], found["sd"]) for found in data["populations"]}


def part_name(vertebrae: tuple[str, ...]) -> str:
    """The name of a part of the spine in keys: `l1-l3`, `l1+l4`, `l2`."""
    numbers = [VERTEBRAE.index(vertebra) for vertebra in vertebrae]
    if len(numbers) == 1:
        return vertebrae[0].lower()
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"{vertebrae[0]}-{vertebrae[-1]}".lower()
    return "+".join(vertebrae).lower()


def nhanes_pair(site: str) -> tuple[str, str]:
    """White young women of NHANES 2005-2010 at a site or a part of the spine."""
    return populations("nhanes-2005-2010-young-adult")[f"nhanes-2005-2010.{site}.white-female.young-adult"]


def ge_device(model: str) -> str:
    """The prefix of the keys of a GE scanner."""
    return "lunar-idxa" if "iDXA" in model else "lunar-prodigy"


def spine_pair(maker: str, model: str, vertebrae: tuple[str, ...]) -> tuple[str, str]:
    """Mean and SD that a device uses for a part of the spine, women."""
    part = part_name(vertebrae)
    if maker == "Hologic":
        own = populations("hologic").get(f"hologic.lumbar-spine.{part}.female")
        return own or nhanes_pair(f"lumbar-spine.{part}")
    lunar = populations("lunar")
    own = lunar.get(f"{ge_device(model)}.lumbar-spine.{part}.female")
    if own:
        return own
    singles = [Fraction(lunar[f"{ge_device(model)}.lumbar-spine.{one.lower()}.female"][0]) for one in vertebrae]
    return str(round(float(sum(singles) / len(singles)), 3)), "0.120"


@cache
def pair(maker: str, model: str, site: str, vertebrae: tuple[str, ...] | None) -> tuple[Fraction, Fraction]:
    """Mean and SD behind the T-score that a device prints, g/cm²."""
    if site == "lumbar-spine":
        found = spine_pair(maker, model, vertebrae)
    elif site in ("femoral-neck", "total-hip"):
        suffix = "" if maker == "Hologic" else ".lunar"
        found = populations("nhanes-iii-hip")[f"nhanes-iii.{site}.white-female{suffix}"]
    elif site == "radius-33" and maker != "Hologic":
        own = "lunar-idxa.radius-33.female" if "iDXA" in model else "lunar-prodigy.radius-33"
        found = populations("lunar")[own]
    elif site == "radius-33":
        found = tuple(str(number) for number in HOLOGIC_RADIUS)
    elif maker != "Hologic":
        found = populations("lunar")[f"lunar-prodigy.{site}.female"]
    else:
        found = nhanes_pair(site)
    return Fraction(found[0]), Fraction(found[1])


def t_of(mg: int, maker: str, model: str, site: str, vertebrae: tuple[str, ...] | None) -> int:
    """The T-score that a device prints, in tenths."""
    mean, sd = pair(maker, model, site, vertebrae)
    return round_half_away((Fraction(mg, 1000) - mean) / sd * 10)


def on_scale(maker: str, model: str, site: str, vertebra: str | None, density: float) -> float:
    """A density carried from the Hologic scale to that of the maker, so that T stays."""
    if maker == "Hologic":
        return density
    key = (vertebra,) if vertebra else None
    from_mean, from_sd = map(float, pair("Hologic", HOLOGIC_MODELS[0], site, key))
    to_mean, to_sd = map(float, pair(maker, model, site, key))
    return max(to_mean + to_sd * (density - from_mean) / from_sd, 0.2)
