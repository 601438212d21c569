"""Whether 100,000 damaged or invented streams crash the readers of device messages.

    odoo shell -c odoo.conf -d <database> --no-http < tests/bench/bench_device_fuzz.py

Needs no data and changes none. ``BENCH_EXAMPLES`` makes it shorter. Each stream goes through both ports
in pieces, each message that comes out is read as far as it goes and answered. Prints how often which
fault was found, the slowest stream, and ends with exit code 1 when one crashed, took longer than a second,
or, damaged in one place, gave the value of one person to both identifiers of another.
"""

import os
import sys
from collections import Counter
from time import perf_counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.addons.device_message.tests.fuzzing import ONCE_DAMAGED, STREAMS, is_of_another, receive

EXAMPLES = int(os.environ.get("BENCH_EXAMPLES", 100_000))
SECONDS = 1.0

found, slowest, results_read = Counter(), 0.0, 0


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(STREAMS | ONCE_DAMAGED, st.integers(1, 400))
def try_one(stream, chunk):
    global slowest, results_read
    start = perf_counter()
    arrivals = receive(stream, chunk)
    slowest = max(slowest, perf_counter() - start)
    for _arrival, fault, results in arrivals:
        found[fault or "read"] += 1
        results_read += len(results)
        found["of another person"] += sum(map(is_of_another, results))
    found["streams"] += 1


start = perf_counter()
try_one()
seconds = perf_counter() - start
print(f"{found['streams']:,} streams in {seconds:.0f} s, no crash")
print(f"{results_read:,} results read, {found['of another person']} given to another person")
for name, count in found.most_common():
    print(f"{count:>10,} {name}")
print(f"slowest stream {slowest * 1000:.0f} ms {'ok' if slowest <= SECONDS else 'OVER'}")
sys.exit(int(slowest > SECONDS or found["of another person"] > 0))
