import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listedIn } from '../scripts/_internal/faultTable.ts';
import { convicts, judgeFault, plantedFaults } from './_internal/plantedFaults.ts';

const faults = await plantedFaults();

describe('planted faults', () => {
  test('there are at least 60, each with a name of its own', () => {
    const names = faults.map(({ operation, name }) => `${operation}: ${name}`);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(new Set(names).size).toBe(names.length);
  });

  test('docs/faults.md lists every one of them', () => {
    const listed = listedIn(readFileSync(new URL('../docs/faults.md', import.meta.url), 'utf8'));
    const missing = faults.filter(({ operation, name }) => !listed.has(`${operation}: ${name}`));
    const stale = [...new Set(missing.map(({ operation }) => operation))];
    expect(stale, `judge them and add their rows: npm run faults -- --operations '${stale}'`).toEqual([]);
  });

  test.each(faults.map((fault) => [`${fault.operation}: ${fault.name}`, fault] as const))('%s', async (_, fault) => {
    const [report] = await judgeFault(fault, fault.caughtBy);
    expect(report, `${fault.caughtBy} is no law`).toBeDefined();
    expect(report && convicts(report), `${fault.caughtBy} passes`).toBe(true);
  });
});
