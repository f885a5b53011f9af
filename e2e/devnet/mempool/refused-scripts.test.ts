import { describe, expect, it } from 'vitest';
import { highS, keyNamed, type Lock, multisig, type SpendOptions, utxolib } from '../testing/flux-signer.ts';
import { alice, bent, multisigKeys, pay, type Stage, stage, verdict } from '../testing/funded-world.ts';

const evalFalse = 'Script evaluated without error but finished with a false/empty top stack element';
const mandatory = (words: string): string => `16: mandatory-script-verify-flag-failed (${words}). Code:-26`;
const policy = (words: string): string => `64: non-mandatory-script-verify-flag (${words}). Code:-26`;

const twoOfTwo = multisig(2, multisigKeys.slice(0, 2));
const none = Buffer.alloc(0);
const { compile } = utxolib.script;

type ScriptSig = NonNullable<SpendOptions['scriptSig']>;
const keyOf = (lock: Lock): Buffer => lock.signers[0]?.getPublicKeyBuffer() ?? none;
const redeemOf = (lock: Lock): Buffer => lock.redeem ?? none;

const dummyOne: ScriptSig = (signatures, lock) => compile([0x51, ...signatures, redeemOf(lock)]);
const reversed: ScriptSig = (signatures, lock) => compile([0x00, ...signatures.toReversed(), redeemOf(lock)]);
const onlyFirst: ScriptSig = (signatures, lock) => compile([0x00, ...signatures.slice(0, 1), redeemOf(lock)]);
const firstTwice: ScriptSig = ([one = none], lock) => compile([0x00, one, one, redeemOf(lock)]);
const withNop: ScriptSig = (signatures, lock) => compile([...signatures, keyOf(lock), 0x61]);
const withExtra: ScriptSig = (signatures, lock) => compile([Buffer.of(1, 2), ...signatures, keyOf(lock)]);
const longPush: ScriptSig = ([one = none], lock) =>
  Buffer.concat([Buffer.of(0x4c, one.length), one, Buffer.of(33), keyOf(lock)]);
const tooLong: ScriptSig = () => compile(Array.from({ length: 4 }, () => Buffer.alloc(500)));
const cutPush: ScriptSig = () => Buffer.of(0x20, 1, 2);
const onlyRedeem: ScriptSig = (_, lock) => compile([redeemOf(lock)]);

/** An R padded with a needless zero: the value is right, the encoding is not. */
const padded = (der: Buffer): Buffer =>
  Buffer.concat([Buffer.of(0x30, (der[1] ?? 0) + 1, 0x02, (der[3] ?? 0) + 1, 0), der.subarray(4)]);
const positiveR = (der: Buffer): boolean => ((der[4] ?? 0) & 0x80) === 0 && der[4] !== 0;
const hashTypeZero = (der: Buffer): Buffer => Buffer.concat([der.subarray(0, -1), Buffer.of(0)]);

const otherRedeem: Lock = { ...twoOfTwo, redeem: multisig(2, multisigKeys.slice(1, 3)).redeem };
const mallory: Lock = { ...alice, signers: [keyNamed('mallory')] };
const spendAs = (at: Stage, lock: Lock): string => pay({ ...at, coin: { ...at.coin, lock } });

interface Case {
  readonly name: string;
  readonly says: string;
  readonly lock?: Lock;
  readonly make: (at: Stage) => string;
}

