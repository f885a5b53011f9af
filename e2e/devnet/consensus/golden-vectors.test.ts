import { describe, expect, it } from 'vitest';
import { fluxEmission, fluxExternal, fluxTransactions } from '../testing/vector-files.ts';
import { addressOfScript, parseAddress, scriptOfAddress } from './addresses.ts';
import { fromHex, toHex } from './bytes.ts';
import { checkScripts, type SpentCoin } from './check-inputs.ts';
import { decodeBroadcast } from './decode.ts';
import { rewardAt } from './emission.ts';
import { parseTransactionHex, serializeTransaction } from './transaction.ts';
import { sharedHashes, sigHashPreimage, signatureHash } from './zip243.ts';

interface Vector {
  readonly valueSat: string;
  readonly scriptPubKey: string;
}

const coinOf = ({ valueSat, scriptPubKey }: Vector): SpentCoin => ({
  value: BigInt(valueSat),
  script: fromHex(scriptPubKey),
  coinbase: false,
  height: 1,
});

const withoutScripts = (hex: string): string => {
  const tx = parseTransactionHex(hex);
  const inputs = tx.inputs.map((input) => ({ ...input, script: new Uint8Array() }));
  return toHex(serializeTransaction({ ...tx, inputs }));
};

describe('flux-transactions.json through the devnet', () => {
  it('covers every transaction of the file', () => {
    expect(fluxTransactions.length).toBe(19);
  });

  it.each(fluxTransactions)('$id is read, written and identified', (vector) => {
    const tx = parseTransactionHex(vector.signedHex);
    expect(tx.txid).toBe(vector.txid);
    expect(tx.bytes.length).toBe(vector.sizeBytes);
    expect([tx.lockTime, tx.expiryHeight]).toEqual([vector.lockTime, vector.expiryHeight]);
    expect(tx.outputs.map((output) => String(output.value))).toEqual(vector.outputs.map((output) => output.valueSat));
    expect(toHex(serializeTransaction(tx))).toBe(vector.signedHex);
    expect(withoutScripts(vector.signedHex)).toBe(vector.unsignedHex);
  });

  it.each(fluxTransactions)('$id has the published digests', (vector) => {
    const tx = parseTransactionHex(vector.unsignedHex);
    const shared = sharedHashes(tx);
    for (const { input, hashType, scriptCode, sighash, ...hashes } of vector.sighashes) {
      const value = BigInt(vector.inputs[input]?.valueSat ?? '0');
      expect(toHex(shared.prevouts)).toBe(hashes.hashPrevouts);
      expect(toHex(shared.sequences)).toBe(hashes.hashSequence);
      expect(toHex(shared.outputs)).toBe(hashes.hashOutputs);
      expect(toHex(signatureHash(tx, shared, { input, hashType, scriptCode: fromHex(scriptCode), value }))).toBe(
        sighash,
      );
    }
  });

  it.each(fluxTransactions)('$id verifies in the interpreter, and not with another amount', (vector) => {
    const tx = parseTransactionHex(vector.signedHex);
    const coins = vector.inputs.map(coinOf);
    expect(() => checkScripts(tx, coins, 'standard')).not.toThrow();
    const wrong = coins.map((coin, i) => (i === 0 ? { ...coin, value: coin.value + 1n } : coin));
    expect(() => checkScripts(tx, wrong, 'standard')).toThrow('16: mandatory-script-verify-flag-failed');
  });

  it.each(fluxTransactions.filter((vector) => vector.partialHex !== undefined))(
    '$id half-signed is refused',
    (vector) => {
      const tx = parseTransactionHex(vector.partialHex ?? '');
      expect(() => checkScripts(tx, vector.inputs.map(coinOf), 'block')).toThrow('mandatory-script-verify-flag-failed');
    },
  );
});

