/** A product within a size: a number times sizes by name. */
interface Term {
  readonly factor: number;
  readonly names: readonly string[];
}

/** A size by arithmetic: the sum of its terms. `m+n-1` is m, n and -1. */
export type SizeFormula = readonly Term[];

/** Sizes by name; lists of them are none that is calculated with. */
type Known = Readonly<Record<string, unknown>>;

/** Reads `4h`, `h*d` or `m+n-1`; undefined where the text is none, or a name stands in one product twice. */
export function parseFormula(text: string): SizeFormula | undefined {
  if (!/^[+-]?\w+(?:[+*-]\w+)*$/.test(text)) return undefined;
  const terms = (text.match(/[+-]?[^+-]+/g) ?? []).map((term): Term => {
    const sign = term.startsWith('-') ? -1 : 1;
    const factors = term.replace(/^[+-]/, '').split('*');
    const numbers = factors.map((factor) => /^\d*/.exec(factor)?.[0] ?? '');
    const names = factors.map((factor, at) => factor.slice(numbers[at]?.length)).filter((name) => name !== '');
    return { factor: numbers.reduce((product, digits) => product * Number(digits || 1), sign), names };
  });
  return terms.some(({ names }) => new Set(names).size < names.length) ? undefined : terms;
}

/** The names that a formula speaks of. */
export const namesIn = (formula: SizeFormula): string[] => [...new Set(formula.flatMap(({ names }) => names))];

const sizeFrom = (name: string, sizes: Known): number => {
  const size = sizes[name];
  return typeof size === 'number' ? size : 0;
};

const valueOfTerm = ({ factor, names }: Term, sizes: Known): number =>
  names.reduce((product, name) => product * sizeFrom(name, sizes), factor);

/** What a formula comes to, all its names being known. */
export const sizeBy = (formula: SizeFormula, sizes: Known): number =>
  formula.reduce((sum, term) => sum + valueOfTerm(term, sizes), 0);

/** The size of the one name that is not known, for which the formula comes to `value`; undefined where no size or every one does. */
export function solvedFor(name: string, formula: SizeFormula, value: number, sizes: Known): number | undefined {
  const rest = sizeBy(formula, { ...sizes, [name]: 0 });
  const slope = sizeBy(formula, { ...sizes, [name]: 1 }) - rest;
  const size = (value - rest) / slope;
  return Number.isInteger(size) && size >= 0 ? size : undefined;
}
