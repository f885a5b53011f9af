import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * tiny-secp256k1 with its WebAssembly inside the chunk. Vite's own way fails twice in the signer: it fetches the file,
 * which `connect-src 'none'` refuses, and it hands out exported globals as plain values where the library reads
 * `.value`. This loader gives the library the instance's exports as they are, in Node and in the browser alike.
 */
export function inlineSecp256k1(): Plugin {
  // Without the path of this machine: the name ends up in the output.
  const ID = '\0tiny-secp256k1-wasm';
  let folder = '';
  return {
    name: 'inline-secp256k1',
    enforce: 'pre',
    resolveId(source, importer) {
      const isLoader = /^\.\/wasm_loader(\.browser)?\.js$/.test(source);
      const from = importer?.replaceAll('\\', '/') ?? '';
      if (!isLoader || !from.includes('/tiny-secp256k1/lib/')) return null;
      folder = dirname(importer ?? '');
      return ID;
    },
    load(id) {
      if (id !== ID) return null;
      const wasm = readFileSync(join(folder, 'secp256k1.wasm')).toString('base64');
      const at = (file: string): string => JSON.stringify(join(folder, file));
      return `
        import { generateInt32 } from ${at('rand.browser.js')};
        import { throwError } from ${at('validate_error.js')};
        const text = atob(${JSON.stringify(wasm)});
        const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
        const { instance } = await WebAssembly.instantiate(bytes, {
          './rand.js': { generateInt32 },
          './validate_error.js': { throwError },
        });
        export default instance.exports;`;
    },
  };
}
