"""How good vectors are: similarity, search and routing, with BM25 to compare with."""

import collections
import math
import re

import numpy as np
import scipy.sparse as sp
from scipy.stats import rankdata, spearmanr

import texts as text_lists
from wordpiece import normalise

EMPTY = set(
    "a an the of in on to for and or is are was were be by with as at from that this it its what which how does do did"
    " can when who why".split()
)


class BM25:
    """Okapi's ranking over words without their commonest endings."""

    def __init__(self, docs, k1=1.2, b=0.75):
        docs = [self.words(doc) for doc in docs]
        frequency = collections.Counter(word for doc in docs for word in set(doc))
        self.places = {word: n for n, word in enumerate(frequency)}
        rarity = [math.log(1 + (len(docs) - n + 0.5) / (n + 0.5)) for n in frequency.values()]
        rarity = np.array(rarity, np.float32)
        average = np.mean([len(doc) for doc in docs])
        rows = []
        for doc in docs:
            length = k1 * (1 - b + b * len(doc) / average)
            counts = collections.Counter(doc).items()
            rows.append([(self.places[w], rarity[self.places[w]] * n * (k1 + 1) / (n + length)) for w, n in counts])
        self.matrix = self.sparse(rows)

    def words(self, text):
        words = [word for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in EMPTY]
        return [re.sub(r"(ies|es|s|ing|ed)$", "", word) if len(word) > 4 else word for word in words]

    def sparse(self, rows):
        starts = np.cumsum([0] + [len(row) for row in rows])
        columns = [column for row in rows for column, _ in row]
        values = [value for row in rows for _, value in row]
        return sp.csr_matrix((values, columns, starts), shape=(len(rows), len(self.places)), dtype=np.float32)

    def scores(self, questions):
        counted = [collections.Counter(word for word in self.words(q) if word in self.places) for q in questions]
        rows = [[(self.places[word], n) for word, n in counts.items()] for counts in counted]
        return (self.sparse(rows) @ self.matrix.T).toarray()


def mrr(scores, right):
    """Mean reciprocal rank within the first ten."""
    own = scores[np.arange(len(right)), right][:, None]
    ranks = 1 + (scores > own).sum(1) + ((scores == own).sum(1) - 1) / 2
    return float(np.mean(np.where(ranks <= 10, 1 / ranks, 0)))


def auroc(high, low):
    """How often one of `high` is above one of `low`."""
    ranks = rankdata(np.r_[high, low])
    return (ranks[: len(high)].sum() - len(high) * (len(high) + 1) / 2) / (len(high) * len(low))


def spread(scores):
    """Each question's scores from 0 to 1."""
    least, most = scores.min(1, keepdims=True), scores.max(1, keepdims=True)
    return (scores - least) / (most - least + 1e-9)


def standard(scores):
    """Each question's scores with mean 0 and deviation 1."""
    return (scores - scores.mean(1, keepdims=True)) / (scores.std(1, keepdims=True) + 1e-9)


def by_rank(*lists, k=60):
    """Reciprocal rank fusion."""
    out = 0
    for scores in lists:
        ranks = np.empty_like(scores)
        counted = np.arange(1, scores.shape[1] + 1, dtype=scores.dtype)[None].repeat(len(scores), 0)
        np.put_along_axis(ranks, np.argsort(-scores, 1), counted, 1)
        out = out + 1 / (k + ranks)
    return out


def route(questions, examples, labels, count):
    """Scores of agents: half the cosine with the mean of their examples, half with the best of them."""
    centres = np.zeros((count, examples.shape[1]), np.float32)
    np.add.at(centres, labels, examples)
    single = questions @ examples.T
    best = np.stack([single[:, labels == n].max(1) for n in range(count)], 1)
    return 0.5 * (questions @ normalise(centres).T) + 0.5 * best


class Measures:
    """All measures over the texts of texts.pkl."""

    def __init__(self, sets):
        self.sets = sets
        self.texts = sorted(text_lists.all_measured(sets))
        self.bm25 = {name: BM25(sets[name]["docs"]).scores(sets[name]["q"]) for name in ("tele", "ans")}

    def of(self, vectors, teacher=None):
        """`vectors`, of any length, belong to `self.texts`."""
        vector = dict(zip(self.texts, normalise(vectors)))
        out = self.similarity(vector, teacher)
        for name in ("tele", "ans"):
            part = self.sets[name]
            scores = np.stack([vector[q] for q in part["q"]]) @ np.stack([vector[d] for d in part["docs"]]).T
            out[name] = mrr(scores, part["rel"])
            out[name + " hyb"] = mrr(spread(scores) * 0.5 + spread(self.bm25[name]) * 0.5, part["rel"])
        for name in ("bank", "clinc"):
            out |= self.routing(name, vector)
        return out

    def similarity(self, vector, teacher):
        out, years, ours, theirs = {}, [], [], []
        for name, pairs in self.sets["sts"].items():
            cosines = [vector[a] @ vector[b] for a, b, _ in pairs]
            rho = spearmanr(cosines, [score for _, _, score in pairs])[0]
            if name in (text_lists.STS_B, "SICK-R"):
                out[name] = rho
            else:
                years.append(rho)
            if teacher is not None:
                ours += cosines
                theirs += [teacher[a] @ teacher[b] for a, b, _ in pairs]
        out["STS12-16"] = float(np.mean(years))
        if teacher is not None:
            out["rho_T"] = spearmanr(ours, theirs)[0]
        return out

    def routing(self, name, vector):
        part = self.sets[name]
        names = sorted({label for _, label in part["few"]})
        of = lambda rows: np.stack([vector[text] for text, _ in rows])
        labels = np.array([names.index(label) for _, label in part["few"]])
        score = lambda rows: route(of(rows), of(part["few"]), labels, len(names))
        scores = score(part["test"])
        right = np.array([names.index(label) for _, label in part["test"]])
        out = {name: float((np.argsort(-scores, 1)[:, 0] == right).mean())}
        if "oos" in part:
            out["oos"] = float(auroc(scores.max(1), score(part["oos"]).max(1)))
        return out


def show(name, measures):
    print(f"{name:36}", *(f"{key}={value:.3f}" for key, value in measures.items()), flush=True)
