"""Step 1: the texts to fit and to measure on, from the public files under data/ (../README.md says which).

    python3 texts.py        writes texts.pkl

Seeded: the same files give the same lists. No text of a measurement is in the training list.
"""

import csv
import glob
import json
import pathlib
import pickle
import random
import re

STS_B = "STS-B test"


def lines(path):
    return open(path, encoding="utf8", errors="ignore").read().split("\n")


def similarity(rnd):
    """Sentence pairs with people's scores."""
    rows = list(csv.reader(open("data/stsb-test.csv", encoding="utf8")))
    sets = {STS_B: [(a, b, float(score)) for a, b, score in rows]}
    for path in sorted(glob.glob("data/sts/*.tsv")):
        pairs = []
        for line in lines(path):
            parts = line.split("\t")
            try:
                score = float(parts[0])
            except ValueError:
                continue
            if len(parts) >= 3 and len(parts[1].split()) <= 60:
                pairs.append((parts[1].strip(), parts[2].strip(), score))
        rnd.shuffle(pairs)
        sets["STS" + pathlib.Path(path).name.replace(".test.tsv", "")] = pairs[:120]
    sick = [line.split("\t") for line in lines("data/sick.txt")[1:] if line]
    pairs = [(parts[1], parts[2], float(parts[3])) for parts in sick]
    rnd.shuffle(pairs)
    sets["SICK-R"] = pairs[:800]
    return sets


def telecom(rnd):
    """TeleQnA: question to explanation, question to answer; its research part is for training."""
    measured, training = [], []
    for item in json.load(open("data/TeleQnA.txt", encoding="utf8")).values():
        question = re.sub(r"\s*\[(3GPP|IEEE)[^\]]*\]\s*$", "", item["question"]).strip()
        answer = re.sub(r"^option \d+:\s*", "", item["answer"]).strip()
        row = (question, item["explanation"].strip(), answer)
        (training if item["category"] == "Research publications" else measured).append(row)

    seen, unique = set(), []
    for row in measured:
        keys = {row[0].lower(), row[1].lower()}
        if not keys & seen and len(row[1]) >= 20:
            seen |= keys
            unique.append(row)
    picked = list(range(len(unique)))
    rnd.shuffle(picked)
    picked = picked[:1200]
    tele = {"docs": [row[1] for row in unique], "q": [unique[i][0] for i in picked], "rel": picked}

    answers = {}
    vague = re.compile(r"(all|both|none) of the|both option|options? \d")
    for question, _, answer in unique:
        if len(answer.split()) >= 4 and not vague.search(answer.lower()):
            answers.setdefault(answer.lower(), (answer, question))
    answers = list(answers.values())
    rnd.shuffle(answers)
    some = answers[:800]
    ans = {"docs": [a for a, _ in answers[:3000]], "q": [q for _, q in some], "rel": list(range(len(some)))}
    return tele, ans, [text for row in training for text in row[:2]]


def by_label(rows, count):
    groups = {}
    for text, label in rows:
        groups.setdefault(label, []).append((text, label))
    return [row for label in groups for row in groups[label][:count]]


def intents(rnd):
    """CLINC150 and BANKING77: examples per intent and questions to route."""
    data = json.load(open("data/clinc.json", encoding="utf8"))
    test, outside, validation = list(data["test"]), list(data["oos_test"]), list(data["val"])
    few = by_label(data["train"], 20)
    for rows in (test, outside, validation):
        rnd.shuffle(rows)
    clinc = {
        "few": few, "test": test[:1500], "oos": outside[:500], "val": validation[:500], "oosval": data["oos_val"][:100],
    }
    read = lambda name: list(csv.reader(open(f"data/banking-{name}.csv", encoding="utf8")))[1:]
    test = read("test")
    rnd.shuffle(test)
    return clinc, {"few": by_label(read("train"), 10), "test": test[:1200]}


def open_ran(rnd):
    """ORAN-Bench-13K: questions and right answers."""
    rows = []
    for name in ("fin_E", "fin_M", "fin_H"):
        for line in lines(f"data/{name}.json"):
            try:
                question, options, right = json.loads(line)[:3]
            except ValueError:
                continue
            known = right.isdigit() and int(right) <= len(options)
            answer = options[int(right) - 1] if known else ""
            rows.append((question, re.sub(r"^\d+\.\s*", "", answer)))
    rnd.shuffle(rows)
    return rows


def wikipedia():
    return lines("data/all_wiki_sents.txt")


def all_measured(sets):
    """Every text that something is measured on."""
    texts = {text for pairs in sets["sts"].values() for pair in pairs for text in pair[:2]}
    for name in ("tele", "ans"):
        texts |= set(sets[name]["docs"]) | set(sets[name]["q"])
    for name in ("clinc", "bank"):
        texts |= {text for rows in sets[name].values() for text, _ in rows}
    return texts


def smaller(sets, rnd):
    """What is really measured: parts of the sets, so that a run takes minutes."""
    sizes = {STS_B: 800, "SICK-R": 300}
    pairs = list(sets["sts"][STS_B])
    rnd.shuffle(pairs)
    sts = {name: rows[: sizes.get(name, 40)] for name, rows in sets["sts"].items()}
    sts[STS_B] = pairs[: sizes[STS_B]]

    tele, ans = sets["tele"], sets["ans"]
    right = list(dict.fromkeys(tele["rel"][:500]))
    others = sorted(set(range(len(tele["docs"]))) - set(right))
    rnd.shuffle(others)
    kept = right + others[:2000]
    place = {doc: n for n, doc in enumerate(kept)}
    tele = {
        "docs": [tele["docs"][i] for i in kept], "q": tele["q"][:500], "rel": [place[i] for i in tele["rel"][:500]],
    }
    ans = {"docs": ans["docs"][:1000], "q": ans["q"][:300], "rel": ans["rel"][:300]}
    clinc, bank = sets["clinc"], sets["bank"]
    sizes = {"test": 500, "oos": 200, "val": 250, "oosval": 60}
    clinc = {"few": by_label(clinc["few"], 5)} | {name: clinc[name][:size] for name, size in sizes.items()}
    bank = {"few": by_label(bank["few"], 5), "test": bank["test"][:500]}
    return {"sts": sts, "tele": tele, "ans": ans, "clinc": clinc, "bank": bank}


def main():
    rnd = random.Random(7)  # its order of use is part of the lists
    sets = {"sts": similarity(rnd)}
    sets["tele"], sets["ans"], training = telecom(rnd)
    sets["clinc"], sets["bank"] = intents(rnd)
    oran = open_ran(rnd)
    training += [question for question, _ in oran[:5000]]
    training += [answer for _, answer in oran[5000:8000] if len(answer) > 12]
    sentences = [text.strip() for text in wikipedia() if len(text) > 20]
    rnd.shuffle(sentences)
    training += sentences[:6000]
    measured = all_measured(sets)
    training = [text for text in dict.fromkeys(training) if 10 < len(text) < 400 and text not in measured]
    rnd.shuffle(training)

    sets = smaller(sets, random.Random(3))
    sets["train"] = [text for text in training if len(text) < 170]
    sets["oran"] = oran
    pickle.dump(sets, open("texts.pkl", "wb"))
    print(f"{len(sets['train'])} texts to fit on, {len(all_measured(sets))} to measure on")


if __name__ == "__main__":
    main()
