// sqlite-vec on the vectors of the run: its exact search by cosine.
'use strict';
const fs = require('node:fs');
const Database = require('better-sqlite3');
const sqliteVec = require('sqlite-vec');
const { folder, time } = require('./common.js');

const DIMENSIONS = 256;
const ASKED = 10;

function vectors(name) {
  const bytes = fs.readFileSync(`${folder}/${name}.f32`);
  const size = DIMENSIONS * 4;
  return Array.from({ length: bytes.length / size }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

const database = new Database(`${folder}/sqlite-vec.db`);
sqliteVec.load(database);
database.exec(`CREATE VIRTUAL TABLE v USING vec0(vector float[${DIMENSIONS}] distance_metric=cosine)`);
const insert = database.prepare('INSERT INTO v (rowid, vector) VALUES (?, ?)');
database.transaction(() => vectors('vectors').forEach((one, at) => insert.run(BigInt(at), one)))();

const search = database.prepare(`SELECT rowid FROM v WHERE vector MATCH ? AND k = ${ASKED}`).pluck();
const queries = vectors('queries');
const nearest = JSON.parse(fs.readFileSync(`${folder}/nearest.json`, 'utf8'));
let found = 0;
queries.forEach((query, at) => {
  const known = new Set(nearest[at]);
  found += search.all(query).filter((row) => known.has(row)).length;
});

const { version } = database.prepare('SELECT vec_version() AS version').get();
const others = { version, 'recall@10': found / (queries.length * ASKED) };
const times = time('processor', (at) => search.all(queries[at % queries.length]));
console.log(JSON.stringify({
  times: { 'sqlite-vec: nearest 10 of 10,000': times },
  others: { 'sqlite-vec': others },
}));
