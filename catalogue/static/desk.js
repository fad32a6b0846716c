// The describing form: what is typed is kept, names are offered while one types, rows are added in place, and leaving warns.
// Without scripts the same buttons send the form.

const PAUSE = 1_500;
const OFFER_PAUSE = 150;

let form = document.getElementById("describing");
let isTyped = form?.dataset.isTyped === "yes";
let waiting = 0;

function tell(sentence) {
  const state = form.querySelector("[data-draft-state]");
  if (state) state.textContent = sentence;
}

async function keep() {
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) });
    tell(answer.ok ? form.dataset.kept : form.dataset.notKept);
  } catch {
    tell(form.dataset.notKept);
  }
}

function typed() {
  isTyped = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
}

async function offer(box) {
  const list = document.getElementById(box.getAttribute("list"));
  const words = box.value.split(";").pop().trim();
  if (words.length < 2) return;
  try {
    const answer = await fetch(`${box.dataset.names}?q=${encodeURIComponent(words)}`);
    if (!answer.ok) return;
    const found = await answer.json();
    box.offered = new Map(found.map((each) => [each.name, each.code]));
    list.replaceChildren(...found.map((each) => new Option("", each.name)));
  } catch {
    list.replaceChildren();
  }
}

// A chosen name becomes a checked box at once, and the field is free for the next one.
function choose(box) {
  const code = box.offered?.get(box.value.trim());
  const chooser = box.closest("[data-chooser]");
  if (!code || !chooser) return false;
  const name = box.name.replace(/_typed$/, "");
  if (!chooser.querySelector(`input[type=checkbox][value="${CSS.escape(code)}"]`)) {
    const label = document.createElement("label");
    label.className = "check";
    const check = Object.assign(document.createElement("input"), { type: "checkbox", name, value: code, checked: true });
    const words = document.createElement("bdi");
    words.textContent = box.value.trim();
    label.append(check, " ", words);
    chooser.querySelector(".chosen").append(label);
  }
  box.value = "";
  typed();
  return true;
}

// While the longer form comes nothing can be typed or pressed: it would be lost with the shorter one.
async function addRow(button) {
  const body = new FormData(form, button);
  form.inert = true;
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("describing");
  if (!fresh) throw new Error("signed out");
  const before = new Set([...form.elements].map((each) => each.name));
  const rows = button.value === "add-language" ? "blocks" : button.value.replace("add-", "");
  const above = button.closest("fieldset")?.previousElementSibling?.querySelector("input")?.name;
  form.replaceWith(document.importNode(fresh, true));
  form = document.getElementById("describing");
  listen();
  typed();
  const added = [...form.elements].filter((each) => each.name.startsWith(`${rows}-`) && !before.has(each.name));
  // Which language was added is known already: one goes on with its title.
  (added.find((each) => each.name.endsWith("-title")) ?? added[0] ?? form.elements.namedItem(above))?.focus();
}

function listen() {
  form.addEventListener("input", (event) => {
    typed();
    const box = event.target.closest("[data-names]");
    if (!box || choose(box)) return;
    clearTimeout(box.waiting);
    box.waiting = setTimeout(offer, OFFER_PAUSE, box);
  });
  form.addEventListener("keydown", (event) => {
    // Enter in a field of names takes the name; elsewhere it must not send a form that is half filled in.
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.target.type === "submit") return;
    event.preventDefault();
    if (event.target.id === "new-language") form.querySelector('[value="add-language"]').click();
    else if (event.target.dataset.names) choose(event.target);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    const button = event.submitter;
    if (button?.value.startsWith("add-") || button?.value.startsWith("raise-")) {
      event.preventDefault();
      addRow(button).catch(() => {
        isTyped = false;
        form.inert = false;
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "act", value: button.value }));
        form.submit();
      });
    } else {
      isTyped = false;
    }
  });
}

if (form) {
  listen();
  addEventListener("beforeunload", (event) => {
    if (isTyped) event.preventDefault();
  });
  (document.getElementById("faults") ?? document.getElementById("found"))?.focus();
} else {
  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-names]");
    if (!box) return;
    clearTimeout(box.waiting);
    box.waiting = setTimeout(offer, OFFER_PAUSE, box);
  });
}
