// Takes the time of an operation as `native/harness.rs` does: quick ones in batches of 200, warmed up.
'use strict';
const { performance } = require('node:perf_hooks');

const [, , folder, effort] = process.argv;
const BATCH = 200;
const [patience, most, least] = effort === 'quick' ? [300, 20, 2] : [3000, 100, 5];

// Milliseconds: of the processor for what only computes, of the wall for what waits for the disk.
const clocks = {
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  wall: () => performance.now(),
};

function time(watch, run) {
  const now = clocks[watch];
  let count = 0;
  let warm = 0;
  while (count < BATCH && warm < patience / 10) {
    const start = now();
    run(count++);
    warm += now() - start;
  }
  const batch = warm < count ? BATCH : 1;
  const micros = [];
  const begin = performance.now();
  while (micros.length < least || (micros.length < most && performance.now() - begin < patience)) {
    const start = now();
    for (let each = 0; each < batch; each++) run(count++);
    micros.push(((now() - start) * 1000) / batch);
  }
  micros.sort((a, b) => a - b);
  const at = (share) => Math.round(micros[Math.ceil(share * micros.length) - 1] * 100) / 100;
  return { n: micros.length, p50: at(0.5), p95: at(0.95), max: at(1), batch, time: watch };
}

// The same choices in every run.
function random(seed) {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

module.exports = { folder, time, random };
