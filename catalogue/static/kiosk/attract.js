// One greeting after another, slowly; all stay where they are when somebody asked for less motion.

const greetings = [...document.querySelectorAll("[data-greeting]")];
const STAYS = 6_000;
let shown = 0;

if (greetings.length > 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
  setInterval(() => {
    greetings[shown].hidden = true;
    shown = (shown + 1) % greetings.length;
    greetings[shown].hidden = false;
  }, STAYS);
}
