import type { Scalars } from '../../../spec/scalars/scalars.ts';

const UNARY = [
  'neg',
  'abs',
  'sqrt',
  'exp',
  'log',
  'expm1',
  'log1p',
  'sinh',
  'cosh',
  'tanh',
  'erf',
  'sin',
  'cos',
  'floor',
  'round',
] as const;
const BINARY = ['add', 'sub', 'mul', 'div'] as const;
const BINARY_FUNCTIONS = ['atan2', 'pow'] as const;

/** A step of a straight-line program: an operation on values computed before it, named by their positions. */
interface Step {
  readonly operation:
    | (typeof UNARY)[number]
    | (typeof BINARY | typeof BINARY_FUNCTIONS)[number]
    | 'sum'
    | 'max'
    | 'power';
  readonly operands: readonly number[];
  readonly exponent: number;
}

/** A random straight-line program on `inputs` values. */
export function randomProgram(random: () => number, inputs: number, length: number): Step[] {
  const below = (n: number): number => Math.floor(random() * n);
  const operations = [...UNARY, ...BINARY, ...BINARY, ...BINARY, ...BINARY_FUNCTIONS, 'sum', 'max', 'power'] as const;
  return Array.from({ length }, (_, i) => ({
    operation: operations[below(operations.length)] ?? 'neg',
    operands: Array.from({ length: 3 }, () => below(inputs + i)),
    exponent: below(5),
  }));
}

const isUnary = (operation: Step['operation']): operation is (typeof UNARY)[number] =>
  (UNARY as readonly string[]).includes(operation);

/** Every value of the program, the inputs first; it ends before a step that throws. */
export function runProgram<T>(s: Scalars<T>, program: readonly Step[], inputs: readonly T[]): T[] {
  const values = [...inputs];
  for (const { operation, operands, exponent } of program) {
    // A program refers only to values before the step.
    const [a, b] = operands.map((operand) => values[operand] as T) as [T, T];
    const terms = operands.map((operand) => values[operand] as T);
    try {
      if (operation === 'sum' || operation === 'max') values.push(s[operation](terms));
      else if (operation === 'power') values.push(s.power(a, exponent));
      else if (isUnary(operation)) values.push(s[operation](a));
      else values.push(s[operation](a, b));
    } catch (error) {
      if (error instanceof RangeError) return values;
      throw error;
    }
  }
  return values;
}
