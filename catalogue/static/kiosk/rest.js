// A page that is no page of the catalogue: after a while it goes home by itself, as soon as the catalogue answers.

const { start, alive, patience } = document.body.dataset;

async function goHome() {
  try {
    const answer = await fetch(alive, { cache: "no-store", signal: AbortSignal.timeout(8_000) });
    if (answer.ok) return location.replace(start);
  } catch {
    // Not yet.
  }
  later();
}

function later() {
  setTimeout(goHome, Number(patience) * 1_000);
}

addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("click", (event) => {
  if (!event.target.closest("[data-reset]")) return;
  event.preventDefault();
  goHome();
});
later();
