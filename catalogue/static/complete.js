// Offers words while one types, in the browser's own list. Without scripts the box is a plain form.

const PAUSE = 120;
const box = document.querySelector("input[data-completes]");

if (box) {
  const list = document.getElementById(box.getAttribute("list"));
  let waiting = 0;
  let asked = "";

  async function offer() {
    const typed = box.value.trimStart();
    if (typed.length < 2 || typed === asked || [...list.options].some((each) => each.value === typed)) return;
    asked = typed;
    const address = new URL(box.dataset.completes, location.href);
    address.searchParams.set("q", typed);
    address.searchParams.set("lang", document.documentElement.lang);
    try {
      const answer = await fetch(address);
      const found = answer.ok ? (await answer.json()).completions : [];
      if (asked === typed) list.replaceChildren(...found.map((words) => new Option("", words)));
    } catch {
      list.replaceChildren();
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(offer, PAUSE);
  });
}
