import { verifyMessage, Wallet } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyAccess } from '../chain-contract/index.ts';
import { nobleEngine } from '../keyring/noble-engine.ts';
import { type DerivationPath, unsafeBrand } from '../primitives/index.ts';
import { evmIdentity, isSafeForFluxOs, signPersonal, verifyPersonal } from './eip191.ts';
import { addLogin, type LoginRecord, loginRecord, loginStanding, markRevoked } from './login-log.ts';
import { expectedPrivilege } from './privilege.ts';
import { explainClose, parsePush } from './qs-text.ts';
import {
  parseLoginReply,
  parsePaymentReply,
  parsePaymentRequestReply,
  parsePhraseReply,
  parsePrivilegeReply,
  parseSessionsReply,
  parseStoredText,
  readLoginProblem,
} from './replies.ts';
import {
  addressBody,
  loginBody,
  logoutBody,
  paymentBody,
  signatureBody,
  signatureChannel,
  uniquePath,
  zelidAuthHeader,
} from './requests.ts';

const ID = '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7';
const ETH = '0x4a62316623ad457F02cDC5D997deD67a383EC569';
const MESSAGE = '1700000000000abcdefghijklmnopqrstuvwxyz0123456789abcdef';
const SIGNATURE = 'H9J7fjzqG/kF1cGJ2xCF+F3fdZXtIacRXpbetiA4Fkkmb8wZOUiTFnR6rbBSaBhF7SzbMbdVltUUL/EB3rHkdPE=';
const ETH_SIGNATURE =
  '0xd6d0b93ee4d39d82dbb920f194e3eb0a39d026f107306e1b48ee00e0d6cd26317627126ffc052b256c680ec89581bc53899d5b249d3d08790f23ab84677a4d831c';
const NOW = 1_790_000_000_500;
const badReply = expect.objectContaining({ code: 'server.bad-reply' });

describe('bodies and headers', () => {
  const login = { identity: ID, phrase: MESSAGE, signature: SIGNATURE };

  it('escape the plus of a signature and read back as they were', () => {
    const body = loginBody(login);
    expect(body).not.toContain('+');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      zelid: ID,
      signature: SIGNATURE,
      loginPhrase: MESSAGE,
    });
    expect(zelidAuthHeader(login).zelidauth).toBe(body);
    expect(Object.fromEntries(new URLSearchParams(signatureBody(ID, 'a+b &c=d\n', SIGNATURE)))).toEqual({
      address: ID,
      message: 'a+b &c=d\n',
      signature: SIGNATURE,
    });
    expect(addressBody('t1a b')).toBe('address=t1a%20b');
    expect(logoutBody(MESSAGE)).toBe(`loginPhrase=${MESSAGE}`);
    const paid = paymentBody({
      txid: 'ab',
      coin: 'zelcash',
      chain: 'flux',
      amount: '1.5',
      fromAddress: 't1',
      toAddress: 't3',
      explorer: '',
    });
    expect(paid).toBe('transaction_id=ab&coin=zelcash&chain=flux&explorer=&amount=1.5&from_address=t1&to_address=t3');
  });

  it('make authenticated addresses unique, and name the channel of a signature', () => {
    expect(uniquePath('/id/logoutcurrentsession', '17-1')).toBe('/id/logoutcurrentsession?ts=17-1');
    expect(uniquePath('/x?a=b', 'c&d')).toBe('/x?a=b&ts=c%26d');
    expect(signatureChannel(ID, 'fluxappregister1{}1700000000000')).toBe(`${ID}1700000000000`);
  });
});

