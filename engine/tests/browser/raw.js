// What the browser's tests do to databases behind the adapter's back.
const request = (r) =>
  new Promise((resolve, reject) => {
    r.onsuccess = () => resolve(r.result);
    r.onerror = () => reject(r.error);
  });

const open = (name, version, upgrade) => {
  const r = indexedDB.open(name, version);
  r.onupgradeneeded = () => upgrade(r.result);
  return request(r);
};

const remove = (name) => request(indexedDB.deleteDatabase(name));

const edit = async (name, stores, work) => {
  const database = await open(name);
  const transaction = database.transaction(stores, "readwrite");
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  await work(...stores.map((store) => transaction.objectStore(store)));
  await done;
  database.close();
};

const unhex = (hex) => new Uint8Array((hex.match(/../g) ?? []).map((two) => parseInt(two, 16)));

// Format 1, spelled out once more: a change of the adapter must not change this.
const format1 = async (name, golden) => {
  await remove(name);
  const database = await open(name, 1, (made) => {
    const rows = made.createObjectStore("rows", { keyPath: "key" });
    rows.createIndex("seq", "seq", { unique: true });
    rows.createIndex("time", "time", { unique: true });
    made.createObjectStore("meta");
  });
  database.close();
  await edit(name, ["rows", "meta"], (rows, meta) => {
    meta.put(unhex(golden.replica), "replica");
    meta.put(golden.head, "head");
    for (const { key, seq, time, body, hash } of golden.rows) {
      const row = { key: unhex(key), seq, body: unhex(body), hash: unhex(hash) };
      rows.put(time === null ? row : { ...row, time: unhex(time) });
    }
  });
};

// Replaces a method for its next `times` calls by `instead(the old method)`; says how to undo it.
const replace = (prototype, method, times, instead) => {
  const old = prototype[method];
  prototype[method] = function (...given) {
    if (times === 0) return old.apply(this, given);
    times -= 1;
    return instead.call(this, old, given);
  };
  globalThis.undo = () => { prototype[method] = old; };
};