describe('flux-external.json through the devnet', () => {
  it.each(fluxExternal.transactions)('$id is read and written', ({ hex, txid, outputs, expiryHeight }) => {
    const tx = parseTransactionHex(hex);
    if (txid !== undefined) expect(tx.txid).toBe(txid);
    expect(tx.expiryHeight).toBe(expiryHeight);
    expect(toHex(serializeTransaction(tx))).toBe(hex);
    const paid = tx.outputs.map((output) => [String(output.value), addressOfScript(output.script) ?? undefined]);
    expect(paid).toEqual(outputs.map((output) => [output.valueSat, output.address]));
  });

  it('the mined mainnet spend verifies', () => {
    const vector = fluxExternal.transactions.find(({ id }) => id === 'mainnet-spend-p2pkh');
    const tx = parseTransactionHex(vector?.hex ?? '');
    expect(() => checkScripts(tx, (vector?.inputs ?? []).map(coinOf), 'standard')).not.toThrow();
  });

  it('the half-signed wallet transaction does not', () => {
    const vector = fluxExternal.transactions.find(({ id }) => id === 'ssp-wallet-p2sh-partially-signed');
    const coins = (vector?.inputs ?? []).map((input) =>
      coinOf({ valueSat: input.valueSat, scriptPubKey: toHex(scriptOfAddress(input.address)) }),
    );
    expect(() => checkScripts(parseTransactionHex(vector?.hex ?? ''), coins, 'block')).toThrow(
      'script-verify-flag-failed',
    );
  });

  it('ZIP-243 vector 3: preimage, hashes and digest', () => {
    const vector = fluxExternal.published.zip243Vector3;
    const tx = parseTransactionHex(vector.txWithoutScriptSig);
    const shared = sharedHashes(tx);
    const { input, hashType } = vector;
    const part = { input, hashType, scriptCode: fromHex(vector.scriptCode), value: BigInt(vector.valueSat) };
    expect(toHex(shared.prevouts)).toBe(vector.hashPrevouts);
    expect(toHex(shared.sequences)).toBe(vector.hashSequence);
    expect(toHex(shared.outputs)).toBe(vector.hashOutputs);
    expect(toHex(sigHashPreimage(tx, shared, part))).toBe(vector.preimage);
    expect(toHex(signatureHash(tx, shared, part))).toBe(vector.sighash);
  });

  it.each(fluxExternal.published.fluxdBase58.rows)(
    '$address pays $scriptPubKey',
    ({ address, scriptPubKey, chain }) => {
      expect(parseAddress(address).network).toBe(chain === 'mainnet' ? 'main' : 'test');
      if (chain !== 'mainnet') return;
      expect(toHex(scriptOfAddress(address))).toBe(scriptPubKey);
      expect(addressOfScript(fromHex(scriptPubKey))).toBe(address);
    },
  );

  it.each(fluxExternal.fluxnodeTransactions)('$id is read as a node transaction', ({ hex }) => {
    expect(decodeBroadcast(hex)).toMatchObject({ inputs: [], outputs: [], overwintered: false, version: 5 });
    expect(decodeBroadcast(hex).node).not.toBeNull();
  });
});

describe('flux-emission.json through the devnet', () => {
  const rows = fluxEmission.filter(({ era }) => era === 'pon');

  it('has rows since Proof of Node', () => {
    expect(rows.length).toBeGreaterThan(5);
  });

  it.each(rows)('the reward at height $height', ({ height, subsidySat, tierSat, remainderSat }) => {
    const reward = rewardAt(height);
    expect(String(reward.subsidy)).toBe(subsidySat);
    if (tierSat !== undefined) {
      const { CUMULUS, NIMBUS, STRATUS } = reward.tier;
      expect({ CUMULUS: String(CUMULUS), NIMBUS: String(NIMBUS), STRATUS: String(STRATUS) }).toEqual(tierSat);
    }
    if (remainderSat !== undefined) expect(String(reward.rest)).toBe(remainderSat);
  });

  it('refuses heights before Proof of Node', () => {
    expect(() => rewardAt(2_019_999)).toThrow(RangeError);
  });
});