const cases: readonly Case[] = [
  {
    name: 'an output changed after signing',
    says: mandatory(evalFalse),
    make: (at) => bent(pay(at), pay(at).length - 60),
  },
  {
    name: 'a lock time changed after signing',
    says: mandatory(evalFalse),
    make: (at) => bent(pay(at), pay(at).length - 38),
  },
  {
    name: 'a signed amount too high',
    says: mandatory(evalFalse),
    make: (at) => pay(at, { signedSat: at.coin.sat + 1n }),
  },
  {
    name: 'a signed amount too low',
    says: mandatory(evalFalse),
    make: (at) => pay(at, { signedSat: at.coin.sat - 1n }),
  },
  {
    name: 'a stranger signing',
    says: mandatory('Script failed an OP_EQUALVERIFY operation'),
    make: (at) => spendAs(at, mallory),
  },
  {
    name: 'a high S',
    says: policy('Non-canonical signature: S value is unnecessarily high'),
    make: (at) => pay(at, { bend: highS }),
  },
  {
    name: 'a signature padded beyond strict DER',
    says: mandatory('Non-canonical DER signature'),
    make: (at) => pay(at, { bend: (der) => (positiveR(der) ? padded(der) : padded(padded(der))) }),
  },
  {
    name: 'an unknown hash type',
    says: mandatory('Signature hash type missing or not understood'),
    make: (at) => pay(at, { bend: hashTypeZero }),
  },
  { name: 'an empty signature', says: mandatory(evalFalse), make: (at) => pay(at, { bend: () => none }) },
  {
    name: 'a dummy that is not empty',
    says: policy('Dummy CHECKMULTISIG argument must be zero'),
    lock: twoOfTwo,
    make: (at) => pay(at, { scriptSig: dummyOne }),
  },
  {
    name: 'signatures in the wrong order',
    says: mandatory(evalFalse),
    lock: twoOfTwo,
    make: (at) => pay(at, { scriptSig: reversed }),
  },
  {
    name: 'one signature used twice',
    says: mandatory(evalFalse),
    lock: twoOfTwo,
    make: (at) => pay(at, { scriptSig: firstTwice }),
  },
  {
    name: 'one signature of two, which is an odd number of pushes',
    says: '. Code:-25',
    lock: twoOfTwo,
    make: (at) => pay(at, { scriptSig: onlyFirst }),
  },
  {
    name: 'a redeem script of another hash',
    says: mandatory(evalFalse),
    lock: twoOfTwo,
    make: (at) => spendAs(at, otherRedeem),
  },
  {
    name: 'a push longer than needed',
    says: policy('Data push larger than necessary'),
    make: (at) => pay(at, { scriptSig: longPush }),
  },
  {
    name: 'an operation in the scriptSig',
    says: '64: scriptsig-not-pushonly. Code:-26',
    make: (at) => pay(at, { scriptSig: withNop }),
  },
  {
    name: 'a push that runs past the end',
    says: '64: scriptsig-not-pushonly. Code:-26',
    make: (at) => pay(at, { scriptSig: cutPush }),
  },
  {
    name: 'a scriptSig of more than 1650 bytes',
    says: '64: scriptsig-size. Code:-26',
    make: (at) => pay(at, { scriptSig: tooLong }),
  },
  { name: 'more pushes than the script takes', says: '. Code:-25', make: (at) => pay(at, { scriptSig: withExtra }) },
];

describe('what the interpreter refuses, in the words of the network', () => {
  it.each(cases)('$name', ({ says, lock, make }) => {
    const at = stage(lock);
    expect(verdict(at.world, make(at))).toBe(says);
    expect(at.world.mempool.entries()).toEqual([]);
  });

  const hashLock = (redeem: Buffer): Lock => {
    const script = utxolib.script.scriptHash.output.encode(utxolib.crypto.hash160(redeem));
    return { address: utxolib.address.fromOutputScript(script, utxolib.networks.flux), script, redeem, signers: [] };
  };
  const spendOf = (...redeem: readonly number[]): string => {
    const at = stage(hashLock(Buffer.from(redeem)));
    return verdict(at.world, pay(at, { scriptSig: onlyRedeem }));
  };

  it('redeem scripts of other forms: true, false, unclean, disabled, crowded', () => {
    expect(spendOf(0x51)).toBe('accepted');
    expect(spendOf(0x00)).toBe(mandatory(evalFalse));
    expect(spendOf(0x51, 0x51)).toBe(policy('unknown error'));
    expect(spendOf(0xab, 0x51)).toBe(mandatory('Attempted to use a disabled opcode'));
    expect(spendOf(...Array.from({ length: 16 }, () => 0xac), 0x51)).toBe('. Code:-25');
    expect(spendOf(0x51, 0xb2)).toBe(policy('NOPx reserved for soft-fork upgrades'));
  });

  it('CHECKLOCKTIMEVERIFY holds a coin until its height', () => {
    const at = stage();
    const height = at.next + 10;
    const redeem = Buffer.from([0x03, height & 0xff, (height >> 8) & 0xff, height >> 16, 0xb1]);
    const locked = stage(hashLock(redeem));
    const early = pay({ ...locked, coin: { ...locked.coin, sequence: 0 } }, { scriptSig: onlyRedeem });
    expect(verdict(locked.world, early)).toBe(mandatory('Locktime requirement not satisfied'));
    locked.world.miner.mine(20);
    const late = { ...locked, coin: { ...locked.coin, sequence: 0 } };
    expect(verdict(locked.world, pay(late, { scriptSig: onlyRedeem, lockTime: height }))).toBe('accepted');
  });
});
