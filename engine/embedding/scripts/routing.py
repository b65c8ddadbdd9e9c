"""Measures routing to intents as if they were agents: BM25, vectors, both; calibration; questions out of scope.

    python3 routing.py      needs data/ and table.npy of measure.py
"""

import csv
import json

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression

import texts as text_lists
from measures import BM25, auroc, by_rank, route, standard
from teacher import vocabulary
from wordpiece import WordPiece, frequencies, normalise


class Embed:
    """Texts of (text, label) rows to vectors, by the table with all rows."""

    def __init__(self):
        self.tokenizer = WordPiece(vocabulary())
        self.table = np.load("table.npy")

    def __call__(self, rows):
        texts = [text for text, _ in rows]
        return normalise(frequencies(self.tokenizer, texts, len(self.table)) @ self.table).astype(np.float32)


def softmax(scores, sharpness):
    z = scores * sharpness
    p = np.exp(z - z.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


def calibration_error(said, right, bins=15):
    """Expected calibration error."""
    place = np.minimum((said * bins).astype(int), bins - 1)
    inside = [place == n for n in range(bins) if (place == n).any()]
    return sum(abs(said[part].mean() - right[part].mean()) * part.mean() for part in inside)


def measure(embed, name, train, test, validation, outside, count):
    names = sorted({label for _, label in train})
    few = sorted(text_lists.by_label(train, count), key=lambda row: row[1])
    labels = np.array([names.index(label) for _, label in few])
    examples = embed(few)
    bm25 = BM25([" ".join(text for text, label in few if label == wanted) for wanted in names])
    dense_of = lambda rows: route(embed(rows), examples, labels, len(names))
    words_of = lambda rows: bm25.scores([text for text, _ in rows])
    right_of = lambda rows: np.array([names.index(label) for _, label in rows])

    dense_v, words_v, right_v = dense_of(validation), words_of(validation), right_of(validation)
    dense, words, right = dense_of(test), words_of(test), right_of(test)
    # The share of words and the sharpness are chosen on the validation part.
    mixed = lambda d, w, share: standard(d) * (1 - share) + standard(w) * share
    accuracy = lambda scores, right: (scores.argmax(1) == right).mean()
    share = max(np.arange(0, 1.01, 0.1), key=lambda share: (accuracy(mixed(dense_v, words_v, share), right_v), share))
    scores, scores_v = mixed(dense, words, share), mixed(dense_v, words_v, share)
    loss = lambda t: -np.log(softmax(scores_v, t)[np.arange(len(right_v)), right_v] + 1e-12).mean()
    sharpness = minimize_scalar(loss, bounds=(0.05, 20), method="bounded").x

    top3 = (np.argsort(-scores, 1)[:, :3] == right[:, None]).any(1).mean()
    print(f"{name}, {len(names)} agents, {count} examples each: BM25 {accuracy(words, right):.3f}", end=" ")
    print(f"dense {accuracy(dense, right):.3f} RRF {accuracy(by_rank(dense, words), right):.3f}", end=" ")
    print(f"hybrid, share {share:.1f}, {accuracy(scores, right):.3f} top-3 {top3:.3f}")

    hit, hit_v = scores.argmax(1) == right, scores_v.argmax(1) == right_v
    said = softmax(scores, sharpness).max(1)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(softmax(scores_v, sharpness).max(1), hit_v)
    ways = {
        "raw cosine": np.clip(dense.max(1), 0, 1), "T=1": softmax(scores, 1.0).max(1),
        "temperature": said, "isotonic": isotonic.predict(said),
    }
    print("  ECE", *(f"{way} {calibration_error(p, hit):.3f}" for way, p in ways.items()))
    order = np.argsort(-said)
    covered = lambda share: hit[order[: int(share * len(order))]].mean()
    print("  accuracy at coverage", *(f"{share}: {covered(share):.3f}" for share in (1.0, 0.9, 0.8, 0.7, 0.5)))
    if outside:
        dense_o = dense_of(outside)
        scores_o = mixed(dense_o, words_of(outside), share)
        margin = lambda s: np.sort(s, 1)[:, -1] - np.sort(s, 1)[:, -2]
        print(f"  out of scope, AUROC: max cosine {auroc(dense.max(1), dense_o.max(1)):.3f}", end=" ")
        print(f"probability {auroc(said, softmax(scores_o, sharpness).max(1)):.3f}", end=" ")
        print(f"margin {auroc(margin(scores), margin(scores_o)):.3f}")


def main():
    embed = Embed()
    clinc = json.load(open("data/clinc.json", encoding="utf8"))
    for count in (1, 5, 20):
        measure(embed, "CLINC150", clinc["train"], clinc["test"], clinc["val"], clinc["oos_test"], count)
    read = lambda name: list(csv.reader(open(f"data/banking-{name}.csv", encoding="utf8")))[1:]
    train, test = read("train"), read("test")
    # Its validation part: examples 21 to 30 of each intent.
    first = {tuple(row) for row in text_lists.by_label(train, 20)}
    validation = [row for row in text_lists.by_label(train, 30) if tuple(row) not in first]
    for count in (5, 20):
        measure(embed, "BANKING77", train, test, validation, None, count)


if __name__ == "__main__":
    main()
