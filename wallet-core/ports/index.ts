/**
 * What the domain needs from its surroundings. Composition roots (`electron/backend/compose.ts`, the signer's
 * session) pass real ones; tests pass fakes. No module reaches for these on its own.
 */
import type { AddressText, Result } from '../primitives/index.ts';

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** `length` bytes from the operating system's generator. */
  bytes(length: number): Uint8Array;
}

export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Refuse replies above this many bytes (decoded). */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** The server's clock by its `Date` header; absent when it does not say. */
  readonly dateMs?: number;
}

/**
 * One HTTP client for the whole backend: exact hosts, size and time limits, no redirects.
 * Throws WalletError `network.*`; any HTTP status is a reply, not an error.
 */
export interface Http {
  request(request: HttpRequest): Promise<HttpReply>;
}

/** A durable table of text rows. A resolved `put` or `remove` is on disk (fsync). */
export interface Store {
  get(table: string, key: string): Promise<string | undefined>;
  list(table: string, prefix?: string): Promise<readonly { readonly key: string; readonly value: string }[]>;
  put(table: string, key: string, value: string): Promise<void>;
  remove(table: string, key: string): Promise<void>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured and allow-listed: fields are numbers, booleans and short code-like words; others are dropped. */
export interface Logger {
  log(level: LogLevel, event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

/** How wallet-core (links, contacts) judges addresses without importing a chain. */
export interface AddressCodec {
  parseAddress(text: string): Result<AddressText, AddressRefusal>;
}

export type AddressRefusal =
  | 'empty'
  | 'whitespace'
  | 'character'
  | 'length'
  | 'checksum'
  | 'prefix'
  | 'wrong-network'
  | 'other-chain'
  | 'encoding'
  | 'mixed-case'
  | 'witness-version'
  | 'shielded'
  | 'not-an-address';

export interface Argon2Parameters {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: 1;
  readonly outputLength: number;
}

/** Argon2id, version 0x13. Throws WalletError `account.out-of-memory` when memory cannot be had; never a weaker result. */
export interface Argon2 {
  derive(input: Uint8Array, salt: Uint8Array, parameters: Argon2Parameters): Promise<Uint8Array>;
}

/** Deterministic (RFC 6979, no extra entropy), low-S secp256k1. */
export interface Secp256k1Engine {
  /** 64 bytes r ‖ s. */
  sign(digest32: Uint8Array, privateKey: Uint8Array): Uint8Array;
  /** 64 bytes r ‖ s and the recovery id 0…3. */
  signRecoverable(
    digest32: Uint8Array,
    privateKey: Uint8Array,
  ): { readonly signature: Uint8Array; readonly recoveryId: 0 | 1 | 2 | 3 };
  /** 33 bytes compressed; without it the keyring computes public keys itself, more slowly. */
  publicKey?(privateKey: Uint8Array): Uint8Array;
}
