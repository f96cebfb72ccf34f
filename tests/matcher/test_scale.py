"""The bench runs in its short form: all ways give the same answers and the explanations add up; times are not judged."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_engine_numpy_and_brute_force_agree_on_five_thousand_members() -> None:
    command = [sys.executable, "-m", "tests.bench.scale", "--members", "5000", "--openings", "12"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["same_answers"] and report["adds_up"]
    assert (report["members"], report["openings"]) == (5000, 12)
    assert len(report["timings"]) == 8
