/** The `never` branch of a switch over a union: a new kind makes this a type error, and a forged one throws. */
export function unreachable(value: never): never {
  throw new TypeError(`unexpected kind: ${typeof value === 'object' ? 'object' : String(value)}`);
}
