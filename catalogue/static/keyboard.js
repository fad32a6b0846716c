// The keyboard on a kiosk's screen. Layouts are files, drawn as buttons; the field keeps the focus and works with a real
// keyboard at the same time. Nothing is remembered.

import { ask, PAUSE } from "./completions.js";
import { before, erase, exchange, insert, lastLetter, move } from "./typing.js";

const TWICE = 400;
const HELD = 500;
const AGAIN = 90;
const MOST_AGAIN = 40;
const MOST_OFFERED = 4;
const SEEN_ONLY = "◌";
const NAMED = { ZWNJ: "\u200c", space: " " };
const LIFTED = new Set(["search", "language", "signs", "letters"]);
const SMALL = "small", CAPITAL = "capital", CAPITALS = "capitals";

class Keyboard {
  constructor(board, field) {
    this.field = field;
    this.board = board;
    this.keys = board.querySelector(".keys");
    this.rows = board.querySelector(".rows");
    this.status = board.querySelector("[role=status]");
    this.special = board.querySelector("template").content;
    this.layouts = [...board.querySelectorAll("datalist option")];
    this.chosen = 0;
    this.case = SMALL;
    this.shiftedAt = -Infinity;
    this.pressedKey = null;
    this.actions = {
      shift: () => this.shift(),
      delete: () => this.erase(),
      signs: () => this.show("signs"),
      letters: () => this.show("letters"),
      language: () => this.choose((this.chosen + 1) % this.layouts.length, true),
      left: () => move(field, "left"),
      right: () => move(field, "right"),
      search: () => field.form?.requestSubmit(),
    };
  }

  async start() {
    this.field.inputMode = "none";
    this.keys.addEventListener("pointerdown", (event) => this.down(event));
    this.keys.addEventListener("click", (event) => this.click(event));
    this.keys.addEventListener("keydown", (event) => this.walk(event));
    this.keys.addEventListener("contextmenu", (event) => event.preventDefault());
    for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => this.lift());
    for (const change of ["input", "focus"]) this.field.addEventListener(change, () => this.showForms());
    document.addEventListener("selectionchange", () => this.showForms());
    if (document.activeElement !== this.field) this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    await this.choose(0, false);
    new Offer(this.board.querySelector(".offered"), this.field);
  }

  // Layouts

  async choose(number, isTold) {
    const option = this.layouts[number];
    try {
      const answer = await fetch(option.value);
      if (!answer.ok) return;
      this.layout = await answer.json();
    } catch {
      return; // The layout there was stays.
    }
    this.chosen = number;
    this.case = SMALL;
    this.rows.lang = this.layout.language;
    this.show("letters");
    this.nameNext();
    this.board.hidden = false;
    if (isTold) tell(this.status, option);
  }

  nameNext() {
    const key = this.keys.querySelector("[data-key=language]");
    key.hidden = this.layouts.length < 2;
    tell(key.querySelector("bdi"), this.layouts[(this.chosen + 1) % this.layouts.length]);
  }

  show(page) {
    const isLetters = page === "letters";
    const rows = this.layout[page].map((row) => line(row.split(" ").map((key) => this.key(key))));
    const last = rows.at(-1);
    if (isLetters && this.layout.shifted) last.prepend(this.named("shift"));
    last.append(this.named("delete"));
    this.forms = isLetters && this.layout.forms ? line([]) : null;
    if (this.forms) {
      this.forms.classList.add("forms");
      rows.unshift(this.forms);
    }
    this.rows.replaceChildren(...rows);
    this.board.style.setProperty("--columns", Math.max(10, ...rows.map((row) => row.childElementCount)));
    this.board.style.setProperty("--rows", this.layout.letters.length + (this.layout.forms ? 1 : 0));
    this.turn("signs", !isLetters, "letters");
    this.turn("letters", isLetters, "signs");
    this.capitalise(isLetters ? this.case : SMALL);
    this.showForms();
    this.stopAt(this.keys.contains(document.activeElement) ? document.activeElement : this.visible()[0]);
  }

  turn(name, isHidden, other) {
    const key = this.keys.querySelector(`[data-key=${name}]`);
    const hadFocus = key === document.activeElement;
    key.hidden = isHidden;
    if (!hadFocus || !isHidden) return;
    const next = this.keys.querySelector(`[data-key=${other}]`);
    next.hidden = false;
    next.focus();
  }

  key(label) {
    if (label in NAMED) return this.named(label);
    const key = document.createElement("button");
    key.type = "button";
    print(key, label);
    return key;
  }

  named(name) {
    return this.special.querySelector(`[data-key=${name}]`).cloneNode(true);
  }

  // Capitals: one tap for the next letter, two for all that follow.

  shift() {
    const now = performance.now();
    const isTwice = this.case === CAPITAL && now - this.shiftedAt < TWICE;
    this.shiftedAt = now;
    this.capitalise(isTwice ? CAPITALS : this.case === SMALL ? CAPITAL : SMALL);
  }

  capitalise(wanted) {
    this.case = wanted;
    const key = this.rows.querySelector("[data-key=shift]");
    if (!key) return;
    key.setAttribute("aria-pressed", String(wanted !== SMALL));
    key.classList.toggle("locked", wanted === CAPITALS);
    const labels = (wanted === SMALL ? this.layout.letters : this.layout.shifted).join(" ").split(" ");
    this.rows.querySelectorAll("button:not([data-key])").forEach((each, place) => print(each, labels[place]));
  }

  // A letter chosen in two steps: the row on top has the forms of the letter before the caret.

  showForms() {
    if (!this.forms) return;
    const letter = lastLetter(before(this.field));
    const forms = Object.values(this.layout.forms).find((each) => letter && each.split(" ").includes(letter)) ?? "";
    if (this.forms.dataset.forms === forms) return;
    this.forms.dataset.forms = forms;
    this.forms.replaceChildren(...forms.split(" ").filter(Boolean).map((each) => this.key(each)));
    this.stopAt(this.visible().find((each) => each.tabIndex === 0) ?? this.visible()[0]);
  }

  // Fingers. Letters come when a key is touched, so that two thumbs may overlap; what changes the keys or leads away, when it is
  // let go.

  down(event) {
    event.preventDefault();
    const key = event.target.closest("button");
    if (!key || event.button) return;
    this.lift();
    key.classList.add("pressed");
    this.pressedKey = null;
    if (LIFTED.has(key.dataset.key)) return;
    this.pressedKey = key;
    this.press(key);
    if (key.dataset.key === "delete") this.repeat();
  }

  click(event) {
    const key = event.target.closest("button");
    const isDone = event.detail && key === this.pressedKey;
    this.pressedKey = null;
    if (key && !isDone) this.press(key);
  }

  repeat() {
    let left = MOST_AGAIN;
    const again = () => {
      this.erase();
      left -= 1;
      if (left) this.waiting = setTimeout(again, AGAIN);
    };
    this.waiting = setTimeout(again, HELD);
  }

  lift() {
    clearTimeout(this.waiting);
    for (const each of this.keys.querySelectorAll(".pressed")) each.classList.remove("pressed");
  }

  press(key) {
    if (!this.keys.contains(document.activeElement)) this.field.focus({ preventScroll: true });
    const action = this.actions[key.dataset.key];
    if (action) action();
    else if (key.parentElement === this.forms) exchange(this.field, key.value);
    else this.type(NAMED[key.dataset.key] ?? key.value);
  }

  type(text) {
    insert(this.field, text);
    if (this.case === CAPITAL) this.capitalise(SMALL);
  }

  erase() {
    erase(this.field);
  }

  // With a real keyboard the keys are one stop on the way, and arrows lead from key to key.

  walk(event) {
    const keys = this.visible();
    const place = keys.indexOf(event.target);
    const target = {
      ArrowLeft: () => keys[place - 1],
      ArrowRight: () => keys[place + 1],
      ArrowUp: () => beyond(event.target, keys, -1),
      ArrowDown: () => beyond(event.target, keys, 1),
    }[event.key]?.();
    if (!target) return;
    event.preventDefault();
    this.stopAt(target);
    target.focus();
  }

  visible() {
    return [...this.keys.querySelectorAll("button:not([hidden])")];
  }

  stopAt(stop) {
    for (const each of this.keys.querySelectorAll("button")) each.tabIndex = each === stop ? 0 : -1;
  }
}

