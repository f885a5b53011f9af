import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../consensus/bytes.ts';
import { startVectors } from '../testing/node-vectors.ts';
import { fluxExternal } from '../testing/vector-files.ts';
import { benchmarkBytes, confirmBytes, confirmText, parseNodeTransaction } from './node-transaction.ts';
import { fluxMagic, messageHash, recoverKey } from './signed-message.ts';

describe('flux-fluxnode-start.json through the devnet', () => {
  it.each(startVectors)('$id', (vector) => {
    const { node, txid } = parseNodeTransaction(fromHex(vector.hex));
    if (node.kind !== 'start') throw new TypeError('no start');
    expect(txid).toBe(vector.txid);
    expect(node).toMatchObject({ version: vector.version, sigTime: vector.sigTime });
    expect(node.collateral).toEqual({ txid: vector.collateralTxid, vout: vector.collateralVout });
    expect(toHex(node.nodeKey)).toBe(vector.nodePublicKey);
    expect(node.redeemScript === null ? undefined : toHex(node.redeemScript)).toBe(vector.redeemScript);
    expect(node.delegates?.type).toBe(vector.delegate?.type);
    expect(node.delegates?.keys.map(toHex) ?? []).toEqual(vector.delegate?.publicKeys ?? []);
    const hash = messageHash(fluxMagic, txid);
    expect(toHex(hash)).toBe(vector.messageHash);
    expect(toHex(recoverKey(hash, node.signature) ?? new Uint8Array())).toBe(vector.signerPublicKey);
  });

  it('refuses cut and lengthened ones', () => {
    for (const { hex } of startVectors) {
      expect(() => parseNodeTransaction(fromHex(hex.slice(0, -2)))).toThrow();
      expect(() => parseNodeTransaction(fromHex(`${hex}00`))).toThrow();
    }
  });
});

describe('node transactions of the main network', () => {
  it('a CONFIRM: written back, signed by the node of the START and by the benchmark', () => {
    const [start, confirm] = fluxExternal.fluxnodeTransactions.map(({ hex }) => parseNodeTransaction(fromHex(hex)));
    if (start?.node.kind !== 'start' || confirm?.node.kind !== 'confirm') throw new TypeError('other transactions');
    expect(toHex(confirmBytes(confirm.node))).toBe(fluxExternal.fluxnodeTransactions[1]?.hex);
    expect(confirm.txid).toBe('9c4dcbd1eab60e969207c90ed0e3ad8f6f8913372b255dc967a2cdbeeccebf3e');
    const nodeKey = recoverKey(messageHash(fluxMagic, confirmText(confirm.node)), confirm.node.signature);
    expect(toHex(nodeKey ?? new Uint8Array())).toBe(toHex(start.node.nodeKey));
    const benchmark = recoverKey(messageHash(fluxMagic, benchmarkBytes(confirm.node)), confirm.node.benchmarkSignature);
    expect(toHex(benchmark ?? new Uint8Array())).toMatch(/^042e79d7dd1483996157df6b16c831be/);
  });
});
