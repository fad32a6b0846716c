// Going from page to page so that the browser remembers none: every way replaces the page, Back is our own, and nothing is opened
// before the catalogue has answered, or the visitor would see the browser's page for a lost connection.

const TRAIL = "trail";
const LONGEST_TRAIL = 50;
const PATIENCE = 8_000;
const { start, alive } = document.body.dataset;

function trail() {
  try {
    return JSON.parse(sessionStorage.getItem(TRAIL)) ?? [];
  } catch {
    return [];
  }
}

function keep(pages) {
  try {
    sessionStorage.setItem(TRAIL, JSON.stringify(pages.slice(-LONGEST_TRAIL)));
  } catch {
    // A browser that keeps nothing has no way back but starting over.
  }
}

function here() {
  return location.pathname + location.search;
}

/** Note this page on the way; the first screen begins a new one. */
export function arrive() {
  const pages = here() === start ? [] : trail();
  if (pages.at(-1) !== here()) pages.push(here());
  keep(pages);
}

/** True of addresses of this door. */
export function isInside(address) {
  return address.origin === location.origin && address.pathname.startsWith(start);
}

/** True when the catalogue answers. */
export async function answers() {
  try {
    const answer = await fetch(alive, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.status < 500;
  } catch {
    return false;
  }
}

let isGoing = false;

/** Open a page of this door in the place of this one, once the catalogue can be reached. */
export async function go(address) {
  const target = new URL(address, location);
  if (isGoing || !isInside(target)) return;
  isGoing = true;
  document.documentElement.classList.add("going");
  const resting = document.getElementById("resting");
  while (!(await answers())) {
    if (!resting.open) resting.showModal();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  }
  location.replace(target);
}

/** Open this page differently: another language, larger text. */
export function change(address) {
  keep(trail().slice(0, -1));
  return go(address);
}

/** Go back on our own way; at its beginning, start over. */
export function back() {
  const pages = trail().slice(0, -1);
  keep(pages.slice(0, -1));
  return go(pages.at(-1) ?? start);
}

/** Forget the visitor and show the first screen. Nothing of them is anywhere but in this window. */
export function reset() {
  for (const storage of ["sessionStorage", "localStorage"]) {
    try {
      window[storage].clear();
    } catch {
      // There is nothing to clear where nothing may be kept.
    }
  }
  window.speechSynthesis?.cancel();
  for (const field of document.querySelectorAll("input")) field.value = "";
  return go(start);
}
