"""Measures learning from feedback: 150 intents stand for agents, and only the picked one is ever judged.

    python3 feedback.py     needs data/ and table.npy of measure.py

An agent starts with one example. 9,000 questions come in random order; 3 % of picks explore among the best five;
5 % of verdicts are wrong. Compared: no learning; agent vectors moved by rewarded questions (Rocchio); a Q table over
clusters of questions; a memory of outcomes; a bandit's softmax, not tuned.
"""

import json

import numpy as np
from sklearn.cluster import MiniBatchKMeans

import texts as text_lists
from routing import Embed
from wordpiece import normalise

QUESTIONS, WRONG, EXPLORE, NEIGHBOURS = 9000, 0.05, 0.03, 20


class Nothing:
    def __init__(self, agents, clusters):
        self.agents = agents.copy()

    def scores(self, x):
        return self.agents @ x

    def learn(self, x, agent, reward, scores):
        pass


class Rocchio(Nothing):
    def __init__(self, agents, clusters):
        super().__init__(agents, clusters)
        self.liked, self.disliked = agents * 4.0, np.zeros_like(agents)

    def learn(self, x, agent, reward, scores):
        if reward > 0:
            self.liked[agent] += x
        else:
            self.disliked[agent] += 0.1 * x
        moved = self.liked[agent] - self.disliked[agent]
        self.agents[agent] = moved / (np.linalg.norm(moved) + 1e-9)


class QTable(Nothing):
    def __init__(self, agents, clusters):
        super().__init__(agents, clusters)
        self.clusters = clusters
        self.q, self.visits = np.zeros((2, len(clusters), len(agents)))

    def state(self, x):
        return int((self.clusters @ x).argmax())

    def scores(self, x):
        visits = self.visits[self.state(x)]
        return self.agents @ x + 0.5 * self.q[self.state(x)] * (visits / (visits + 1))

    def learn(self, x, agent, reward, scores):
        at = self.state(x), agent
        self.visits[at] += 1
        self.q[at] += max(0.1, 1 / self.visits[at]) * (reward - 0.3 - self.q[at])


class Memory(Nothing):
    def __init__(self, agents, clusters):
        super().__init__(agents, clusters)
        self.count = 0
        self.seen = np.zeros((QUESTIONS, agents.shape[1]), np.float32)
        self.picked, self.rewards = np.zeros(QUESTIONS, int), np.zeros(QUESTIONS, np.float32)

    def scores(self, x):
        out = self.agents @ x
        if self.count:
            alike = self.seen[: self.count] @ x
            near = np.argpartition(-alike, min(NEIGHBOURS, self.count - 1))[:NEIGHBOURS]
            for n, weight in zip(near, np.exp(12 * (alike[near] - 1))):
                out[self.picked[n]] += 0.6 * weight * (self.rewards[n] - 0.35)
        return out

    def learn(self, x, agent, reward, scores):
        n = self.count
        self.seen[n], self.picked[n], self.rewards[n] = x, agent, reward
        self.count += 1


class Bandit(Nothing):
    def __init__(self, agents, clusters):
        super().__init__(agents, clusters)
        self.weights = np.zeros(agents.shape, np.float32)

    def scores(self, x):
        return self.agents @ x * 0.5 + self.weights @ x

    def learn(self, x, agent, reward, scores):
        z = 3 * (scores - scores.max())
        p = np.exp(z) / np.exp(z).sum()
        step = np.zeros(len(p))
        if reward > 0:
            step = -p
            step[agent] += 1
        else:
            step[agent] = -p[agent]
        self.weights += 0.5 * np.outer(step, x).astype(np.float32)


def run(learner, questions, right, held_out, held_out_right, seed):
    """Accuracy over the first 1,000, the last 1,000, and on held-out questions afterwards."""
    random = np.random.RandomState(seed)
    hits = []
    for n in random.permutation(len(questions))[:QUESTIONS]:
        x = questions[n]
        scores = learner.scores(x)
        agent = int(scores.argmax())
        if type(learner) is not Nothing and random.rand() < EXPLORE:
            agent = int(np.argsort(-scores)[random.randint(5)])
        reward = float(agent == right[n])
        hits.append(reward)
        if random.rand() < WRONG:
            reward = 1 - reward
        learner.learn(x, agent, reward, scores)
    after = np.mean([learner.scores(x).argmax() == y for x, y in zip(held_out, held_out_right)])
    return np.mean(hits[:1000]), np.mean(hits[-1000:]), after


def main():
    embed = Embed()
    data = json.load(open("data/clinc.json", encoding="utf8"))
    names = sorted({label for _, label in data["train"]})
    groups = [[row for row in data["train"] if row[1] == name] for name in names]
    stream = [row for group in groups for row in group[1:61]]
    number = lambda rows: np.array([names.index(label) for _, label in rows])
    agents, questions = embed([group[0] for group in groups]), embed(stream)
    held_out = data["test"][::3]
    means = MiniBatchKMeans(256, random_state=0, n_init=1, batch_size=1024, max_iter=30).fit(questions[:4000])
    clusters = normalise(means.cluster_centers_).astype(np.float32)
    for kind in (Nothing, Rocchio, QTable, Memory, Bandit):
        seeds = range(1 if kind is Nothing else 2)
        tests = questions, number(stream), embed(held_out), number(held_out)
        runs = [run(kind(agents, clusters), *tests, seed) for seed in seeds]
        first, last, after = np.mean(runs, axis=0)
        print(f"{kind.__name__:8} first 1000 {first:.3f} last 1000 {last:.3f} held out {after:.3f}", flush=True)


if __name__ == "__main__":
    main()
