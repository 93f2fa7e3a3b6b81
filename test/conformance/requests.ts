import type { Request } from '../../conformance/subject/exchange.ts';

/** A forward call as it crosses, with what else a test asks of it. */
export const requestOf = (operation: string, inputs: Request['inputs'], more: Partial<Request> = {}): Request => ({
  kind: 'forward',
  operation,
  inputs,
  cotangents: {},
  attributes: {},
  layouts: {},
  cotangentLayouts: {},
  storage: 'own',
  readBack: false,
  ...more,
});