// Words that may be meant, above the keys: a tap searches for them.
class Offer {
  constructor(row, field) {
    this.row = row;
    this.field = field;
    this.asked = field.value.trimStart();
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", (event) => this.take(event.target.closest("button")));
    field.addEventListener("input", () => this.later());
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.offer(), PAUSE);
  }

  async offer() {
    const typed = this.field.value.trimStart();
    if (typed === this.asked) return;
    this.asked = typed;
    const found = this.field.dataset.completes ? await ask(this.field.dataset.completes, typed) : [];
    if (this.asked === typed) this.row.replaceChildren(...found.slice(0, MOST_OFFERED).map(suggestion));
  }

  take(button) {
    if (!button) return;
    const { field } = this;
    field.setRangeText(button.textContent, 0, field.value.length, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
    field.form?.requestSubmit();
  }
}

function line(keys) {
  const row = document.createElement("div");
  row.className = "row";
  row.append(...keys);
  return row;
}

function print(key, label) {
  key.value = label.replace(SEEN_ONLY, "");
  key.textContent = label;
}

function suggestion(words) {
  const button = Object.assign(document.createElement("button"), { type: "button", dir: "auto" });
  button.append(Object.assign(document.createElement("span"), { textContent: words }));
  return button;
}

function tell(element, option) {
  element.lang = option.lang;
  element.textContent = option.label;
}

// The key above or below the middle of another.
function beyond(key, keys, step) {
  const from = key.getBoundingClientRect();
  const boxes = keys.map((each) => [each, each.getBoundingClientRect()]);
  const tops = [...new Set(boxes.map(([, box]) => Math.round(box.top)))].sort((one, other) => one - other);
  const top = tops[tops.indexOf(Math.round(from.top)) + step];
  const row = boxes.filter(([, box]) => Math.round(box.top) === top);
  const found = row.findLast(([, box]) => box.left <= from.left + from.width / 2) ?? row[0];
  return found?.[0];
}

for (const board of document.querySelectorAll("[data-keyboard-for]")) {
  const field = document.getElementById(board.dataset.keyboardFor);
  if (field?.matches("input[data-keyboard]")) new Keyboard(board, field).start();
}
