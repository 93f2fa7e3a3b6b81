import type { Law } from '../../properties/law.ts';
import { literal } from '../../properties/verbs/compare.ts';
import { kindOf } from '../../spec/attributeKinds.ts';
import type { Domain } from '../../spec/drawing.ts';
import { type Erratum, statementOfErratum } from '../../spec/erratum.ts';
import { formulasShown } from '../../spec/formulaExample.ts';
import { type AnyOperation, attributesOf } from '../../spec/operation.ts';
import { isProgram } from '../../spec/program.ts';
import { cotangentName, gradientName, pullbackOf } from '../../spec/pullback.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { clauseNameOf, isWritten } from '../judge/laws.ts';
import { definitionText } from './_internal/definitionText.ts';
import { fixtureTexts } from './_internal/fixtureTexts.ts';
import { formulaTex, formulaText } from './_internal/formulaText.ts';
import { counted } from './_internal/numbers.ts';
import { code, list, page, section } from './_internal/page.ts';
import { provingFaults } from './_internal/provingFaults.generated.ts';
import { sourceText } from './_internal/sourceText.ts';
import { symbolsOf } from './_internal/symbols.ts';
import { partsOf, testsOf } from './specification.ts';

type Code = (...values: never[]) => unknown;

/** What `show <operation>` prints: everything that the record and its laws say, as Markdown. */
export function operationPage(operation: AnyOperation, laws: readonly Law[]): string {
  const clauses: Readonly<Record<string, string>> = operation.clauses;
  const fixtures = laws.filter(({ clause }) => clause.startsWith('golden/'));
  const values = fixtureTexts(operation.id);
  const errata = operation.errata ?? {};
  const others = laws.filter(({ clause }) => !(clause in clauses || clause in errata) && !clause.startsWith('golden/'));
  const named = (some: readonly Law[]) =>
    list(some.map((law) => `**${law.clause}** ${law.statement}${adviceMark(law)}${provedBy(operation, law.clause)}`));
  return page([
    `# ${operation.id}`,
    operation.meaning,
    code(operation.signature, ''),
    section('Attributes', list(attributeLines(operation))),
    section('Symbols', list(symbolsOf(operation).map(({ symbol, meaning }) => `\`${symbol}\`: ${meaning}`))),
    section('Sizes that follow', operation.sizes && code(sourceText(operation.sizes))),
    section('Values', list(valueLines(operation))),
    section('Formula', formula(operation)),
    section('Equations', equations(operation)),
    section('Residuals', residuals(operation)),
    section(
      'State',
      list(Object.entries(operation.state ?? {}).map(([input, output]) => `\`${input}\` is next \`${output}\``)),
    ),
    section('Chance', list(Object.entries(testsOf(operation)).map(([name, test]) => `**${name}** ${test}`))),
    section('Definition', definition(operation)),
    section(
      'Clauses',
      list(
        Object.entries(clauses).map(
          ([name, statement]) => `**${name}** ${statement}${testedBy(name, laws)}${provedBy(operation, name)}`,
        ),
      ),
    ),
    section('Further laws', named(others.filter(isWritten))),
    section('Laws that follow from the record', named(others.filter((law) => !isWritten(law)))),
    section('Errata', list(Object.entries(errata).map(([name, one]) => `**${name}** ${erratumText(one)}`))),
    section('Derivative', derivative(operation)),
    section('Accuracy', accuracy(operation)),
    section('Special cases', specialCases(operation)),
    section('Freedom', operation.freedom),
    section('Rejects', list(Object.entries(operation.rejects ?? {}).map(([name, rule]) => `**${name}** ${rule}`))),
    section('Cost', cost(operation)),
    section(
      counted(fixtures.length, 'fixture'),
      list(fixtures.map(({ clause, statement }) => `**${clause}** ${statement}: ${values.get(clause) ?? ''}`)),
    ),
    section('Sources', list(operation.sources.map(({ title, where }) => `${title}, ${where}`))),
  ]);
}

function erratumSection(operation: AnyOperation, name: string): string | undefined {
  const erratum = Object.entries(operation.errata ?? {}).find(([own]) => own === name)?.[1];
  return erratum && `${erratum.kind}, said in ${saidIn(erratum)}. ${erratum.counterexample}.`;
}

const erratumText = (erratum: Erratum): string =>
  `${statementOfErratum(erratum)} (${saidIn(erratum)}). ${erratum.counterexample}.`;

const saidIn = ({ where }: Erratum): string => `${where.title}, ${where.where}`;

/** What `show <operation>/<clause>` prints. */
export function clausePage(operation: AnyOperation, id: string, law: Law | undefined): string {
  const name = clauseNameOf(id);
  const statement: unknown = operation.clauses[name];
  const equation = operation.equations?.[name];
  const needs = [...new Set((law?.needs ?? []).map((needed) => needed.id))];
  return page([
    `# ${id}`,
    typeof statement === 'string' ? statement : law?.statement,
    `${operation.meaning}`,
    code(operation.signature, ''),
    equation === undefined ? undefined : section('Equation', code(sourceText(equation))),
    name === 'definition' ? section('Definition', definition(operation)) : undefined,
    section('Erratum', erratumSection(operation, name)),
    section('Checked', law === undefined ? 'No law checks this clause yet.' : checked(law, needs)),
    section('A failure most likely means', law?.hint),
    section('Sources', list(operation.sources.map(({ title, where }) => `${title}, ${where}`))),
  ]);
}

