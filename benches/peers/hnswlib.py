"""hnswlib on the vectors of the run: the smallest `ef` with recall@10 of at least .99, one thread."""

import importlib.metadata
import json
import sys
import time

# This file has the name of what it measures; its folder must not be searched first.
sys.path.pop(0)

import hnswlib  # noqa: E402
import numpy  # noqa: E402

FOLDER, EFFORT = sys.argv[1:]
ASKED, DIMENSIONS = 10, 256
EFS = [10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 160, 192, 256, 320, 384, 512, 768, 1024, 2048]


def vectors(name):
    return numpy.fromfile(f"{FOLDER}/{name}.f32", dtype="<f4").reshape(-1, DIMENSIONS)


rows, queries = vectors("vectors"), vectors("queries")
with open(f"{FOLDER}/nearest.json", encoding="utf-8") as file:
    nearest = [set(one) for one in json.load(file)]

# All vectors have length 1, so the inner product is the cosine.
index = hnswlib.Index(space="ip", dim=DIMENSIONS)
index.init_index(max_elements=len(rows), M=16, ef_construction=200, random_seed=1)
start = time.process_time()
index.add_items(rows, num_threads=1)
build = time.process_time() - start


def search():
    labels, _ = index.knn_query(queries, k=ASKED, num_threads=1)
    return labels


def recall():
    found = sum(len(one & set(labels)) for one, labels in zip(nearest, search().tolist()))
    return found / (len(nearest) * ASKED)


for ef in EFS:
    index.set_ef(ef)
    reached = recall()
    if reached >= 0.99:
        break

times = []
for _ in range(5 if EFFORT == "quick" else 50):
    start = time.process_time()
    search()
    times.append((time.process_time() - start) * 1e6 / len(queries))
times.sort()


def at(share):
    return round(times[max(0, -int(-share * len(times) // 1) - 1)], 2)


summary = {"n": len(times), "p50": at(0.5), "p95": at(0.95), "max": at(1.0), "batch": len(queries), "time": "processor"}
others = {
    "version": importlib.metadata.version("hnswlib"),
    "ef": ef,
    "recall@10": round(reached, 4),
    "build_s": round(build, 3),
}
print(json.dumps({"times": {"hnswlib: nearest 10 of 10,000": summary}, "others": {"hnswlib": others}}))
