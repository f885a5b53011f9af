import { isBuiltin } from 'node:module';
import { relative, sep } from 'node:path';
import type { Plugin } from 'vite';

/** One module as it went into a bundle, after tree shaking and before minification. */
export interface BundledModule {
  /** Path below the project root with forward slashes; virtual modules begin with `virtual:` instead of `\0`. */
  readonly id: string;
  readonly code: string;
  /** The output file that holds it, below the bundle's folder. */
  readonly file: string;
}

export interface BundleRecord {
  readonly modules: BundledModule[];
  /** What the bundle imports from its runtime: `electron` and Node's own modules. */
  readonly externals: Set<string>;
}

export function emptyRecord(): BundleRecord {
  return { modules: [], externals: new Set() };
}

function moduleId(root: string, id: string): string {
  const plain = id.replace(/\?.*$/, '');
  if (plain.startsWith('\0')) return `virtual:${plain.slice(1)}`;
  const path = plain.split(sep).join('/');
  const installed = path.indexOf('/node_modules/');
  return installed >= 0 ? path.slice(installed + 1) : relative(root, plain).split(sep).join('/');
}

/** Notes every module that ends up in the output, worker files included when the plugin is given to both builds. */
export function recordModules(root: string, record: BundleRecord): Plugin {
  return {
    name: 'record-modules',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const outputs = new Set(Object.keys(bundle));
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [id, rendered] of Object.entries(chunk.modules)) {
          const code = rendered.code ?? '';
          if (code.trim() !== '') record.modules.push({ id: moduleId(root, id), code, file: chunk.fileName });
        }
        for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
          if (!outputs.has(name)) record.externals.add(isBuiltin(name) ? `node:${name.replace(/^node:/, '')}` : name);
        }
      }
    },
  };
}
