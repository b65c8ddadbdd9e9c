"""Reads and writes table.elv, the packed embedding table. The engine's reader is engine/src/memory/embed/asset.rs.

All numbers little-endian:

    magic        8 bytes  b"elex.elv"
    version      u16      1
    dimensions   u16      256
    rows         u32
    group        u16      32: values that share a scale
    lengths      3 x u16  of the three texts
    vocabulary   u32      its length in bytes
    texts        UTF-8    embedder id, teacher, licence
    vocabulary            per piece in ascending order of its bytes: u8 length shared with the piece before,
                          u8 length of the rest, the rest (UTF-8)
    nibbles      rows x dimensions / 2 bytes, row by row; high nibble first; value = nibble - 8
    scales       rows x dimensions / group f16, row by row
    hash         32 bytes BLAKE3 of everything before it

Row n belongs to piece n of the vocabulary.
"""

import os
import struct

import numpy as np
from blake3 import blake3

MAGIC, VERSION, GROUP = b"elex.elv", 1, 32
HEAD = struct.Struct("<8sHHIHHHHI")


def identity(vocabulary, nibbles, scales):
    """The embedder's id: format, dimensions, and a hash of all that decides a vector."""
    content = blake3("\n".join(vocabulary).encode() + nibbles.tobytes() + scales.tobytes())
    return f"table-{VERSION}-{nibbles.shape[1] * 2}-{content.hexdigest(6)}"


def write(vocabulary, nibbles, scales, teacher, licence):
    """The bytes of an asset. `nibbles`: u8, two values each; `scales`: f16; rows in any order."""
    order = sorted(range(len(vocabulary)), key=lambda row: vocabulary[row].encode())
    vocabulary = [vocabulary[row] for row in order]
    nibbles, scales = np.ascontiguousarray(nibbles[order]), np.ascontiguousarray(scales[order])
    texts = [text.encode() for text in (identity(vocabulary, nibbles, scales), teacher, licence)]
    coded = bytearray()
    before = b""
    for piece in (piece.encode() for piece in vocabulary):
        shared = len(os.path.commonprefix([before, piece]))
        coded += bytes([shared, len(piece) - shared]) + piece[shared:]
        before = piece
    head = HEAD.pack(
        MAGIC, VERSION, nibbles.shape[1] * 2, len(vocabulary), GROUP, *map(len, texts), len(coded)
    )
    body = head + b"".join(texts) + coded + nibbles.tobytes() + scales.astype("<f2").tobytes()
    return body + blake3(body).digest()


class Table:
    """An opened asset."""

    def __init__(self, data):
        magic, version, dimensions, rows, group, *lengths, coded = HEAD.unpack_from(data)
        assert (magic, version, group) == (MAGIC, VERSION, GROUP), "another format"
        assert blake3(data[:-32]).digest() == data[-32:], "damaged"
        at, texts = HEAD.size, []
        for length in lengths:
            texts.append(data[at : at + length].decode())
            at += length
        self.id, self.teacher, self.licence = texts
        end, piece, self.vocabulary = at + coded, b"", []
        while at < end:
            shared, rest = data[at], data[at + 1]
            piece = piece[:shared] + data[at + 2 : at + 2 + rest]
            self.vocabulary.append(piece.decode())
            at += 2 + rest
        size = rows * dimensions // 2
        self.nibbles = np.frombuffer(data, np.uint8, size, at).reshape(rows, dimensions // 2)
        self.scales = np.frombuffer(data, "<f2", rows * dimensions // group, at + size)
        self.scales = self.scales.reshape(rows, dimensions // group)
        assert at + size + self.scales.nbytes + 32 == len(data) and rows == len(self.vocabulary)

    @property
    def vectors(self):
        """The rows as f32."""
        return unpacked(self.nibbles, self.scales)


def unpacked(nibbles, scales):
    """Two values a byte and a scale per group, as f32."""
    values = np.stack([nibbles >> 4, nibbles & 15], axis=2).reshape(len(nibbles), -1).astype(np.float32) - 8
    return values * np.repeat(scales.astype(np.float32), GROUP, axis=1)


def quantised(vectors):
    """f32 rows as nibbles and scales."""
    rows, dimensions = vectors.shape
    blocks = vectors.reshape(rows, dimensions // GROUP, GROUP)
    scales = np.abs(blocks).max(2, keepdims=True) / 7 + 1e-12
    values = np.clip(np.round(blocks / scales), -8, 7).astype(np.int8).reshape(rows, dimensions) + 8
    nibbles = ((values[:, 0::2] << 4) | values[:, 1::2]).astype(np.uint8)
    return nibbles, scales.astype(np.float16).reshape(rows, dimensions // GROUP)
