/**
 * What structured clone carries, as text: bigint, bytes, dates, maps, sets, errors, `undefined`, odd numbers, cycles.
 * One function without outside references, because its very source also runs in the preload's world.
 */
export interface TaggedJson {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** Refuses functions and symbols, as structured clone does. */
export function makeTaggedJson(): TaggedJson {
  type Node = null | boolean | number | string | readonly [string, ...unknown[]];
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  };
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  }
  function fromBase64(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  function encode(value: unknown): string {
    const seen = new Map<object, number>();

    function number(it: number): Node {
      return Number.isFinite(it) && !Object.is(it, -0) ? it : ['n', Object.is(it, -0) ? '-0' : String(it)];
    }
    function special(it: object): Node | undefined {
      if (it instanceof Date) return ['d', String(it.getTime())];
      if (it instanceof RegExp) return ['r', it.source, it.flags];
      if (it instanceof ArrayBuffer) return ['b', 'ArrayBuffer', toBase64(new Uint8Array(it))];
      if (ArrayBuffer.isView(it)) {
        const kind =
          it instanceof DataView
            ? 'DataView'
            : (Object.keys(views).find((name) => name === it[Symbol.toStringTag as never]) ?? 'Uint8Array');
        return ['b', kind, toBase64(new Uint8Array(it.buffer, it.byteOffset, it.byteLength))];
      }
      if (it instanceof Error)
        return ['e', Object.hasOwn(errors, it.name) ? it.name : 'Error', it.message, it.stack ?? ''];
      return undefined;
    }
    function node(it: unknown): Node {
      if (it === null || typeof it === 'boolean' || typeof it === 'string') return it;
      if (it === undefined) return ['u'];
      if (typeof it === 'number') return number(it);
      if (typeof it === 'bigint') return ['i', String(it)];
      if (typeof it !== 'object') throw new TypeError(`a ${typeof it} cannot be cloned`);
      const known = seen.get(it);
      if (known !== undefined) return ['=', known];
      seen.set(it, seen.size);
      const plain = special(it);
      if (plain) return plain;
      if (Array.isArray(it)) return ['a', it.map(node)];
      if (it instanceof Map) return ['m', [...it].map(([key, entry]) => [node(key), node(entry)])];
      if (it instanceof Set) return ['s', [...it].map(node)];
      return ['o', Object.keys(it).map((key) => [key, node((it as Record<string, unknown>)[key])])];
    }
    return JSON.stringify(node(value));
  }

  function decode(text: string): unknown {
    const seen: object[] = [];
    function keep<T extends object>(made: T): T {
      seen.push(made);
      return made;
    }
    function bytes(kind: string, base64: string): object {
      const raw = fromBase64(base64);
      if (kind === 'ArrayBuffer') return keep(raw.buffer);
      if (kind === 'DataView') return keep(new DataView(raw.buffer));
      const View = views[kind as keyof typeof views] ?? Uint8Array;
      return keep(new View(raw.buffer));
    }
    function error(name: string, message: string, stack: string): Error {
      const made = keep(new (errors[name as keyof typeof errors] ?? Error)(message));
      made.stack = stack;
      return made;
    }
    function build(tagged: readonly unknown[]): unknown {
      const [tag, first, second, third] = tagged;
      switch (tag) {
        case 'u':
          return undefined;
        case 'n':
          return Number(first);
        case 'i':
          return BigInt(String(first));
        case '=':
          return seen[Number(first)];
        case 'd':
          return keep(new Date(Number(first)));
        case 'r':
          return keep(new RegExp(String(first), String(second)));
        case 'b':
          return bytes(String(first), String(second));
        case 'e':
          return error(String(first), String(second), String(third));
        case 'a': {
          const list = keep([] as unknown[]);
          for (const entry of first as unknown[]) list.push(value(entry));
          return list;
        }
        case 'm': {
          const map = keep(new Map());
          for (const [key, entry] of first as [unknown, unknown][]) map.set(value(key), value(entry));
          return map;
        }
        case 's': {
          const set = keep(new Set());
          for (const entry of first as unknown[]) set.add(value(entry));
          return set;
        }
        case 'o': {
          const made = keep({});
          for (const [key, entry] of first as [string, unknown][]) {
            // Not by assignment: a key named `__proto__` is data here.
            Object.defineProperty(made, key, {
              value: value(entry),
              enumerable: true,
              configurable: true,
              writable: true,
            });
          }
          return made;
        }
        default:
          throw new TypeError(`unknown tag ${String(tag)}`);
      }
    }
    function value(it: unknown): unknown {
      return Array.isArray(it) ? build(it) : it;
    }
    return value(JSON.parse(text));
  }

  return { encode, decode };
}

export const { encode: encodeTagged, decode: decodeTagged } = makeTaggedJson();
