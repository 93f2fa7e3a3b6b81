import { type Piece, type Script, tightness } from './formulaScript.ts';

const { OPEN, PRODUCT, POWER, ATOM } = tightness;

const enclosed = (piece: Piece, least: number): string => (piece.binds < least ? `(${piece.text})` : piece.text);

/** Formulas as text. */
export const plain: Script = {
  infix: { add: ' + ', sub: ' - ', mul: ' ', neg: '-', mod: ' mod ', hadamard: ' o ' },
  transposed: 'T',
  identity: 'I',
  constant: (value) => (value === Math.PI ? 'pi' : String(value)),
  name: (name) => name.replace(/\.(?=\d)/g, '_'),
  element: (of, index) => (index.length === 0 ? of : `${of}[${index.join(', ')}]`),
  bracketed: (text) => `(${text})`,
  divided: (over, under) => ({ text: `${enclosed(over, PRODUCT)} / ${enclosed(under, POWER)}`, binds: PRODUCT }),
  power: (base, exponent) => `${base}^${exponent}`,
  call: (name, to) => ({ text: `${name}(${to.join(', ')})`, binds: ATOM }),
  function: (name, to) => `${name}(${to.join(', ')})`,
  over: (name, bound, term) => ({
    text: `${name} over ${bound.map(([index, size]) => `${index} < ${size}`).join(', ')} of ${enclosed(term, PRODUCT)}`,
    binds: OPEN,
  }),
  select: (condition, taken, otherwise) => ({ text: `(${taken} where ${condition}, else ${otherwise})`, binds: ATOM }),
  columns: (of, from, to) => `${of}[:, ${from} .. ${to}]`,
  matrix: (element, index) => `[${element}]_${index.join('')}`,
};
