import type { ClauseReport } from '../../report/report.ts';
import { isEngineMessage } from '../../subject/accident.ts';
import { isOperation } from '../laws.ts';

const longest = 120;

/** What a message says of the cause: what happened and, where it adds anything, the message, with and without its numbers. */
export interface Raised {
  readonly phrase: string;
  readonly message: string | undefined;
  readonly withoutNumbers: string | undefined;
}

/**
 * The cause behind a clause that ended with a message instead of a result.
 *
 * The judge's own messages (of a process that ended, of a result that is no tensor) begin with an operation; every other
 * message is an error that the implementation raised for input that is valid.
 */
export function raised(message: string, clause: ClauseReport): Raised {
  const [line = ''] = message.trim().split('\n');
  const culprit = /^(?:the gradient of )?([\w.]+)[ :]/.exec(line)?.[1] ?? '';
  const judged = isOperation(culprit);
  if (clause.verdict === 'errored' && judged) return both(`${culprit} ${died(line)}`);
  if (clause.verdict === 'errored' && line.startsWith('the process ended'))
    return both(`${operationOf(clause)} ${died(line)}`);
  // Malformed results are wrong answers, and failed; what is errored was not answered.
  if (clause.verdict === 'failed') {
    const bare = judged ? line.slice(line.indexOf(culprit) + culprit.length).replace(/^: /, '') : line;
    return sentences('gives a malformed result', bare.trim());
  }
  return sentences(isEngineMessage(line) ? 'breaks on valid input' : 'rejects valid input', `'${line}'`);
}

const operationOf = ({ id }: ClauseReport): string => id.split('/', 1)[0] ?? id;

const died = (line: string): string =>
  /\bmemory\b/.test(line) ? 'takes more memory than it may' : 'ends the process that it runs in';

const both = (phrase: string): Raised => ({ phrase, message: undefined, withoutNumbers: undefined });

const sentences = (phrase: string, message: string): Raised => ({
  phrase,
  message: clip(message),
  withoutNumbers: clip(dropNumbers(message)),
});

const clip = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 3)}...` : text);

/** A message with every number, and every list of numbers, as an ellipsis. */
export const dropNumbers = (message: string): string =>
  message
    .replace(/(?<![\w.])-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|Infinity)(?![\w.]*\w)/gi, '…')
    .replace(/…(?:\s*[,x×]\s*…)+/g, '…')
    // The shape of a scalar is a list without numbers.
    .replaceAll('[]', '[…]');
