"""Step 4: fits tables over smaller vocabularies and measures them as they would be shipped.

    python3 prune.py [16000,8000,4000]   writes table_N_256_int4.bin and table_N_vocabulary.txt for pack.py

Kept are all single ASCII characters, at a word's start and within, so that any ASCII word can be spelled, then the
pieces that the texts use most, then the teacher's order.
"""

import pickle
import re
import sys

import brotli
import numpy as np

import elv
import fit
import texts as text_lists
from measure import int8, teacher_of
from measures import Measures, show
from teacher import vocabulary
from wordpiece import WordPiece, frequencies


def by_use(sets, tokenizer, pieces):
    """ASCII pieces: single characters, and the others by how much they are used."""
    counts = np.zeros(len(pieces))
    used = sets["train"] + [text for row in sets["oran"] for text in row] + text_lists.wikipedia()
    for text in used:
        for row in tokenizer.ids(text):
            counts[row] += 1
    ascii_rows = [row for row, piece in enumerate(pieces) if re.fullmatch(r"(##)?[a-z0-9]+|[!-~]", piece)]
    single = {row for row in ascii_rows if len(pieces[row].replace("##", "")) == 1}
    others = [row for row in ascii_rows if row not in single]
    others.sort(key=lambda row: -(counts[row] + 0.6 * (1 - row / len(pieces))))
    return single, others


def main():
    sets = pickle.load(open("texts.pkl", "rb"))
    measures, teacher = Measures(sets), teacher_of()
    pieces = vocabulary()
    tokenizer = WordPiece(pieces)
    texts, vectors = fit.training()
    directions = fit.basis(vectors)
    goal, first = fit.goal(vectors, directions), fit.start(directions, tokenizer.special)
    single, others = by_use(sets, tokenizer, pieces)

    for size in map(int, (sys.argv[1] if len(sys.argv) > 1 else "16000,8000,4000").split(",")):
        kept = sorted(single | set(others[: size - len(single) - 2]))
        names = ["[UNK]"] + [pieces[row] for row in kept]
        smaller = WordPiece(names)
        begin = np.r_[np.zeros((1, fit.DIMENSIONS), np.float32), first[kept]]
        table = fit.fitted(frequencies(smaller, texts, len(names)), goal, begin, steps=25)
        measured = frequencies(smaller, measures.texts, len(names))
        coded = "\n".join(names).encode()
        for dimensions, bits in ((256, 4), (128, 8), (128, 4)):
            part = table[:, :dimensions]
            if bits == 4:
                nibbles, scales = elv.quantised(part)
                raw, vectors_of = nibbles.tobytes() + scales.tobytes(), elv.unpacked(nibbles, scales)
            else:
                values, scale = int8(part)
                raw, vectors_of = values.tobytes(), values * scale
            packed = len(brotli.compress(raw, quality=9, lgwin=22)) + len(brotli.compress(coded, quality=11, lgwin=22))
            name = f"{len(names)} x {dimensions} int{bits}, brotli {packed / 1e6:.2f} MB"
            show(name, measures.of(measured @ vectors_of, teacher))
            if (dimensions, bits) == (fit.DIMENSIONS, 4):
                open(f"table_{len(names)}_256_int4.bin", "wb").write(raw)
                open(f"table_{len(names)}_vocabulary.txt", "wb").write(coded)


if __name__ == "__main__":
    main()
