import { contextOf } from '../../conformance/judge/context.ts';
import { everyOperation, lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { expectedOutputs } from '../../conformance/subject/_internal/expected.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { flattened, gathered } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { parseSignature } from '../../spec/signature.ts';
import { allocate, sizeOf, type Tensor } from '../../spec/tensor.ts';

type Tensors = Readonly<Record<string, Tensor>>;
type Nested = Readonly<Record<string, Tensor | readonly Tensor[] | undefined>>;
type Attributes = Parameters<typeof expectedOutputs>[1]['attributes'];

/** What an adapter gives without computing anything: for one output, of the shape that is due, from the inputs. */
type Answer = (due: Pick<Tensor, 'dtype' | 'shape'>, given: readonly Tensor[], position: number) => Tensor;

const zeros: Answer = ({ dtype, shape }) => ({ dtype, shape, data: allocate(dtype, sizeOf(shape)) });
const fitting = (tensor: Tensor | undefined, due: Pick<Tensor, 'dtype' | 'shape'>): boolean =>
  tensor?.dtype === due.dtype && tensor.shape.join() === due.shape.join();

/** Zeros; the input that stands where the output stands; the first input; zeros where what is due has another shape. */
export const answers = {
  null: zeros,
  identity: (due, given, position) => {
    const own = given[position];
    return own !== undefined && fitting(own, due) ? own : zeros(due, given, position);
  },
  first: (due, given, position) => {
    const [first] = given;
    return first !== undefined && fitting(first, due) ? first : zeros(due, given, position);
  },
} satisfies Record<string, Answer>;

const request = (operation: AnyOperation, inputs: Tensors, attributes: Attributes) =>
  ({
    kind: 'forward',
    operation: operation.id,
    inputs,
    cotangents: {},
    attributes,
    layouts: {},
    cotangentLayouts: {},
    storage: 'own',
    readBack: false,
  }) as const;

/** An adapter that refuses nothing and computes nothing. */
function adapterOf(answer: Answer, operations: readonly AnyOperation[]) {
  const scalar = { dtype: 'float64', shape: [] } as const;
  const forward = (operation: AnyOperation) => (nested: Nested, attributes: Attributes) => {
    const inputs = flattened(nested);
    const due = expectedOutputs(operation, request(operation, inputs, attributes));
    const given = Object.values(inputs);
    if (due === undefined) return answer(scalar, given, 0);
    const { outputs } = parseSignature(operation.signature);
    const results = gathered(
      Object.fromEntries(Object.entries(due).map(([name, one], at) => [name, answer(one, given, at)])),
      outputs,
    );
    return outputs.length === 1 ? Object.values(results)[0] : results;
  };
  const backward = (operation: AnyOperation) => (nested: Nested, cotangent: Tensor | readonly Tensor[] | Nested) => {
    const isBare = 'data' in cotangent || Array.isArray(cotangent);
    // A cotangent that is neither is a record of several.
    const given = Object.values(flattened(isBare ? { g: cotangent as Tensor } : (cotangent as Nested)));
    const gradients = Object.entries(flattened(nested)).map(([name, tensor], at) => [name, answer(tensor, given, at)]);
    return gathered(Object.fromEntries(gradients), parseSignature(operation.signature).inputs);
  };
  return {
    name: 'does nothing',
    version: '1',
    profile: { dtype: 'float64' },
    toNative: (tensor: Tensor) => tensor,
    fromNative: (tensor: Tensor) => tensor,
    operations: Object.fromEntries(operations.map((one) => [one.id, forward(one)])),
    gradients: Object.fromEntries(
      operations.filter(({ derivative }) => derivative !== undefined).map((one) => [one.id, backward(one)]),
    ),
  };
}

/** The clauses of an operation that an adapter passes which computes nothing; the known results of golden/ are left out. */
export async function passedBy(name: keyof typeof answers, id: string): Promise<string[]> {
  await loadOperations();
  const adapter = adapterOf(answers[name], everyOperation());
  const description = describe(readAdapter(adapter));
  const subject = inProcessSubject(adapter as never);
  const passed: string[] = [];
  for (const law of lawsOf(id)) {
    if (law.clause.startsWith('golden')) continue;
    const report = await runLaw(law, subject, contextOf(description, 'float64', law), {
      runs: Math.max(6, Math.ceil(24 * law.share)),
      seed: 1,
      adapterPath: 'nothing.ts',
      shrinks: 0,
    });
    if (report.verdict === 'passed') passed.push(law.id);
  }
  return passed;
}
