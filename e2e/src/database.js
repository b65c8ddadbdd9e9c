// The browser's databases, read and altered behind the app's back. `work` is the name of a function
// below; its result goes back to the journey.
const [work] = arguments;

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });

// Bytes as text, one character each, so that contents can be compared and words found in them.
const plain = (key, value) => {
  const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  return bytes instanceof Uint8Array ? Array.from(bytes, (byte) => String.fromCharCode(byte)).join("") : value;
};

const all = async (look) => {
  const found = [];
  for (const { name, version } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) found.push(await look(database, store, version));
    database.close();
  }
  return found;
};

const works = {
  // Everything that is stored.
  contents: () =>
    all(async (database, name, version) => {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
      return JSON.stringify({ database: database.name, version, store: name, keys, values }, plain);
    }),
  // The settings, as text.
  settings: async () => {
    const database = await settled(indexedDB.open("elex-settings"));
    const store = database.transaction("settings").objectStore("settings");
    const text = JSON.stringify(await settled(store.getAll()));
    database.close();
    return text;
  },
  // As a version of Elex would leave it that is not yet written.
  makeNewer: async () => {
    const { version } = (await indexedDB.databases()).find(({ name }) => name === "elex");
    const request = indexedDB.open("elex", version + 1000);
    request.onupgradeneeded = () => request.result.createObjectStore("of-tomorrow").put("kept", "key");
    (await settled(request)).close();
  },
  // As a failing disk might leave it: every row is there, but its body is cut short.
  cutRows: async () => {
    const database = await settled(indexedDB.open("elex"));
    const transaction = database.transaction("rows", "readwrite");
    const store = transaction.objectStore("rows");
    for (const row of await settled(store.getAll())) {
      store.put({ ...row, body: row.body.slice(0, row.body.length >> 1) });
    }
    await finished(transaction);
    database.close();
  },
  // As a broken tool might leave it: the right name and version, but not what belongs in it.
  dropWhatItMustHave: async () => {
    const database = await settled(indexedDB.open("elex"));
    const transaction = database.transaction("meta", "readwrite");
    transaction.objectStore("meta").clear();
    await finished(transaction);
    database.close();
  },
};

return works[work]();
