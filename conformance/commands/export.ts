import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AnyOperation } from '../../spec/operation.ts';
import { type FloatDtype, floatDtypes, type Tensor } from '../../spec/tensor.ts';
import { findOperation, loadOperations, operationIds } from '../judge/laws.ts';
import { meantBy, planOf } from '../judge/plan.ts';
import { hasVectors, type Vector, vectorsOf } from '../judge/vectors.ts';
import { npz } from '../present/npz.ts';
import { safetensors } from '../present/safetensors.ts';
import { bytesOf, encodeAttributes } from '../subject/encoding.ts';
import { toolVersion } from '../toolVersion.ts';
import { UsageError } from '../usageError.ts';
import { print } from './_internal/print.ts';

/** The version of what is written; another one is read differently. */
const version = 1;

type Tensors = Readonly<Record<string, Tensor>>;

const json = (tensors: Tensors): Buffer =>
  Buffer.from(
    `${JSON.stringify(
      Object.fromEntries(
        Object.entries(tensors).map(([name, tensor]) => [
          name,
          { dtype: tensor.dtype, shape: tensor.shape, data: bytesOf(tensor).toString('base64') },
        ]),
      ),
    )}\n`,
  );

const writers = { npz, safetensors, json } as const satisfies Record<string, (tensors: Tensors) => Buffer>;
type Format = keyof typeof writers;

interface ExportArguments {
  readonly format: Format;
  readonly out: string;
  readonly operations?: string;
  readonly dtype: FloatDtype;
  readonly runs: number;
  readonly seed: number;
}

/** `tensor-laws export`: the cases that check draws for laws that compare with the definition, as files. */
export function register(program: Command): void {
  program
    .command('export')
    .description('write cases with their exact results and allowed errors as files, for tests without tensor-laws')
    .addOption(new Option('--format <format>', 'how tensors are written').choices(Object.keys(writers)).default('npz'))
    .requiredOption('--out <dir>', 'where to write them')
    .option('--operations <globs>', 'operations, by globs or parts of their names: linalg.*,softmax')
    .addOption(new Option('--dtype <d>', 'data type of the cases').choices([...floatDtypes]).default('float64'))
    .option('--runs <n>', 'cases per law', whole(1, 100_000), 8)
    .option('--seed <s>', 'another seed draws other cases', whole(-(2 ** 31), 2 ** 32 - 1), 1)
    .addHelpText('after', '\nEquations, gradients and random operations are left out: no array holds what they allow.')
    .action((options: ExportArguments) => run(options));
}

async function run({ format, out, operations, dtype, runs, seed }: ExportArguments): Promise<void> {
  const ids = await selected(operations);
  mkdirSync(out, { recursive: true });
  const files: object[] = [];
  for (const id of ids) {
    const operation = findOperation(id);
    if (operation === undefined || !hasVectors(operation)) continue;
    const vectors = await vectorsOf(operation, { dtype, runs, seed });
    if (vectors.length === 0) continue;
    const file = `${id}.${format}`;
    const bytes = writers[format](tensorsOf(vectors));
    writeFileSync(join(out, file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({
      file,
      sha256,
      operation: id,
      signature: operation.signature,
      cases: vectors.map((one) => described(operation, one)),
    });
    print(`${file}: ${vectors.length} cases\n`);
  }
  if (files.length === 0)
    throw new UsageError(`nothing is compared with a definition among ${operations ?? 'the operations'} at ${dtype}`);
  const index = { version, tool: toolVersion(), format, dtype, seed, runs, files };
  writeFileSync(join(out, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
}

/** The operations that a filter names, in the order of the chapters. Throws UsageError. */
async function selected(filter: string | undefined): Promise<readonly string[]> {
  const plan = await planOf({
    description: { operations: [], gradients: [], layouts: [] },
    filter: filter === undefined ? undefined : meantBy(filter),
    runs: 1,
  });
  const ids = plan.map(({ operation }) => operation.id).filter((id) => operationIds.includes(id));
  if (ids.length === 0) throw new UsageError(`${filter} names no operation; "tensor-laws list" lists them`);
  await loadOperations(ids);
  return ids;
}

/** The tensors of cases by name: `0.inputs.a`, `0.results.c.hi`. */
const tensorsOf = (vectors: readonly Vector[]): Tensors =>
  Object.fromEntries(
    vectors.flatMap(({ inputs, results }, at) => [
      ...Object.entries(inputs).map(([name, tensor]) => [`${at}.inputs.${name}`, tensor] as const),
      ...Object.entries(results).flatMap(([name, { hi, lo, allowed, shift }]) =>
        Object.entries({ hi, lo, allowed, shift }).map(
          ([part, tensor]) => [`${at}.results.${name}.${part}`, tensor] as const,
        ),
      ),
    ]),
  );

/** What no array holds of a case: its law, its attributes as PROTOCOL.md writes them, and which operands there are. */
const described = (operation: AnyOperation, { law, inputs, attributes, results }: Vector) => ({
  law,
  attributes: encodeAttributes(operation, attributes),
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, { dtype }]) => [name, dtype])),
  results: Object.fromEntries(Object.entries(results).map(([name, { dtype }]) => [name, dtype])),
});

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`a whole number from ${min} to ${max}.`);
  };
}
