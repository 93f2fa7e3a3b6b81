/**
 * The notation of Einstein's sums: `ij,jk->ik`. A letter labels an axis; axes of one label run together; what the output does not
 * name is summed. `...` stands for any number of axes, which broadcast; spaces mean nothing. Without `->` the output has `...` and
 * the labels that occur once, in alphabetical order, capitals first.
 */
export interface Subscripts {
  /** A term for each operand: labels, and at most once `...`. */
  readonly terms: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const termPattern = /^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/;
const ELLIPSIS = '...';

const labelsOf = (term: string): readonly string[] => term.match(/\.\.\.|[A-Za-z]/g) ?? [];

/** Reads subscripts; undefined where they mean nothing. */
export function parseSubscripts(text: string): Subscripts | undefined {
  const [left = '', right, ...rest] = text.replaceAll(' ', '').split('->');
  const list = left.split(',');
  if (rest.length > 0 || ![...list, right ?? ''].every((term) => termPattern.test(term))) return undefined;
  const terms = list.map(labelsOf);
  const all = terms.flat();
  const output = right === undefined ? impliedOutput(all) : labelsOf(right);
  const isEach = new Set(output).size === output.length;
  const isKnown = output.every((label) => label === ELLIPSIS || all.includes(label));
  const isBroadcast = output.includes(ELLIPSIS) || !all.includes(ELLIPSIS);
  return isEach && isKnown && isBroadcast ? { terms, output } : undefined;
}

/** Labels that occur once, in the order of their letters, behind `...` where there is one. */
function impliedOutput(all: readonly string[]): readonly string[] {
  const once = all.filter((label) => label !== ELLIPSIS && all.indexOf(label) === all.lastIndexOf(label));
  return [...(all.includes(ELLIPSIS) ? [ELLIPSIS] : []), ...once.sort()];
}

/** A sum of products: what runs along each axis of the operands and of the output, `...` taken apart, and how far. */
export interface Contraction {
  readonly terms: readonly (readonly string[])[];
  readonly output: readonly string[];
  /** What is summed over. */
  readonly summed: readonly string[];
  readonly sizes: ReadonlyMap<string, number>;
}

/** Subscripts for operands of these shapes. Throws RangeError where they do not fit. */
export function contractionOf({ terms, output }: Subscripts, shapes: readonly (readonly number[])[]): Contraction {
  const named = (term: readonly string[]) => term.filter((label) => label !== ELLIPSIS).length;
  const broadcast = terms.map((term, at) => (shapes[at]?.length ?? 0) - named(term));
  const most = Math.max(0, ...broadcast);
  const apart = (term: readonly string[], count: number) =>
    term.flatMap((label) =>
      label === ELLIPSIS ? Array.from({ length: count }, (_, axis) => `.${most - count + axis}`) : [label],
    );
  const expanded = terms.map((term, at) => apart(term, broadcast[at] ?? 0));
  const sizes = new Map<string, number>();
  expanded.forEach((term, at) => {
    const shape = shapes[at] ?? [];
    if (term.length !== shape.length) {
      throw new RangeError(
        `operand ${at + 1} must have an axis for each of ${terms[at]?.join('')}, got ${shape.length}`,
      );
    }
    const own = new Map<string, number>();
    term.forEach((label, axis) => {
      const size = shape[axis] ?? 1;
      const known = sizes.get(label) ?? 1;
      if ((known !== size && known !== 1 && size !== 1) || (own.get(label) ?? size) !== size) {
        throw new RangeError(`axes of one label must have one size, got ${known} and ${size} for ${label}`);
      }
      own.set(label, size);
      sizes.set(label, known === 1 ? size : known);
    });
  });
  const kept = apart(output, most);
  return { terms: expanded, output: kept, summed: [...sizes.keys()].filter((label) => !kept.includes(label)), sizes };
}

/**
 * Shapes that fit, made of the sizes of others: one for each label, and at most two axes for `...`, of which the second operand lacks
 * the first. Now and then one of a later operand is 1, to be stretched.
 */
export function fittingShapes({ terms }: Subscripts, near: readonly (readonly number[])[]): number[][] {
  const drawn = near.flat();
  const { length } = drawn;
  const places = [...new Set(terms.flat())];
  const sizeAt = (place: number) => (drawn[place % length] ?? 1) + Math.max(0, Math.min(place - length + 1, 2));
  const sum = drawn.reduce((total, size) => total + size, 0);
  const extra = Math.min(2, near[0]?.length ?? 0);
  return terms.map((term, at) => {
    const stretched = (place: number) => (at > 0 && (sum + at + place) % 6 === 5 ? 1 : sizeAt(place));
    return term.flatMap((label) => {
      const place = places.indexOf(label);
      if (label !== ELLIPSIS) return [stretched(place)];
      const axes = Array.from({ length: extra }, (_, axis) => stretched(place + axis));
      return at === 1 ? axes.slice(1) : axes;
    });
  });
}
