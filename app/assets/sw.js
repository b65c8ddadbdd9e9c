// The service worker: opens the app without a network, from one complete build at a time.
// `cargo xtask stage` fills in the two constants below; a debug build has no service worker.
// It must not touch the API, and it must not mix files of two builds.

const BUILD = "build-id goes here";
// [address, first 128 bits of the content's SHA-256] of every file of this build.
const FILES = [/* files go here */];

const CACHE = `elex-${BUILD}`;
// Kept inside the cache: which files it holds, so that the next build can take over what has not
// changed. Written last, so a cache that has it is complete.
const LIST = "/precache-list";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = request.method === "GET" && url.origin === self.location.origin;
  // The API and the agents' protocol always go to the server: an old answer is worse than none.
  if (!ours || /^\/(api|mcp)(\/|$)/.test(url.pathname)) return;
  if (FILES.some(([address]) => address === url.pathname)) {
    event.respondWith(cached(url.pathname, request));
  } else if (request.mode === "navigate") {
    // Every address inside the app is the same page; the app's router reads the address.
    event.respondWith(cached("/", request));
  } else if (/^\/(w|catalogue)\//.test(url.pathname)) {
    // A tab that is still open from the build before asks for files that the server may have dropped.
    event.respondWith(cachedByAnyBuild(request));
  }
});

self.addEventListener("message", (event) => {
  // Never by itself: the page offers the update, saves what is open, and then sends this.
  if (event.data?.type === "skip-waiting") self.skipWaiting();
  if (event.data?.type === "version") event.ports[0]?.postMessage(BUILD);
});

// All files or none. When one fails (the network went, or the server has moved on to another build
// meanwhile) the browser keeps the old worker and tries again later.
async function install() {
  const known = await filesOfOlderBuilds();
  const responses = await Promise.all(
    FILES.map(async ([address, digest]) => (await known.get(digest)?.()) ?? download(address, digest)),
  );
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(FILES.map(([address], index) => cache.put(address, responses[index])));
    await cache.put(LIST, new Response(JSON.stringify(FILES)));
  } catch (error) {
    // Out of space, most likely. Half a build is of no use.
    await caches.delete(CACHE);
    throw error;
  }
}

async function download(address, digest) {
  // "no-cache" asks the server whether the browser's copy is still right.
  const response = await fetch(address, { cache: "no-cache", redirect: "error" });
  if (!response.ok) throw new Error(`${address}: the server answered ${response.status}`);
  const bytes = await response.clone().arrayBuffer();
  if ((await digestOf(bytes)) !== digest) throw new Error(`${address}: not of build ${BUILD}`);
  return response;
}

async function digestOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Content digest -> a function that reads the response from the cache that has it.
async function filesOfOlderBuilds() {
  const known = new Map();
  for (const name of await elexCaches()) {
    const cache = await caches.open(name);
    const list = await cache.match(LIST);
    for (const [address, digest] of list ? await list.json() : []) {
      known.set(digest, async () => withoutAddress(await cache.match(address)));
    }
  }
  return known;
}

// A response keeps the address that it came from, and a worker started from it believes to live
// there: the new build's worker would load the rest of itself from the old build's folder.
async function withoutAddress(response) {
  return response && new Response(await response.blob(), { headers: response.headers });
}

// The very first build takes the open page at once, so that the first visit is ready offline. A
// later one waits for the page's reload: a page must not get files of another build.
async function activate() {
  const names = await caches.keys();
  const first = !names.some((name) => name.startsWith("elex-") && name !== CACHE);
  await dropOldCaches();
  if (first) await self.clients.claim();
}

// The newest other build stays: a tab may still show it. Names come in the order they were made.
async function dropOldCaches() {
  const others = (await elexCaches()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function elexCaches() {
  return (await caches.keys()).filter((name) => name.startsWith("elex-"));
}

async function cached(address, request) {
  const cache = await caches.open(CACHE);
  // The browser may throw a cache away; then the server is as good.
  return (await cache.match(address)) ?? fetch(request);
}

async function cachedByAnyBuild(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
