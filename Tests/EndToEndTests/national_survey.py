# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The microdata of the national survey beside the project, and statistics of them by other code than the program's."""

import functools
import lzma
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from program import ROOT

SHARED = Path(os.environ.get("OSTEON_SHARED", ROOT.parent / "shared"))
MICRODATA = SHARED / "nhanes"
PRINTED = SHARED / "knowledge" / "reference"
needs_microdata = pytest.mark.skipif(not MICRODATA.is_dir(), reason=f"the survey files are not there: {MICRODATA}")

CYCLES = {"nhanes-2005-2010": "DEF", "nhanes-2005-2008": "DE", "nhanes-2011-2018": "GHIJ"}
GROUPS = {"All": "all", "NHW": "white", "NHB": "black", "MA": "mexican-american", "NHA": "asian"}
GROUP_CODES = {"white": 3, "black": 4, "mexican-american": 1, "asian": 6}
PERCENTS = (3, 5, 10, 15, 25, 50, 75, 85, 90, 95, 97)
VERTEBRAE = ("L1", "L2", "L3", "L4")
COLUMNS = {
    "femoral_neck": "DXXNKBMD",
    "total_hip": "DXXOFBMD",
    "trochanter": "DXXTRBMD",
    "intertrochanter": "DXXINBMD",
    "wards": "DXXWDBMD",
    "L1-L4": "DXXOSBMD",
    "TBS_L1-L4": "DXXTOTBS",
    "total_body_bmd": "DXDTOBMD",
    "tblh_bmd": "DXDSTBMD",
    "total_body_bmc": "DXDTOBMC",
    "tblh_bmc": "DXDSTBMC",
}
STEMS = {
    "TBS_L1-L4": "lumbar-spine.l1-l4.tbs",
    "total_body_bmd": "total-body",
    "tblh_bmd": "total-body-less-head",
    "total_body_bmc": "total-body.bmc",
    "tblh_bmc": "total-body-less-head.bmc",
}


def stem(site):
    """Names a site of the printed tables as the keys of curves do."""
    if site in STEMS:
        return STEMS[site]
    return f"lumbar-spine.{site.lower()}" if site.startswith("L") else site.replace("_", "-")


def frame(path, wanted=None):
    """Reads a compressed table, or some of its columns."""
    return pd.read_csv(path, usecols=wanted and (lambda name: name in wanted), na_values=["NA", "."])


def unpack(folder):
    """Writes every table as plain CSV into a folder."""
    for path in sorted(MICRODATA.glob("*.csv.xz")):
        (folder / path.stem).write_bytes(lzma.decompress(path.read_bytes()))


@functools.cache
def people(cycles):
    """Everyone examined in the cycles, with group, weight, number of the cluster and of its stratum, and values."""
    tables = ["DXX"] if cycles[0] == "G" else ["DXXFEM", "DXXSPN"]
    wanted = {*COLUMNS.values(), *(f"DXX{name}{what}" for name in VERTEBRAE for what in ("BMD", "BMC", "A"))}
    group = "RIDRETH3" if cycles[0] == "G" else "RIDRETH1"
    design = ["SDMVSTRA", "SDMVPSU"]
    parts = []
    for cycle in cycles:
        part = frame(
            MICRODATA / f"DEMO_{cycle}.csv.xz", {"SEQN", "RIAGENDR", "RIDAGEYR", group, "WTMEC2YR", *design}
        )
        for table in tables:
            values = frame(MICRODATA / f"{table}_{cycle}.csv.xz", {"SEQN"} | wanted)
            part = part.merge(values, on="SEQN", how="left", validate="one_to_one")
        parts.append(part[part["WTMEC2YR"] > 0].assign(cycle=cycle))
    whole = pd.concat(parts, ignore_index=True)
    whole["weight"] = whole["WTMEC2YR"] / len(cycles)
    whole["stratum"] = whole.groupby(["cycle", "SDMVSTRA"]).ngroup()
    whole["cluster"] = whole.groupby(["cycle", *design]).ngroup()
    return whole.rename(columns={group: "group"})


def summed(whole, names, what):
    """Sums a column of some vertebrae; missing where one of them is."""
    return sum(whole[f"DXX{name}{what}"].to_numpy() for name in names)


@functools.cache
def values(cycles, site):
    """The value of a site for everyone, missing where there is none.

    In 61 records L1-L4 is more than 0.005 from its own vertebrae; they count for L1-L4 only.
    """
    whole = people(cycles)
    if site in COLUMNS:
        return whole[COLUMNS[site]].to_numpy()
    own = summed(whole, VERTEBRAE, "BMC") / summed(whole, VERTEBRAE, "A")
    doubtful = np.abs(whole["DXXOSBMD"].to_numpy() - own) > 0.005
    if site in VERTEBRAE:
        return np.where(doubtful, np.nan, whole[f"DXX{site}BMD"].to_numpy())
    first, last = (VERTEBRAE.index(name) for name in (site[:2], site[-2:]))
    names = VERTEBRAE[first : last + 1] if "-" in site else site.split("+")
    return np.where(doubtful, np.nan, summed(whole, names, "BMC") / summed(whole, names, "A"))


def chosen(cycles, site, sex, group, low, high):
    """Who is in a cell of a printed table: completed years at the interview, both ends inside."""
    whole = people(cycles)
    mine = (whole["RIAGENDR"] == (2 if sex == "F" else 1)) & whole["RIDAGEYR"].between(low, high)
    if group != "all":
        mine &= whole["group"] == GROUP_CODES[group]
    return mine.to_numpy() & ~np.isnan(values(cycles, site))


def mean_error(cycles, site, mine, whole_design):
    """The standard error of a mean by Taylor linearization, over all clusters or those with someone in the cell."""
    whole = people(cycles)
    weight, value = whole["weight"].to_numpy()[mine], values(cycles, site)[mine]
    score = weight * (value - weight @ value / weight.sum()) / weight.sum()
    clusters = whole["cluster"].to_numpy()
    total = np.bincount(clusters[mine], score, minlength=clusters.max() + 1)
    stratum_of = np.zeros(len(total), int)
    stratum_of[clusters] = whole["stratum"].to_numpy()
    counts = np.full(len(total), True) if whole_design else np.bincount(clusters[mine], minlength=len(total)) > 0
    variance = 0.0
    for stratum in range(stratum_of.max() + 1):
        part = total[counts & (stratum_of == stratum)]
        # A cluster that stands alone is held against zero.
        variance += len(part) * part.var(ddof=1) if len(part) > 1 else (part**2).sum()
    return variance**0.5


def centiles(cycles, site, mine, kind):
    """Weighted centiles, linear between the midpoints of the cumulated weights, with ties in the order of a sort."""
    weight, value = people(cycles)["weight"].to_numpy()[mine], values(cycles, site)[mine]
    order = np.argsort(value, kind=kind)
    cumulated = np.cumsum(weight[order])
    return np.interp(np.array(PERCENTS) / 100, (cumulated - weight[order] / 2) / cumulated[-1], value[order])
