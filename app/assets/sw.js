// The service worker: opens the app without a network, from one complete build at a time.
// `cargo xtask stage` fills in the three constants below; a debug build has no service worker.
// It must not touch the API, and it must not mix files of two builds.
//
// Which service worker runs and which build is shown are two things. This program takes over as
// soon as its build is stored; pages go on with the build that was chosen until the user takes the
// newer one. So an update never waits for the browser to find the old service worker idle, which
// can take it minutes.

const BUILD = "build-id goes here";
// [address, first 128 bits of the content's SHA-256] of every file of this build.
const FILES = [/* files go here */];
// The same of files that the engine fetches when it needs them: the app is ready offline without.
const FILES_AT_NEED = [/* files at need go here */];

const CACHE = cacheOf(BUILD);
// Kept inside the cache: which files the build has, so that the next build can take over what has not
// changed. Written last, so a cache that has it is complete.
const LIST = "/precache-list";
// Where the engine's worker puts what it fetched at need (engine/worker/src/files.rs), for all builds.
const AT_NEED = "files-at-need";
// A cache of its own for the name of the build that pages show. A page writes it to take an update.
const CHOICE = ["shown-build", "/shown-build"];

self.addEventListener("install", (event) => event.waitUntil(install().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = request.method === "GET" && url.origin === self.location.origin;
  // The API and the agents' protocol always go to the server: an old answer is worse than none.
  if (!ours || /^\/(api|mcp)(\/|$)/.test(url.pathname)) return;
  // Every address inside the app is the same page; the app's router reads the address.
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

// All files or none. When one fails (the network went, or the server has moved on to another build
// meanwhile) the browser keeps the old worker and tries again later.
async function install() {
  const known = await filesOfOlderBuilds();
  const responses = await Promise.all(
    FILES.map(async ([address, digest]) => (await known.get(digest)?.()) ?? download(address, digest)),
  );
  // Made anew, so that the newest build is the last in the browser's list, also after a step back.
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(FILES.map(([address], index) => cache.put(address, responses[index])));
    await cache.put(LIST, new Response(JSON.stringify([...FILES, ...FILES_AT_NEED])));
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
  for (const name of await buildCaches()) {
    for (const [address, digest] of await listIn(name)) {
      known.set(digest, async () => withoutAddress(await matchIn(name, address)));
    }
  }
  return known;
}

// A response keeps the address that it came from, and a worker started from it believes to live
// there: the new build's worker would load the rest of itself from the old build's folder.
async function withoutAddress(response) {
  return response && new Response(await response.blob(), { headers: response.headers });
}

// The very first build takes the open page at once, so that the first visit is ready offline.
async function activate() {
  const shown = await shownBuild();
  if (!shown) await show(BUILD);
  // The newest other build stays beside the shown one: a tab may still have it.
  const others = (await buildCaches()).filter((name) => name !== CACHE && name !== cacheOf(shown));
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
  await forgetOldFilesAtNeed();
}

// Those that no stored build names. They are named by their content, so a build that has not changed
// them finds them there.
async function forgetOldFilesAtNeed() {
  if (!(await caches.has(AT_NEED))) return;
  const lists = await Promise.all((await buildCaches()).map(listIn));
  const named = new Set(lists.flat().map(([address]) => address));
  const cache = await caches.open(AT_NEED);
  const old = (await cache.keys()).filter(({ url }) => !named.has(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}

// The shown build's page. Whoever comes when no tab is open gets the newest build.
async function page(request) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length === 0 && (await shownBuild()) !== BUILD) {
    // Not on a device that is full: then it goes on with the build that was shown.
    await show(BUILD).catch(() => {});
  }
  return (await matchIn(cacheOf(await shownBuild()), "/")) ?? (await matchIn(CACHE, "/")) ?? fetch(request);
}

// Files are named by their content or lie in their build's folder, so any build's cache will do; the
// browser may throw a cache away, then the server is as good.
async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

// The files of a stored build.
async function listIn(name) {
  return (await (await matchIn(name, LIST))?.json()) ?? [];
}

async function shownBuild() {
  return (await matchIn(...CHOICE))?.text();
}

async function show(build) {
  const [name, address] = CHOICE;
  await (await caches.open(name)).put(address, new Response(build));
}

// Opening a cache that is not there would make an empty one.
async function matchIn(name, address) {
  return caches.match(address, { cacheName: name });
}

function cacheOf(build) {
  return `elex-${build}`;
}

// In the order in which they were made.
async function buildCaches() {
  return (await caches.keys()).filter((name) => name.startsWith("elex-"));
}
