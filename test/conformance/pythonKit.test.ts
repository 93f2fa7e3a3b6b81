import { spawnSync } from 'node:child_process';
import { testKit } from './testKit.ts';

testKit('the kit for Python', {
  isHere: spawnSync('python3', ['-c', 'import numpy']).status === 0,
  command: () => 'python3 test/conformance/commands/kit.py',
  mistake: /^malformed: the result cannot be sent: TypeError/,
  lost: /^crashed: linalg.dot cannot go on: Fatal: the device is lost/,
});
