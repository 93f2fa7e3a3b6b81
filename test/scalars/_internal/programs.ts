import type { Scalars } from '../../../spec/scalars/scalars.ts';

const UNARY = ['neg', 'abs', 'sqrt', 'exp', 'log', 'tanh', 'erf', 'sin', 'cos', 'round'] as const;
const BINARY = ['add', 'sub', 'mul', 'div'] as const;

/** A step of a straight-line program: an operation on values computed before it, named by their positions. */
interface Step {
  readonly operation: (typeof UNARY)[number] | (typeof BINARY)[number] | 'sum' | 'max' | 'power';
  readonly operands: readonly number[];
  readonly exponent: number;
}

/** A random straight-line program on `inputs` values. */
export function randomProgram(random: () => number, inputs: number, length: number): Step[] {
  const below = (n: number): number => Math.floor(random() * n);
  const operations = [...UNARY, ...BINARY, ...BINARY, 'sum', 'max', 'power'] as const;
  return Array.from({ length }, (_, i) => ({
    operation: operations[below(operations.length)] ?? 'neg',
    operands: Array.from({ length: 3 }, () => below(inputs + i)),
    exponent: below(5),
  }));
}

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
      else if (operation === 'add' || operation === 'sub' || operation === 'mul' || operation === 'div')
        values.push(s[operation](a, b));
      else values.push(s[operation](a));
    } catch (error) {
      if (error instanceof RangeError) return values;
      throw error;
    }
  }
  return values;
}
