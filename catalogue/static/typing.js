// What a key of the screen's keyboard does to a field. Every change is told by the field's own `input` event.

const ZWNJ = "\u200c";
const MARK = /^\p{M}/u;
const ACCENT = /^[\u0300-\u036f]$/;
const VOWEL = /[aeiouy][\u0300-\u036f]*(?=[b-df-hj-np-tv-xzđ]*$)/iu;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

const graphemes = Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

let movesCaret = false;

export function before(field) {
  return field.value.slice(0, field.selectionStart);
}

// What a reader takes for one letter, but a joiner may go without the letter it stands after.
export function lastLetter(text) {
  if (text.endsWith(ZWNJ)) return ZWNJ;
  const letters = graphemes ? Array.from(graphemes.segment(text), (each) => each.segment) : Array.from(text);
  return letters.at(-1) ?? "";
}

export function insert(field, text) {
  if (ACCENT.test(text)) accent(field, text);
  else if (MARK.test(text)) compose(field, text);
  else replace(field, field.selectionStart, field.selectionEnd, text, "insertText");
}

// Puts another letter in the place of the last one.
export function exchange(field, letter) {
  const caret = field.selectionStart;
  replace(field, caret - lastLetter(before(field)).length, caret, letter, "insertReplacementText");
}

export function erase(field) {
  const { selectionStart: start, selectionEnd: end } = field;
  const from = start === end ? start - lastLetter(before(field)).length : start;
  if (from < end) replace(field, from, end, "", "deleteContentBackward");
}

// To the left or right as one sees it, also where directions mix. A browser that cannot do that in a field goes by the
// direction of the whole text.
export function move(field, side) {
  const from = field.selectionStart;
  field.focus({ preventScroll: true });
  getSelection().modify("move", side, "character");
  if (field.selectionStart !== from) movesCaret = true;
  if (movesCaret) return;
  const isForward = (side === "right") === (getComputedStyle(field).direction === "ltr");
  const letter = isForward ? nextLetter(field.value.slice(from)) : lastLetter(before(field));
  const caret = from + (isForward ? letter.length : -letter.length);
  field.setSelectionRange(caret, caret);
}

function nextLetter(text) {
  const [letter = ""] = graphemes ? Array.from(graphemes.segment(text), (each) => each.segment) : text;
  return letter;
}

// A tone may be given after the end of its syllable, and takes the place of one given before.
function accent(field, mark) {
  const text = before(field).normalize("NFD");
  const vowel = text.match(VOWEL);
  if (!vowel) return;
  const changed = vowel[0].replace(TONES, "") + mark + text.slice(vowel.index + vowel[0].length);
  const kept = text.slice(0, vowel.index).normalize("NFC").length;
  replace(field, kept, field.selectionEnd, changed.normalize("NFC"), "insertText");
}

function compose(field, mark) {
  const letter = lastLetter(before(field));
  const from = field.selectionStart - letter.length;
  replace(field, from, field.selectionEnd, (letter + mark).normalize("NFC"), "insertText");
}

function replace(field, start, end, text, inputType) {
  const length = field.value.length - (end - start) + text.length;
  if (text && field.maxLength >= 0 && length > field.maxLength) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType, data: text || null }));
}
