import type { Choices } from './stream.ts';

/** Subscripts that are in use, and some that few think of, by the number of operands. */
const known: readonly (readonly string[])[] = [
  ['ij->ji', 'ii', 'ba', 'ii->i', '...ij->...ji', 'ij->', 'iij->ji', ' i j -> j'],
  ['ij,jk->ik', 'i,j->ij', 'ij,jk', '...ij,...jk->...ik', 'bhsd,bhtd->bhst', 'ij,ij->', 'ii,i->i', 'Ab,bA->bA'],
  ['ij,jk,kl->il', 'i,i,i->i', 'i,ij,j->', '...i,...i,i->...', 'ij,jk,ki', 'b,a,B', 'a...,...b,ab->...', 'ij,j , jk'],
];

const alphabet = ['i', 'j', 'k', 'B'];

/** Subscripts for some operands: one of those above, or others. */
export function chooseSubscripts(operands: number, level: number, next: Choices): string {
  const common = known[operands - 1]?.[level];
  return common ?? anySubscripts(operands, next);
}

/** Terms of up to three labels, some of them repeated, with or without `...`, and an output of some of them in any order, or none. */
function anySubscripts(operands: number, next: Choices): string {
  const isEllipsed = next() % 3 === 0;
  const terms = Array.from({ length: operands }, (_, at) => {
    const labels = Array.from({ length: next() % 4 }, () => alphabet[next() % alphabet.length] ?? 'i');
    return isEllipsed && (at === 0 || next() % 2 === 0) ? labels.toSpliced(next() % 4, 0, '...') : labels;
  });
  const inputs = terms.map((term) => term.join('')).join(',');
  if (next() % 4 === 0) return inputs;
  const labels = [...new Set(terms.flat())].filter((label) => label !== '...' && next() % 2 === 0);
  const output = isEllipsed ? labels.toSpliced(next() % 4, 0, '...') : labels;
  return `${inputs}->${(next() % 2 === 0 ? output : output.toReversed()).join('')}`;
}
