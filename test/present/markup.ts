const empty = new Set(['meta', 'input', 'br']);

const tagOrFault = /<(\/?)([a-z][\w-]*)(?:\s+[\w-]+(?:="[^"<]*")?)*\s*(\/?)>|<|&(?!(?:amp|lt|gt|quot|#\d+);)/gi;

/** The first thing that keeps a text from being well-formed markup: a tag that is not closed, a bare `<` or `&`. */
export function markupFault(text: string): string | undefined {
  const body = text.replace(/^<\?xml[^>]*\?>|^<!doctype html>/, '').replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
  const open: string[] = [];
  for (const [token, closing, name = '', selfClosing] of body.matchAll(tagOrFault)) {
    if (name === '') return `bare ${token}`;
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) return `</${name}> closes <${last}>`;
    } else if (selfClosing !== '/' && !empty.has(name)) open.push(name);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  if (control !== null) return `control character ${control[0].charCodeAt(0)}`;
  return open.length === 0 ? undefined : `<${open.join('><')}> is not closed`;
}
