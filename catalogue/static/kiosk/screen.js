// Every page of a kiosk: its links and forms, its buttons, and what a touch screen must not do.

import { watch } from "./idle.js";
import { beat } from "./pulse.js";
import { arrive, back, change, go, reset } from "./way.js";

const acts = {
  "[data-back]": back,
  "[data-opens]": (button) => document.getElementById(button.dataset.opens).showModal(),
  "[data-closes]": (button) => document.getElementById(button.dataset.closes).close(),
  "[data-lift]": (button) => lift(button.dataset.lift === "up" ? -1 : 1),
  "[data-cleans]": (button) => clean(button),
};

addEventListener("click", (event) => {
  for (const [those, act] of Object.entries(acts)) {
    const button = event.target.closest?.(those);
    if (button) act(button);
  }
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  event.preventDefault();
  if (link.matches("[data-reset]")) reset();
  else if (link.matches("[data-same]")) change(link.href);
  else go(link.href);
});

addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(event.target.action);
  address.search = new URLSearchParams(new FormData(event.target));
  document.activeElement?.blur();
  go(address);
});

function leadsOut(event) {
  if (event.ctrlKey && "acvx".includes(event.key)) return false;
  return event.ctrlKey || event.altKey || event.metaKey || /^F\d+$|^Browser/.test(event.key);
}

// A press that lasts, a picture that is dragged, a middle button, the browser's own keys: each is a way out of the page.
for (const [name, hinder] of [
  ["contextmenu", () => true],
  ["dragstart", () => true],
  ["drop", () => true],
  ["dragover", () => true],
  ["auxclick", () => true],
  ["keydown", leadsOut],
  ["wheel", (event) => event.ctrlKey],
  ["touchmove", (event) => event.touches.length > 1],
]) {
  addEventListener(name, (event) => hinder(event) && event.preventDefault(), { capture: true, passive: false });
}

// Moving a long page by taps.
const room = document.getElementById("main");
const lifts = document.querySelectorAll("[data-lift]");

function lift(direction) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  room.scrollBy({ top: direction * room.clientHeight * 0.8, behavior });
}

function showLifts() {
  const left = room.scrollHeight - room.clientHeight - room.scrollTop;
  for (const button of lifts) button.hidden = button.dataset.lift === "up" ? room.scrollTop < 4 : left < 4;
}

room.addEventListener("scroll", showLifts, { passive: true });
new ResizeObserver(showLifts).observe(room);
showLifts();

// Wiping the screen: for some seconds no touch means anything.
function clean(button) {
  const cleaning = document.getElementById("cleaning");
  const ends = Date.now() + Number(button.dataset.seconds) * 1_000;
  const holdOn = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const kinds = ["pointerdown", "click", "touchstart", "keydown", "cancel"];
  for (const kind of kinds) addEventListener(kind, holdOn, { capture: true, passive: false });
  cleaning.showModal();
  const counting = setInterval(() => {
    const seconds = Math.ceil((ends - Date.now()) / 1_000);
    cleaning.querySelector("[data-countdown]").textContent = Math.max(seconds, 0).toLocaleString(document.documentElement.lang);
    if (seconds > 0) return;
    clearInterval(counting);
    for (const kind of kinds) removeEventListener(kind, holdOn, { capture: true });
    cleaning.close();
  }, 250);
}

arrive();
// The first screen waits for the next visitor as long as it takes.
if (location.pathname !== document.body.dataset.start) watch();
beat();
