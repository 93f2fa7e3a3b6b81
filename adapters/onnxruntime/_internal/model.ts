/** Element types as ONNX numbers them. */
export const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 } as const;
export type ElementType = keyof typeof elementTypes;

/** Numbers are integers; what is a float says so. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A graph: its inputs and outputs by name with their types, constants of 64-bit integers or of the type of the inputs, and nodes in order. */
export interface Graph {
  readonly inputs: Readonly<Record<string, ElementType>>;
  readonly constants?: Readonly<Record<string, Constant>>;
  readonly nodes: readonly Node[];
  readonly outputs: Readonly<Record<string, ElementType>>;
  /** The operator set, where it is not the one below. */
  readonly opset?: number;
}

export interface Constant {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** The operator set whose operators are used, and the format of the file that goes with it. */
const usual = 23;
const irVersion = 11;

type Field = readonly number[];

function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const integer = (field: number, value: number): Field => [...varint(field << 3), ...varint(value)];
const bytes = (field: number, content: Iterable<number>): Field => {
  const all = [...content];
  return [...varint((field << 3) | 2), ...varint(all.length), ...all];
};
const text = (field: number, value: string): Field => bytes(field, new TextEncoder().encode(value));
const message = (field: number, ...fields: readonly Field[]): Field => bytes(field, fields.flat());
const raw = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const float = (field: number, value: number): Field => [...varint((field << 3) | 5), ...raw(Float32Array.of(value))];

/** AttributeProto: name, value, and which kind of value it is. */
function attribute([name, value]: [string, Attribute]): Field {
  const kind = (code: number): Field => integer(20, code);
  if (typeof value === 'number') return message(5, text(1, name), integer(3, value), kind(2));
  if (typeof value === 'string') return message(5, text(1, name), text(4, value), kind(3));
  if ('float' in value) return message(5, text(1, name), float(2, value.float), kind(1));
  return message(5, text(1, name), ...value.map((one) => integer(8, one)), kind(7));
}

const node = ({ op, inputs, outputs, attributes = {} }: Node): Field =>
  message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(attribute),
  );

const arrays: Readonly<Partial<Record<ElementType, (values: readonly number[]) => ArrayBufferView>>> = {
  float32: (values) => Float32Array.from(values),
  float64: (values) => Float64Array.from(values),
  int64: (values) => BigInt64Array.from(values.map(BigInt)),
  bool: (values) => Uint8Array.from(values),
};

const constant = ([name, { type, shape, values }]: [string, Constant]): Field =>
  message(
    5,
    ...shape.map((size) => integer(1, size)),
    integer(2, elementTypes[type]),
    text(8, name),
    bytes(9, raw(arrays[type]?.(values) ?? new Uint8Array(0))),
  );

/** ValueInfoProto of a tensor of any shape. */
const value =
  (field: number) =>
  ([name, type]: [string, ElementType]): Field =>
    message(field, text(1, name), message(2, message(1, integer(1, elementTypes[type]))));

/** The bytes of a ModelProto: what a file of the format onnx holds. */
export const modelOf = ({ inputs, constants = {}, nodes, outputs, opset = usual }: Graph): Uint8Array =>
  Uint8Array.from(
    [
      integer(1, irVersion),
      message(
        7,
        ...nodes.map(node),
        text(2, 'one'),
        ...Object.entries(constants).map(constant),
        ...Object.entries(inputs).map(value(11)),
        ...Object.entries(outputs).map(value(12)),
      ),
      message(8, text(1, ''), integer(2, opset)),
    ].flat(),
  );
