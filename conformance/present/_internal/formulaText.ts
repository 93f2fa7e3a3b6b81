import type { Applied, Formula, Index, OutputFormula, Over } from '../../../spec/formulaTree.ts';

/** How tightly a piece of a formula holds together: what binds less than its surroundings is put in brackets. */
const [OPEN, SUM, PRODUCT, POWER, ATOM] = [0, 1, 2, 3, 4] as const;

interface Piece {
  readonly text: string;
  readonly binds: number;
}

/** How one way of writing says each thing. */
interface Script {
  constant(value: number): string;
  name(name: string): string;
  element(name: string, index: readonly Index[]): string;
  bracketed(text: string): string;
  infix: Readonly<Record<'add' | 'sub' | 'mul' | 'neg', string>>;
  divided(over: Piece, under: Piece): Piece;
  power(base: string, exponent: string): string;
  call(name: Applied | Over, to: readonly string[]): Piece;
  over(name: Over, bound: readonly { readonly index: Index; readonly axis: string }[], term: Piece): Piece;
  select(a: string, b: string, below: string, otherwise: string): Piece;
}

const written = (formula: Formula, script: Script): Piece => {
  const inner = (one: Formula, least: number): string => {
    const piece = written(one, script);
    return piece.binds < least ? script.bracketed(piece.text) : piece.text;
  };
  switch (formula.kind) {
    case 'constant':
      return { text: script.constant(formula.value), binds: formula.value < 0 ? SUM : ATOM };
    case 'attribute':
    case 'size':
      return { text: script.name(formula.name), binds: ATOM };
    case 'element':
      return { text: script.element(formula.of, formula.index), binds: ATOM };
    case 'over':
      return script.over(formula.function, formula.bound, written(formula.term, script));
    case 'select': {
      const [[a, b], [below, otherwise]] = [formula.compared, formula.ways];
      return script.select(inner(a, SUM), inner(b, SUM), inner(below, SUM), inner(otherwise, SUM));
    }
    case 'applied':
      return applied(formula, script, inner);
  }
};

function applied(
  { function: name, to }: Extract<Formula, { readonly kind: 'applied' }>,
  script: Script,
  inner: (one: Formula, least: number) => string,
): Piece {
  const [a, b] = to;
  if (a === undefined) return script.call(name, []);
  if (b === undefined) {
    if (name === 'neg') return { text: `${script.infix.neg}${inner(a, PRODUCT)}`, binds: SUM };
    return script.call(name, [inner(a, OPEN)]);
  }
  switch (name) {
    case 'add':
      return { text: `${inner(a, SUM)}${script.infix.add}${inner(b, SUM)}`, binds: SUM };
    case 'sub':
      return { text: `${inner(a, SUM)}${script.infix.sub}${inner(b, PRODUCT)}`, binds: SUM };
    case 'mul':
      return { text: `${inner(a, PRODUCT)}${script.infix.mul}${inner(b, POWER)}`, binds: PRODUCT };
    case 'div':
      return script.divided(written(a, script), written(b, script));
    case 'power':
      return { text: script.power(inner(a, ATOM), inner(b, ATOM)), binds: POWER };
    default:
      return script.call(name, [inner(a, OPEN), inner(b, OPEN)]);
  }
}

const enclosed = (piece: Piece, least: number): string => (piece.binds < least ? `(${piece.text})` : piece.text);

const plain: Script = {
  constant: String,
  name: (name) => name,
  element: (name, index) => (index.length === 0 ? name : `${name}[${index.map((one) => one.name).join(', ')}]`),
  bracketed: (text) => `(${text})`,
  infix: { add: ' + ', sub: ' - ', mul: ' ', neg: '-' },
  divided: (over, under) => ({ text: `${enclosed(over, PRODUCT)} / ${enclosed(under, POWER)}`, binds: PRODUCT }),
  power: (base, exponent) => `${base}^${exponent}`,
  call: (name, to) => ({ text: `${name === 'abs' ? 'abs' : name}(${to.join(', ')})`, binds: ATOM }),
  over: (name, bound, term) => ({
    text: `${name} over ${bound.map(({ index, axis }) => `${index.name} < ${axis}`).join(', ')} of ${enclosed(term, PRODUCT)}`,
    binds: OPEN,
  }),
  select: (a, b, below, otherwise) => ({ text: `(${below} where ${a} < ${b}, else ${otherwise})`, binds: ATOM }),
};

const greek: ReadonlySet<string> = new Set(['epsilon']);

const texName = (name: string): string =>
  greek.has(name) ? `\\${name}` : name.length === 1 ? name : `\\mathrm{${name.replaceAll('_', '\\_')}}`;

const functionsInTex: Readonly<Partial<Record<Applied | Over, string>>> = {
  exp: '\\exp',
  log: '\\log',
  tanh: '\\tanh',
  erf: '\\operatorname{erf}',
  round: '\\operatorname{round}',
  max: '\\max',
};

const operatorsInTex: Readonly<Record<Over, string>> = {
  sum: '\\sum',
  max: '\\max',
  mean: '\\operatorname{mean}',
  variance: '\\operatorname{var}',
};

const tex: Script = {
  constant: String,
  name: texName,
  element: (name, index) =>
    index.length === 0
      ? texName(name)
      : `${texName(name)}_{${index.map((one) => (one.name === '..' ? '\\ldots' : one.name)).join(',')}}`,
  bracketed: (text) => `\\left(${text}\\right)`,
  infix: { add: ' + ', sub: ' - ', mul: ' \\, ', neg: '-' },
  divided: (over, under) => ({ text: `\\frac{${over.text}}{${under.text}}`, binds: ATOM }),
  power: (base, exponent) => `${base}^{${exponent}}`,
  call: (name, to) => ({
    text:
      name === 'sqrt'
        ? `\\sqrt{${to[0] ?? ''}}`
        : name === 'abs'
          ? `\\left|${to[0] ?? ''}\\right|`
          : `${functionsInTex[name] ?? `\\operatorname{${name}}`}\\left(${to.join(', ')}\\right)`,
    binds: ATOM,
  }),
  over: (name, bound, term) => ({
    text: `${operatorsInTex[name]}_{${bound.map(({ index, axis }) => `${index.name} < ${axis}`).join(', ')}} ${
      term.binds < PRODUCT ? `\\left(${term.text}\\right)` : term.text
    }`,
    binds: OPEN,
  }),
  select: (a, b, below, otherwise) => ({
    text: `\\begin{cases} ${below} & ${a} < ${b} \\\\ ${otherwise} & \\text{else} \\end{cases}`,
    binds: ATOM,
  }),
};

const equation = ({ output, index, is }: OutputFormula, script: Script): string =>
  `${script.element(output, index)} = ${written(is, script).text}`;

/** `c[i, j] = sum over k < p of a[i, k] b[k, j]`; indices count from 0. */
export const formulaText = (formula: OutputFormula): string => equation(formula, plain);

/** The same in TeX. */
export const formulaTex = (formula: OutputFormula): string => equation(formula, tex);
