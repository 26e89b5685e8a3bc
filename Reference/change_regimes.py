# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random series of one site whose treatment has several regimes. Used by `change.py` and `change_table.py`."""

import datetime
from collections.abc import Iterator

import numpy as np

from change_simulation import random_question

MOST = 4
TAUS = (0.0, 0.3, 0.5, 1.0, 1.5)


def random_starts(random: np.random.Generator, site: dict, count: int) -> list[str]:
    """Days in order, on scans, with expected rates, or any from before the first scan to after the last one."""
    known = [scan["date"] for scan in site["scans"]] + [step["from"] for step in site["model"]["expected"]]
    first, last = (datetime.date.fromisoformat(site["scans"][place]["date"]) for place in (0, -1))
    days: set[str] = set()
    while len(days) < count:
        any_day = first + datetime.timedelta(days=int(random.integers(-1500, (last - first).days + 800)))
        days.add(str(random.choice(known)) if random.random() < 0.4 else str(any_day))
    return sorted(days)


def random_sites(least: int) -> Iterator[dict]:
    """Sites with a prior of `least` to four regimes, without end, the same each time.

    Only where level or rate wander may a regime have no deviation; elsewhere a change would then be certain.
    """
    seed = 0
    while True:
        seed += 1
        random = np.random.default_rng([20261121, least, seed])
        for site in random_question(200_000 + seed)["sites"]:
            model = site["model"]
            if model["expected"] is None:
                continue
            taus = TAUS if model["kappa"] or model["omega"] else TAUS[1:]
            starts = random_starts(random, site, int(random.integers(least, MOST + 1)))
            regimes = [{"from": start, "tau": float(random.choice(taus))} for start in starts]
            yield site | {"model": model | {"regimes": regimes}}
