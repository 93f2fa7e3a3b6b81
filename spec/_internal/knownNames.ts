import type { Attributes, Kind } from '../attribute.ts';
import { namesOf, parseSignature } from '../signature.ts';

/** The parts of a record that hold names, or are named. */
interface Named {
  readonly id: string;
  readonly signature: string;
  readonly attributes?: Attributes;
  readonly transposable?: object;
  readonly domain?: object;
  readonly smooth?: object;
  readonly derivative?: unknown;
  readonly definition?: unknown;
  readonly signs?: object;
  readonly ties?: { readonly of: string; readonly elements: string; readonly positions: string };
  readonly equations?: object;
  readonly recursion?: { readonly over: string; readonly states: Readonly<Record<string, string | undefined>> };
  readonly clauses: object;
  readonly rejects?: object;
  readonly errata?: Readonly<Record<string, { readonly clauses: readonly string[] }>>;
  readonly specialAt?: object;
  readonly specialIn?: readonly string[];
  readonly spectral?: readonly PropertyKey[];
  readonly state?: Readonly<Record<string, string | undefined>>;
  readonly random?: { readonly at: readonly object[]; readonly statistics: object };
  readonly exchangeable?: readonly string[];
  readonly homogeneous?: readonly object[];
}

/**
 * Refuses a record in which a name is none of its signature, attributes or clauses, or a field none of a record.
 *
 * Throws TypeError that names the record, the field, what was received and the names that there are.
 */
export function requireKnownNames(record: Named, fields: readonly string[]): void {
  const { inputs, outputs } = parseSignature(record.signature);
  const attributes = Object.entries(record.attributes ?? {});
  const ofKind = (kind: Kind) => attributes.filter(([, one]) => one.kind === kind).map(([name]) => name);
  const axes = [...inputs, ...outputs].flatMap((operand) => operand.axes);
  const calculated = new Set(axes.flatMap((axis) => (axis.formula === undefined ? [] : namesOf(axis))));
  const axisNames = (variadic: boolean) =>
    axes
      .filter((axis) => axis.variadic === variadic && axis.formula === undefined && (variadic || !axis.each))
      .flatMap(({ name }) => (calculated.has(name) ? [] : [name]));
  const inputNames = inputs.map((input) => input.name);
  const outputNames = outputs.map((output) => output.name);
  const known = (field: string, names: Iterable<string>, what: string, allowed: readonly string[]): void => {
    for (const name of names) {
      if (allowed.includes(name)) continue;
      throw new TypeError(
        `${record.id}/${field}: "${name}" is no ${what}; there is ${[...new Set(allowed)].join(', ') || 'none'}`,
      );
    }
  };
  const keys = (table: object | undefined) => Object.keys(table ?? {});

  known('record', keys(record), 'field of a record', fields);
  known('domain', keys(record.domain), 'input', inputNames);
  known('smooth', keys(record.smooth), 'input', inputNames);
  const { derivative } = record;
  const isStated = typeof derivative === 'function' || derivative === undefined;
  if (!isStated && (derivative !== 'ofDefinition' || record.definition === undefined)) {
    const rule = "must be an expression, or 'ofDefinition' where there is a definition";
    throw new TypeError(`${record.id}/derivative: ${rule}, got ${JSON.stringify(derivative)}`);
  }
  known('specialIn', record.specialIn ?? [], 'input', inputNames);
  known('signs', keys(record.signs), 'output', outputNames);
  if (record.ties !== undefined) {
    const { of, elements, positions } = record.ties;
    known('ties', [of], 'input', inputNames);
    known('ties', [elements, positions], 'output', outputNames);
  }
  known('transposable', keys(record.transposable), 'input', inputNames);
  known('transposable', Object.values(record.transposable ?? {}), 'boolean attribute', ofKind('boolean'));
  if (record.recursion !== undefined) {
    const { over, states } = record.recursion;
    known('recursion', [over], 'axis of one size', axisNames(false));
    known('recursion', keys(states), 'output', outputNames);
    known('recursion', Object.values(states).map(String), 'input', inputNames);
    const other = outputs.find((output) => !output.axes.some(({ name }) => name === over));
    if (other !== undefined) {
      const rule = `every result must have the axis ${over}, for it is judged step by step`;
      throw new TypeError(
        `${record.id}/recursion: ${rule}; ${other.name} has ${other.axes.map(({ name }) => name).join(', ') || 'none'}`,
      );
    }
  }
  known('exchangeable', record.exchangeable ?? [], 'axis of one size', axisNames(false));
  const scalable = [...inputNames, ...outputNames, ...ofKind('real')];
  for (const weights of record.homogeneous ?? []) {
    known('homogeneous', keys(weights), 'input, output or real attribute', scalable);
  }
  known('specialAt', keys(record.specialAt), 'attribute', keys(record.attributes));
  for (const [name, attribute] of attributes) {
    if ('of' in attribute) known(`attributes/${name}`, [attribute.of], 'list of axes', axisNames(true));
    if ('along' in attribute) known(`attributes/${name}`, [attribute.along], 'axis attribute', ofKind('axis'));
    if (attribute.clause !== undefined)
      known(`attributes/${name}`, [attribute.clause], 'rejection', keys(record.rejects));
  }
  known('equations', keys(record.equations), 'clause', keys(record.clauses));
  known('state', keys(record.state), 'input', inputNames);
  known('state', Object.values(record.state ?? {}).map(String), 'output', outputNames);
  known('random/statistics', keys(record.random?.statistics), 'clause', keys(record.clauses));
  for (const values of record.random?.at ?? []) {
    known('random/at', keys(values), 'attribute or input', [...keys(record.attributes), ...inputNames]);
  }
  known('spectral', (record.spectral ?? []).map(String), 'equation', keys(record.equations));
  numbered(record.id, 'clauses', keys(record.clauses), /^C[1-9]\d*$/);
  numbered(record.id, 'rejects', keys(record.rejects), /^R[1-9]\d*$/);
  numbered(record.id, 'errata', keys(record.errata), /^E\d\d$/);
  for (const [name, { clauses }] of Object.entries(record.errata ?? {})) {
    known(`errata/${name}`, clauses, 'clause', keys(record.clauses));
  }
}

function numbered(id: string, field: string, names: readonly string[], pattern: RegExp): void {
  const stranger = names.find((name) => !pattern.test(name));
  if (stranger === undefined) return;
  const [first, second] = field === 'errata' ? ['01', '02'] : ['1', '2'];
  throw new TypeError(
    `${id}/${field}: "${stranger}" is no clause id; they are ${pattern.source[1]}${first}, ${pattern.source[1]}${second}, ..`,
  );
}
