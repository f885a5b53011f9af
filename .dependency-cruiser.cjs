/**
 * Who may import whom: the table of the architecture, as rules. Each entry of `places` lists everything a folder may
 * reach; what is not listed is refused. Tests may reach more (fixtures, oracles), never another place's inside through
 * the product. `e2e/launch/checks/import-rules.test.ts` shows every rule failing once.
 */
const TEST = '\\.test\\.tsx?$|/fixtures/|/testing/|\\.fixture\\.ts$';

const walletCore = (...names) => `^wallet-core/(${names.join('|')})/`;
const packages = (...names) => `(^|/)node_modules/(${names.map((name) => name.replace('/', '\\/')).join('|')})/`;

/** Small audited libraries without a network stack or platform code. */
const PURE = packages('@noble/[^/]+', '@scure/[^/]+', 'zod');
const UI = packages(
  'react',
  'react-dom',
  'scheduler',
  'zustand',
  'lucide-react',
  'qrcode-generator',
  '@fontsource.*',
  '@types/react.*',
);

const places = [
  {
    name: 'wallet-core',
    comment: 'Pure domain: itself and small audited pure libraries. Address codecs come in through a port.',
    from: '^wallet-core/',
    to: ['^wallet-core/', PURE, packages('@zxcvbn-ts/[^/]+')],
  },
  {
    name: 'chains',
    comment: 'An adapter sees the domain contract and the families, never another chain. Builders also choose coins.',
    from: '^chains/([^/]+)/',
    to: [
      '^chains/$1/',
      '^chains/_families/',
      walletCore('primitives', 'amounts', 'errors', 'assets', 'chain-contract', 'ports', 'coin-control', 'nodes'),
      '(^|/)node_modules/',
    ],
  },
  {
    name: 'chains-signer-side',
    comment:
      'What the signer loads of a chain is own code on libraries without a network stack; no SDK, no builder, no reader.',
    from: '^chains/([^/]+)/(?!build|network|fluxos|index)(?!evm/(build|network))',
    to: [
      '^chains/$1/(?!build|network|fluxos|index)(?!evm/(build|network))',
      '^chains/_families/(?!network/)(?!.*/(build|network))',
      walletCore('primitives', 'amounts', 'errors', 'assets', 'chain-contract', 'ports'),
      PURE,
      packages('bitcoinjs-lib', '@fleet-sdk/[^/]+', 'tiny-secp256k1'),
    ],
  },
  {
    name: 'chains-registry',
    comment: 'The only list of chains.',
    from: '^chains/[^/]+\\.ts$',
    to: ['^chains/', walletCore('primitives', 'amounts', 'errors', 'assets', 'chain-contract', 'ports')],
  },
  {
    name: 'renderer-app',
    comment: 'Shows snapshots, collects intents: no keys, no seeds, no chain code.',
    from: '^renderer/app/',
    to: [
      '^renderer/(app|ui)/',
      '^wallet-core/(?!(kdf|seed|keyring|vault)/)',
      '^assets/',
      UI,
      packages('uplot', '@tanstack/react-virtual'),
    ],
  },
  {
    name: 'renderer-signer',
    comment: 'Decodes and signs with own code; never builds, never reads the network.',
    from: '^renderer/signer/',
    to: [
      '^renderer/(signer|ui)/',
      '^wallet-core/',
      '^chains/[^/]+/(codec|explain|sign|verify|types|config|errors)(\\.ts$|/)',
      // Starts of nodes and messages, with their signing.
      '^chains/flux/fluxnode/',
      '^chains/(flux|bitcoin)/message\\.ts$',
      '^chains/_families/(?!network/)(?!.*/(build|network))',
      '^assets/',
      UI,
      PURE,
      packages('bitcoinjs-lib', '@fleet-sdk/[^/]+', 'tiny-secp256k1', 'argon2-browser', '@zxcvbn-ts/[^/]+'),
    ],
  },
  {
    name: 'renderer-ui',
    comment: 'The design system of both windows knows neither of them.',
    from: '^renderer/ui/',
    to: [
      '^renderer/ui/',
      '^wallet-core/(?!(kdf|seed|keyring|vault)/)',
      '^assets/',
      UI,
      packages('uplot', '@tanstack/react-virtual'),
    ],
  },
  {
    name: 'electron-backend',
    comment: 'Network, storage, building: never a password, a seed or a signature.',
    from: '^electron/backend/',
    to: [
      '^electron/backend/',
      '^wallet-core/(?!(kdf|seed|keyring)/)',
      '^chains/[^/]+\\.ts$',
      '^chains/[^/]+/(codec|build|network|explain|types|config|errors)(\\.ts$|/)',
      // Building and reading of node starts, FluxOS, and messages as far as they are only verified.
      '^chains/flux/(fluxnode|fluxos)/index\\.ts$',
      '^chains/(flux|bitcoin)/verify-message\\.ts$',
      '^chains/_families/(?!.*/sign\\.)',
      PURE,
      packages('electron'),
    ],
    node: true,
  },
  {
    name: 'electron-main',
    comment: 'Trusted, therefore small: first-party code, no chains, no SDK. Primitives hold the schema library.',
    from: '^electron/(main|windows)/',
    to: [
      '^electron/(main|windows)/',
      walletCore('ipc', 'links', 'policy', 'errors', 'ports', 'primitives'),
      packages('electron'),
    ],
    node: true,
  },
  {
    name: 'electron-preload',
    comment: 'The contract and nothing else.',
    from: '^electron/preload/',
    to: ['^electron/preload/', walletCore('ipc'), packages('electron')],
  },
  {
    name: 'e2e-app',
    comment: 'End-to-end tests meet the built app: from the sources they may know the contract, its errors and words.',
    from: '^e2e/(launch|specs|faults|demo)/',
    to: [
      '^e2e/',
      '^electron/build/',
      walletCore('ipc', 'primitives', 'errors', 'amounts', 'ports'),
      '(^|/)node_modules/',
    ],
    node: true,
  },
  {
    name: 'e2e-devnet',
    comment: 'The devnet shares no code with what it tests: its verifiers use other libraries.',
    from: '^e2e/devnet/',
    to: ['^e2e/devnet/', '(^|/)node_modules/'],
    node: true,
  },
];

