"""What parent and child say to each other: frames of a kind, a length and a payload.

An answer ends with a frame of its own, so a child that dies can never leave a short answer that
looks whole.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import IO

ASK: Final = b"?"
"""Parent to child: how a query is to be answered, as JSON on a line of its own, and the query."""
FORGET: Final = b"-"
"""Parent to child: close the checkpoint; there is no answer."""
READY: Final = b"r"
"""Child to parent: started, and waiting for a query."""
MORE: Final = b"+"
"""Child to parent: a part of the answer, and there is more."""
LAST: Final = b"."
"""Child to parent: the rest of the answer, which is whole with it."""
ERROR: Final = b"!"
"""Child to parent: there is no (whole) answer; kind and message as JSON."""

HEAD_END: Final = b"\n"
"""What parts the two; it never stands in what Python writes as JSON."""
HEADS: Final = 256
"""How many such lines each side remembers: most clients ask in one way only."""

FRAME_BYTES: Final = 256 * 1024
"""What is gathered before it is sent: most answers are one frame, and what goes wrong in it is an error."""

_HEAD = struct.Struct(">cI")


def write_frame(stream: IO[bytes], kind: bytes, *parts: bytes) -> None:
    """Send one frame; over a stream without a buffer by one call, which wakes the other side once."""
    rest = memoryview(b"".join((_HEAD.pack(kind, sum(map(len, parts))), *parts)))
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one frame; EOFError when the other side is gone, even in the middle of a frame."""
    kind, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    return kind, _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    while len(data) < length:
        more = stream.read(length - len(data))
        if not more:
            message = f"the other side ended after {len(data)} of {length} bytes"
            raise EOFError(message)
        data += more
    return data
