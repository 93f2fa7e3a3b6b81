const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control and formatting characters, and what is no character at all; tab and newline are text.
const unprintable = /[[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]--[\t\n]]/gv;

/**
 * Text made safe to print anywhere: what a reader could not see or a terminal would obey, as `\x1b`.
 *
 * An adapter's error message is foreign text: it may hold escape sequences, and XML cannot hold control characters at all.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(unprintable, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16);
      return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
    });

/** Text as content or quoted attribute of HTML and XML. */
export const escapeMarkup = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
