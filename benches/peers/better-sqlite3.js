// better-sqlite3 on the rows of the run: the same texts in columns, an index for the list, a
// write-ahead log.
'use strict';
const fs = require('node:fs');
const Database = require('better-sqlite3');
const { folder, time, random } = require('./common.js');

const COLUMNS = ['id', 'task', 'category', 'strategy', 'title', 'technology', 'score', 'made'];

const lines = fs.readFileSync(`${folder}/rows.jsonl`, 'utf8').trimEnd().split('\n');
const rows = lines.map((line) => JSON.parse(line));
const database = new Database(`${folder}/better-sqlite3.db`);
database.pragma('journal_mode = WAL');
database.exec(`
  CREATE TABLE patterns (
    id TEXT PRIMARY KEY, task TEXT, category TEXT, strategy TEXT, title TEXT, technology TEXT,
    score REAL, made INTEGER
  );
  CREATE INDEX by_category ON patterns (category, made);
`);
const names = COLUMNS.map((name) => `@${name}`).join(', ');
const insert = database.prepare(`INSERT INTO patterns VALUES (${names})`);
database.transaction(() => rows.forEach((row) => insert.run(row)))();

const times = {};
const measure = (what, run) => {
  times[`better-sqlite3: ${what}`] = time('wall', run);
};
const get = database.prepare('SELECT * FROM patterns WHERE id = ?');
const one = random(2);
measure('get by id', () => get.get(rows[one(rows.length)].id));

const list = database.prepare('SELECT * FROM patterns WHERE category = ? ORDER BY made DESC LIMIT 10');
const other = random(3);
measure('list the newest 10 of a category', () => list.all(rows[other(rows.length)].category));

let stored = 0;
for (const synchronous of ['FULL', 'NORMAL']) {
  database.pragma(`synchronous = ${synchronous}`);
  measure(`store, synchronous ${synchronous}`, () => {
    stored++;
    const like = rows[stored % rows.length];
    insert.run({ ...like, id: `${like.id}-${stored}`, title: `Site ${stored}` });
  });
}
const version = require('better-sqlite3/package.json').version;
const sqlite = database.prepare('SELECT sqlite_version() AS version').get().version;
console.log(JSON.stringify({ times, others: { 'better-sqlite3': { version, sqlite } } }));
