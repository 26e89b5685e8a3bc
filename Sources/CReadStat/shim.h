// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors
//
// ReadStat, which reads SAS transport files.
#ifndef OSTEON_CREADSTAT_H
#define OSTEON_CREADSTAT_H

#include <readstat.h>

#endif
