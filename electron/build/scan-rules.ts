/** What a bundle may not hold, whatever the lists say (S-05, E-23). */
import type { BundleName } from './bundles.ts';

export interface TokenRule {
  readonly token: string;
  readonly pattern: RegExp;
}

export interface BundleRules {
  /** First-party modules that must not be inside. */
  readonly forbiddenModules: readonly RegExp[];
  /** Packages that may be inside at all; undefined = whatever the checked-in list says. */
  readonly allowedPackages?: RegExp;
  readonly forbiddenTokens: readonly TokenRule[];
  /** What a packaged app must not know on top. */
  readonly packagedTokens?: readonly TokenRule[];
  /** Runtime modules it may ask for. */
  readonly allowedExternals: RegExp;
}

const EVAL: readonly TokenRule[] = [
  { token: 'eval', pattern: /(?<![.\w$])eval\s*\(|\(0,\s*eval\)|\.eval\s*\(/ },
  { token: 'new Function', pattern: /\bnew\s+Function\b|(?<![.\w$])Function\s*\(/ },
];

const NETWORK: readonly TokenRule[] = [
  { token: 'fetch(', pattern: /(?<![\w$])fetch\s*\(/ },
  { token: 'XMLHttpRequest', pattern: /\bXMLHttpRequest\b/ },
  { token: 'WebSocket', pattern: /\bWebSocket(Stream)?\b/ },
  { token: 'EventSource', pattern: /\bEventSource\b/ },
  { token: 'sendBeacon', pattern: /\bsendBeacon\b/ },
  { token: 'RTCPeerConnection', pattern: /\bRTCPeerConnection\b/ },
  { token: 'WebTransport', pattern: /\bWebTransport\b/ },
  { token: 'importScripts', pattern: /\bimportScripts\b/ },
];

/** Arguments of unpackaged runs: own profile folder, own servers. */
const UNPACKAGED_ONLY: readonly TokenRule[] = [
  { token: 'the module of unpackaged arguments', pattern: /parallax-unpackaged-arguments/ },
  { token: 'the argument --profile', pattern: /['"`](--)?profile['"`=]/ },
  { token: 'the argument --servers', pattern: /['"`](--)?servers['"`=]/ },
];

/** Nothing of the stand-in or the tests may ever ship. */
const TESTS = [/^e2e\//, /\.test\.tsx?$/, /\/testing\//, /\/fixtures\//];

const NO_RUNTIME = /^$/;

export const scanRules: Readonly<Record<BundleName, BundleRules>> = {
  main: {
    forbiddenModules: [
      ...TESTS,
      /^chains\//,
      /^renderer\//,
      /^electron\/backend\//,
      /^wallet-core\/(kdf|seed|keyring|vault)\//,
    ],
    allowedPackages: /^zod$/,
    forbiddenTokens: [...EVAL, { token: 'child_process', pattern: /\bchild_process\b/ }],
    packagedTokens: UNPACKAGED_ONLY,
    allowedExternals:
      /^(electron|node:(?!https?$|http2$|net$|tls$|dgram$|child_process$|vm$|inspector$|worker_threads$).+)$/,
  },
  backend: {
    forbiddenModules: [
      ...TESTS,
      /^renderer\//,
      /^electron\/main\//,
      /^wallet-core\/(kdf|seed|keyring)\//,
      /^chains\/[^/]+\/sign\.ts$/,
    ],
    forbiddenTokens: [],
    packagedTokens: UNPACKAGED_ONLY,
    allowedExternals: /^(electron|node:(?!child_process$|vm$|inspector$|cluster$|repl$).+)$/,
  },
  'preload-app': {
    forbiddenModules: [
      ...TESTS,
      /^(?!wallet-core\/(ipc|primitives|errors)\/|electron\/preload\/|virtual:|node_modules\/).+/,
    ],
    allowedPackages: /^zod$/,
    forbiddenTokens: [...EVAL, ...NETWORK],
    allowedExternals: /^electron$/,
  },
  'preload-signer': {
    forbiddenModules: [
      ...TESTS,
      /^(?!wallet-core\/(ipc|primitives|errors)\/|electron\/preload\/|virtual:|node_modules\/).+/,
    ],
    allowedPackages: /^zod$/,
    forbiddenTokens: [...EVAL, ...NETWORK],
    allowedExternals: /^electron$/,
  },
  app: {
    forbiddenModules: [
      ...TESTS,
      /^chains\//,
      /^electron\//,
      /^renderer\/signer\//,
      /^wallet-core\/(kdf|seed|keyring|vault)\//,
    ],
    forbiddenTokens: [...EVAL, ...NETWORK],
    allowedExternals: NO_RUNTIME,
  },
  signer: {
    forbiddenModules: [...TESTS, /^chains\/[^/]+\/(build|network)(\.ts$|\/)/, /^electron\//, /^renderer\/app\//],
    forbiddenTokens: [...EVAL, ...NETWORK],
    allowedExternals: NO_RUNTIME,
  },
};
