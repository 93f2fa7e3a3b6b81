import { Broken, type CallOptions, Rejected, type Subject, Unsupported } from '../../properties/law.ts';
import { type AttributeValue, withDefaults } from '../../spec/attribute.ts';
import { flattened } from '../../spec/lists.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import type { Tensor } from '../../spec/tensor.ts';
import { asPromised } from './_internal/asPromised.ts';
import { isAccident } from './accident.ts';
import type { Description } from './description.ts';
import { directions } from './directions.ts';
import type { Reply, Request, Tensors } from './exchange.ts';
import { promisedOf } from './profile.ts';

type Given = Readonly<Record<string, AttributeValue | undefined>>;
type Maybe = Readonly<Record<string, Tensor | readonly Tensor[] | undefined>>;

/** A subject with the types of the operations forgotten: what stands behind the typed one. */
export interface UntypedSubject {
  (operation: AnyOperation, inputs: Maybe, attributes?: Given, options?: CallOptions): Promise<Tensors>;
  observed(
    operation: AnyOperation,
    inputs: Maybe,
    attributes?: Given,
  ): Promise<{ outputs: Tensors; inputsAfter: Tensors }>;
  gradient(
    operation: AnyOperation,
    inputs: Maybe,
    cotangents: Maybe,
    attributes?: Given,
    options?: CallOptions,
  ): Promise<Tensors>;
  operandsAfterGradient(
    operation: AnyOperation,
    inputs: Maybe,
    cotangents: Maybe,
    attributes?: Given,
  ): Promise<Tensors>;
  has(operation: AnyOperation): boolean;
  hasGradient(operation: AnyOperation): boolean;
  readonly layouts: Subject['layouts'];
}

// The names and tensors are those of the operation that is passed along: the types of Subject say that, and no more.
export const typed = (subject: UntypedSubject): Subject => subject as unknown as Subject;
export const untyped = (subject: Subject): UntypedSubject => subject as unknown as UntypedSubject;

/** Carries a request to an adapter, wherever it is, and brings what came of it. */
export type Send = (operation: AnyOperation, request: Request) => Promise<Reply>;

/** The subject of an adapter that is reached through `send`. */
export function createSubject(description: Description, send: Send): Subject {
  const operations = new Set(description.operations);
  const gradients = new Set(description.gradients);
  const exchange = async (
    operation: AnyOperation,
    inputs: Maybe,
    attributes: Given,
    rest: Partial<Pick<Request, 'kind' | 'cotangents' | 'layouts' | 'cotangentLayouts' | 'storage' | 'readBack'>>,
  ) => {
    const request: Request = {
      kind: 'forward',
      operation: operation.id,
      inputs: flattened(inputs),
      cotangents: {},
      attributes: filled(operation, attributes),
      layouts: {},
      cotangentLayouts: {},
      storage: 'own',
      readBack: false,
      ...rest,
    };
    const promised = promisedOf(description.profile, operation.id);
    return asPromised(operation, promised, request, async () => returned(await send(operation, request)));
  };
  const on = async (
    operation: AnyOperation,
    inputs: Maybe,
    attributes: Given = {},
    { layouts = {}, storage = 'own' }: CallOptions = {},
  ) => (await exchange(operation, inputs, attributes, { layouts, storage })).outputs;
  return typed(
    Object.assign(on, {
      observed: (operation: AnyOperation, inputs: Maybe, attributes: Given = {}) =>
        exchange(operation, inputs, attributes, { readBack: true }),
      gradient: async (
        operation: AnyOperation,
        inputs: Maybe,
        cotangents: Maybe,
        attributes: Given = {},
        { layouts = {}, cotangentLayouts = {}, storage = 'own' }: CallOptions = {},
      ) => {
        const pullback = {
          kind: 'gradient',
          cotangents: directions(operation, cotangents),
          layouts,
          cotangentLayouts,
          storage,
        } as const;
        return (await exchange(operation, inputs, attributes, pullback)).outputs;
      },
      operandsAfterGradient: async (
        operation: AnyOperation,
        inputs: Maybe,
        cotangents: Maybe,
        attributes: Given = {},
      ) => {
        const pullback = { kind: 'gradient', cotangents: directions(operation, cotangents), readBack: true } as const;
        return (await exchange(operation, inputs, attributes, pullback)).inputsAfter;
      },
      has: (operation: AnyOperation) => operations.has(operation.id),
      hasGradient: (operation: AnyOperation) => gradients.has(operation.id),
      layouts: description.layouts,
    }),
  );
}

/** The attributes with their defaults; as they are when one that is required is missing, which a law may do on purpose. */
function filled(operation: AnyOperation, given: Given): Record<string, AttributeValue> {
  try {
    return withDefaults(operation.attributes ?? {}, given);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined),
    );
  }
}

/** What a reply brought. Throws what a law may expect of a call; an error of the judge itself is a plain Error. */
function returned(reply: Reply): { outputs: Tensors; inputsAfter: Tensors } {
  switch (reply.kind) {
    case 'returned':
      return reply;
    case 'rejected':
      throw new Rejected(reply.message, isAccident(reply));
    case 'unsupported':
      throw new Unsupported(reply.message);
    case 'internal':
      throw new Error(`the judge failed while it called the adapter: ${reply.message}`);
    default:
      throw new Broken(reply.kind, reply.message, reply.untried);
  }
}
