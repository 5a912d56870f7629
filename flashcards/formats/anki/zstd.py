"""zstd, packed and unpacked piece by piece: frames need not say how much they hold."""

import sys
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

_PIECE: Final = 1 << 18
MAGIC: Final = b"\x28\xb5\x2f\xfd"
"""What a frame begins with."""


class NotZstd(Exception):
    """What is no zstd, or ends too early."""


def unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    """What a stream holds, in pieces; raises `NotZstd`."""
    zstd = _library()
    try:
        with zstd.ZstdFile(packed) as file:
            while piece := file.read(_PIECE):
                yield piece
    except (zstd.ZstdError, EOFError) as failure:
        reason = "it ends too early" if isinstance(failure, EOFError) else "it is no zstd"
        raise NotZstd(reason) from None


def packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one frame, in pieces."""
    compressor = _library().ZstdCompressor()
    for piece in pieces:
        yield compressor.compress(piece)
    yield compressor.flush()


def _library() -> Any:  # noqa: ANN401 - two modules with one face
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
