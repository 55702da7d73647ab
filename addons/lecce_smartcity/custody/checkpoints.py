"""Signed heads of the books, one line of JSON each, in files that leave the database."""

import contextlib
import os
from datetime import datetime, timezone
from pathlib import Path

from ..bylaws import register
from ..bylaws.errors import BylawError
from . import keys


def _file(folder: Path, origin: str) -> Path:
    return folder / (origin.replace("/", "_") + ".jsonl")


def leave(folder: Path, key_file: Path, origin: str, size: int, head: str) -> register.Checkpoint:
    """Append a checkpoint of the book ``origin`` and make it durable; return it."""
    key = keys.signing_key(key_file)
    keys.publish(folder, key.public_key())
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    checkpoint = register.make_checkpoint(
        origin, size, head, now, keys.key_id(key.public_key()), key.sign
    )
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(_file(folder, origin), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    with os.fdopen(descriptor, "ab") as stream:
        stream.write(register.checkpoint_text(checkpoint).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return checkpoint


def read(folder: Path, origin: str) -> list[register.Checkpoint]:
    """Return the checkpoints of the book ``origin``, oldest first.

    A last line without its end is what a crash while writing leaves: it is passed over.

    :raises BylawError: another line cannot be read
    """
    path = _file(folder, origin)
    if not path.exists():
        return []
    lines = path.read_text().split("\n")
    whole, rest = lines[:-1], lines[-1]
    found = [register.checkpoint_from_text(line) for line in whole if line]
    if rest:
        with contextlib.suppress(BylawError):
            found.append(register.checkpoint_from_text(rest))
    return found


def last_size(folder: Path, origin: str) -> int:
    """Return how many entries the last checkpoint knows; 0 without one."""
    return max((checkpoint.size for checkpoint in read(folder, origin)), default=0)
