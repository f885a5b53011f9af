import { describe, expect, it } from 'vitest';
import { parseRequest, shapes } from './index.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

const account = {
  accountId: '0123456789abcdef',
  kind: 'password',
  label: 'Savings',
  username: 'ada-4821',
  fingerprint: ['write', 'push', 'receive'],
  createdAtMs: 0,
  lastOpenedAtMs: null,
};
const xpub = `xpub${'A'.repeat(107)}`;
const keys = { flux: xpub, bitcoin: null, fluxId: null, watched: [] };

describe('E-19: what crosses has one form and bounds', () => {
  it('amounts: no leading zeros, no minus zero, no plus, no exponent', () => {
    for (const good of ['0', '1', '44000000000000000']) expect(accepts(shapes.positiveUnitsText, good)).toBe(true);
    for (const bad of ['', '00', '01', '-0', '-1', '+1', '1e3', '1.0', ' 1', '9'.repeat(79)]) {
      expect(accepts(shapes.positiveUnitsText, bad)).toBe(false);
    }
    expect(accepts(shapes.unitsText, '-1')).toBe(true);
    for (const bad of ['-0', '-01', '00', '--1']) expect(accepts(shapes.unitsText, bad)).toBe(false);
  });

  it('T-01: addresses are visible ASCII', () => {
    expect(accepts(shapes.addressText, 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF')).toBe(true);
    for (const bad of ['', 't1 x', 't1\u202ex', 't1\u200bx', 't1é', 't1\n', 'x'.repeat(129)]) {
      expect(accepts(shapes.addressText, bad)).toBe(false);
    }
  });

  it('T-01: the names that stand above every screen of the signer hide nothing', () => {
    expect(accepts(shapes.knownAccount, account)).toBe(true);
    for (const changes of [
      { label: 'Sav\u202eings' },
      { label: 'Sav\u200bings' },
      { label: 'x'.repeat(65) },
      { username: 'Ada' },
      { username: 'a\u0431c' },
      { fingerprint: ['write', 'push', 'receive it'] },
      { fingerprint: ['write', 'push'] },
      { extra: 1 },
    ]) {
      expect(accepts(shapes.knownAccount, { ...account, ...changes }), JSON.stringify(changes)).toBe(false);
    }
  });

  it('public keys are public: no private one fits through', () => {
    expect(accepts(shapes.accountPublicKeys, keys)).toBe(true);
    for (const flux of [`xprv${'A'.repeat(107)}`, 'L2mGKrXoQgTYQBJ6FY6jiMVhaY8kM5bExnXepw2MiPpfA9eZjDyx', '', 'xpub']) {
      expect(accepts(shapes.accountPublicKeys, { ...keys, flux })).toBe(false);
    }
  });

  it('errors carry a few facts', () => {
    const facts = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at]));
    expect(accepts(shapes.wireError, { code: 'internal', data: facts(20) })).toBe(true);
    expect(accepts(shapes.wireError, { code: 'internal', data: facts(21) })).toBe(false);
    expect(accepts(shapes.wireError, { code: 'made.up', data: {} })).toBe(false);
  });

  it('own scripts are short', () => {
    const unsigned = (scriptPubKey: string) => ({
      chain: 'flux',
      bytes: '00',
      inputs: [{ value: '1', scriptPubKey, path: "m/44'/19167'/0'/0/0" }],
      change: [],
    });
    expect(accepts(shapes.unsignedTransaction, unsigned('00'.repeat(25)))).toBe(true);
    expect(accepts(shapes.unsignedTransaction, unsigned('00'.repeat(301)))).toBe(false);
  });

  it('E-16: exports are data files', () => {
    const save = (name: string) => () => parseRequest('file.save', { name, text: 'x' });
    for (const name of ['parallax-activity-2027-01-15.csv', 'labels.json', 'sheet.txt'])
      expect(save(name)).not.toThrow();
    for (const name of ['..', '.bashrc', 'a.desktop', 'a.exe', 'a.csv.lnk', 'a/b.csv', 'a\\b.csv', 'csv', '-a.csv']) {
      expect(save(name), name).toThrow(expect.objectContaining({ code: 'ipc.bad-payload' }));
    }
  });
});
