# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The answers of `docs/methods/change.md` by its covariance formulas, as a second way beside `change_state.py`.

Kriging: a process with known covariances on top of unknown numbers with flat priors (the first level;
without a prior also the rate). Units as in `change_model.py`.
"""

import numpy as np
from scipy import linalg

from change_model import Normal, Series, normal

Array = np.ndarray


def spreads(series: Series) -> Array:
    """tau of each regime; without a prior one of 0."""
    return np.array([tau for _, tau in series.regimes or [(0.0, 0.0)]])


def bounds(series: Series) -> Array:
    """Where each regime starts, and the end of the last; the first has always held."""
    return np.array([-np.inf, *(start for start, _ in (series.regimes or ())[1:]), np.inf])


def time_in(series: Series, time: float) -> Array:
    """T: how much of the time since the first scan lies in each regime."""
    return np.diff(np.clip(bounds(series), 0, time))


def rise_covariance(series: Series, s: float, t: float) -> float:
    """K: covariance of the rises of the level from the first scan to two times."""
    s, t = min(s, t), max(s, t)
    shared = np.sum(spreads(series) ** 2 * time_in(series, s) * time_in(series, t))
    return shared + series.omega**2 * (s**2 * t / 2 - s**3 / 6) + series.kappa**2 * s


def regime_at(series: Series, time: float) -> int:
    """The place of the regime of a time: at a start, the one that begins there."""
    return int(np.searchsorted(bounds(series)[1:-1], time, side="right"))


def rate_covariance(series: Series, t: float, s: float) -> float:
    """Covariance of the deviation of the rate at t with the rise of the level until s."""
    regime = regime_at(series, t)
    area = s**2 / 2 if s <= t else t * s - t**2 / 2
    return spreads(series)[regime] ** 2 * time_in(series, s)[regime] + series.omega**2 * area


def expected_rise(series: Series, time: float) -> float:
    """D: the integral of the expected rate from the first scan."""
    stops = series.breaks(0.0, time) if time > 0 else [0.0]
    return sum((end - start) * series.expected_rate(start) for start, end in zip(stops, stops[1:]))


class Covariances:
    """The questions about one series, answered with covariances."""

    def __init__(self, series: Series):
        self.series = series
        times, n = series.times, len(series.times)
        v = np.array([[rise_covariance(series, s, t) for t in times] for s in times])
        v += np.diag(series.errors**2)
        scanner = np.array(series.scanners)
        v += series.offset_sd**2 * ((scanner[:, None] == scanner) & (scanner > 0))
        self.factor = linalg.cho_factor(v)
        self.design = np.stack([np.ones(n), times], axis=1)[:, : 1 if series.has_prior else 2]
        self.rest = series.values - [expected_rise(series, time) for time in times]
        self.weighted = linalg.cho_solve(self.factor, self.design)
        self.information = self.design.T @ self.weighted
        self.unknown = linalg.solve(self.information, self.weighted.T @ self.rest, assume_a="pos")

    def of(self, w: tuple[float, float], expected: float, c: Array, variance: float) -> Normal:
        """A linear function: coefficients of first level and rate, expected part, covariances, prior variance."""
        solved = linalg.cho_solve(self.factor, c)
        mean = w[: len(self.unknown)] @ self.unknown + expected + solved @ (self.rest - self.design @ self.unknown)
        missing = np.array(w[: len(self.unknown)]) - self.design.T @ solved
        return normal(mean, variance - c @ solved + missing @ linalg.solve(self.information, missing, assume_a="pos"))

    def rise(self, start: float, end: float, level: float = 0, scale: float = 1) -> Normal:
        """`level` times the first level plus `scale` times the rise of the level between two times."""
        one, t = self.series, self.series.times

        def k(a: float, b: float) -> float:
            return rise_covariance(one, a, b)

        c = scale * np.array([k(end, at) - k(start, at) for at in t])
        variance = scale**2 * (k(end, end) - 2 * k(start, end) + k(start, start))
        expected = scale * (expected_rise(one, end) - expected_rise(one, start))
        return self.of((level, scale * (end - start)), expected, c, variance)

    def change(self, first: int, last: int) -> Normal:
        """The true change from one scan to another, g/cm²."""
        return self.rise(self.series.times[first], self.series.times[last])

    def rate_now(self) -> Normal:
        """The person's rate at the last scan, with the expected rate that starts there, g/cm²/year."""
        one, now = self.series, self.series.times[-1]
        c = np.array([rate_covariance(one, now, at) for at in one.times])
        variance = spreads(one)[regime_at(one, now)] ** 2 + one.omega**2 * now
        return self.of((0.0, 1.0), one.expected_rate(now), c, variance)

    def ahead(self, years: float) -> tuple[Normal, Normal]:
        """The density so many years after the last scan (g/cm²), and the mean rate until then (g/cm²/year)."""
        now = self.series.times[-1]
        return self.rise(0.0, now + years, level=1), self.rise(now, now + years, scale=1 / years)

    def residual(self, index: int) -> Normal:
        """A scan less what the others let expect, g/cm²; its SD."""
        inverse = linalg.cho_solve(self.factor, np.eye(len(self.rest)))
        q = inverse - self.weighted @ linalg.solve(self.information, self.weighted.T, assume_a="pos")
        return Normal(float((q @ self.rest)[index] / q[index, index]), float(q[index, index] ** -0.5))

    def expected_change(self, first: int, last: int) -> Normal:
        """The observed change between two scans, as the prior alone lets expect it."""
        one = self.series
        start, end = one.times[first], one.times[last]
        variance = (rise_covariance(one, end, end) - 2 * rise_covariance(one, start, end)
                    + rise_covariance(one, start, start) + one.errors[first] ** 2 + one.errors[last] ** 2)
        if one.scanners[first] != one.scanners[last]:
            variance += one.offset_sd**2 * ((one.scanners[first] > 0) + (one.scanners[last] > 0))
        return normal(expected_rise(one, end) - expected_rise(one, start), variance)
