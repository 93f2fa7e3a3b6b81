import { modules } from './peak.generated.ts';

/** What is used of WebAssembly; the platform's types are not in TypeScript's es2024 library. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

/** The exports of a generated module; undefined where the platform lacks its instructions. */
export function instantiate<Exports>(name: keyof typeof modules): Exports | undefined {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  const bytes = Buffer.from(modules[name], 'base64');
  if (api === undefined || !api.validate(bytes)) return undefined;
  return new api.Instance(new api.Module(bytes)).exports as Exports;
}
