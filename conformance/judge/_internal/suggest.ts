/** The number of letters to insert, delete or replace to turn one word into the other (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/**
 * The names most like a word that is none of them, best first, at most three; a name without its chapter counts as well, so
 * that `qr` finds `decompositions.qr`.
 */
export function suggest(word: string, names: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  const distance = (name: string): number => {
    const whole = name.toLowerCase();
    const bare = whole.slice(whole.indexOf('.') + 1);
    const nearest = Math.min(editDistance(wanted, whole), editDistance(wanted, bare));
    return wanted.length >= 3 && whole.includes(wanted) ? Math.min(nearest, 1) : nearest;
  };
  const near = names
    .map((name) => ({ name, far: distance(name) }))
    .filter(({ far }) => far <= Math.max(wanted.length < 2 ? 0 : 1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.far - b.far);
  // Beside a name that is a letter off, others that are farther are not meant.
  return near
    .filter(({ far }) => far <= (near[0]?.far ?? 0) + 1)
    .slice(0, 3)
    .map(({ name }) => name);
}
