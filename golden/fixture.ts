import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AttributeValue } from '../spec/attribute.ts';
import type { Tensor } from '../spec/tensor.ts';
import { canonicalJson } from './_internal/canonicalJson.ts';
import { decodeTensor } from './_internal/decodeTensor.ts';
import { type EncodedTensor, type FixtureRecord, record } from './_internal/record.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** How far a result may stray: |error| <= c n 2^-52 condition max|output|, n the longest axis of the inputs and outputs. */
export interface Accuracy {
  /** Amplification of rounding errors by a backward-stable implementation; 0 where every order of evaluation is exact. */
  readonly condition: number;
  readonly conditionFormula: string;
  /** Digits of the expected values, relative to the largest; 16 means that they are the true values rounded to float64. */
  readonly certifiedDigits: number;
}

/** Expected input gradients for given cotangents of some outputs; the other outputs have cotangent zero. */
export interface FixtureGradients extends Accuracy {
  readonly cotangents: Tensors;
  readonly inputs: Tensors;
  /** Inputs of which only (G + G^T) / 2 is determined, because their domain is the symmetric matrices. */
  readonly upTo: Readonly<Record<string, 'symmetric part'>>;
}

/** A known result: what goes into one operation and what must come out, with its provenance. */
export interface Fixture extends Accuracy {
  /** Operation and name: `decompositions.inv/hilbert-5`. */
  readonly id: string;
  readonly operation: string;
  readonly source: FixtureRecord['source'];
  readonly generator: string;
  readonly tools: Readonly<Record<string, string>>;
  readonly seed: number | null;
  readonly precision: string;
  /** What a wrong implementation gets wrong here. */
  readonly note: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly inputs: Tensors;
  /** Not necessarily all outputs of the operation. */
  readonly outputs: Tensors;
  /** Outputs that are determined only up to the sign of each column or row, or up to their order. */
  readonly upTo: Readonly<Record<string, 'column signs' | 'row signs' | 'order'>>;
  readonly gradients?: FixtureGradients;
  readonly sha256: string;
}

/** The folder of the fixtures: beside this module, or in the package's golden/ when this module was compiled to dist/golden/. */
function fixtureFolder(): URL {
  const candidates = [new URL('./', import.meta.url), new URL('../../golden/', import.meta.url)];
  const found = candidates.find((folder) => existsSync(new URL('linalg/', folder)));
  if (found === undefined)
    throw new Error(`no fixtures in ${candidates.map((folder) => folder.pathname).join(' or ')}`);
  return found;
}

/**
 * The fixtures of one operation, or of all, in the order of their ids; none for an operation that has no file.
 *
 * Throws Error, naming file and fixture, for a malformed file and for a fixture whose SHA-256 is not that of its contents.
 */
export function loadFixtures(operation?: string, folder: URL = fixtureFolder()): Fixture[] {
  const files = operation === undefined ? filesOf(folder) : [`${operation.replace('.', '/')}.json`];
  return files.filter((file) => existsSync(new URL(file, folder))).flatMap((file) => readFixtures(file, folder));
}

/** Every <chapter>/<operation>.json. */
function filesOf(folder: URL): string[] {
  const chapters = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return chapters
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`))
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function readFixtures(file: string, folder: URL): Fixture[] {
  const entries = parseJson(file, readFileSync(new URL(file, folder), 'utf8'));
  if (!Array.isArray(entries)) throw new Error(`golden/${file}: must hold a list of fixtures`);
  const fixtures = entries.map((entry: unknown, position) => readFixture(entry, position, file));
  const seen = new Set<string>();
  for (const { id } of fixtures) {
    if (seen.has(id)) throw new Error(`golden/${file}: two fixtures are named ${id}`);
    seen.add(id);
  }
  return fixtures;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`golden/${file}: not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function readFixture(entry: unknown, position: number, file: string): Fixture {
  const named = z.object({ id: z.string() }).safeParse(entry);
  const where = `golden/${file}, ${named.success ? named.data.id : `fixture ${position + 1}`}`;
  const parsed = record.safeParse(entry);
  if (!parsed.success) throw new Error(`${where}: malformed\n${z.prettifyError(parsed.error)}`);
  const { sha256, ...contents } = parsed.data;
  const actual = createHash('sha256').update(canonicalJson(contents)).digest('hex');
  if (actual !== sha256)
    throw new Error(`${where}: changed since it was generated: SHA-256 is ${actual}, recorded ${sha256}`);
  if (
    !file.endsWith(`${contents.operation.replace('.', '/')}.json`) ||
    !contents.id.startsWith(`${contents.operation}/`)
  ) {
    throw new Error(`${where}: does not belong here: its operation is ${contents.operation}`);
  }
  return decoded(parsed.data, where);
}

function decoded(entry: FixtureRecord, where: string): Fixture {
  const tensors = (group: string, named: Readonly<Record<string, EncodedTensor>>): Tensors =>
    Object.fromEntries(
      Object.entries(named).map(([name, tensor]) => {
        try {
          return [name, decodeTensor(tensor)];
        } catch (error) {
          throw new Error(`${where}: ${group} ${name}: ${error instanceof Error ? error.message : error}`);
        }
      }),
    );
  const { gradients, ...rest } = entry;
  const fixture = {
    ...rest,
    upTo: entry.upTo ?? {},
    inputs: tensors('input', entry.inputs),
    outputs: tensors('output', entry.outputs),
  };
  if (gradients === undefined) return fixture;
  const pullback = {
    ...gradients,
    upTo: gradients.upTo ?? {},
    cotangents: tensors('cotangent', gradients.cotangents),
    inputs: tensors('gradient', gradients.inputs),
  };
  requireShapes(pullback.cotangents, fixture.outputs, `${where}: cotangent`);
  requireShapes(pullback.inputs, fixture.inputs, `${where}: gradient`);
  return { ...fixture, gradients: pullback };
}

/** A cotangent has the shape of its output and a gradient that of its input. */
function requireShapes(tensors: Tensors, like: Tensors, what: string): void {
  for (const [name, { shape }] of Object.entries(tensors)) {
    const expected = like[name]?.shape.join(', ');
    if (expected !== shape.join(', '))
      throw new Error(`${what} ${name} has shape [${shape.join(', ')}], expected [${expected ?? 'no such tensor'}]`);
  }
}
