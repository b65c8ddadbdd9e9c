"""Packs a pruned table into ../table.elv; the same input gives the same bytes.

    python3 pack.py table_15999_256_int4.bin table_15999_vocabulary.txt [../table.elv]

The first file holds nibbles, then scales, as `prune.py` writes them; the second the vocabulary, a piece a line.
"""

import sys

import numpy as np

import elv

DIMENSIONS = 256
TEACHER = "sentence-transformers/all-MiniLM-L6-v2"
LICENCE = (
    "Apache-2.0, as the teacher all-MiniLM-L6-v2 and the BERT uncased vocabulary (Apache-2.0). Fitted on texts of "
    "TeleQnA (MIT), ORAN-Bench-13K (MIT) and Wikipedia sentences of clinc/oos-eval (CC BY 3.0); holds no text of theirs."
)


def read(table, vocabulary):
    """The two files as vocabulary, nibbles and scales."""
    pieces = open(vocabulary, encoding="utf8").read().split("\n")
    data = open(table, "rb").read()
    size = len(pieces) * DIMENSIONS // 2
    nibbles = np.frombuffer(data, np.uint8, size).reshape(len(pieces), -1)
    scales = np.frombuffer(data, "<f2", offset=size).reshape(len(pieces), DIMENSIONS // elv.GROUP)
    return pieces, nibbles, scales


def main():
    pieces, nibbles, scales = read(*sys.argv[1:3])
    data = elv.write(pieces, nibbles, scales, TEACHER, LICENCE)
    table = elv.Table(data)
    # What was packed comes out again, bit for bit.
    row = {piece: n for n, piece in enumerate(table.vocabulary)}
    order = [row[piece] for piece in pieces]
    assert np.array_equal(table.nibbles[order], nibbles)
    assert np.array_equal(table.scales[order].view(np.uint16), scales.view(np.uint16))
    open(sys.argv[3] if len(sys.argv) > 3 else "../table.elv", "wb").write(data)
    print(f"{table.id}: {len(pieces)} rows, {len(data)} bytes, BLAKE3 {data[-32:].hex()}")


if __name__ == "__main__":
    main()
