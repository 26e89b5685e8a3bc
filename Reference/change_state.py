# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors
"""The answers of `docs/methods/change.md` by a Kalman filter, without its covariance formulas.

The state is (level, deviation of the rate, offset of each scanner but the first, what is remembered). A
level is remembered by copying it into the state at its scan, so the filter is a smoother too: the last
state holds the joint distribution of all levels, given all scans. The step from scan to scan is the exact
discretization of the stochastic differential equation. With several regimes the part of the rate that
belongs to the present one is remembered too (at the first scan it is all of the deviation); where the next
regime starts, a fresh part takes its place, in the rate as well.

What has a flat prior (the first level; without a prior also the rate) is an unknown number: the filter
carries the state as `mean + effect @ unknown` and gathers the information of the scans about the unknown,
which is the exact limit of a prior ever wider (de Jong 1991, Ann Stat 19:1073, the diffuse Kalman filter).

Units as in `change_model.py`.
"""

import numpy as np

from change_model import Normal, Series, normal

Array = np.ndarray

LEVEL, RATE, FIXED = 0, 1, 2


def regimes_from(series: Series, time: float) -> tuple[float, dict[float, float]]:
    """tau of the regime of a time (0 without a prior), and that of each regime that starts later."""
    if not series.has_prior:
        return 0.0, {}
    (_, tau), *others = series.regimes
    for start, own in others:
        tau = own if start <= time else tau
    return tau, {start: own for start, own in others if start > time}


class Filter:
    """The state while scans come in; `unknown` is (first level) or (first level, first rate)."""

    def __init__(self, series: Series):
        self.series = series
        offsets = max(series.scanners)
        self.offset_of = {scanner: FIXED + scanner - 1 for scanner in range(1, offsets + 1)}
        size = FIXED + offsets
        unknowns = 1 if series.has_prior else 2
        tau, self.later = regimes_from(series, 0.0)
        self.time = 0.0
        self.mean = np.zeros(size)
        self.effect = np.eye(size, unknowns)
        self.covariance = np.diag([0, tau**2, *[series.offset_sd**2] * offsets]).astype(float)
        self.information = np.zeros((unknowns, unknowns))
        self.score = np.zeros(unknowns)
        self.regime = self.remember(RATE) if self.later else None

    def advance(self, time: float) -> None:
        """To a later time, in steps of one expected rate and one regime each; at the end one may start."""
        stops = self.series.breaks(self.time, time) if time > self.time else []
        for start, end in zip(stops, stops[1:]):
            self.step(end - start, self.series.expected_rate(start))
            if end in self.later:
                self.redraw(self.later[end])
        self.time = time

    def step(self, years: float, expected_rate: float) -> None:
        """Exact discretization over a time with one expected rate."""
        kappa, omega = self.series.kappa, self.series.omega
        transition = np.eye(len(self.mean))
        transition[LEVEL, RATE] = years
        self.mean = transition @ self.mean
        self.mean[LEVEL] += expected_rate * years
        self.effect = transition @ self.effect
        self.covariance = transition @ self.covariance @ transition.T
        self.covariance[:FIXED, :FIXED] += np.array([
            [kappa**2 * years + omega**2 * years**3 / 3, omega**2 * years**2 / 2],
            [omega**2 * years**2 / 2, omega**2 * years],
        ])

    def redraw(self, tau: float) -> None:
        """Replaces the part of the rate that belongs to the regime by a fresh one, of which no scan so far tells."""
        changed = [RATE, self.regime]
        transition = np.eye(len(self.mean))
        transition[changed, self.regime] -= 1
        self.mean, self.effect = transition @ self.mean, transition @ self.effect
        self.covariance = transition @ self.covariance @ transition.T
        self.covariance[np.ix_(changed, changed)] += tau**2

    def remember(self, part: int = LEVEL) -> int:
        """Copies a part of the state, the level if no other is named, to its end; returns the place."""
        copy = np.vstack([np.eye(len(self.mean)), np.eye(1, len(self.mean), part)])
        self.mean, self.effect = copy @ self.mean, copy @ self.effect
        self.covariance = copy @ self.covariance @ copy.T
        return len(self.mean) - 1

    def row(self, *places: int) -> Array:
        """The sum of these parts of the state, as a row."""
        row = np.zeros(len(self.mean))
        row[list(places)] = 1
        return row

    def observed(self, scanner: int) -> Array:
        """What a scanner sees now, without its error."""
        return self.row(LEVEL, self.offset_of[scanner]) if scanner else self.row(LEVEL)

    def update(self, row: Array, value: float, error: float) -> None:
        """Takes in one scan."""
        seen = self.covariance @ row
        variance = row @ seen + error**2
        gain = seen / variance
        surprise, effect = value - row @ self.mean, row @ self.effect
        self.information += np.outer(effect, effect) / variance
        self.score += effect * surprise / variance
        self.mean = self.mean + gain * surprise
        self.effect = self.effect - np.outer(gain, effect)
        rest = np.eye(len(row)) - np.outer(gain, row)
        self.covariance = rest @ self.covariance @ rest.T + error**2 * np.outer(gain, gain)

    def of(self, row: Array, constant: float = 0) -> Normal:
        """The distribution of a linear function of the state, given all scans so far."""
        unknown = np.linalg.solve(self.information, self.score)
        effect = row @ self.effect
        variance = row @ self.covariance @ row + effect @ np.linalg.solve(self.information, effect)
        return normal(row @ self.mean + effect @ unknown + constant, variance)


