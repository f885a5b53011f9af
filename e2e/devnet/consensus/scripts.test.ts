import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTestnetAddress, parseAddress, parseMainAddress } from './addresses.ts';
import { fromHex, toHex } from './bytes.ts';
import { classify, countSigops, dustThreshold, parseScript, pushData, scriptAsm } from './scripts.ts';

const keyHash = '9e512283fc220f30516b0b554cc9ddf825804ba8';
const address = 't1YJhxzTAjMLcGR9JeUcuLaj7p16V8fVUZn';

describe('script forms', () => {
  it('knows the forms of the daemon', () => {
    const kinds = ['76a914', 'a914', '51', ''].map((head, i) =>
      classify(fromHex(i < 2 ? `${head}${keyHash}${i === 0 ? '88ac' : '87'}` : head)),
    );
    expect(kinds.map((form) => form.kind)).toEqual(['p2pkh', 'p2sh', 'nonstandard', 'nonstandard']);
    expect(classify(fromHex(`21${'02'.repeat(33)}ac`)).kind).toBe('pubkey');
    expect(classify(fromHex(`5121${'02'.repeat(33)}51ae`))).toEqual({ kind: 'multisig', required: 1, keys: 1 });
    expect(classify(fromHex(`5221${'02'.repeat(33)}51ae`)).kind).toBe('nonstandard');
    expect(classify(fromHex('6a')).kind).toBe('nulldata');
    expect(classify(fromHex(`6a4c50${'61'.repeat(80)}`)).kind).toBe('nulldata');
    expect(classify(fromHex(`6a4c51${'61'.repeat(81)}`)).kind).toBe('nonstandard');
    expect(classify(fromHex('6a01616161')).kind).toBe('nonstandard');
  });

  it('prints scripts as the daemon does', () => {
    expect(scriptAsm(fromHex(`76a914${keyHash}88ac`))).toBe(`OP_DUP OP_HASH160 ${keyHash} OP_EQUALVERIFY OP_CHECKSIG`);
    expect(scriptAsm(fromHex('6a0568656c6c6f'))).toBe('OP_RETURN 68656c6c6f');
    expect(scriptAsm(fromHex('6a0268'))).toBe('[error]');
    expect(scriptAsm(fromHex('0100'))).toBe('0');
    expect(scriptAsm(fromHex('02e803'))).toBe('1000');
    expect(scriptAsm(fromHex('0281'))).toBe('[error]');
    expect(scriptAsm(fromHex('0181'))).toBe('-1');
    const der = `30${'06020101020101'}01`;
    expect(scriptAsm(fromHex(`09${der}`), true)).toBe(`${der.slice(0, -2)}[ALL]`);
    expect(scriptAsm(fromHex(`09${der}`))).toBe(der);
  });

  it('values dust at 54 sat for both address forms and at nothing for data', () => {
    expect(dustThreshold(fromHex(`76a914${keyHash}88ac`))).toBe(54n);
    expect(dustThreshold(fromHex(`a914${keyHash}87`))).toBe(54n);
    expect(dustThreshold(fromHex('6a00'))).toBe(0n);
  });

  it('counts the keys of a multisig when asked to be accurate', () => {
    const script = fromHex(`5121${'02'.repeat(33)}51ae`);
    expect([countSigops(script, true), countSigops(script, false)]).toEqual([1, 20]);
  });

  it('reads back pushes of every length and survives noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 520 }), (data) => {
        expect(toHex(parseScript(pushData(data))?.[0]?.data ?? new Uint8Array())).toBe(toHex(data));
        expect(['p2pkh', 'p2sh', 'pubkey', 'multisig', 'nulldata', 'nonstandard']).toContain(classify(data).kind);
        expect(typeof scriptAsm(data, true)).toBe('string');
      }),
    );
  });
});

describe('addresses', () => {
  it('reads both networks and tells them apart', () => {
    expect(toHex(parseMainAddress(address).hash)).toBe(keyHash);
    const test = asTestnetAddress(address);
    expect(test).toMatch(/^tm/);
    expect(parseAddress(test)).toEqual({ ...parseAddress(address), network: 'test' });
    expect(() => parseMainAddress(test)).toThrow('mismatched network');
  });

  it.each(['', 't1', 'l0O', `${address}1`, address.replace('Y', 'Z'), '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseAddress(text)).toThrow();
    },
  );
});
