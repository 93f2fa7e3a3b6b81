import type { Layout } from '../../properties/law.ts';
import type { Dtype, FloatDtype, Tensor } from '../../spec/tensor.ts';
import { profileFaults } from './_internal/profileFaults.ts';
import { describeValue } from './exchange.ts';
import type { AdapterProfile, PromisesByOperation } from './profile.ts';

type Call = (...given: readonly unknown[]) => unknown;

/** An adapter whose types are forgotten: what the default export of a module turned out to be. */
export interface LooseAdapter {
  readonly name: string;
  readonly version: string;
  readonly profile: AdapterProfile;
  toNative(tensor: Tensor): unknown;
  fromNative(value: unknown, expected: { readonly dtype: Dtype; readonly shape: readonly number[] }): unknown;
  dispose?(value: unknown): unknown;
  readonly operations: Readonly<Record<string, Call | undefined>>;
  readonly gradients?: Readonly<Record<string, Call | undefined>>;
  readonly layouts?: Readonly<Record<string, Call | undefined>>;
}

/** What an adapter says of itself: all that the judge plans by. Data, so that it can cross between processes. */
export interface Description {
  readonly name: string;
  readonly version: string;
  /** The data types that it can be judged at; the first is the default. */
  readonly dtypes: readonly [FloatDtype, ...FloatDtype[]];
  /** What it promises, as it says it: `promisedFor` fills in the rest. */
  readonly profile: PromisesByOperation;
  readonly operations: readonly string[];
  readonly gradients: readonly string[];
  readonly layouts: readonly Layout[];
}

/** Thrown when a default export is not an adapter; the message names every fault and what to write instead. */
export class MalformedAdapter extends TypeError {
  override readonly name = 'MalformedAdapter';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
export const layoutNames: readonly string[] = [
  'transposed',
  'sliced',
  'reversed',
  'padded',
  'offset',
  'broadcast',
] satisfies Layout[];

/** The fields of an adapter: another one is misspelt, and would be passed over. */
const fields = [
  'name',
  'version',
  'profile',
  'toNative',
  'fromNative',
  'dispose',
  'operations',
  'gradients',
  'layouts',
];

/** Whether a value is written down as a record: an instance of a class may keep what it likes. */
const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** What is wrong with a value as an adapter, one sentence per fault. */
function faultsOf(value: Record<string, unknown>): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, field: string, rule: string, received: unknown = value[field]) => {
    if (!holds) faults.push(`${field} must be ${rule}, got ${describeValue(received)}`);
  };
  expect(isText(value['name']), 'name', 'a string, such as "my-library"');
  expect(isText(value['version']), 'version', 'a string, such as "1.0.0"');
  faults.push(...profileFaults(value['profile']));
  expect(typeof value['toNative'] === 'function', 'toNative', 'a function from { dtype, shape, data } to your value');
  expect(
    typeof value['fromNative'] === 'function',
    'fromNative',
    'a function from your value to { dtype, shape, data }',
  );
  expect(
    value['dispose'] === undefined || typeof value['dispose'] === 'function',
    'dispose',
    'a function that frees a value of yours',
  );
  for (const field of isPlain(value) ? Object.keys(value).filter((key) => !fields.includes(key)) : [])
    faults.push(`${field} is no field of an adapter: there are ${fields.join(', ')}`);
  for (const field of ['operations', 'gradients', 'layouts']) {
    const table = value[field];
    if (table === undefined && field !== 'operations') continue;
    expect(isRecord(table), field, 'an object of functions by name');
    for (const [key, entry] of Object.entries(isRecord(table) ? table : {})) {
      expect(entry === undefined || typeof entry === 'function', `${field}['${key}']`, 'a function', entry);
    }
  }
  for (const key of Object.keys(isRecord(value['layouts']) ? value['layouts'] : {})) {
    expect(layoutNames.includes(key), 'layouts', `a table of ${layoutNames.join(', ')}`, key);
  }
  return faults;
}

/** The default export of a module as an adapter. Throws MalformedAdapter, whose message says what to do. */
export function readAdapter(exported: unknown): LooseAdapter {
  if (exported === undefined) {
    throw new MalformedAdapter(
      'has no default export: end it with `export default defineAdapter({ .. })`, or with a plain object of the same fields',
    );
  }
  if (typeof exported === 'function') {
    throw new MalformedAdapter(
      'exports a function by default: export the adapter itself, `export default createAdapter()` in place of `export default createAdapter`',
    );
  }
  if (!isRecord(exported)) {
    throw new MalformedAdapter(
      `exports ${describeValue(exported)} by default: an adapter is an object, see \`tensor-laws init\``,
    );
  }
  const faults = faultsOf(exported);
  if (faults.length > 0) {
    throw new MalformedAdapter(`is not an adapter: ${faults.join('; ')}. \`tensor-laws init\` writes one that runs`);
  }
  // Every field was just looked at; what the functions take and give is judged call by call.
  return exported as unknown as LooseAdapter;
}

const namesOf = (table: Readonly<Record<string, unknown>> = {}): string[] =>
  Object.keys(table).filter((name) => table[name] !== undefined);

/** What an adapter says of itself, as data. */
export function describe(adapter: LooseAdapter): Description {
  const { dtype, ...profile } = adapter.profile;
  const [first = 'float64', ...more] = typeof dtype === 'string' ? [dtype] : dtype;
  return {
    name: adapter.name,
    version: adapter.version,
    dtypes: [first, ...more],
    // Only data can cross between processes.
    profile: structuredClone(profile),
    operations: namesOf(adapter.operations),
    gradients: namesOf(adapter.gradients),
    layouts: namesOf(adapter.layouts).filter((name): name is Layout => layoutNames.includes(name)),
  };
}
