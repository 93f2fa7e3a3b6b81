import { afterAll, describe, test } from 'vitest';
import { openSuite, type SuiteSettings, type SuiteTest } from './suite.ts';

export interface VitestSettings extends SuiteSettings {
  /** Milliseconds that a clause may take. Default 60 000. */
  readonly timeout?: number;
}

/**
 * Registers a test for each clause, in a `describe` for each operation; to be awaited at the top of a test file:
 *
 *     await testConformance({ adapter: new URL('./adapter.mjs', import.meta.url), operations: 'linalg.*' });
 *
 * What the adapter does not offer, what its ledger knows and what could not be judged is skipped, with the reason.
 */
export async function testConformance({ timeout = 60_000, ...settings }: VitestSettings): Promise<void> {
  const suite = await openSuite(settings);
  const byOperation = Map.groupBy(suite, ({ operation }: SuiteTest) => operation);
  describe(`${suite.adapter.name} ${suite.adapter.version}`, () => {
    afterAll(() => suite.close());
    for (const [operation, tests] of byOperation) {
      describe(operation, () => {
        for (const { id, unsupported, run } of tests) {
          test.skipIf(unsupported !== undefined)(id.slice(operation.length + 1), { timeout }, async ({ skip }) => {
            const { skipped } = await run();
            if (skipped !== undefined) skip(skipped);
          });
        }
      });
    }
  });
}
