/** Preloaded by `node --import`: whoever asks for the double-doubles gets those that never know anything. */
import { registerHooks } from 'node:module';

const unknowing = new URL('./unknowing.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const isAsked = resolved.url.endsWith('/_internal/doubleDouble.ts') && context.parentURL !== unknowing;
    return isAsked ? { ...resolved, url: unknowing } : resolved;
  },
});
