# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""Random series of a phantom, and how often the rules fire on a phantom that never changes.

Used by `phantom.py`. Densities in g/cm².
"""

import datetime

import numpy as np

Array = np.ndarray

CUSUM_SLACK, CUSUM_LIMIT, CUSUM_STEP = 0.5, 5.0, 4.0
# Of 1.177 g/cm², 0.34 %.
STEADY_SD = 0.004


# --- Random series --------------------------------------------------------------------------


def random_question(seed: int) -> dict:
    """An invented series: steady, drifting, stepping once or twice and back, or coarse."""
    random = np.random.default_rng([20261123, seed])
    count = int(random.integers(3, 160))
    wanted = int(random.choice([10, 15, 25, 25, 25]))
    sd = random.choice([0.002, 0.004, 0.006])
    at = np.arange(count)
    kind = random.integers(4)
    step = random.choice([0.012, 0.02, -0.015, -0.025])
    start = random.integers(wanted, wanted + 40)
    shift = (np.zeros(count), step * np.clip((at - wanted) / 60, 0, None),
             np.where((at >= start) & (at < start + random.integers(1, 30)), step, 0),
             np.where((at // 25) % 3 == 2, step, 0))[kind]
    densities = 1.177 + shift + sd * random.standard_normal(count)
    days = np.cumsum(random.choice([0, 1, 2, 3, 4, 7, 8, 12], count, p=[0.02, 0.4, 0.15, 0.2, 0.1, 0.07, 0.03, 0.03]))
    first = datetime.date(2020, 1, 1) + datetime.timedelta(days=int(random.integers(1500)))
    patients = sorted(int(day) for day in random.integers(-3, days[-1] + 15, 25))
    return {
        "scans": [(str(first + datetime.timedelta(days=int(day))), f"{density:.3f}")
                  for day, density in zip(days, densities)],
        "patients": [str(first + datetime.timedelta(days=day)) for day in patients],
        "baseline_wanted": wanted,
    }


# --- A steady phantom -----------------------------------------------------------------------


def firsts(z: Array) -> dict[str, Array]:
    """For each row of z, whether each rule but the limits ever fires."""

    def run(condition: Array, length: int) -> Array:
        counts = np.cumsum(np.pad(condition, ((0, 0), (1, 0))), axis=1)
        return (counts[:, length:] - counts[:, :-length] == length).any(axis=1)

    means = np.cumsum(np.pad(z, ((0, 0), (1, 0))), axis=1)
    up, down = np.zeros(len(z)), np.zeros(len(z))
    signals = np.zeros(len(z), dtype=bool)
    for column in np.clip(z.T, -CUSUM_STEP, CUSUM_STEP):
        up = np.maximum(0, up + column - CUSUM_SLACK)
        down = np.maximum(0, down - column - CUSUM_SLACK)
        signals |= np.maximum(up, down) > CUSUM_LIMIT
    return {
        "a": (np.abs(z) > 3).any(axis=1),
        "a twice": run(np.abs(z) > 3, 2),
        "b": run(z > 2, 2) | run(z < -2, 2),
        "c": (np.abs(np.diff(z, axis=1)) > 4).any(axis=1),
        "d": run(z > 1, 4) | run(z < -1, 4),
        "e": run(z > 0, 10) | run(z < 0, 10) | (np.abs(means[:, 10:] - means[:, :-10]) > 10).any(axis=1),
        "CUSUM": signals,
    }


def print_steady(phantoms: int) -> None:
    """Share of steady phantoms on which each rule fires at least once after the baseline, in percent."""
    random = np.random.default_rng(20261127)
    print("steady phantom: share with at least one firing after the baseline, %")
    for scans in (50, 250):
        for first in (10, 15, 25, None):
            values = 1.177 + STEADY_SD * random.standard_normal((phantoms, (first or 0) + scans))
            values = np.round(values, 3)
            head, rest = values[:, : first or 0], values[:, first or 0 :]
            mean = head.mean(axis=1, keepdims=True) if first else 1.177
            sd = head.std(axis=1, ddof=1, keepdims=True) if first else STEADY_SD
            shares = {name: 100 * fired.mean() for name, fired in firsts((rest - mean) / sd).items()}
            print(f"  {scans} scans, baseline {first or 'known exactly'}: "
                  + ", ".join(f"{name} {share:.1f}" for name, share in shares.items()))
