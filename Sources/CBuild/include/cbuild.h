// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors
#ifndef OSTEON_CBUILD_H
#define OSTEON_CBUILD_H

/// The commit this program was built from; empty unless it was built through make.
const char *osteon_build_commit(void);

#endif
