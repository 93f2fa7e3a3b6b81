import type { Readable } from 'node:stream';

/** Characters of a line above which nobody goes on reading: more than the largest case, less than what ends this process. */
const longest = 2 ** 27;

/** Reads lines of UTF-8 as they are complete; `tooLong` is told of one without an end. */
export function onLines(stream: Readable, line: (text: string) => void, tooLong: (characters: number) => void): void {
  let parts: string[] = [];
  let length = 0;
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      parts.push(chunk.slice(from, end));
      const text = parts.join('');
      [parts, length, from] = [[], 0, end + 1];
      line(text);
    }
    if (from === chunk.length) return;
    parts.push(chunk.slice(from));
    length += chunk.length - from;
    if (length <= longest) return;
    tooLong(length);
    [parts, length] = [[], 0];
  });
}
