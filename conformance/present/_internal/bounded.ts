/** Characters of a line of code above which its lists of numbers are cut. */
const longest = 240;
/** Numbers of a list that are kept. */
const most = 8;

/** Code in lines short enough for a terminal: of a long list the first numbers, and where all of them are. */
export const bounded = (code: string): readonly string[] => code.split('\n').map(shortened);

function shortened(line: string): string {
  if (line.length <= longest) return line;
  const cut = line.replace(/\(([^()]{40,})\)/g, (whole, list: string) => {
    const numbers = list.split(', ');
    const first = numbers.slice(0, most).join(', ');
    return numbers.length <= most ? whole : `(${first}, /* and so on: see replay, --html or --json */)`;
  });
  return cut.length <= 2 * longest ? cut : `${cut.slice(0, 2 * longest)} ...`;
}
