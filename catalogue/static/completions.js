// Asks the catalogue what may be meant by the beginning of a search.

export const LEAST = 2;
export const PAUSE = 120;

// Whatever goes wrong, there is nothing to offer.
export async function ask(source, typed) {
  if (typed.length < LEAST) return [];
  const address = new URL(source, location.href);
  address.searchParams.set("q", typed);
  address.searchParams.set("lang", document.documentElement.lang);
  try {
    const answer = await fetch(address);
    return answer.ok ? (await answer.json()).completions : [];
  } catch {
    return [];
  }
}
