/** Finds by a few letters: starts of words weigh more than letters strewn about. */

/** How well `text` fits; nothing where its letters do not occur in order. */
export function score(text: string, typed: string): number | undefined {
  const hay = text.toLowerCase();
  const needle = typed.toLowerCase().trim();
  if (needle === '') return 0;
  const at = hay.indexOf(needle);
  if (at === 0) return 1000 - hay.length;
  if (at > 0) return (/[\s_\-#@/]/.test(hay[at - 1]!) ? 800 : 600) - at;
  let result = 0;
  let from = 0;
  for (const letter of needle) {
    if (letter === ' ') continue;
    const found = hay.indexOf(letter, from);
    if (found === -1) return undefined;
    result += found === from ? 4 : 1;
    from = found + 1;
  }
  return result;
}

/** The items that fit, best first; equal ones keep their order. */
export function fuzzy<T>(items: T[], typed: string, text: (item: T) => string): T[] {
  if (typed.trim() === '') return items;
  return items
    .map((item) => ({ item, fit: score(text(item), typed) }))
    .filter((entry): entry is { item: T; fit: number } => entry.fit !== undefined)
    .sort((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}
