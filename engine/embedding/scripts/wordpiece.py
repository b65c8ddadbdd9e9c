"""The tokenizer: BERT's uncased WordPiece, reduced to what a vocabulary of ASCII pieces can match.

The engine's twin is engine/src/memory/embed/tokenizer.rs.
"""

import collections
import re
import unicodedata

import numpy as np
import scipy.sparse as sp

SPECIAL = ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]")


def fold(text):
    """Lower case, without accents."""
    text = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


def words(text):
    """Runs of ASCII letters and digits, and every other visible character by itself."""
    return re.findall(r"[a-z0-9]+|[^\sa-z0-9]", fold(text))


class WordPiece:
    """Words to row numbers, the longest piece first. A word that cannot be spelled has no rows."""

    def __init__(self, vocabulary):
        self.rows = {piece: row for row, piece in enumerate(vocabulary)}
        self.special = {self.rows[piece] for piece in SPECIAL if piece in self.rows}
        self.cache = {}

    def word(self, word):
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._word(word)
        return found

    def _word(self, word):
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                row = self.rows.get(("##" if start else "") + word[start:end])
                if row is not None:
                    break
            else:
                return []
            found.append(row)
            start = end
        return found

    def ids(self, text):
        return [row for word in words(text) for row in self.word(word)]


def frequencies(tokenizer, texts, rows):
    """A sparse matrix: texts by rows, each text's token counts divided by their sum."""
    starts, columns, values = [0], [], []
    for text in texts:
        counts = collections.Counter(tokenizer.ids(text))
        total = sum(counts.values()) or 1
        columns += counts.keys()
        values += [count / total for count in counts.values()]
        starts.append(len(columns))
    parts = (np.array(values, np.float32), np.array(columns, np.int32), np.array(starts, np.int64))
    return sp.csr_matrix(parts, shape=(len(texts), rows))


def normalise(vectors):
    """Rows of length 1; rows of zeros stay."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