const TOOLS = '^electron/build/|^vitest\\.config\\.ts$';

const placeRules = places.map(({ name, comment, from, to, node }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { pathNot: to, ...(node ? { dependencyTypesNot: ['core'] } : {}) },
}));

module.exports = {
  forbidden: [
    ...placeRules,
    {
      name: 'no-circular',
      comment: 'A circle has no order in which to read it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'zod-in-one-place',
      comment: 'The copy that does not compile validators with eval is made in wallet-core/primitives/zod.ts.',
      severity: 'error',
      from: { path: '^(wallet-core|chains|electron|renderer|e2e)/', pathNot: '^wallet-core/primitives/zod\\.ts$' },
      to: { path: packages('zod') },
    },
    {
      name: 'ethers-in-builders-only',
      comment: 'It makes transactions and call data. What it could do besides (servers, keys) is not for this wallet.',
      severity: 'error',
      from: {
        path: '^(wallet-core|chains|electron|renderer)/',
        pathNot: `${TEST}|^chains/([^_/]+|_families/evm)/build`,
      },
      to: { path: packages('ethers') },
    },
    {
      name: 'product-never-imports-tests',
      comment: 'Test doubles stay out of what ships.',
      severity: 'error',
      from: { path: '^(wallet-core|chains|electron|renderer)/', pathNot: TEST },
      to: { path: `${TEST}|^e2e/` },
    },
    {
      name: 'product-never-imports-dev-packages',
      comment: 'What ships is in `dependencies`; the one exception is the name `electron`, which the runtime provides.',
      severity: 'error',
      from: { path: '^(wallet-core|chains|electron|renderer)/', pathNot: `${TEST}|${TOOLS}` },
      to: { dependencyTypes: ['npm-dev'], pathNot: packages('electron', '@types/[^/]+') },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere hides from every other rule.',
      severity: 'error',
      from: { path: '^(wallet-core|chains|electron|renderer|e2e)/' },
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw|inline)|^vite/' },
    },
    {
      name: 'vectors-and-bench-not-imported',
      comment: 'Runners sit at the top; nobody builds on them.',
      severity: 'error',
      from: { path: '^(wallet-core|chains|electron|renderer|e2e/devnet)/', pathNot: TEST },
      to: { path: '^e2e/(vectors|bench|specs)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage|test-results)/|/launch/fixtures/' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
