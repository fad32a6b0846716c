// Handing a page on: print it, share it, or copy its address. Each button stays hidden where the browser cannot do it.

const able = {
  print: () => typeof window.print === "function",
  share: () => typeof navigator.share === "function",
  copy: () => Boolean(navigator.clipboard && isSecureContext),
};

const acts = {
  print: () => window.print(),
  share: (address) => navigator.share({ title: document.title, url: address }).catch(() => {}),
  copy: async (address, button) => {
    await navigator.clipboard.writeText(address);
    button.querySelector("span").textContent = button.dataset.done;
  },
};

for (const button of document.querySelectorAll("[data-hand]")) {
  const act = button.dataset.hand;
  button.hidden = !able[act]();
  button.addEventListener("click", () => acts[act](document.querySelector("[data-address]").dataset.address, button));
}
