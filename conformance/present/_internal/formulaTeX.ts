import type { Applied, Over } from '../../../spec/formulaTree.ts';
import { type Script, tightness } from './formulaScript.ts';

const { OPEN, PRODUCT, ATOM } = tightness;

const greek: ReadonlySet<string> = new Set(['epsilon']);

function nameOf(name: string): string {
  if (name === '..') return '\\ldots';
  const [of = '', ...places] = name.replace(/^(grad|G)_/, '$1 ').split('.');
  const [head = '', tail] = of.split(' ');
  if (tail !== undefined) return head === 'grad' ? `\\nabla ${nameOf(tail)}` : `G^{${nameOf(tail)}}`;
  const base = greek.has(of) ? `\\${of}` : of.length === 1 ? of : `\\mathrm{${of.replaceAll('_', '\\_')}}`;
  return places.length === 0 ? base : `${base}_{${places.join(',')}}`;
}

const functions: Readonly<Partial<Record<Applied | Over, string>>> = {
  exp: '\\exp',
  log: '\\log',
  sin: '\\sin',
  cos: '\\cos',
  tanh: '\\tanh',
  sinh: '\\sinh',
  cosh: '\\cosh',
  max: '\\max',
};

const operators: Readonly<Record<Over, string>> = {
  sum: '\\sum',
  max: '\\max',
  mean: '\\operatorname{mean}',
  variance: '\\operatorname{var}',
};

/** What stands around an argument, where that is no pair of brackets. */
const around: Readonly<Partial<Record<Applied | Over, (text: string) => string>>> = {
  sqrt: (text) => `\\sqrt{${text}}`,
  abs: (text) => `\\left|${text}\\right|`,
  floor: (text) => `\\left\\lfloor ${text} \\right\\rfloor`,
  conj: (text) => `\\overline{${text}}`,
  cis: (text) => `e^{\\mathrm{i} ${text}}`,
};

/** Formulas in TeX. */
export const tex: Script = {
  infix: { add: ' + ', sub: ' - ', mul: ' \\, ', neg: '-', mod: ' \\bmod ', hadamard: ' \\odot ' },
  transposed: '\\mathsf{T}',
  identity: 'I',
  constant: (value) => (value === Math.PI ? '\\pi' : String(value)),
  name: nameOf,
  element: (of, index) => (index.length === 0 ? of : `${/[_^]/.test(of) ? `{${of}}` : of}_{${index.join(',')}}`),
  bracketed: (text) => `\\left(${text}\\right)`,
  divided: (over, under) => ({ text: `\\frac{${over.text}}{${under.text}}`, binds: ATOM }),
  power: (base, exponent) => `${base}^{${exponent}}`,
  call: (name, to) => ({
    text:
      around[name]?.(to.join(', ')) ?? `${functions[name] ?? `\\operatorname{${name}}`}\\left(${to.join(', ')}\\right)`,
    binds: ATOM,
  }),
  function: (name, to) => `\\operatorname{${name}}\\left(${to.join(', ')}\\right)`,
  over: (name, bound, term) => ({
    text: `${operators[name]}_{${bound.map(([index, size]) => `${index} < ${size}`).join(', ')}} ${
      term.binds < PRODUCT ? `\\left(${term.text}\\right)` : term.text
    }`,
    binds: OPEN,
  }),
  select: (condition, taken, otherwise) => ({
    text: `\\begin{cases} ${taken} & ${condition} \\\\ ${otherwise} & \\text{else} \\end{cases}`,
    binds: ATOM,
  }),
  columns: (of, from, to) => `{${of}}_{:,\\, ${from} \\ldots ${to}}`,
  matrix: (element, index) => `\\left[${element}\\right]_{${index.join(',')}}`,
};
