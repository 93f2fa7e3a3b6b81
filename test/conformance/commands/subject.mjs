// A subject of the protocol that is right, or misbehaves in the way that its argument names. It offers dot and outer of float64.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [, , manner = 'good'] = process.argv;
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const numbers = ({ data }) => {
  const bytes = Buffer.from(data, 'base64');
  return new Float64Array(new Uint8Array(bytes).buffer);
};
const tensor = (shape, values) => ({
  dtype: 'float64',
  shape,
  data: Buffer.from(Float64Array.from(values).buffer).toString('base64'),
});
const operations = {
  'linalg.dot': ({ a, b }) => {
    if (a.shape.join() !== b.shape.join()) throw new RangeError('shapes differ');
    return tensor([], [numbers(a).reduce((sum, value, i) => sum + value * numbers(b)[i], 0)]);
  },
  'linalg.outer': ({ a, b }) =>
    tensor(
      [...a.shape, ...b.shape],
      Array.from(numbers(a)).flatMap((x) => Array.from(numbers(b), (y) => x * y)),
    ),
};
const ready = {
  type: 'ready',
  protocol: 1,
  name: 'subject',
  version: '1.0.0',
  profile: { dtype: 'float64', batches: 'none' },
  operations: Object.keys(operations),
};

const starts = {
  otherProtocol: () => say({ ...ready, protocol: 2 }),
  wrongProfile: () => say({ ...ready, profile: { dtype: 'decimal' } }),
  noOperations: () => say({ ...ready, operations: undefined }),
  neverReady: () => {},
  exitsAtOnce: () => {
    console.error('no licence');
    process.exit(3);
  },
  startsLate: () => setTimeout(say, 300, ready),
  childOfChild: () => {
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    say({ ...ready, version: String(grandchild.pid) });
  },
};

let calls = 0;
/** How linalg.dot is answered; outer always is as it should be. */
const manners = {
  printsToo: (reply) => {
    process.stdout.write('Loading model 100%\n');
    process.stderr.write('a warning\n');
    say(reply);
  },
  bare: (reply) => say({ ...reply, outputs: { c: reply.outputs } }),
  reversedOrder: (reply) => setTimeout(say, calls++ % 2 === 0 ? 5 : 0, reply),
  hangs: () => {},
  spins: () => {
    for (;;);
  },
  exits: () => process.exit(7),
  kills: () => process.kill(process.pid, 'SIGKILL'),
  garbage: () => process.stdout.write('{"type": \x00\xff nonsense\n'),
  halfALine: () => process.stdout.write('{"type":"result","id":1,', () => process.exit(0)),
  wrongId: (reply) => say({ ...reply, id: reply.id + 1000 }),
  twice: (reply) => {
    say(reply);
    say(reply);
  },
  noMessage: (reply) => say({ ...reply, type: 'success' }),
  terabyte: (reply) => say({ ...reply, outputs: { dtype: 'float64', shape: [2 ** 20, 2 ** 17], data: '' } }),
  numbers: (reply) => say({ ...reply, outputs: { c: { dtype: 'float64', shape: [], data: [1.5] } } }),
  noTensor: (reply) => say({ ...reply, outputs: 1.5 }),
  notBase64: (reply) => say({ ...reply, outputs: { dtype: 'float64', shape: [], data: '???' } }),
  wrongShape: (reply) => say({ ...reply, outputs: { ...reply.outputs, shape: [1] } }),
  unknownDtype: (reply) => say({ ...reply, outputs: { ...reply.outputs, dtype: 'float128' } }),
  fatal: ({ id }) => say({ type: 'fatal', id, message: 'the device is lost' }),
  errored: ({ id }) => say({ type: 'errored', id, message: 'no such attribute: foo' }),
  unsupported: ({ id }) => say({ type: 'unsupported', id, message: 'only on Sundays' }),
  accident: ({ id }) =>
    say({ type: 'refused', id, message: "'NoneType' object has no attribute 'shape'", name: 'AttributeError' }),
  floods: (reply) => {
    process.stderr.write('x'.repeat(1 << 22));
    process.stdout.write(`${'y'.repeat(1 << 22)}\n`);
    say(reply);
  },
  closesItsInput: (reply) => {
    process.stdin.destroy();
    setTimeout(() => {}, 1e6);
    if (calls++ === 0) say(reply);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'start') (starts[manner] ?? (() => say(ready)))();
  if (message.type === 'stop' && manner !== 'staysOn') process.exit(0);
  if (message.type !== 'run') continue;
  const { id, operation, inputs } = message;
  try {
    const reply = { type: 'result', id, outputs: operations[operation](inputs) };
    const answer = operation === 'linalg.dot' ? (manners[manner] ?? say) : say;
    answer(reply);
  } catch (error) {
    say({ type: 'refused', id, message: error.message, name: error.name });
  }
}
if (manner === 'staysOn') setInterval(() => {}, 1000);
