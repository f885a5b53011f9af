/**
 * The six bundles of the product, each a build of its own: no chunk is shared between places, so what a bundle holds
 * is known exactly and one place's dependency cannot slip into another.
 */
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { inlineSecp256k1 } from './inline-secp256k1.ts';
import { type BundleRecord, recordModules } from './record-modules.ts';

export const bundleNames = ['main', 'backend', 'preload-app', 'preload-signer', 'app', 'signer'] as const;
export type BundleName = (typeof bundleNames)[number];

/** Where a bundle goes, below the output folder. */
export const bundleFolder: Readonly<Record<BundleName, string>> = {
  main: 'main',
  backend: 'main',
  'preload-app': 'preload',
  'preload-signer': 'preload',
  app: 'renderer/app',
  signer: 'renderer/signer',
};

/** Electron 45: Node 24 in main and utility processes, Chromium 156 in windows; the lower numbers cost nothing. */
const NODE_TARGET = 'node24';
const CHROMIUM_TARGET = 'chrome140';

export interface BundlePaths {
  readonly root: string;
  readonly out: string;
  /** For a release: `__PACKAGED__` is true, and what only unpackaged runs understand is not in the bundles. */
  readonly packaged: boolean;
}

function shared({ root, packaged }: BundlePaths, record: BundleRecord): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    define: { __PACKAGED__: JSON.stringify(packaged) },
    plugins: [inlineSecp256k1(), recordModules(root, record)],
  };
}

/** A Vite warning about a Node module in a window's bundle is a broken window, so it is an error. */
function refuseNodeModules(): Plugin {
  const names = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  return {
    name: 'refuse-node-modules',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!names.has(source)) return null;
      // A package of the same name (`buffer`, `events`) is fine when it is installed.
      const found = source.startsWith('node:') ? null : await this.resolve(source, importer, { skipSelf: true });
      if (found?.id.includes('/node_modules/')) return found;
      throw new Error(`${importer ?? 'an entry'} imports ${source}, which does not exist in a window`);
    },
  };
}

function nodeBundle(paths: BundlePaths, record: BundleRecord, entry: string, fileName: string): InlineConfig {
  return {
    ...shared(paths, record),
    root: paths.root,
    ssr: { noExternal: true, target: 'node' },
    build: {
      outDir: join(paths.out, 'main'),
      emptyOutDir: false,
      target: NODE_TARGET,
      ssr: true,
      minify: false,
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(paths.root, entry),
        external: ['electron', ...builtinModules.flatMap((name) => [name, `node:${name}`])],
        output: {
          format: 'es',
          entryFileNames: fileName,
          chunkFileNames: `${fileName.replace(/\.js$/, '')}-chunks/[name]-[hash].js`,
        },
      },
    },
  };
}

/** A sandboxed preload can load nothing but `electron`: one self-contained CommonJS file. */
function preloadBundle(paths: BundlePaths, record: BundleRecord, kind: string): InlineConfig {
  const base = shared(paths, record);
  return {
    ...base,
    root: paths.root,
    plugins: [refuseNodeModules(), ...(base.plugins ?? [])],
    define: { ...base.define, 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(paths.out, 'preload'),
      emptyOutDir: false,
      target: CHROMIUM_TARGET,
      minify: false,
      modulePreload: false,
      copyPublicDir: false,
      reportCompressedSize: false,
      lib: { entry: join(paths.root, `electron/preload/${kind}.ts`), formats: ['cjs'], fileName: () => `${kind}.cjs` },
      rolldownOptions: { external: ['electron'], output: { codeSplitting: false, exports: 'none' } },
    },
  };
}

function rendererBundle(paths: BundlePaths, record: BundleRecord, kind: string): InlineConfig {
  const base = shared(paths, record);
  const plugins = (): Plugin[] => [refuseNodeModules(), inlineSecp256k1(), recordModules(paths.root, record)];
  return {
    ...base,
    root: join(paths.root, 'renderer', kind),
    // Absolute paths: pages are served from the root of their own origin.
    base: '/',
    plugins: [react(), ...plugins()],
    worker: { format: 'es', plugins },
    css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:5]' } },
    build: {
      outDir: join(paths.out, 'renderer', kind),
      emptyOutDir: true,
      target: CHROMIUM_TARGET,
      minify: true,
      // The polyfill would fetch; Chromium has module preload.
      modulePreload: { polyfill: false },
      // WebAssembly goes into the chunk, because the CSP refuses to fetch it; nothing else is inlined.
      assetsInlineLimit: (file) => file.endsWith('.wasm'),
      copyPublicDir: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: join(paths.root, 'renderer', kind, 'index.html') },
    },
  };
}

/** The Vite configuration of one bundle; what goes into it is noted in `record`. */
export function bundleConfig(name: BundleName, paths: BundlePaths, record: BundleRecord): InlineConfig {
  switch (name) {
    case 'main':
      return nodeBundle(paths, record, 'electron/main/index.ts', 'index.js');
    case 'backend':
      return nodeBundle(paths, record, 'electron/backend/index.ts', 'backend.js');
    case 'preload-app':
      return preloadBundle(paths, record, 'app');
    case 'preload-signer':
      return preloadBundle(paths, record, 'signer');
    case 'app':
      return rendererBundle(paths, record, 'app');
    case 'signer':
      return rendererBundle(paths, record, 'signer');
  }
}
