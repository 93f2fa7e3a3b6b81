import * as z from 'zod';

/** A schema as the text of a file of JSON Schema, with short lists on one line as the formatter writes them. */
export function schemaText(title: string, schema: z.ZodType): string {
  const json = JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2);
  const text = json.replace(/^( *".*": )\[([^[\]{}]*)\](,?)/gm, (list, key: string, items: string, comma: string) => {
    const line = `${key}[${items.trim().replace(/\s*\n\s*/g, ' ')}]${comma}`;
    return line.length <= 120 ? line : list;
  });
  return `${text}\n`;
}
