/** JSON-RPC calls of the devnet itself, straight to a node. */
import { isJsonObject } from '../api/json.ts';

export type RpcCaller = (method: string, params?: readonly unknown[]) => Promise<unknown>;

export class RpcRefused extends Error {
  override readonly name = 'RpcRefused';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Throws `RpcRefused` with the node's own words. */
export const rpcCaller =
  (url: string): RpcCaller =>
  async (method, params = []) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const reply: unknown = await response.json();
    if (!isJsonObject(reply)) throw new Error(`${method}: no JSON-RPC reply`);
    const { error } = reply;
    if (isJsonObject(error)) throw new RpcRefused(Number(error.code), `${method}: ${String(error.message)}`);
    return reply.result;
  };

/** A quantity of a reply. */
export const toNumber = (value: unknown): number => {
  if (typeof value !== 'string' || !/^0x[0-9a-f]+$/.test(value)) throw new Error('a quantity is expected');
  return Number(value);
};

export const toHex = (value: bigint | number): string => `0x${value.toString(16)}`;