class States:
    """The questions about one series, answered with the filter."""

    def __init__(self, series: Series):
        self.series = series
        self.filter, self.places = self.run()

    def run(self, without: int | None = None) -> tuple[Filter, list[int]]:
        """The filter after all scans but one, and the places of the remembered levels."""
        series = self.series
        state, places = Filter(series), []
        for k, time in enumerate(series.times):
            state.advance(time)
            places.append(state.remember())
            if k != without:
                state.update(state.observed(series.scanners[k]), series.values[k], series.errors[k])
        return state, places

    def change(self, first: int, last: int) -> Normal:
        """The true change from one scan to another, g/cm²."""
        state = self.filter
        return state.of(state.row(self.places[last]) - state.row(self.places[first]))

    def rate_now(self) -> Normal:
        """The person's rate at the last scan, with the expected rate that starts there, g/cm²/year."""
        state = self.filter
        return state.of(state.row(RATE), self.series.expected_rate(self.series.times[-1]))

    def ahead(self, years: float) -> tuple[Normal, Normal]:
        """The density so many years after the last scan (g/cm²), and the mean rate until then (g/cm²/year)."""
        state, places = self.run()
        state.advance(self.series.times[-1] + years)
        level = state.row(LEVEL)
        return state.of(level), state.of((level - state.row(places[-1])) / years)

    def residual(self, index: int) -> Normal:
        """A scan less what the others let expect, g/cm²; its SD."""
        series = self.series
        state, places = self.run(without=index)
        scanner = series.scanners[index]
        row = state.row(places[index], *([state.offset_of[scanner]] if scanner else []))
        expected = state.of(row)
        return Normal(float(series.values[index]) - expected.mean, float(np.hypot(expected.sd, series.errors[index])))

    def expected_change(self, first: int, last: int) -> Normal:
        """The observed change between two scans, as the prior alone lets expect it: a filter that sees no scan."""
        series = self.series
        state, seen = Filter(series), {}
        for k, time in enumerate(series.times):
            state.advance(time)
            place = state.remember()
            seen[k] = (place, *([state.offset_of[series.scanners[k]]] if series.scanners[k] else []))
        row = state.row(*seen[last]) - state.row(*seen[first])
        variance = row @ state.covariance @ row + series.errors[first] ** 2 + series.errors[last] ** 2
        # The unknown first level cancels: row @ effect is 0.
        return normal(row @ state.mean, variance)
