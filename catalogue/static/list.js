// The reader's own list. It is kept in this browser and nowhere else; the page that shows it has the keys in its address.

const STORE = "tilts-list";
const MOST = 100;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(STORE));
    return Array.isArray(found) ? found.filter((key) => /^[a-z0-9-]{1,80}$/.test(key)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(keys) {
  try {
    localStorage.setItem(STORE, JSON.stringify([...new Set(keys)].slice(0, MOST)));
  } catch {
    // A browser that lets nothing be kept still shows every page; the buttons then do not stay pressed.
  }
  show();
}

function shownHere() {
  const shown = document.querySelector("[data-list-shown]");
  return shown && shown.dataset.listShown.split(".").filter(Boolean);
}

function addressOf(keys) {
  const address = new URL(document.querySelector("[data-list-link]").href);
  address.searchParams.delete("keys");
  if (keys.length) address.searchParams.set("keys", keys.join("."));
  return address;
}

function show() {
  const keys = kept();
  for (const button of document.querySelectorAll("[data-keep]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", keys.includes(button.dataset.keep));
  }
  const link = document.querySelector("[data-list-link]");
  link.href = addressOf(keys);
  const count = link.querySelector("[data-list-count]");
  count.textContent = keys.length ? new Intl.NumberFormat(document.documentElement.lang).format(keys.length) : "";
  const all = shownHere();
  if (all) {
    const isMine = all.length === keys.length && all.every((key) => keys.includes(key));
    for (const each of document.querySelectorAll("[data-list-foreign]")) each.hidden = !all.length || isMine;
    for (const each of document.querySelectorAll("[data-list-own]")) each.hidden = !isMine || !all.length;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep]");
  if (button) {
    const keys = kept();
    const key = button.dataset.keep;
    keep(keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key]);
  } else if (event.target.closest("[data-keep-all]")) {
    keep([...kept(), ...shownHere()]);
    location.replace(addressOf(kept()));
  } else if (event.target.closest("[data-list-clear]")) {
    keep([]);
    location.replace(addressOf([]));
  }
});
addEventListener("storage", show);
addEventListener("pageshow", show);

if (shownHere()?.length === 0 && kept().length) location.replace(addressOf(kept()));
show();
