import { defineOperation } from '../operation.ts';
import { arrayApi, foundationsText, golubVanLoan2013, higham2002, pytorch } from '../sources.ts';
import { frobeniusNorm } from './frobeniusNorm.ts';

export const norm = defineOperation({
  id: 'linalg.norm',
  meaning:
    'A norm of the matrices on the last two axes by its name: Frobenius, largest column sum (1), largest row sum (inf), largest entry (max).',
  signature: 'a[..., m, n] -> norm[...]',
  attributes: { ord: { kind: 'choice', options: ['fro', '1', 'inf', 'max'], default: 'fro', clause: 'R1' } },
  parts: { frobeniusNorm },
  definition({ a }, { sum, max, abs }, { ord }, { frobeniusNorm }) {
    const size = (i: number, j: number) => abs(a(i, j));
    const byName = {
      fro: () => frobeniusNorm({ a }).norm(),
      '1': () => max('n', (j) => sum('m', (i) => size(i, j))),
      inf: () => max('m', (i) => sum('n', (j) => size(i, j))),
      max: () => max('m n', size),
    };
    return { norm: byName[ord] };
  },
  freedom: 'the largest of no columns, rows or entries; an infinity beside NaN may give infinity, as hypot does',
  special: 'propagatesNaN',
  rejects: { R1: 'ord must be one of fro, 1, inf and max' },
  homogeneous: [{ a: 1, norm: 1 }],
  exchangeable: ['m', 'n'],
  derivative: 'ofDefinition',
  kinks:
    'where columns, rows or entries are equally large any of them is differentiated, or a mean of them; |0| has any slope from -1 to 1; at A = 0 the gradient of fro is 0',
  clauses: {
    C1: '||A||_1 = ||A^T||_inf, and the largest entry of A^T is that of A, on integers bitwise',
    C2: 'each is at least 0, and 0 only for A = 0',
    C3: 'each satisfies ||A + B|| <= ||A|| + ||B|| up to rounding',
    C4: '||A B|| <= ||A|| ||B|| up to rounding for fro, 1 and inf; for max <= p ||A|| ||B||, p the columns of A, with equality for matrices of ones',
    C5: '||A x||_1 <= ||A||_1 for the unit vectors x, and ||A x||_inf <= ||A||_inf for vectors of signs, each with equality for one of them, on integers bitwise',
    C6: '||A||_max <= ||A||_F <= sqrt(m n) ||A||_max, ||A||_1 <= sqrt(m) ||A||_F, ||A||_inf <= sqrt(n) ||A||_F and ||A||_F^2 <= ||A||_1 ||A||_inf min(m, n), up to rounding',
    C7: 'the gradient at A = 0, and where columns, rows and entries are equally large, is one of those that there are: its pairing with every B is at most ||B||, and with A it is ||A||',
    C8: 'of a matrix with one entry, a power of two, and zeros beside it, wherever it stands and however large or small, each is the size of this entry',
    C9: 'the gradient of each at the only entry that is not 0 is its sign, wherever it stands and however large or small',
  },
  errata: {
    E79: {
      claim:
        'a norm of matrices is homogeneous and satisfies the triangle inequality, and the 1-norm favours sparse matrices',
      where: foundationsText('1.1.7'),
      kind: 'imprecise',
      counterexample:
        'I of 3 by 3, sparse or not, has the 1-norm 1, its largest column sum; its entries have the sum 3. Of the largest entry [1 1; 1 1] has 1, and its square 2',
      right:
        'a norm is also 0 for 0 alone; what favours sparse matrices is the sum of all sizes of entries, no norm of the map; that a norm is submultiplicative is something more, which the largest entry is not',
      clauses: ['C2', 'C4'],
    },
  },
  sources: [
    golubVanLoan2013('section 2.3'),
    higham2002('section 6.2'),
    arrayApi('linalg.matrix_norm'),
    pytorch('torch.linalg.matrix_norm'),
  ],
});
