import type { Applied, Bound, Formula, OfMatrices, OutputFormula, Whole } from '../../../spec/formulaTree.ts';
import { plain } from './formulaPlain.ts';
import { type Piece, type Script, tightness } from './formulaScript.ts';
import { tex } from './formulaTeX.ts';

const { OPEN, SUM, PRODUCT, POWER, ATOM } = tightness;

/** What binds less than its surroundings is put in brackets. */
const within = (piece: Piece, least: number, script: Script): string =>
  piece.binds < least ? script.bracketed(piece.text) : piece.text;

function written(formula: Formula, script: Script): Piece {
  const inner = (one: Formula, least: number): string => within(written(one, script), least, script);
  const indices = (index: readonly Formula[]) => index.map((one) => inner(one, OPEN));
  switch (formula.kind) {
    case 'constant':
      return { text: script.constant(formula.value), binds: formula.value < 0 ? SUM : ATOM };
    case 'attribute':
    case 'size':
    case 'index':
      return { text: script.name(formula.name), binds: ATOM };
    case 'element':
      return { text: script.element(script.name(formula.of), indices(formula.index)), binds: ATOM };
    case 'entry': {
      const whole = within(wholeWritten(formula.of, script), ATOM, script);
      return { text: script.element(whole, indices(formula.index)), binds: ATOM };
    }
    case 'over':
      return script.over(formula.function, boundTexts(formula.bound, script), written(formula.term, script));
    case 'select':
    case 'equal': {
      const [[a, b], [taken, otherwise]] = [formula.compared, formula.ways];
      const condition = `${inner(a, SUM)} ${formula.kind === 'equal' ? '=' : '<'} ${inner(b, SUM)}`;
      return script.select(condition, inner(taken, SUM), inner(otherwise, SUM));
    }
    case 'applied':
      return appliedTo(
        formula.function,
        argumentsOf(formula).map((one) => written(one, script)),
        script,
      );
  }
}

/** Of the largest of the largest of some, all of them. */
const argumentsOf = ({ function: name, to }: Formula & { readonly kind: 'applied' }): readonly Formula[] =>
  name === 'max'
    ? to.flatMap((one) => (one.kind === 'applied' && one.function === 'max' ? argumentsOf(one) : [one]))
    : to;

const boundTexts = (bound: readonly Bound[], script: Script): readonly (readonly [string, string])[] =>
  bound.map(({ index, size }) => [script.name(index.name), within(written(size, script), SUM, script)]);

function appliedTo(name: Applied, pieces: readonly Piece[], script: Script): Piece {
  const [a, b] = pieces;
  const inner = (piece: Piece, least: number) => within(piece, least, script);
  if (a === undefined) return script.call(name, []);
  if (b === undefined) {
    if (name === 'neg') return { text: `${script.infix.neg}${inner(a, PRODUCT)}`, binds: SUM };
    return script.call(name, [a.text]);
  }
  switch (name) {
    case 'add':
      return { text: `${inner(a, SUM)}${script.infix.add}${inner(b, SUM)}`, binds: SUM };
    case 'sub':
      return { text: `${inner(a, SUM)}${script.infix.sub}${inner(b, PRODUCT)}`, binds: SUM };
    case 'mul':
      return { text: `${inner(a, PRODUCT)}${script.infix.mul}${inner(b, POWER)}`, binds: PRODUCT };
    case 'mod':
      return { text: `${inner(a, PRODUCT)}${script.infix.mod}${inner(b, POWER)}`, binds: SUM };
    case 'div':
      return script.divided(a, b);
    case 'floor':
      return script.call(name, [script.divided(a, b).text]);
    case 'power':
    case 'pow':
      return { text: script.power(inner(a, ATOM), inner(b, ATOM)), binds: POWER };
    default:
      return script.call(
        name,
        pieces.map(({ text }) => text),
      );
  }
}

function wholeWritten(whole: Whole, script: Script): Piece {
  const piece = (one: Whole): Piece => wholeWritten(one, script);
  const atom = (text: string): Piece => ({ text, binds: ATOM });
  const text = (one: Formula): string => written(one, script).text;
  switch (whole.kind) {
    case 'tensor':
      return atom(script.name(whole.name));
    case 'scaled': {
      const factor = within(written(whole.factor, script), PRODUCT, script);
      return { text: `${factor}${script.infix.mul}${within(piece(whole.of), POWER, script)}`, binds: PRODUCT };
    }
    case 'identity':
      return atom(script.element(script.identity, [text(whole.size)]));
    case 'part':
      return atom(script.function(whole.which, [piece(whole.of).text]));
    case 'columns':
      return atom(script.columns(within(piece(whole.of), ATOM, script), text(whole.from), text(whole.to)));
    case 'elements':
      return atom(
        script.matrix(
          text(whole.is),
          whole.bound.map(({ index }) => script.name(index.name)),
        ),
      );
    case 'call': {
      const settings = Object.entries(whole.settings).map(([name, value]) =>
        value === true
          ? script.name(name)
          : `${script.name(name)} = ${typeof value === 'number' ? value : JSON.stringify(value)}`,
      );
      const given = Object.values(whole.given).map((one) => piece(one).text);
      const call = script.function(whole.part, [...given, ...settings]);
      return atom(whole.sole ? call : `${call}.${script.name(whole.output)}`);
    }
    case 'matrix': {
      const [of] = whole.to;
      if (
        whole.function === 'transpose' &&
        of?.kind === 'matrix' &&
        of.function === 'inverse' &&
        of.to[0] !== undefined
      ) {
        const base = within(piece(of.to[0]), ATOM, script);
        return { text: script.power(base, `-${script.transposed}`), binds: POWER };
      }
      return matrixWritten(whole.function, whole.to.map(piece), script);
    }
  }
}

function matrixWritten(name: OfMatrices, pieces: readonly Piece[], script: Script): Piece {
  const join = (sign: string, least: number, binds: number): Piece => ({
    text: pieces.map((one, at) => within(one, at === 0 ? binds : least, script)).join(sign),
    binds,
  });
  const [first = { text: '', binds: ATOM }] = pieces;
  switch (name) {
    case 'times':
      return join(script.infix.mul, POWER, PRODUCT);
    case 'hadamard':
      return join(script.infix.hadamard, POWER, PRODUCT);
    case 'plus':
      return join(script.infix.add, PRODUCT, SUM);
    case 'minus':
      return join(script.infix.sub, PRODUCT, SUM);
    case 'negated':
      return { text: `${script.infix.neg}${within(first, PRODUCT, script)}`, binds: SUM };
    case 'transpose':
      return { text: script.power(within(first, ATOM, script), script.transposed), binds: POWER };
    case 'inverse':
      return { text: script.power(within(first, ATOM, script), '-1'), binds: POWER };
    default:
      return {
        text: script.function(
          name,
          pieces.map(({ text }) => text),
        ),
        binds: ATOM,
      };
  }
}

function equation(formula: OutputFormula, script: Script): string {
  const name = script.name(formula.output);
  if ('whole' in formula) return `${name} = ${wholeWritten(formula.whole, script).text}`;
  const index = formula.index.map((one) => script.name(one.name));
  return `${script.element(name, index)} = ${written(formula.is, script).text}`;
}

/** `c[i, j] = sum over k < p of a[i, k] b[k, j]`; indices count from 0. */
export const formulaText = (formula: OutputFormula): string => equation(formula, plain);

/** The same in TeX. */
export const formulaTex = (formula: OutputFormula): string => equation(formula, tex);
