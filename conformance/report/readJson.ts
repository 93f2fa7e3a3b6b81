import { UsageError } from '../usageError.ts';

/** The value that a file holds as JSON. Throws UsageError that names the file and the place where it stops being JSON. */
export function readJson(text: string, path: string): unknown {
  const source = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(source);
  } catch {
    throw new UsageError(`${path} is not JSON: ${faultOf(source)}`);
  }
}

function faultOf(text: string): string {
  if (text.trim() === '') return 'it is empty';
  const { at, wanted } = stop(text);
  if (at >= text.length) return `it ends where ${wanted} must come`;
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `line ${before.length}, column ${column} has ${JSON.stringify(text[at])} where ${wanted} must come`;
}

const token =
  /\s*([{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\b|(?:true|false|null)\b)/uy;

const words = {
  value: 'a value',
  first: 'a value or "]"',
  key: 'a name in quotes',
  field: 'a name in quotes or "}"',
  colon: '":"',
  next: '"," or the end of the list or object',
  end: 'nothing more',
} as const;

type State = keyof typeof words;

/** Where a text stops being JSON, and what must come there. */
function stop(text: string): { readonly at: number; readonly wanted: string } {
  const open: string[] = [];
  let state: State = 'value';
  for (let at = 0; ; ) {
    token.lastIndex = at;
    const [whole = '', read = ''] = token.exec(text) ?? [];
    const next: State | undefined = read === '' ? undefined : after(state, read, open);
    if (next === undefined) return { at: at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0), wanted: words[state] };
    state = next;
    at += whole.length;
  }
}

/** The state after a token, where it may come; `open` holds the brackets that are to be closed. */
function after(state: State, read: string, open: string[]): State | undefined {
  const isClosing = read === '}' || read === ']';
  if (isClosing && open.at(-1) === read && (state === 'next' || state === (read === '}' ? 'field' : 'first'))) {
    open.pop();
    return open.length === 0 ? 'end' : 'next';
  }
  if (state === 'colon') return read === ':' ? 'value' : undefined;
  if (state === 'key' || state === 'field') return read.startsWith('"') ? 'colon' : undefined;
  if (state === 'next') return read === ',' ? (open.at(-1) === '}' ? 'key' : 'value') : undefined;
  if (state === 'end' || isClosing || read === ',' || read === ':') return undefined;
  if (read !== '{' && read !== '[') return open.length === 0 ? 'end' : 'next';
  open.push(read === '{' ? '}' : ']');
  return read === '{' ? 'field' : 'first';
}
