// Prints the slip, if the printer has not had enough for now.

const button = document.querySelector("[data-prints]");

button.addEventListener("click", async () => {
  button.disabled = true;
  let isAllowed = false;
  try {
    isAllowed = (await fetch(button.dataset.prints, { method: "POST", cache: "no-store" })).ok;
  } catch {
    // Without an answer nothing is printed.
  }
  document.querySelector("[data-printer-rests]").hidden = isAllowed;
  if (isAllowed) window.print();
  button.disabled = false;
});
