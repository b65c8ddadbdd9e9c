"""Step 3: measures the teacher, hashed words, the table as it starts and as it is fitted, all 30,522 rows.

    python3 measure.py      prints; writes table.npy, which routing.py and feedback.py use
"""

import pickle
import re
import zlib

import numpy as np

import elv
import fit
from measures import BM25, Measures, show
from teacher import vocabulary
from wordpiece import WordPiece, frequencies, normalise


def hashed(text, dimensions=256):
    """Words, and runs of three letters of them, as signs in one of 256 places."""
    out = np.zeros(dimensions, np.float32)
    for word in re.findall("[a-z0-9]+", text.lower()):
        features = [(word, 1.0)] + [("%" + f" {word} "[i : i + 3], 0.5) for i in range(len(word))]
        for feature, weight in features:
            code = zlib.crc32(feature.encode())
            out[code % dimensions] += weight if code >> 20 & 1 else -weight
    return out


def teacher_of():
    """The teacher's vector of each measured text."""
    return dict(zip(*pickle.load(open("teacher_measured.pkl", "rb"))))


def int8(table):
    """Eight bits with one scale for all."""
    scale = np.quantile(np.abs(table), 0.9998) / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), np.float32(scale)


def bm25_routing(sets):
    for name in ("bank", "clinc"):
        few, test = sets[name]["few"], sets[name]["test"]
        labels = sorted({label for _, label in few})
        docs = [" ".join(text for text, label in few if label == wanted) for wanted in labels]
        best = BM25(docs).scores([text for text, _ in test]).argmax(1)
        right = np.mean([labels[n] == label for n, (_, label) in zip(best, test)])
        print(f"BM25 {name} {right:.3f}")


def main():
    sets = pickle.load(open("texts.pkl", "rb"))
    measures, teacher = Measures(sets), teacher_of()
    bm25_routing(sets)
    show("hashed words and 3-grams", measures.of(np.stack([hashed(text) for text in measures.texts]), teacher))
    show("teacher", measures.of(np.stack([teacher[text] for text in measures.texts]), teacher))

    tokenizer = WordPiece(vocabulary())
    texts, vectors = fit.training()
    directions = fit.basis(vectors)
    goal, first = fit.goal(vectors, directions), fit.start(directions, tokenizer.special)
    x = frequencies(tokenizer, texts, len(first))
    measured = frequencies(tokenizer, measures.texts, len(first))
    show("start", measures.of(measured @ first, teacher))

    np.random.seed(1)
    order = np.random.permutation(len(texts))
    held_out, rest = order[:500], order[500:]
    for count in (1000, 4000, len(rest)):
        part = rest[:count]
        table = fit.fitted(x[part], goal[part], first, steps=30)
        cosine = float((normalise(x[held_out] @ table) * goal[held_out]).sum(1).mean())
        show(f"fitted on {count}, held-out cosine {cosine:.3f}", measures.of(measured @ table, teacher))
    np.save("table.npy", table)

    for dimensions in (128, 64):
        show(f"first {dimensions} dimensions", measures.of(measured @ table[:, :dimensions], teacher))
    values, scale = int8(table)
    show("int8, one scale", measures.of(measured @ (values * scale), teacher))
    show("int4, a scale for 32", measures.of(measured @ elv.unpacked(*elv.quantised(table)), teacher))


if __name__ == "__main__":
    main()
