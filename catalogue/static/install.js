// Lets a browser keep the catalogue among its apps, and the page for a lost connection in the reader's language. Where there are
// no workers (plain http, some kiosks) nothing changes.

const { worker, offline } = document.querySelector("link[rel=manifest]").dataset;

async function install() {
  try {
    await navigator.serviceWorker.register(worker);
    (await navigator.serviceWorker.ready).active.postMessage({ offline });
  } catch {
    // A browser that refuses workers shows every page all the same.
  }
}

if ("serviceWorker" in navigator) addEventListener("load", install);
if (document.querySelector("[data-offline]") && new URL(offline, location).pathname !== location.pathname) {
  addEventListener("online", () => location.reload());
}
