// Shows a friendly page in place of one that cannot be reached. It keeps what that page is made of and nothing else: no page of
// the catalogue, no search, no picture. What is not a page in a language (desk, kiosk, API, other hosts) passes it by.

const root = new URL("./", location);
const FAMILY = `tilts ${root.pathname} `;
const CACHE = FAMILY + {{ version|tojson }};
const KEPT = {{ kept|tojson }};
const LANGUAGES = {{ languages|tojson }};
const ANY = { ignoreVary: true };

function inside(address) {
  return address.origin === root.origin && address.pathname.startsWith(root.pathname)
    ? address.pathname.slice(root.pathname.length)
    : null;
}

function languageOf(address) {
  const path = inside(address);
  return path === null ? undefined : LANGUAGES.find((each) => path === each || path.startsWith(`${each}/`));
}

function isOfflinePage(address) {
  const language = languageOf(address);
  return Boolean(language) && inside(address) === `${language}/offline`;
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(FAMILY));
}

async function keptPages() {
  const found = [];
  for (const name of await ours()) {
    for (const request of await (await caches.open(name)).keys()) {
      if (isOfflinePage(new URL(request.url))) found.push(request.url);
    }
  }
  return [...new Set(found)];
}

async function fill() {
  const pages = await keptPages();
  await (await caches.open(CACHE)).addAll([...KEPT, ...pages]);
  await self.skipWaiting();
}

async function takeOver() {
  for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function keepOfflinePage(address) {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(address, ANY))) await cache.add(address);
}

async function offlinePage(language) {
  const pages = await keptPages();
  const own = pages.find((each) => languageOf(new URL(each)) === language) ?? pages.at(-1);
  return (own && (await caches.match(own, ANY))) || Response.error();
}

async function opened(event, language) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return offlinePage(language);
  }
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  const address = new URL(event.data?.offline ?? "", location);
  if (isOfflinePage(address)) event.waitUntil(keepOfflinePage(address.href).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    const language = languageOf(address);
    if (language || inside(address) === "") event.respondWith(opened(event, language));
  } else if (address.origin === root.origin && KEPT.includes(address.pathname + address.search)) {
    event.respondWith(caches.match(event.request, ANY).then((found) => found || fetch(event.request)));
  }
});
