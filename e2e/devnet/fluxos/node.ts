/**
 * One FluxOS machine: its configuration, its benchmark, and the part of its daemon that confirms the node on chain. A
 * gateway is a machine without a node of its own.
 */
import { secp256k1 } from '@noble/curves/secp256k1.js';
import bitcore from 'bitcore-lib';
import { type Tier, tiers } from '../consensus/emission.ts';
import { isConfirmDue } from '../fluxnode/check.ts';
import { benchmarkBytes, type ConfirmTx, confirmBytes, confirmText } from '../fluxnode/node-transaction.ts';
import { type NodeEntry, type NodeRegistry, nodeKeyOf } from '../fluxnode/registry.ts';
import { tierNumber } from '../fluxnode/rules.ts';
import { fluxMagic, signMessage } from '../fluxnode/signed-message.ts';
import { Sessions } from './sessions.ts';

export interface NodeConfig {
  /** WIF from `zelnodeprivkey`; compressed or not. */
  readonly identityKey: string;
  readonly collateral: { readonly txid: string; readonly vout: number };
  /** As it stands in CONFIRM: host, with a port unless it is 16127. */
  readonly ip: string;
  /** Operator's Flux ID in the user configuration. */
  readonly adminId?: string;
}

export interface Benchmark {
  readonly real_cores: number;
  readonly cores: number;
  readonly ram: number;
  readonly ssd: number;
  readonly ddwrite: number;
  readonly eps: number;
  readonly download_speed: number;
  readonly upload_speed: number;
}

/** Figures a little above what each tier needs. */
export const goodBenchmark: Readonly<Record<Tier, Benchmark>> = {
  CUMULUS: {
    real_cores: 2,
    cores: 4,
    ram: 7.8,
    ssd: 240.5,
    ddwrite: 210.2,
    eps: 260.3,
    download_speed: 60.4,
    upload_speed: 40.1,
  },
  NIMBUS: {
    real_cores: 4,
    cores: 8,
    ram: 31.2,
    ssd: 460.5,
    ddwrite: 410.2,
    eps: 710.3,
    download_speed: 180.4,
    upload_speed: 90.1,
  },
  STRATUS: {
    real_cores: 8,
    cores: 16,
    ram: 62.7,
    ssd: 900.5,
    ddwrite: 510.2,
    eps: 1_610.3,
    download_speed: 380.4,
    upload_speed: 190.1,
  },
};

interface IdentityKey {
  readonly secret: Uint8Array;
  readonly compressed: boolean;
  readonly publicKey: Uint8Array;
}

const identityFrom = (wif: string): IdentityKey => {
  const bytes = new Uint8Array(bitcore.encoding.Base58Check.decode(wif));
  const compressed = bytes.length === 34;
  if (bytes[0] !== 0x80 || (bytes.length !== 33 && !compressed)) throw new RangeError('identity key');
  const secret = bytes.slice(1, 33);
  return { secret, compressed, publicKey: secp256k1.getPublicKey(secret, compressed) };
};

const noBody = new Uint8Array(65).fill(27);

export class FluxOsNode {
  readonly config: NodeConfig | null;
  readonly sessions: Sessions;
  readonly #identity: IdentityKey | null;
  /** fluxbench's key of this devnet. */
  readonly #benchmarkSecret: Uint8Array;
  /** A machine that is off confirms nothing. */
  isConfirming = true;
  /** Tier that the benchmark says; null fails it. */
  benchmarkTier: Tier | 'failed' | 'running' = 'STRATUS';
  benchmark: Benchmark = goodBenchmark.STRATUS;
  dosState = 0;
  dosMessage: string | null = null;
  /** Blocks that its daemon is behind. */
  blocksBehind = 0;
  version = '8.17.0';
  benchVersion = '6.2.0';
  /** Management calls it has carried out, oldest first. */
  readonly operations: string[] = [];

  constructor(config: NodeConfig | null, benchmarkSecret: Uint8Array, nowMs: () => number) {
    this.config = config;
    this.#identity = config === null ? null : identityFrom(config.identityKey);
    this.#benchmarkSecret = benchmarkSecret;
    this.sessions = new Sessions(config?.adminId ?? '', nowMs);
  }

  get key(): string | null {
    return this.config === null ? null : nodeKeyOf(this.config.collateral);
  }

  get publicKey(): Uint8Array | null {
    return this.#identity?.publicKey ?? null;
  }

  /** Figures and tier of a machine that suits the node. */
  suit(tier: Tier): void {
    this.benchmarkTier = tier;
    this.benchmark = goodBenchmark[tier];
  }

  #confirm(node: NodeEntry, updateType: 0 | 1, now: number): Uint8Array {
    const identity = this.#identity;
    if (identity === null || this.config === null) throw new Error('a gateway confirms nothing');
    const tier = tiers.find((one) => one === this.benchmarkTier) ?? 'CUMULUS';
    const bare: ConfirmTx = {
      kind: 'confirm',
      version: 5,
      collateral: { txid: node.txid, vout: node.vout },
      sigTime: now,
      benchmarkTier: tierNumber(tier),
      benchmarkSigTime: now,
      updateType,
      ip: this.config.ip,
      signature: noBody,
      benchmarkSignature: noBody,
    };
    const signature = signMessage(fluxMagic, confirmText(bare), identity.secret, identity.compressed);
    const signed = { ...bare, signature };
    const benchmarkSignature = signMessage(fluxMagic, benchmarkBytes(signed), this.#benchmarkSecret, true);
    return confirmBytes({ ...signed, benchmarkSignature });
  }

  /** The CONFIRM this machine would send now, if any: the first one, or an update that is due. */
  nextConfirm(registry: NodeRegistry, nextHeight: number, now: number): Uint8Array | null {
    const { key, config } = this;
    const isTier = tiers.some((tier) => tier === this.benchmarkTier);
    if (key === null || config === null || !this.isConfirming || !isTier) return null;
    const started = registry.state.started.get(key);
    if (started !== undefined) return this.#confirm(started, 0, now);
    const confirmed = registry.state.confirmed.get(key);
    const isDue = confirmed !== undefined && isConfirmDue(confirmed, config.ip, nextHeight, registry);
    return confirmed !== undefined && isDue ? this.#confirm(confirmed, 1, now) : null;
  }
}
