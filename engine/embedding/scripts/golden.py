"""Writes the texts on which the engine and this reference must agree: engine/tests/golden/embedding.{jsonl,bin}.

    python3 golden.py

A line of the first file is a text as a JSON string. The second file has for each text, in order: u16 number of
rows; the rows, u16 each; 256 x i8 of the table's vector, largest = 127. Behind them, for every 20th text, the
sums of the hashed fallback, 256 x i16, in halves. Little-endian.
"""

import json
import pathlib
import random
import re
import struct
import zlib

import numpy as np

import elv
import nasty
from wordpiece import WordPiece, normalise, words

HERE = pathlib.Path(__file__).resolve().parent
CATALOGUE = HERE / "../../catalogue"
GOLDEN = HERE / "../../tests/golden"
COUNT, HASHED = 1250, 20


def rows_of(name):
    return [json.loads(line) for line in open(CATALOGUE / name, encoding="utf8")]


def texts():
    """Ours: written to be difficult, then questions, then names of agents and rows."""
    agents = rows_of("agents/plan.jsonl")
    questions = [question for agent in agents for question in agent["asks"]]
    questions += [row["question"] for name in ("in_scope", "off_topic") for row in rows_of(f"eval/{name}.jsonl")]
    names = [agent["name"] for agent in agents] + [agent["what"] for agent in agents]
    for name in ("rrc_parameters_nr", "rrc_parameters_lte", "pm_counters", "kpis", "procedures", "nrm_attributes"):
        names += [row["id"] for row in rows_of(f"facts/{name}.jsonl")]
    pick = random.Random(10)
    pick.shuffle(questions)
    pick.shuffle(names)
    rest = COUNT - len(nasty.TEXTS)
    chosen = list(dict.fromkeys(nasty.TEXTS + questions[: rest * 2 // 3] + names))
    return chosen[:COUNT]


def hashed(text):
    """The fallback, before it is normalised, in halves. On ASCII it is what was measured."""
    sums = np.zeros(256, np.int16)
    for word in words(text):
        if not re.fullmatch("[a-z0-9]+", word):
            continue
        features = [(word, 2)] + [("%" + f" {word} "[i : i + 3], 1) for i in range(len(word))]
        for feature, weight in features:
            code = zlib.crc32(feature.encode())
            sums[code % 256] += weight if code >> 20 & 1 else -weight
    return sums


def main():
    table = elv.Table((HERE / "../table.elv").read_bytes())
    tokenizer, vectors = WordPiece(table.vocabulary), table.vectors
    chosen, out = texts(), bytearray()
    for text in chosen:
        ids = tokenizer.ids(text)
        vector = normalise(vectors[ids].sum(0, keepdims=True))[0]
        largest = np.abs(vector).max()
        small = np.round(vector * (127 / largest if largest else 0)).astype(np.int8)
        out += struct.pack(f"<H{len(ids)}H", len(ids), *ids) + small.tobytes()
    for text in chosen[::HASHED]:
        out += hashed(text).astype("<i2").tobytes()
    lines = "".join(json.dumps(text) + "\n" for text in chosen)
    (GOLDEN / "embedding.jsonl").write_text(lines, encoding="utf8")
    (GOLDEN / "embedding.bin").write_bytes(out)
    print(f"{len(chosen)} texts, {len(lines)} + {len(out)} bytes")


if __name__ == "__main__":
    main()
