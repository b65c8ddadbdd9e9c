// hnswlib-wasm in the page, on the vectors of the run: the smallest `ef` with recall@10 of at least .99.
// The measuring command runs this in the browser; `arguments` are the address of the worker that hands
// the vectors over, the address of the module, and whether to look only. It returns at once and leaves
// what came of it in `window.measured`.
const [vectorsFrom, moduleFrom, isQuick] = arguments;
const ASKED = 10;
const DIMENSIONS = 256;
const EFS = [10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 160, 192, 256, 320, 384, 512, 768, 1024, 2048];

function vectors() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(vectorsFrom, { type: 'module' });
    worker.onerror = () => reject(new Error('the vectors do not come'));
    worker.onmessage = ({ data }) => data.vectors && resolve(data);
  });
}

async function measure() {
  const { vectors: rows, queries, nearest } = await vectors();
  const module = await import(moduleFrom);
  await module.__tla;
  const library = await module.loadHnswlib('IDBFS');
  const one = (all, at) => all.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS);
  const count = rows.length / DIMENSIONS;
  const asked = queries.length / DIMENSIONS;

  // All vectors have length 1, so the inner product is the cosine.
  const index = new library.HierarchicalNSW('ip', DIMENSIONS, '');
  index.initIndex(count, 16, 200, 1);
  const start = performance.now();
  for (let at = 0; at < count; at++) index.addPoint(one(rows, at), at, false);
  const build = performance.now() - start;

  const search = (at) => index.searchKnn(one(queries, at % asked), ASKED, undefined);
  let ef;
  let recall;
  for (ef of EFS) {
    index.setEfSearch(ef);
    let found = 0;
    for (let at = 0; at < asked; at++) {
      const exact = nearest.subarray(at * ASKED, (at + 1) * ASKED);
      found += search(at).neighbors.filter((label) => exact.includes(label)).length;
    }
    recall = found / (asked * ASKED);
    if (recall >= 0.99) break;
  }

  const micros = [];
  let at = 0;
  for (let batch = 0; batch < (isQuick ? 5 : 50); batch++) {
    const begin = performance.now();
    for (let each = 0; each < 200; each++) search(at++);
    micros.push(((performance.now() - begin) * 1000) / 200);
  }
  micros.sort((a, b) => a - b);
  const share = (part) => Math.round(micros[Math.ceil(part * micros.length) - 1] * 100) / 100;
  return {
    times: { n: micros.length, p50: share(0.5), p95: share(0.95), max: share(1), batch: 200, time: 'wall' },
    others: { ef, 'recall@10': Math.round(recall * 10000) / 10000, build_s: Math.round(build) / 1000, patterns: count },
  };
}

window.measured = undefined;
measure().then(
  (measured) => (window.measured = measured),
  (error) => (window.measured = { error: String(error) }),
);
