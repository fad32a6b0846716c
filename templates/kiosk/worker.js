// Shows the resting page when the catalogue cannot be reached. It keeps what that page is made of and nothing else: no page of the
// catalogue, no search, no picture.

const CACHE = "tilts kiosk {{ version }}";
const KEPT = {{ kept|tojson }};
const [RESTING] = KEPT;

async function fill() {
  await (await caches.open(CACHE)).addAll(KEPT);
  await self.skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("tilts kiosk ") && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function opened(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(RESTING, { ignoreVary: true })) || Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    event.respondWith(opened(event.request));
  } else if (KEPT.slice(1).includes(address.pathname + address.search)) {
    event.respondWith(caches.match(event.request, { ignoreVary: true }).then((found) => found || fetch(event.request)));
  }
});
