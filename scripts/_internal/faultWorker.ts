import { convicts, judgeFault, plantedFaults } from '../../test/_internal/plantedFaults.ts';
import type { Finding } from './faultCache.ts';

/** A process that judges the fault whose place among all it is told, and answers with what it found, one after another. */
const faults = await plantedFaults();
process.on('message', async (at: number) => {
  const fault = faults[at];
  if (fault === undefined) throw new RangeError(`there is no fault ${at}`);
  const started = performance.now();
  const reports = await judgeFault(fault);
  const finding: Finding = {
    caught: reports.filter(convicts).map(({ id }) => id.slice(fault.operation.length + 1)),
    milliseconds: Math.round(performance.now() - started),
  };
  process.send?.(finding);
});
// Nobody waits for the rest once the parent is gone.
process.on('disconnect', () => process.exit());
process.send?.('ready');