/** What `show <law>` prints of a law that follows from records: what it says, of which operations. */
export function lawPage(name: string, laws: readonly Law[]): string {
  const byStatement = [...Map.groupBy(laws, ({ statement }) => statement)];
  const [first] = byStatement;
  const ids = (some: readonly Law[]) => some.map(({ operation: { id } }) => `\`${id}\``).join(', ');
  const said =
    byStatement.length === 1 && first !== undefined
      ? [first[0], section(counted(laws.length, 'operation'), ids(laws))]
      : [section(counted(laws.length, 'operation'), list(byStatement.map(([text, some]) => `${ids(some)}: ${text}`)))];
  const hints = [...new Set(laws.flatMap(({ hint }) => hint ?? []))];
  return page([
    `# ${name}`,
    `A law that follows from the record of an operation; \`show <operation>/${name}\` prints it for one.`,
    ...said,
    section('A failure most likely means', list(hints)),
  ]);
}

/** The planted faults that its law must catch, and does. */
function provedBy({ id }: AnyOperation, clause: string): string {
  const faults = provingFaults[`${id}/${clause}`] ?? [];
  return faults.length === 0 ? '' : `; it catches: ${faults.join(' | ')}`;
}

function testedBy(name: string, laws: readonly Law[]): string {
  const law = laws.find(({ clause }) => clause === name);
  return law === undefined ? ' (no law checks it yet)' : adviceMark(law);
}

const adviceMark = ({ advice }: Law): string => (advice ? ' (advice)' : '');

function checked(law: Law, needs: readonly string[]): string {
  const also = needs.length === 0 ? '' : ` It calls ${needs.join(', ')} as well.`;
  const gradient = law.gradient ? ' It calls the gradient.' : '';
  const layouts = law.layouts ? ' It needs layouts other than contiguous.' : '';
  const advice = law.advice
    ? ' It is advice, more than the definition promises: what breaks it is told, and conforms all the same.'
    : '';
  const cases = law.fixed ? 'the case that is recorded' : 'drawn cases';
  return `By the law ${law.id}, on ${cases}.${also}${gradient}${layouts}${advice}`;
}

function attributeLines(operation: AnyOperation): readonly string[] {
  return Object.entries(attributesOf(operation)).map(([name, attribute]) => {
    const fallback = 'default' in attribute ? `, default ${JSON.stringify(attribute.default)}` : ', required';
    return `\`${name}\`: ${kindOf(attribute).domain(attribute)}${fallback}`;
  });
}

function valueLines(operation: AnyOperation): readonly string[] {
  const swapped = Object.entries(operation.transposable ?? {}).map(
    ([input, attribute]) => `\`${input}\` is given with its last two axes swapped when \`${attribute}\` is true`,
  );
  const named: Readonly<Record<string, Domain>> = operation.domain ?? {};
  const domains = Object.entries(named).map(([input, domain]) => `\`${input}\` is ${domainNames[domain]}`);
  const special = operation.special === undefined ? [] : [specialTexts[operation.special]];
  const zeros = operation.zeros === 'signed' ? ['the sign of a zero is that of the definition'] : [];
  return [...domains, ...swapped, ...special, ...zeros];
}

/** One a line: the elements of the inputs, and that of the result. */
const specialCases = ({ specialCases: cases }: AnyOperation): string =>
  list(
    (cases ?? []).map(
      (one) => `(${one.slice(0, -1).map(literal).join(', ')}) gives ${literal(one.at(-1) ?? Number.NaN)}`,
    ),
  );

const domainNames = {
  real: 'any real tensor',
  nonzero: 'nonzero in every element',
  nonnegative: 'nonnegative in every element',
  positive: 'positive in every element',
  moderate: 'from -8 to 8 in every element',
  unit: 'from -1 to 1 in every element',
  insideUnit: 'between -1 and 1 in every element',
  probability: 'from 0 to 1 in every element',
  chance: 'between 0 and 1 in every element',
  aboveMinusOne: 'above -1 in every element',
  fromOne: 'from 1 on in every element',
  aboveOne: 'above 1 in every element',
  fractional: 'no integer in any element',
  distribution: 'a vector of probabilities, which sum to 1',
  fullDistribution: 'a vector of numbers above 0 that sum to 1',
  conditional: 'numbers from 0 to 1 that sum to 1 along the last axis',
  fullConditional: 'numbers above 0 that sum to 1 along the last axis',
  small: 'of magnitude below 4 in every element',
  nonsingular: 'nonsingular',
  symmetric: 'symmetric',
  positiveDefinite: 'symmetric positive definite',
  triangular: 'triangular',
  fullRank: 'of full rank',
  distinctSingularValues: 'a matrix whose singular values are apart from each other and from zero',
  distinctEigenvalues: 'symmetric, with eigenvalues apart from each other',
  label: 'a class label in every element',
  varied: 'a matrix without a constant column',
  row: 'an index into the first axis of the first input',
  truth: '0 for false and anything else for true',
} as const satisfies Record<Domain, string>;

