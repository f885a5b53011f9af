/** A table of routes: fixed segments must match, `*` takes any one segment and hands it to the handler. */
import type { ApiContext, ApiRequest, Reply } from './exchange.ts';

export interface Call {
  readonly request: ApiRequest;
  readonly context: ApiContext;
  /** The segments under the stars, decoded, in order. */
  readonly args: readonly string[];
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: readonly string[];
  readonly handle: (call: Call) => Reply;
}

const segments = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

export const route = (method: Route['method'], pattern: string, handle: Route['handle']): Route => ({
  method,
  pattern: segments(pattern),
  handle,
});

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** The arguments of the path under this pattern, or null when it does not fit. */
const argsOf = (pattern: readonly string[], path: readonly string[]): readonly string[] | null => {
  if (pattern.length !== path.length) return null;
  const fits = pattern.every((part, i) => part === '*' || part === path[i]);
  return fits ? path.filter((_, i) => pattern[i] === '*').map(decoded) : null;
};

/** Runs the first route that fits, or returns null. */
export const dispatch = (routes: readonly Route[], request: ApiRequest, context: ApiContext): Reply | null => {
  const path = segments(request.path);
  for (const { method, pattern, handle } of routes) {
    const args = method === request.method ? argsOf(pattern, path) : null;
    if (args !== null) return handle({ request, context, args });
  }
  return null;
};
