// Asks whether somebody is still there, and forgets the visitor when nobody answers. Any touch, key, turn of a wheel and tap on the
// keyboard of the screen is an answer; so is sound that plays. The clock is asked, not counted: a device may have slept.

import { reset } from "./way.js";

const SIGNS = ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"];
const idle = Number(document.body.dataset.idle) * 1_000;
const waits = Number(document.body.dataset.warning) * 1_000;
const warning = document.getElementById("warning");
let last = Date.now();

function isPlaying() {
  const sounds = [...document.querySelectorAll("audio, video")];
  return sounds.some((each) => !each.paused && !each.ended) || Boolean(window.speechSynthesis?.speaking);
}

function stay() {
  if (!warning.open) last = Date.now();
}

function look() {
  if (isPlaying()) last = Date.now();
  const silent = Date.now() - last;
  if (silent < idle) return;
  if (silent >= idle + waits) {
    warning.close();
    reset();
    return;
  }
  if (!warning.open) {
    document.querySelectorAll("dialog[open]").forEach((each) => each.close());
    warning.showModal();
    warning.querySelector("[data-stays]").focus();
  }
  const seconds = Math.ceil((idle + waits - silent) / 1_000);
  warning.querySelector("[data-countdown]").textContent = seconds.toLocaleString(document.documentElement.lang);
}

/** Begin to look whether somebody is there. */
export function watch() {
  for (const sign of SIGNS) document.addEventListener(sign, stay, { capture: true, passive: true });
  // The question is answered by a whole tap anywhere: half of one would close it and hit what lies beneath.
  warning.addEventListener("click", (event) => event.target.closest("[data-reset]") || warning.close());
  warning.addEventListener("close", () => (last = Date.now()));
  setInterval(look, 500);
}
