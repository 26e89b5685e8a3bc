# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Osteon Authors

# The commit goes into the program; a tree with changes says so.
export OSTEON_COMMIT := $(shell git rev-parse HEAD 2>/dev/null)$(shell git diff --quiet HEAD 2>/dev/null || echo -modified)
RELEASE := swift build -c release --scratch-path .build-release --static-swift-stdlib
OSTEON := .build-release/release/osteon

.PHONY: help demo build test check check-embedded check-long fuzz bench simulate format knowledge clean

help: ## Show what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

demo: ## Install what is missing, build, interpret the example people and audit a report
	@Scripts/bootstrap --without-python
	@$(RELEASE) --product osteon >/dev/null || $(RELEASE) --product osteon
	@Scripts/demo $(OSTEON)

build: ## Build the release program
	Scripts/bootstrap --without-python
	$(RELEASE) --product osteon

test: ## Set up and run every test
	Scripts/bootstrap
	swift test --parallel --enable-code-coverage
	$(RELEASE) --product osteon
	$(RELEASE) --product change-simulation
	.venv/bin/python -m pytest -n auto --dist loadgroup -rs -q Reference Tests/EndToEndTests

check: ## Format, generated files, imports, coverage, Embedded Swift
	Scripts/bootstrap
	Scripts/check

check-embedded: ## Compile the core as Embedded Swift and compare its scores with the native ones
	Scripts/bootstrap --without-python
	Scripts/check-embedded

check-long: ## What takes minutes: faults seeded into the embedded check, fuzzing, sanitizers
	Scripts/bootstrap
	Scripts/check-long

fuzz: ## Feed the readers with mutations for a minute
	Scripts/fuzz 60

bench: ## Time the engine beside its peers
	Scripts/bootstrap
	$(RELEASE) --product osteon
	Benchmarks/run

simulate: ## Hold the probability of change against a million simulated people
	Scripts/bootstrap --without-python
	$(RELEASE) --product change-simulation
	.build-release/release/change-simulation

format: ## Format the sources in place
	swift format -i -r Sources Tests Package.swift Benchmarks

knowledge: ## Check Knowledge/ and write the generated sources
	swift run knowledge write

clean: ## Remove everything that was built
	rm -rf .build .build-release .build-embedded .build-bench .build-fuzz .build-asan
