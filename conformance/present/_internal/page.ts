/** A page in Markdown; parts that say nothing are left out. */
export const page = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;

export const code = (text: string, language = 'ts'): string => `\`\`\`${language}\n${text}\n\`\`\``;

export const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

export const section = (title: string, text: string | undefined): string | undefined =>
  text === undefined || text === '' ? undefined : `## ${title}\n\n${text}`;
