// The languages a reader wants every search to keep to. They are kept in this browser only, and only when asked for; every
// search that keeps to them says so in its address.

const STORE = "tilts-languages";
const MOST = 8;
const form = document.querySelector("form[role=search]");
const told = document.querySelector("[data-kept-languages]");
const offer = document.querySelector("[data-keep-languages]");

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(STORE));
    return Array.isArray(found) ? found.filter((code) => /^[A-Za-z0-9-]{2,16}$/.test(code)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(codes) {
  try {
    if (codes.length) localStorage.setItem(STORE, JSON.stringify(codes.slice(0, MOST)));
    else localStorage.removeItem(STORE);
  } catch {
    // A browser that lets nothing be kept searches as before.
  }
  show();
}

function nameOf(code) {
  const reader = document.documentElement.lang;
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(code === "prs" ? "fa-AF" : code);
  } catch {
    return code;
  }
}

function show() {
  const codes = kept();
  for (const each of form.querySelectorAll("[data-kept]")) each.remove();
  const isChosen = Boolean(form.querySelector("input[name=in]"));
  if (!isChosen) {
    for (const code of codes) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "in", value: code });
      field.dataset.kept = "";
      form.append(field);
    }
  }
  told.hidden = !codes.length;
  const names = new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(codes.map(nameOf));
  told.querySelector("bdi").textContent = names;
  if (offer) offer.hidden = offer.dataset.keepLanguages === codes.join(" ");
}

if (form && told) {
  offer?.addEventListener("click", () => keep(offer.dataset.keepLanguages.split(" ")));
  told.querySelector("button").addEventListener("click", () => keep([]));
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  show();
}
