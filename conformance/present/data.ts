import type { Law } from '../../properties/law.ts';
import { formulasShown } from '../../spec/formulaExample.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Phenomenon } from '../../spec/phenomenon.ts';
import { type AnyProgram, isProgram } from '../../spec/program.ts';
import { nodeOf } from '../../spec/programNode.ts';
import { pullbackOf } from '../../spec/pullback.ts';
import { type Operand, parseSignature } from '../../spec/signature.ts';
import { clauseNameOf, lawsOf } from '../judge/laws.ts';
import { definitionText } from './_internal/definitionText.ts';
import { fixtureTexts } from './_internal/fixtureTexts.ts';
import { formulaTex, formulaText } from './_internal/formulaText.ts';
import { provingFaults } from './_internal/provingFaults.generated.ts';
import { sourceText } from './_internal/sourceText.ts';
import { symbolsOf } from './_internal/symbols.ts';
import { partsOf, testsOf } from './specification.ts';

type Code = (...values: never[]) => unknown;

const textOf = (code: Code | undefined): string | null => (code === undefined ? null : sourceText(code));

const textsOf = (codes: Readonly<Record<string, Code | undefined>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(codes).flatMap(([name, code]) => (code === undefined ? [] : [[name, sourceText(code)]])),
  );

/** What an adapter of an operation is written from, as data that JSON can hold. */
export function outlineOf(operation: AnyOperation) {
  const { inputs, outputs } = parseSignature(operation.signature);
  return {
    id: operation.id,
    meaning: operation.meaning,
    signature: operation.signature,
    inputs: inputs.map((operand) => ({
      ...described(operand),
      optional: operand.optional,
      domain: operation.domain?.[operand.name] ?? 'real',
    })),
    outputs: outputs.map(described),
    attributes: attributesOf(operation),
    transposable: operation.transposable ?? {},
    differentiable: operation.derivative !== undefined,
    special: operation.special ?? 'undefined',
    freedom: operation.freedom ?? null,
    rejects: operation.rejects ?? {},
    errata: operation.errata ?? {},
    clauses: clausesOf(operation),
  };
}

/** What `show --json` writes of an operation: all that its page says. */
export const operationData = (operation: AnyOperation) => ({
  ...(isProgram(operation) ? programData(operation) : outlineOf(operation)),
  symbols: symbolsOf(operation),
  sizes: textOf(operation.sizes),
  fixtures: [...fixtureTexts(operation.id)].map(([name, values]) => ({ name, values })),
  formula: formulaData(operation),
  derivative: derivativeData(operation),
  zeros: operation.zeros ?? 'free',
  held: operation.held ?? null,
  kinks: operation.kinks ?? null,
  definition: definitionText(operation) || null,
  parts: partsData(operation),
  equations: textsOf(operation.equations),
  residuals: textOf(operation.residuals),
  state: operation.state ?? {},
  chance: testsOf(operation),
  cost: textsOf(operation.cost),
  sources: sourcesOf(operation),
});

const formulaData = (operation: AnyOperation) => {
  const found = formulasShown(operation);
  return found === undefined
    ? null
    : {
        where: found.where,
        outputs: found.formulas.map((one) => ({ output: one.output, text: formulaText(one), tex: formulaTex(one) })),
      };
};

/** The derivative as the record's own expression; `ofDefinition` where it is that of the definition, null where there is none. */
function derivativeData(operation: AnyOperation) {
  const { derivative = null } = operation;
  const pullback = pullbackOf(operation);
  if (pullback === undefined) return derivative;
  return { signature: pullback.signature, formula: formulaData(pullback), expression: sourceText(derivative as Code) };
}

/** What `list --json` writes of a program: how it is wired, with what an adapter of it would be written from. */
export const programData = (program: AnyProgram) => ({
  ...outlineOf(program),
  nodes: program.order.map((name) => {
    const { operation, inputs, attributes } = nodeOf(program.nodes, name);
    return { name, operation: operation.id, inputs, attributes };
  }),
  results: program.results,
  recomputed: program.recomputed,
});

/** What it writes of a clause, or of a law that has its name. */
export const clauseData = (operation: AnyOperation, id: string) => ({
  ...clausesOf(operation).find((clause) => clause.id === id),
  meaning: operation.meaning,
  signature: operation.signature,
  equation: textOf(operation.equations?.[clauseNameOf(id)]),
  definition: clauseNameOf(id) === 'definition' ? definitionText(operation) : null,
  parts: clauseNameOf(id) === 'definition' ? partsData(operation) : [],
  sources: sourcesOf(operation),
});

/** What it writes of a law that follows from the records of several operations. */
export const lawData = (name: string, laws: readonly Law[]) => ({
  name,
  operations: laws.map(({ operation: { id }, statement, hint = null }) => ({ id, statement, hint })),
});

/** What it writes of a phenomenon, and `list --json` with it. */
export const phenomenonData = (record: Phenomenon) => ({
  id: record.id,
  claim: record.claim,
  needs: record.needs.map(({ id }) => id),
  gradient: record.gradient ?? false,
  setup: record.setup,
  predictions: Object.entries(record.predictions).map(([name, { tolerance, ...said }]) => ({
    name,
    ...said,
    tolerance: sourceText(tolerance),
  })),
  series: record.series,
  clauses: clausesOf(record),
  sources: sourcesOf(record),
});

/** What a composed definition is made of. */
const partsData = (operation: AnyOperation) =>
  partsOf(operation).map((part) => ({
    id: part.id,
    signature: part.signature,
    definition: textOf(part.definition),
    derivative: derivativeData(part),
  }));

const sourcesOf = ({ sources }: Pick<AnyOperation, 'sources'>) => sources.map(({ title, where }) => ({ title, where }));

const described = ({ name, integer, complex, list, batched, axes }: Operand) => ({
  name,
  list,
  dtype: integer ? 'int32' : complex ? 'complex' : 'float',
  batched,
  axes: axes.map(({ name, variadic, each }) => `${each ? 'each ' : ''}${name}${variadic ? '*' : ''}`),
});

/** Attributes with their domain; a bound that is infinite is left out, because JSON has no infinity. */
function attributesOf(operation: AnyOperation): Record<string, unknown> {
  const attributes: Readonly<Record<string, object>> = operation.attributes ?? {};
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      Object.fromEntries(
        Object.entries(attribute).filter(([, value]) => typeof value !== 'number' || Number.isFinite(value)),
      ),
    ]),
  );
}

/** The record's clauses in their order, then the laws that follow from the record. */
export function clausesOf(record: AnyOperation | Phenomenon) {
  const laws = new Map(lawsOf(record.id).map((law) => [law.clause, law]));
  const recorded: Readonly<Record<string, string>> = 'clauses' in record ? record.clauses : {};
  const names = [...new Set([...Object.keys(recorded), ...laws.keys()])];
  return names.map((name) => {
    const law = laws.get(name);
    return {
      id: `${record.id}/${name}`,
      statement: recorded[name] ?? law?.statement ?? '',
      checked: law !== undefined,
      recorded: law?.fixed ?? false,
      gradient: law?.gradient ?? false,
      layouts: law?.layouts ?? false,
      advice: law?.advice ?? false,
      hint: law?.hint ?? null,
      catches: provingFaults[`${record.id}/${name}`] ?? [],
      needs: [...new Set((law?.needs ?? []).map(({ id }) => id))],
    };
  });
}