describe('answers', () => {
  it('of a login', () => {
    const data = {
      message: 'Successfully logged in',
      zelid: ID,
      loginPhrase: MESSAGE,
      signature: SIGNATURE,
      privilage: 'admin',
      createdAt: '2026-01-01T00:00:00.000Z',
      expireAt: '2026-01-15T00:00:00.000Z',
    };
    expect(parseLoginReply(data)).toEqual({
      identity: ID,
      privilege: 'admin',
      createdMs: Date.UTC(2026, 0, 1),
      expiresMs: Date.UTC(2026, 0, 15),
    });
    expect(parsePrivilegeReply({ message: 'fluxteam' })).toBe('fluxteam');
    for (const change of [{ privilage: 'root' }, { zelid: 'bc1q' }, { expireAt: 'never' }]) {
      expect(() => parseLoginReply({ ...data, ...change })).toThrow(badReply);
    }
  });

  it('of a phrase: only one that may be signed now', () => {
    const fresh = `${NOW}k3j9abcdefghijklmnopqrstuvwxyz0123`;
    expect(parsePhraseReply(fresh, NOW)).toBe(fresh);
    for (const data of [
      `${NOW - 1e6}k3j9abcdefghijklmnopqrstuvwxyz0123`,
      'ab'.repeat(32),
      '',
      null,
      { phrase: fresh },
    ]) {
      expect(() => parsePhraseReply(data, NOW)).toThrow(badReply);
    }
  });

  it('of sessions: a cached list of somebody else is refused', () => {
    const session = {
      zelid: ID,
      loginPhrase: MESSAGE,
      createdAt: '2026-01-01T00:00:00.000Z',
      expireAt: '2026-01-15T00:00:00.000Z',
    };
    expect(parseSessionsReply([session], ID)).toHaveLength(1);
    expect(() =>
      parseSessionsReply([session, { ...session, zelid: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT' }], ID),
    ).toThrow(badReply);
    expect(parseSessionsReply([{ ...session, zelid: ETH.toLowerCase() }], ETH)).toHaveLength(1);
  });

  it('of payments and stored texts', () => {
    expect(parsePaymentRequestReply({ paymentId: '1700000000000_ab12' })).toBe('1700000000000_ab12');
    expect(() => parsePaymentRequestReply({ paymentId: '../x' })).toThrow(badReply);
    expect(parsePaymentReply({ paymentId: 'a', txid: 'b', success_url: 'https://x' })).toEqual({
      paymentId: 'a',
      txid: 'b',
    });
    expect(parseStoredText('fluxappregister1…')).toBe('fluxappregister1…');
    for (const reply of ['', 'x'.repeat(100_001), '\ud800', { status: 'success' }])
      expect(() => parseStoredText(reply)).toThrow(badReply);
  });

  it('never throw anything but a bad reply', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        for (const parse of [
          parseLoginReply,
          parsePrivilegeReply,
          parsePaymentReply,
          parseStoredText,
          (value: unknown) => parseSessionsReply(value, ID),
        ]) {
          try {
            parse(data);
          } catch (error) {
            expect(error).toEqual(badReply);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('complaints become codes', () => {
    expect(readLoginProblem('Signed message is no longer valid. Please request a new one.', 'Error')).toBe(
      'phrase-gone',
    );
    expect(readLoginProblem('Flux IP detection failed', 'DOS')).toBe('node-unhealthy');
    expect(readLoginProblem('Unauthorized. Access denied.', 'Unauthorized')).toBe('not-allowed');
    expect(readLoginProblem('<b>x</b>', null)).toBe('unspecified');
  });
});

describe('pushes over the WebSocket', () => {
  it('are query strings one level deep', () => {
    const text =
      'status=success&data%5Bmessage%5D=Successfully%20logged%20in&data%5Bzelid%5D=1Exa&data%5Bsignature%5D=H%2Bx%3D';
    const parsed = parsePush(text);
    expect(parsed.ok && parsed.value.status).toBe('success');
    expect(parsed.ok && [...parsed.value.data]).toEqual([
      ['message', 'Successfully logged in'],
      ['zelid', '1Exa'],
      ['signature', 'H+x='],
    ]);
  });

  it.each([
    ['', 'form'],
    ['status=maybe', 'form'],
    ['status=success&data[a][b]=1', 'form'],
    ['status=success&data[__proto__]=1&x=1', 'form'],
    ['status=success&data[a]=1&data%5Ba%5D=2', 'duplicate'],
    ['status=success&status=error', 'duplicate'],
    ['status=success&data[a]=%', 'encoding'],
    [`status=success&data[a]=${'x'.repeat(65_536)}`, 'too-long'],
    [`status=success${'&data[a]=1'.repeat(64)}`, 'too-long'],
    ['{"status":"success"}', 'form'],
  ])('refuses %#', (text, reason) => {
    expect(parsePush(text)).toEqual({ ok: false, reason });
  });

  it('keeps hostile names out of objects, and never throws', () => {
    const parsed = parsePush('status=error&data[constructor]=x&data[__proto__]=y');
    expect(parsed.ok && parsed.value.data.get('__proto__')).toBe('y');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => 'ok' in parsePush(text)));
    expect([4012, 4015, 4011, 4016, 1000].map(explainClose)).toEqual(['done', 'done', 'failed', 'timeout', 'other']);
  });
});

describe('0x identities', () => {
  const privateKey = new Uint8Array(32).fill(7);
  const keys: KeyAccess = {
    publicKey: () => nobleEngine.publicKey(privateKey),
    signEcdsa: (_, digest) => nobleEngine.sign(digest, privateKey),
    signEcdsaRecoverable: (_, digest) => nobleEngine.signRecoverable(digest, privateKey),
  };
  const path = unsafeBrand<DerivationPath>("m/44'/60'/0'/0/0");

  it('sign as FluxOS verifies (published vector)', () => {
    expect(evmIdentity(nobleEngine.publicKey(privateKey))).toBe(ETH);
    expect(signPersonal(MESSAGE, path, keys)).toBe(ETH_SIGNATURE);
    expect(verifyPersonal(ETH, MESSAGE, ETH_SIGNATURE)).toBe(true);
    expect(verifyPersonal(ETH.toLowerCase(), MESSAGE, ETH_SIGNATURE)).toBe(true);
  });

  it('agree with ethers on any text', async () => {
    const wallet = new Wallet(`0x${'07'.repeat(32)}`);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const signature = signPersonal(text, path, keys);
        expect(verifyMessage(text, signature)).toBe(ETH);
        expect(verifyPersonal(ETH, text, await wallet.signMessage(text))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('refuse other texts, addresses and malformed signatures without throwing', () => {
    expect(verifyPersonal(ETH, `${MESSAGE}x`, ETH_SIGNATURE)).toBe(false);
    expect(verifyPersonal(`0x${'00'.repeat(20)}`, MESSAGE, ETH_SIGNATURE)).toBe(false);
    for (const signature of [
      '',
      '0x',
      ETH_SIGNATURE.slice(2),
      `${ETH_SIGNATURE.slice(0, -2)}1d`,
      `0x${'00'.repeat(65)}`,
      SIGNATURE,
    ]) {
      expect(verifyPersonal(ETH, MESSAGE, signature)).toBe(false);
    }
  });

  it('are told which texts FluxOS cannot verify', () => {
    expect(isSafeForFluxOs(MESSAGE)).toBe(true);
    for (const text of ['two\nlines', 'tab\t', 'Größe', '\u{1f600}']) expect(isSafeForFluxOs(text)).toBe(false);
  });
});

describe('logins of the past', () => {
  const record: LoginRecord = {
    id: 'ab'.repeat(8),
    host: 'api.runonflux.io',
    identity: ID,
    kind: 'login',
    atMs: NOW,
    phraseMs: NOW,
    privilege: 'user',
    revokedMs: null,
  };

  it('T-14: have no place for a phrase or a signature', () => {
    expect(loginRecord.safeParse({ ...record, phrase: MESSAGE }).success).toBe(false);
    expect(loginRecord.safeParse({ ...record, signature: SIGNATURE }).success).toBe(false);
    expect(Object.keys(loginRecord.shape)).not.toContain('phrase');
  });

  it('stay good for a while: logging out ends the session, not the phrase', () => {
    expect(loginStanding(record, NOW)).toEqual({
      sessionUntilMs: NOW + 14 * 86_400_000,
      bearerUntilMs: NOW + 16 * 3_600_000,
    });
    const [revoked] = markRevoked([record], record.id, NOW + 5);
    expect(revoked !== undefined && loginStanding(revoked, NOW + 5)).toEqual({
      sessionUntilMs: null,
      bearerUntilMs: NOW + 16 * 3_600_000,
    });
    expect(loginStanding(record, NOW + 16 * 3_600_000 - 1).bearerUntilMs).not.toBeNull();
    expect(loginStanding(record, NOW + 16 * 3_600_000).bearerUntilMs).toBeNull();
    expect(loginStanding(record, NOW + 15 * 86_400_000)).toEqual({ sessionUntilMs: null, bearerUntilMs: null });
    expect(loginStanding({ ...record, kind: 'sign', phraseMs: null }, NOW)).toEqual({
      sessionUntilMs: null,
      bearerUntilMs: null,
    });
  });

  it('newest first, bounded, each once', () => {
    const other = { ...record, id: 'cd'.repeat(8) };
    expect(addLogin([record], other)).toEqual([other, record]);
    expect(addLogin([other, record], record)).toEqual([record, other]);
    const many = Array.from({ length: 1_000 }, (_, number) => ({
      ...record,
      id: number.toString(16).padStart(16, '0'),
    }));
    expect(addLogin(many, other)).toHaveLength(1_000);
  });

  it('privileges to expect', () => {
    expect(expectedPrivilege('1hjy4bCYBJr4mny4zCE85J94RXa8W6q37', null)).toBe('fluxteam');
    expect(expectedPrivilege(ID, ID)).toBe('admin');
    expect(expectedPrivilege(ID, null)).toBe('user');
  });
});
