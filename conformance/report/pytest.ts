import type { Request } from '../subject/exchange.ts';
import { protocolVersion, runMessage } from '../subject/protocol.ts';
import type { TracedCall } from '../subject/traced.ts';
import { type Assertion, assertionOf, titleOf } from './_internal/assertion.ts';
import { callsText } from './callsText.ts';
import type { ClauseReport } from './report.ts';

/**
 * A failing case of a command as a test for pytest, which needs nothing but Python: it starts the command, sends the call over its
 * standard streams and says what must come of it; where that is no number of one output, the law is asked.
 */
export function pytest(
  clause: ClauseReport,
  calls: readonly TracedCall[],
  requests: readonly Request[],
  { token, command, root }: { readonly token: string; readonly command: string; readonly root: string },
): string {
  const assertion = assertionOf(clause, calls);
  const [call, request] = [calls[0], requests[0]];
  const head = [`"""${docText(titleOf(clause))}"""`, ''];
  const place = ['', `COMMAND = ${text(command)}`, `FOLDER = Path(__file__).resolve().parent / ${text(root)}`];
  const sent = call === undefined || request === undefined ? undefined : runMessage(1, call.operation, request);
  const half = Object.values(call?.outputs ?? {}).some(({ dtype }) => dtype === 'bfloat16');
  if (assertion.kind === 'law' || sent === undefined || half) {
    const run = [
      'def test_law():',
      `    token = ${text(token)}`,
      '    command = ["npx", "tensor-laws", "replay", token, "--exec", COMMAND]',
      '    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)',
      '    assert done.returncode == 0, done.stdout + done.stderr',
    ];
    return [...head, 'import subprocess', 'from pathlib import Path', ...place, '', '', ...run, ''].join('\n');
  }
  return [
    ...head,
    'import base64',
    'import json',
    'import math',
    'import struct',
    'import subprocess',
    'from pathlib import Path',
    ...place,
    ...callsText(calls)
      .split('\n')
      .map((line) => `# ${line}`),
    `CALL = json.loads(${text(JSON.stringify(sent))})`,
    harness,
    'def test_call():',
    ...bodyOf(assertion, call).map((line) => `    ${line}`),
    '',
  ].join('\n');
}

/** A text as Python reads it: JSON's form is one of Python's. */
const text = (value: string): string => JSON.stringify(value);

const docText = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', "'");

const harness = `

def answer():
    """What the command answers to the call."""
    lines = [{"type": "start", "protocol": ${protocolVersion}, "tool": "test"}, CALL]
    sent = "".join(json.dumps(line) + "\\n" for line in lines)
    done = subprocess.run(COMMAND, shell=True, cwd=FOLDER, input=sent, capture_output=True, text=True, timeout=120)
    replies = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for reply in replies:
        if reply.get("id") == CALL["id"]:
            return reply
    raise AssertionError(f"no answer: {done.stdout}{done.stderr}")


def numbers(tensor):
    """The elements of a tensor; those of a complex one are real and imaginary parts in turn."""
    kinds = {"float64": "d", "float32": "f", "float16": "e", "int32": "i", "complex128": "d", "complex64": "f",
             "int64": "q", "int16": "h", "int8": "b", "uint8": "B", "bool": "?"}
    kind, data = kinds[tensor["dtype"]], base64.b64decode(tensor["data"])
    return struct.unpack(f"<{len(data) // struct.calcsize(kind)}{kind}", data)

`;

function bodyOf(assertion: Exclude<Assertion, { kind: 'law' }>, call: TracedCall | undefined): readonly string[] {
  if (assertion.kind === 'refused') return ['assert answer()["type"] == "refused"'];
  const asked = ['reply = answer()', 'assert reply["type"] == "result", reply.get("message")'];
  if (assertion.kind === 'answered') return asked;
  const { output, at, expected, allowed, signed } = assertion;
  const [whole = '', member] = output.split('.');
  const names = [...new Set(Object.keys(call?.outputs ?? {}).map((name) => name.split('.')[0] ?? ''))];
  const want = pythonNumber(expected);
  const near = signed
    ? `received == 0 and math.copysign(1, received) == ${Object.is(expected, -0) ? -1 : 1}`
    : Number.isNaN(expected)
      ? 'math.isnan(received)'
      : `received == ${want} or abs(received - ${want}) <= ${pythonNumber(allowed)}`;
  return [
    ...asked,
    'outputs = reply["outputs"]',
    `if isinstance(outputs, dict) and "dtype" not in outputs:`,
    `    outputs = outputs[${text(whole)}]`,
    ...(names.length > 1 ? ['elif isinstance(outputs, list):', `    outputs = outputs[${names.indexOf(whole)}]`] : []),
    ...(member === undefined ? [] : [`outputs = outputs[${member}]`]),
    `received = numbers(outputs)[${at}]`,
    `assert ${near}, f"${output}, number ${at} of its data: expected ${want}, received {received}"`,
  ];
}

const pythonNumber = (value: number): string => {
  if (Number.isNaN(value)) return 'math.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
};
