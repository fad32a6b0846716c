// What a key of the screen's keyboard does to a field. Every change is told by the field's own `input` event.

const ZWNJ = "\u200c";
const MARK = /^\p{M}/u;
const ACCENT = /^[\u0300-\u036f]$/;
const VOWEL = /[aeiouy][\u0300-\u036f]*(?=[b-df-hj-np-tv-xzđ]*$)/iu;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

const graphemes = Intl.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;

export function before(field) {
  return field.value.slice(0, field.selectionStart);
}

// What a reader takes for one letter, but a joiner may go without the letter it stands after.
export function lastLetter(text) {
  if (text.endsWith(ZWNJ)) return ZWNJ;
  return lettersOf(text).at(-1) ?? "";
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

// To the left or right in the direction of the whole text, as the arrows of a real keyboard do.
export function move(field, side) {
  const { selectionStart: start, selectionEnd: end } = field;
  const isForward = (side === "right") === isLeftToRight(field);
  const caret = isForward ? end + nextLetter(field.value.slice(end)).length : start - lastLetter(before(field)).length;
  field.setSelectionRange(caret, caret);
  reveal(field);
}

function nextLetter(text) {
  return lettersOf(text)[0] ?? "";
}

function lettersOf(text) {
  return graphemes ? Array.from(graphemes.segment(text), (each) => each.segment) : Array.from(text);
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
  reveal(field);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType, data: text || null }));
}

// A script that moves the caret has to bring it into sight as well; where it stands is known well enough by counting.
function reveal(field) {
  const caret = (field.scrollWidth * field.selectionStart) / (field.value.length || 1);
  const width = field.clientWidth;
  const begin = Math.abs(field.scrollLeft);
  if (caret - width / 4 >= begin && caret + width / 4 <= begin + width) return;
  field.scrollLeft = (isLeftToRight(field) ? 1 : -1) * Math.max(0, caret - width / 2);
}

function isLeftToRight(field) {
  return getComputedStyle(field).direction === "ltr";
}
