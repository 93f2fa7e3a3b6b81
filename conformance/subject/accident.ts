/** What names an error and what it says: all of it that crosses from an adapter to the judge. */
export interface Thrown {
  /** The `name` of the error; undefined where what was thrown is none. */
  readonly name?: string | undefined;
  readonly message: string;
}

/**
 * Messages of JavaScript engines and of Python themselves, by the name of the error. Nobody wrote them in order to refuse an input:
 * the library went on with what it should have refused, and fell over it. An error of the same name with a message of the
 * library's own is a refusal like any other.
 */
const ofTheEngine: Readonly<Record<string, RegExp>> = {
  TypeError: new RegExp(
    [
      '^Cannot (?:read|set) propert(?:y|ies)\\b',
      '^Cannot (?:destructure|mix BigInt|assign to read only|add property|delete property|redefine property|perform %)',
      '^Cannot convert (?:undefined or null to object|object to primitive|a (?:Symbol|BigInt) value)',
      '^Reduce of empty array with no initial value',
      '^Invalid typed array (?:index|length)',
      ' is not (?:a function|a constructor|iterable|an object|extensible)\\b',
      '^undefined is not ',
      ' called on incompatible receiver ',
      "^'\\w+' object (?:is not (?:subscriptable|iterable|callable)|does not support item)",
      '^unsupported operand type\\(s\\) for ',
      '\\(\\) (?:missing \\d+ required|takes \\d+|got an unexpected keyword)',
    ].join('|'),
  ),
  RangeError: new RegExp(
    [
      '^Invalid (?:array|typed array|array buffer|string|data view|DataView) length',
      '^Maximum (?:call stack|BigInt) size exceeded',
      '^Array buffer allocation failed',
      '^(?:[Oo]ffset is (?:out of|outside the) bounds|[Ss]tart offset (?:\\S+ is|of \\w+Array)|byte length of \\w+Array)',
      '^Invalid count value',
      '^WebAssembly\\.',
      ' cannot be converted to a BigInt',
    ].join('|'),
  ),
  // A trap of WebAssembly, after which its memory is in no known state.
  RuntimeError:
    /^(?:unreachable|memory access out of bounds|divide by zero|integer overflow|table index is out of bounds|null function|indirect call|float unrepresentable|data segment|A?[aA]bort(?:ed)?\(|function signature mismatch)/,
  SyntaxError: /^(?:Cannot convert .* to a BigInt|Unexpected (?:token|end of JSON))/,
  AttributeError: / object has no attribute /,
  IndexError: /^(?:list|tuple|string|pop|range)\b.*\b(?:index out of range|from empty)/,
};

/** Errors that are an accident whatever they say. */
const always: readonly string[] = [
  'ReferenceError',
  'InternalError',
  'NameError',
  'UnboundLocalError',
  'RecursionError',
  'SystemError',
];

/** Whether an error that was thrown looks like an accident, and not like a refusal that somebody wrote. */
export const isAccident = ({ name = '', message }: Thrown): boolean =>
  always.includes(name) || ofTheEngine[name]?.test(message) === true;

/** Whether an error says in words of its own that a case is not offered, in place of the name Unsupported. */
export const saysUnsupported = (text: string): boolean =>
  /not (?:yet )?(?:supported|implemented)|unsupported(?! operand)/i.test(text);

/** Whether a message alone, without the name of its error, is one of an engine's own. */
export const isEngineMessage = (message: string): boolean =>
  Object.values(ofTheEngine).some((one) => one.test(message));
