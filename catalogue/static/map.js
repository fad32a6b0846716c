// A map beside a list: a pin for every place that the list names. It is drawn when it comes into sight; the list has everything
// without it.

const section = document.querySelector("[data-map]");
const box = section.querySelector("[data-outlines]");
const language = document.documentElement.lang;
const isMirrored = document.documentElement.dir === "rtl";
const WIDE = 74; // pixels of the screen within which two pins share one
const HIGH = 46;
let opened = null;

const places = [...document.querySelectorAll("[data-latitude]")].map((item) => ({
  at: [Number(item.dataset.latitude), Number(item.dataset.longitude)],
  address: item.querySelector("a").href,
  name: item.querySelector("a > bdi, a > span > bdi"),
  town: item.querySelector("[data-town]")?.textContent ?? "",
}));

if (places.length) {
  section.hidden = false;
  for (const link of document.querySelectorAll("[data-map-link]")) link.hidden = false;
  const sight = new IntersectionObserver(
    (seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      sight.disconnect();
      import(section.dataset.leaflet).then(draw).catch(() => (section.hidden = true));
    },
    { rootMargin: "200px" },
  );
  sight.observe(section);
}

function draw() {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const tiles = box.dataset.tiles;
  const map = L.map(box, {
    zoomControl: false,
    minZoom: 3,
    maxZoom: tiles ? 18 : 9,
    // One finger and the wheel move the page, two fingers the map.
    scrollWheelZoom: false,
    dragging: matchMedia("(pointer: fine)").matches,
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    markerZoomAnimation: !isCalm,
  });
  map.attributionControl.setPrefix("Leaflet");
  map.attributionControl.addAttribution(escaped(box.dataset.attribution));
  L.control
    .zoom({
      position: isMirrored ? "topright" : "topleft",
      zoomInTitle: box.dataset.zoomIn,
      zoomOutTitle: box.dataset.zoomOut,
    })
    .addTo(map);
  map.fitBounds(L.latLngBounds(places.map((place) => place.at)), { padding: [46, 46], maxZoom: tiles ? 14 : 8 });
  if (tiles) L.tileLayer(tiles, { maxZoom: 18, referrerPolicy: "origin" }).addTo(map);
  else outline(map);

  const pins = L.layerGroup().addTo(map);
  const place = () => {
    pins.clearLayers();
    for (const group of groups(map)) pins.addLayer(pin(group));
  };
  map.on("zoomend", place);
  place();
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened) return;
    const pinned = opened;
    map.closePopup();
    pinned.getElement()?.focus({ preventScroll: true });
  });
}

async function outline(map) {
  const answer = await fetch(box.dataset.outlines);
  if (answer.ok) L.geoJSON(await answer.json(), { interactive: false, style: { className: "land", weight: 1 } }).addTo(map);
}

// Places so near to one another on the screen that their pins would cover each other share one.
function groups(map) {
  const found = [];
  for (const place of places) {
    const point = map.latLngToLayerPoint(place.at);
    const near = (each) => Math.abs(each.point.x - point.x) < WIDE && Math.abs(each.point.y - point.y) < HIGH;
    const group = found.find(near);
    if (group) group.places.push(place);
    else found.push({ point, places: [place] });
  }
  return found;
}

function pin(group) {
  const towns = [...new Set(group.places.map((place) => place.town))];
  const count = new Intl.NumberFormat(language).format(group.places.length);
  const icon = document.createElement("span");
  icon.append(element("b", group.places.length > 1 ? count : ""), element("i", towns[0] + (towns.length > 1 ? " …" : "")));
  const middle = L.latLngBounds(group.places.map((place) => place.at)).getCenter();
  const marker = L.marker(middle, { icon: L.divIcon({ className: "pin", html: icon, iconSize: [44, 44], iconAnchor: [22, 22] }) });
  marker.bindPopup(list(group.places), {
    closeButton: false,
    maxHeight: 200,
    maxWidth: 190,
    // Beside the zoom buttons, not under them.
    autoPanPaddingTopLeft: [isMirrored ? 8 : 60, 10],
    autoPanPaddingBottomRight: [isMirrored ? 60 : 8, 10],
  });
  marker.on("add", () => {
    const shown = marker.getElement();
    const names = group.places.map((place) => place.name.textContent);
    shown.setAttribute("aria-label", `${towns.join(", ")}: ${names.join("; ")}`);
    shown.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      marker.openPopup();
      marker.getPopup().getElement().querySelector("a").focus({ preventScroll: true });
    });
  });
  marker.on("popupopen", () => (opened = marker));
  marker.on("popupclose", () => (opened = null));
  return marker;
}

function list(shown) {
  const lines = document.createElement("ul");
  lines.className = "plain";
  for (const place of shown) {
    const link = document.createElement("a");
    link.href = place.address;
    link.append(place.name.cloneNode(true));
    const line = document.createElement("li");
    line.append(link);
    lines.append(line);
  }
  return lines;
}

function element(tag, text) {
  const made = document.createElement(tag);
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function escaped(text) {
  return element("span", text).innerHTML;
}