const specialTexts = {
  propagates: 'NaN, infinities and signed zeros behave as the definition in floating point says',
  propagatesNaN: 'NaN behaves as the definition in floating point says; infinities are free',
  rejects: 'NaN and infinities are refused',
  undefined: 'NaN and infinities: nothing is specified',
} as const;

function equations(operation: AnyOperation): string {
  const entries = Object.entries(operation.equations ?? {});
  return entries
    .flatMap(([name, equation]) =>
      equation === undefined ? [] : [`**${name}** ${String(operation.clauses[name])}\n\n${code(sourceText(equation))}`],
    )
    .join('\n\n');
}

/** What the implicit function theorem differentiates. */
const residuals = ({ residuals: differences }: AnyOperation): string =>
  differences === undefined
    ? ''
    : `The same differences, by which the derivative is judged.\n\n${code(sourceText(differences))}`;

function definition(operation: AnyOperation): string {
  if (operation.definition === undefined) return '';
  const text = code(definitionText(operation), isProgram(operation) ? '' : undefined);
  const judged =
    operation.equations === undefined ? [] : ['The equations judge; this is the oracle of the derivative.'];
  const parts = partsOf(operation).flatMap((part) => [
    `**${part.id}** \`${part.signature}\``,
    formula(part),
    part.definition === undefined ? '' : code(sourceText(part.definition)),
  ]);
  const made = parts.length === 0 ? [] : ['It is made of:', ...parts];
  return [...judged, text, ...made].filter((one) => one !== '').join('\n\n');
}

function derivative(operation: AnyOperation): string {
  if (operation.derivative === undefined) return '';
  const pullback = pullbackOf(operation);
  const held = operation.held === undefined ? [] : [`Held constant: ${operation.held}.`];
  const kinks = operation.kinks === undefined ? [] : [`At kinks: ${operation.kinks}.`];
  const stated = pullback === undefined ? [ofDefinition] : statedDerivative(operation, pullback);
  return [...stated, ...held, ...kinks].join('\n\n');
}

const ofDefinition =
  'The record states none: the gradients are those of the definition in reverse mode, through its parts by the chain rule.';

function statedDerivative(operation: AnyOperation, pullback: AnyOperation): string[] {
  const { inputs, outputs } = parseSignature(operation.signature);
  const floats = (operands: readonly Operand[]) => operands.filter(({ integer }) => !integer);
  const cotangents = floats(outputs).map(
    ({ name }) => `\`${cotangentName(operation, name)}\` is the cotangent of \`${name}\``,
  );
  const gradients = floats(inputs).map(({ name }) => `\`${gradientName(name)}\` is the gradient of \`${name}\``);
  const summed = pullback.signature.includes('...')
    ? [
        ' They are those of one member of a batch: an input that has no batch axes, or is stretched along them, has the sum.',
      ]
    : [];
  return [
    `${[...cotangents, ...gradients].join(', ')}.${summed.join('')}`,
    formula(pullback),
    code(sourceText(operation.derivative as Code)),
  ].filter((text) => text !== '');
}

function accuracy(operation: AnyOperation): string {
  if (operation.equations !== undefined)
    return 'Each equation is a residual over its allowed residual, evaluated exactly; at most 1.';
  if (operation.recursion !== undefined)
    return `Each element may err by what any order of evaluation of one step of the definition over ${operation.recursion.over} may err, computed for each case from the state before it, as it was received.`;
  return 'Each element may err by what any order of evaluation of the definition may err, computed from the definition for each case.';
}

/** The formula of every output, in text and in TeX; indices count from 0. */
function formula(operation: AnyOperation): string {
  const found = formulasShown(operation);
  if (found === undefined) return '';
  const { formulas, where } = found;
  return [
    ...(where.length === 0 ? [] : [`With ${where.join(', ')}:`]),
    code(formulas.map(formulaText).join('\n'), ''),
    code(formulas.map(formulaTex).join(' \\\\\n'), 'tex'),
  ].join('\n\n');
}

/** The body of a function of the sizes: `m * n * p`. */
const bodyOf = (code: (...values: never[]) => unknown): string =>
  `\`${sourceText(code).replace(/^\([^)]*\)\s*=>\s*/, '')}\``;

function cost(operation: AnyOperation): string {
  const { multiplications, additions } = operation.cost ?? {};
  return list([
    ...(multiplications === undefined ? [] : [`multiplications: ${bodyOf(multiplications)}`]),
    ...(additions === undefined ? [] : [`additions: ${bodyOf(additions)}`]),
  ]);
}
