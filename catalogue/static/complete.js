// Offers words while one types, in the browser's own list. Without scripts the box is a plain form.

import { ask, LEAST, PAUSE } from "./completions.js";

const box = document.querySelector("input[data-completes]");

if (box) {
  const list = document.getElementById(box.getAttribute("list"));
  let waiting = 0;
  let asked = "";

  async function offer() {
    const typed = box.value.trimStart();
    if (typed.length < LEAST || typed === asked || [...list.options].some((each) => each.value === typed)) return;
    asked = typed;
    const found = await ask(box.dataset.completes, typed);
    if (asked === typed) list.replaceChildren(...found.map((words) => new Option("", words)));
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, PAUSE);
  });
}
