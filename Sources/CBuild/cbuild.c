// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors
#include "cbuild.h"

const char *osteon_build_commit(void) { return OSTEON_COMMIT; }
