"""Where the public benchmarks and the real input lie, if this machine has them: beside the project, or where GUIYAN_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("GUIYAN_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
BENCH = SHARED / "bench"
REAL = SHARED / "real"

needs_bench = pytest.mark.skipif(not BENCH.is_dir(), reason="the public benchmarks are not on this machine")
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the files of real input are not on this machine")
