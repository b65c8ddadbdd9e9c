"""The table's vectors: where they start, and how they are fitted to the teacher's sentence vectors."""

import glob
import pickle

import numpy as np
import scipy.sparse as sp

from wordpiece import normalise

DIMENSIONS = 256
LAMBDA = 0.1


def training():
    """Texts and the teacher's vectors of them."""
    texts, vectors = [], []
    for path in sorted(glob.glob("teacher_train_*.pkl")):
        block, block_vectors = pickle.load(open(path, "rb"))
        texts += block
        vectors.append(block_vectors)
    return texts, np.concatenate(vectors)


def basis(vectors, dimensions=DIMENSIONS):
    """Main directions of sentence vectors, the strongest first: the first k columns are a shorter vector."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return directions[:, ::-1][:, :dimensions]


def weights(rows):
    """SIF: a / (a + p), with p from the rank of a piece by Zipf's law; common words count for little."""
    p = 1 / (np.arange(rows) + 2.0)
    p /= p.sum()
    return 1e-4 / (1e-4 + p)


def start(directions, special):
    """The teacher's token vectors less their mean, in the basis, weighted."""
    tokens = np.load("tokens.npy")
    table = ((tokens - tokens.mean(0)) @ directions) * weights(len(tokens))[:, None]
    table[list(special)] = 0
    return table.astype(np.float32)


def conjugate_gradients(x, residual, penalty, steps):
    """Minimises ||x d - residual||^2 + penalty ||d||^2."""
    apply = lambda d: x.T @ (x @ d) + penalty * d
    d = np.zeros((x.shape[1], residual.shape[1]), np.float32)
    r = x.T @ residual
    p = r.copy()
    square = (r * r).sum(0)
    for _ in range(steps):
        ap = apply(p)
        a = square / np.maximum((p * ap).sum(0), 1e-12)
        d += a * p
        r -= a * ap
        new = (r * r).sum(0)
        p = r + (new / np.maximum(square, 1e-12)) * p
        square = new
    return d


def fitted(x, goal, table, steps, rounds=2):
    """The table moved so that texts (rows of x) point where the teacher's vectors do.

    Each round scales the texts to unit length under the table as it is. Rows of pieces that no text has stay.
    """
    used = np.unique(x.indices)
    x, moved = x[:, used].tocsr(), table[used].copy()
    for _ in range(rounds):
        scale = 1 / np.maximum(np.linalg.norm(x @ moved, axis=1), 1e-6)
        scaled = (sp.diags(scale.astype(np.float32)) @ x).tocsr()
        moved = moved + conjugate_gradients(scaled, goal - scaled @ moved, LAMBDA, steps)
    table = table.copy()
    table[used] = moved
    return table


def goal(vectors, directions):
    """What texts should point to."""
    return normalise(vectors @ directions)
