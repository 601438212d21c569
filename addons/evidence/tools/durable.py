"""Files that are whole and on disk, or not there at all."""

import os
import uuid
from contextlib import suppress


def _fsync_path(path):
    """Flush a file or directory that somebody else has written."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_entry(path):
    """Make a file, its name and the folder that may just have been made durable."""
    folder = os.path.dirname(path)
    for name in (path, folder, os.path.dirname(folder)):
        _fsync_path(name)


def write_durably(path, content, partial_dir):
    """Write ``content`` to ``path`` so that a crash leaves all of it or none.

    The bytes go to a temporary file in ``partial_dir`` (same file system), are flushed,
    and only then take their name; at last the folders are flushed too.
    """
    os.makedirs(partial_dir, exist_ok=True)
    partial = os.path.join(partial_dir, uuid.uuid4().hex)
    try:
        with open(partial, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(partial)
        raise
    fsync_entry(path)
