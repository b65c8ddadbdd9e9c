// `elex mcp` as the official TypeScript client sees it: the client checks every reply against the
// schemas that the server declares. Run by `cargo xtask test mcp`; the program to test is in ELEX.

const assert = require("node:assert/strict");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { after, before, test } = require("node:test");
const { Client } = require("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = require("@modelcontextprotocol/sdk/client/stdio.js");

const INVALID_PARAMS = -32602;
const data = mkdtempSync(join(tmpdir(), "elex-mcp-"));
let client;
let other;

async function connect() {
  const client = new Client({ name: "elex-test", version: "1" });
  const args = ["mcp", "--data", data];
  await client.connect(new StdioClientTransport({ command: process.env.ELEX, args }));
  await client.listTools(); // from now on what tools give is checked against their output schemas
  return client;
}

function call(name, args = {}, by = client) {
  return by.callTool({ name: `reasoningbank_${name}`, arguments: args });
}

const LATE = {
  task_description: "handovers to the neighbour come too late",
  task_category: "mobility",
  strategy: "a3-Offset 2 dB lower",
  success_score: 0.9,
};

before(async () => {
  client = await connect();
  other = await connect();
});

after(async () => {
  await client.close();
  await other.close();
  rmSync(data, { recursive: true });
});

test("the tools are listed with hints and both schemas", async () => {
  const { tools } = await client.listTools();
  const names = tools.map((tool) => tool.name);
  for (const name of ["store_pattern", "get_pattern", "find_similar", "get_stats"]) {
    assert.ok(names.includes(`reasoningbank_${name}`), name);
  }
  for (const tool of tools) {
    assert.equal(tool.inputSchema.additionalProperties, false, tool.name);
    assert.equal(tool.outputSchema.type, "object", tool.name);
    assert.equal(tool.annotations.openWorldHint, false, tool.name);
    assert.equal(tool.annotations.destructiveHint, false, tool.name);
  }
});

test("what one client stores, both find", async () => {
  const stored = (await call("store_pattern", LATE)).structuredContent;
  assert.equal(stored.strategy, LATE.strategy);
  const { pattern_id } = stored;
  for (const [used, by] of [client, other].entries()) {
    const got = (await call("get_pattern", { pattern_id }, by)).structuredContent;
    assert.deepEqual(got, { ...stored, used });
    const question = { task_description: "UEs switch cells too late", category: "mobility" };
    const found = (await call("find_similar", question, by)).structuredContent;
    assert.equal(found.patterns[0].pattern_id, pattern_id);
    assert.deepEqual(found.warnings, []);
  }
  const stats = (await call("get_stats", {}, other)).structuredContent;
  assert.deepEqual(stats.categories, [{ category: "mobility", patterns: 1 }]);
});

test("a pitfall is a warning and no advice", async () => {
  const pitfall = { ...LATE, task_category: "energy", success_score: 0, role: "pitfall" };
  await call("store_pattern", pitfall);
  const question = { task_description: LATE.task_description, category: "energy", top_k: 3 };
  const found = (await call("find_similar", question)).structuredContent;
  assert.deepEqual(found.patterns, []);
  assert.equal(found.warnings[0].outcomes[0].success_score, 0);
});

test("evidence is judged and distilled", async () => {
  const evidence = {
    applied: true,
    kpis: [
      {
        name: "late handovers",
        better: "lower",
        before: { events: 80, trials: 1000 },
        after: { events: 20, trials: 1000 },
      },
      { name: "delay", unit: "ms", better: "lower", before: { mean: 20, deviation: 4, n: 50 } },
    ],
  };
  const judge = await client.callTool({ name: "elex_judge", arguments: evidence });
  assert.equal(judge.structuredContent.criteria.length, 3);
  const distil = await client.callTool({
    name: "elex_distill",
    arguments: {
      ...evidence,
      trajectory_id: "change-17",
      task_description: LATE.task_description,
      task_category: "mobility",
      steps: [{ parameter: "a3-Offset", old: "3", new: "2", unit: "dB" }],
      verdict: "worked",
    },
  });
  assert.equal(distil.structuredContent.patterns.length, 1);
  assert.equal(distil.structuredContent.stored, false);
});

test("the text of a result is its JSON", async () => {
  const result = await call("get_stats");
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
});

test("wrong arguments are invalid params that name the field", async () => {
  const wrong = [
    ["store_pattern", { ...LATE, success_score: 1.2 }, "success_score"],
    ["store_pattern", { ...LATE, strategy: undefined }, "strategy"],
    ["store_pattern", { ...LATE, colour: "red" }, "colour"],
    ["get_pattern", { pattern_id: "7" }, "pattern_id"],
    ["find_similar", { task_description: "x", category: "y", top_k: 0 }, "top_k"],
    ["delete_everything", {}, "delete_everything"],
  ];
  for (const [name, args, field] of wrong) {
    await assert.rejects(call(name, args), (error) => {
      assert.equal(error.code, INVALID_PARAMS, name);
      assert.ok(error.message.includes(field), error.message);
      return true;
    });
  }
});

test("a pattern that is not there is said in words", async () => {
  const result = await call("get_pattern", { pattern_id: "0f4e8d6a-1c2b-8f00-9a3b-7c6d5e4f3a2b" });
  assert.equal(result.isError, true);
  assert.match(result.content[0].text, /\[pattern-unknown\]/);
});
