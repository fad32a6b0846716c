// Sounds play on the page, one at a time, started and stopped by one button each.

const buttons = [...document.querySelectorAll("[data-plays]")];

for (const button of buttons) {
  const sound = document.getElementById(button.dataset.plays);
  const show = () => button.setAttribute("aria-pressed", String(!sound.paused));
  for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, show);
  button.addEventListener("click", () => {
    if (!sound.paused) return sound.pause();
    for (const other of document.querySelectorAll("audio")) other.pause();
    sound.play().catch(show);
  });
}
