// Makes this device the kiosk whose secret stands after the # of the address. The secret is taken out of the address at once, and
// sent where no log writes it down.

const secret = decodeURIComponent(location.hash.slice(1));
const { start } = document.body.dataset;
const AGAIN = 5_000;

history.replaceState(null, "", location.pathname);

function showUnknown() {
  document.querySelector("[data-waiting]").hidden = true;
  document.querySelector("[data-unknown]").hidden = false;
}

async function pair() {
  if (!secret) return showUnknown();
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams({ secret }), cache: "no-store" });
    if (answer.ok) return location.replace(start);
    if (answer.status < 500) return showUnknown();
  } catch {
    // The server is not up yet: the device was quicker.
  }
  setTimeout(pair, AGAIN);
}

pair();
