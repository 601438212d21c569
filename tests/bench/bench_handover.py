"""How long a hand-over package of 5,000 photos takes to write, and how much memory.

Run on a copy of the demo database with the test add-ons; everything is undone at the end:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_handover.py

``PHOTOS=500`` in the environment makes a short run. Photos of 300 kB, no two alike, and 767
documents of 100 kB that are made one by one, as archives are. Writes a tenth of it and then the
whole to disk. Prints seconds, megabytes per second and how far the peak of the memory rose above
what was in use: it grows with the lists of the files, never with what is in them. Ends with exit
code 1 when the whole is over a budget.
"""

import os
import random
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from odoo.addons.evidence.tests.common import make_photo

PHOTOS = int(os.environ.get("PHOTOS", 5_000))
PHOTO_SIZE = 300_000
DOCUMENTS = 767
DOCUMENT_SIZE = 100_000
SECONDS = 60
MEGABYTES = 96
BATCH = 100


def file_photos(env):
    """The case that carries the photos."""
    chance, head = random.Random(9), make_photo((64, 48))
    case = env["test.evidence.case"].create({"name": "Hand-over bench"})
    for _number in range(PHOTOS):
        # What follows the end of a JPEG is no part of the picture, but of the file.
        case._add_evidence("photo.jpg", head + chance.randbytes(PHOTO_SIZE - len(head)))
        if _number % BATCH == 0:
            env.flush_all()
            env.invalidate_all()
    env.flush_all()
    return case


def documents(package):
    """An archive of each person, made when its turn comes."""
    for number in range(package.env.context["documents"]):
        yield f"archives/{number:04}.pdf", bytes(DOCUMENT_SIZE), f"Archive {number}"


def memory(name):
    """A figure of this process in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def write(env, items, count):
    """(seconds, size in megabytes, rise of the peak in megabytes) of one package on disk."""
    package = env["evidence.package"].with_context(documents=count).create({"item_ids": items.ids})
    env.flush_all()
    env.invalidate_all()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, start = memory("VmRSS"), perf_counter()
    with tempfile.TemporaryFile() as file:
        package._write_package(file)
        size = file.tell() / 1_000_000
    return perf_counter() - start, size, memory("VmHWM") - before


def main(env):
    items = file_photos(env).evidence_ids
    type(env["evidence.package"])._get_documents = documents
    print(f"{'':<44} {'s':>8} {'MB':>8} {'MB/s':>8} {'peak MB':>8}")
    for share in (10, 1):
        part = items[: len(items) // share]
        seconds, size, rise = write(env, part, DOCUMENTS // share)
        name = f"{len(part)} photos, {DOCUMENTS // share} documents"
        print(f"{name:<44} {seconds:8.1f} {size:8.0f} {size / seconds:8.0f} {rise:8.1f}")
    passed = seconds <= SECONDS and rise <= MEGABYTES
    print(f"{'at most':<44} {SECONDS:8} {'':>17} {MEGABYTES:8} {'ok' if passed else 'OVER'}")
    env.cr.rollback()
    if not passed:
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
