/** Names that runtimes and tools ask any object for; they are no sign of a missing API. */
const ASKED_OF_ANYTHING = new Set([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  'prototype',
  'length',
  'name',
  'asymmetricMatch',
  '$$typeof',
  'nodeType',
  'tagName',
]);

/** An API of the stand-in that names what it does not have, instead of handing out `undefined`. */
export function listed<T extends object>(name: string, api: T): T {
  return new Proxy(api, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !ASKED_OF_ANYTHING.has(key)) throw missing(`${name}.${key}`);
      return Reflect.get(target, key, receiver);
    },
  });
}

function missing(name: string): Error {
  return new Error(
    `the stand-in for Electron has no ${name}; if the product needs it, add it in e2e/launch/stand-in/electron`,
  );
}

/** A whole module of Electron that the stand-in does not have: importing it is fine, using it is not. */
export function unlisted(name: string): object {
  const refuse = (): never => {
    throw missing(name);
  };
  return new Proxy(function absent() {}, { get: refuse, apply: refuse, construct: refuse });
}
