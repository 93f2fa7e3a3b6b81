import type { Choices } from './stream.ts';

/** Subscripts that are in use, and some that few think of, by the number of operands. */
const known: readonly (readonly string[])[] = [
  ['ij->ji', 'ii', 'bBa', 'ii->i', '...ij->...ji', 'ij->', 'iij->ji', ' i j -> j'],
  ['ij,jk->ik', 'i,j->ij', 'ij,jk', '...ij,...jk->...ik', 'bhsd,bhtd->bhst', 'ij,ij->', 'ii,i->i', 'Bb,bB->bB'],
  ['ij,jk,kl->il', 'i,i,i->i', 'i,ij,j->', '...i,...i,i->...', 'ij,jk,ki', 'b,a,B', 'a...,...b,ab->...', 'ij,j , jk'],
  [
    'ij,jk,kl,lm->im',
    'i,i,i,i->i',
    'i,ij,,j->',
    'i,j,k,B',
    '...i,i,...,i...->...',
    'ai,bi,ci,i->abc',
    'ii,i,jj,ij->i',
    'ij,ij,ij,ij',
  ],
];

/** A letter of both kinds, and one that stands before it: their order is that of the characters. */
const alphabet = ['i', 'a', 'b', 'B'];

/** Subscripts for one to four operands, as many as are near if they can be: one of those above, or others. */
export function chooseSubscripts(near: number, level: number, next: Choices): string {
  const operands = 1 + ((near + known.length - 1) % known.length);
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
