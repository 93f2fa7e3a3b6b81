/** What is used of WebAssembly; the platform's types are not in TypeScript's es2024 library. */
export interface WebAssemblyApi {
  Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  grow(pages: number): number;
}

/**
 * What `create` makes of WebAssembly; undefined where the platform has none, or refuses. What is missing costs speed, never a result: loops
 * in TypeScript give the same bits.
 */
export function attempt<T>(create: (api: WebAssemblyApi) => T): T | undefined {
  const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyApi };
  if (WebAssembly === undefined) return undefined;
  try {
    return create(WebAssembly);
  } catch {
    return undefined;
  }
}
