/** An expected outcome the caller must look at: a value, or a reason it was refused. Never thrown. */
export type Result<T, E extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: E };

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<E extends string>(reason: E): { readonly ok: false; readonly reason: E } {
  return { ok: false, reason };
}
