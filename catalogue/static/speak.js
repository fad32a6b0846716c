// Reading aloud by the browser's own voice. There is no button where it has no voice for the language of the text.

const voices = window.speechSynthesis;

function voiceFor(text) {
  const language = text.closest("[lang]").lang.toLowerCase();
  const primary = language === "prs" || language === "fa-af" ? "fa" : language.split("-")[0];
  return voices.getVoices().find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === primary);
}

function offer() {
  for (const button of document.querySelectorAll("[data-speaks]")) {
    button.hidden = !voiceFor(document.getElementById(button.dataset.speaks));
  }
}

function toggle(button) {
  const isSpeaking = button.getAttribute("aria-pressed") === "true";
  voices.cancel();
  if (isSpeaking) return;
  const text = document.getElementById(button.dataset.speaks);
  const said = new SpeechSynthesisUtterance(text.innerText);
  said.voice = voiceFor(text);
  said.lang = said.voice.lang;
  said.onend = said.onerror = () => button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", "true");
  voices.speak(said);
}

if (voices) {
  for (const button of document.querySelectorAll("[data-speaks]")) {
    button.addEventListener("click", () => toggle(button));
  }
  voices.addEventListener("voiceschanged", offer);
  addEventListener("pagehide", () => voices.cancel());
  offer();
}
