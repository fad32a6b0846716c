// A sign of life every minute, with what this device lacks. The answer may call the kiosk home, or say that its pages have changed.

import { reset } from "./way.js";

const EVERY = 60_000;
const { pulse, callsHome, version, start, worker } = document.body.dataset;
const isFirstScreen = location.pathname === start;
const opened = Date.now();
const NIGHT = 3;
const FRESH = 2 * 3_600_000;

function lacks() {
  const missing = [];
  if (!isSecureContext) missing.push("secure");
  if (!("serviceWorker" in navigator)) missing.push("worker");
  if (!window.speechSynthesis?.getVoices().length) missing.push("reading-aloud");
  return missing;
}

async function tell() {
  const form = new FormData();
  for (const each of lacks()) form.append("missing", each);
  try {
    const answer = await fetch(pulse, { method: "POST", body: new URLSearchParams(form), cache: "no-store" });
    if (answer.status === 403) return reset();
    if (!answer.ok) return;
    const told = await answer.json();
    if (String(told.calls_home) !== callsHome) reset();
    else if (told.version !== version) freshen();
  } catch {
    // It will be told in a minute; a page is opened only when the catalogue answers.
  }
}

/** Load the first screen anew: never a page that somebody may be reading. */
function freshen() {
  if (isFirstScreen && !document.querySelector("dialog[open]")) reset();
}

/** Begin to tell that this kiosk is there. */
export function beat() {
  setTimeout(tell, 1_000);
  setInterval(tell, EVERY);
  setInterval(() => {
    if (new Date().getHours() === NIGHT && Date.now() - opened > FRESH) freshen();
  }, EVERY);
  navigator.serviceWorker?.register(worker).catch(() => {
    // Without a worker the pages themselves wait for the catalogue.
  });
}
