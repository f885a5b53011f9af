import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from '../../wallet-core/primitives/zod.ts';

const script = fileURLToPath(new URL('./recover.mjs', import.meta.url));

const vectorCase = z.object({
  id: z.string(),
  input: z.object({ username: z.string(), password: z.string(), passphrase: z.string() }),
  normalized: z.object({ username: z.string() }),
  mnemonic: z.string(),
  fingerprint: z.array(z.string()),
  /** Absent where the case is about the name or the password alone. */
  chains: z
    .object({
      flux: z.object({ receive: z.array(z.object({ address: z.string() })) }),
      bitcoin: z.object({ receive: z.array(z.object({ address: z.string() })) }),
      fluxId: z.object({ address: z.string() }),
      evm: z.object({ addresses: z.array(z.object({ address: z.string() })) }),
    })
    .optional(),
});

const refusedCase = z.object({
  id: z.string(),
  group: z.literal('refused'),
  field: z.string(),
  reason: z.string(),
  input: vectorCase.shape.input,
});

async function casesOf(group: string): Promise<readonly unknown[]> {
  const file = await readFile(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8');
  const { cases } = z.object({ cases: z.array(z.looseObject({ group: z.string() })) }).parse(JSON.parse(file));
  return cases.filter((item) => item.group === group);
}

async function accountCases(): Promise<readonly z.infer<typeof vectorCase>[]> {
  return z.array(vectorCase).parse(await casesOf('account'));
}

async function refusedCases(): Promise<readonly z.infer<typeof refusedCase>[]> {
  const all = z.array(refusedCase).parse(await casesOf('refused'));
  return all.filter(({ field, reason, input }) => {
    if (input.username.includes('\n')) return false;
    return field === 'username' || reason === 'too-long';
  });
}

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(input: string, args: readonly string[] = []): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

const accounts = await accountCases();
const refusals = await refusedCases();

describe('the recovery script', () => {
  // Every account of the vectors: 512 MiB and seconds each. Capitals and blanks around the name are part of the grammar.
  it.each(accounts)('gives words, fingerprint and addresses of $id', { timeout: 120_000 }, async (one) => {
    const { input, normalized, mnemonic, fingerprint, chains } = one;
    // A line cannot hold the line ends that the wallet would trim.
    const padded = ` ${input.username.replace(/[\r\n]/g, '').toUpperCase()}\t`;
    const { code, out, err } = await run(`${padded}\n${input.password}\n${input.passphrase}\n`);
    expect(code).toBe(0);
    const rows = out.split('\n').map((line) => line.trimEnd());
    expect(rows).toContain(`User name    ${normalized.username}`);
    expect(rows).toContain(`Fingerprint  ${fingerprint.join(' ')}`);
    expect(rows).toContain(`Words        ${mnemonic}`);
    const shown = rows.filter((row) => row.includes(' m/')).map((row) => row.split(/ {2,}/));
    const paths = [
      "m/44'/19167'/0'/0/0",
      "m/44'/19167'/0'/0/1",
      "m/48'/0'/0'/2'/11/0",
      "m/84'/0'/0'/0/0",
      "m/44'/60'/0'/0/0",
    ];
    expect(shown.map(([, path]) => path)).toEqual(paths);
    if (chains !== undefined) {
      expect(shown).toEqual([
        ['FLUX', paths[0], chains.flux.receive[0]?.address],
        ['FLUX', paths[1], chains.flux.receive[1]?.address],
        ['Flux ID', paths[2], chains.fluxId.address],
        ['Bitcoin', paths[3], chains.bitcoin.receive[0]?.address],
        ['Ethereum', paths[4], chains.evm.addresses[0]?.address],
      ]);
    }
    expect(err).not.toContain(mnemonic);
    // Passwords of a letter or two stand in any text.
    if (input.password.length >= 8) expect(out + err).not.toContain(input.password);
  });

  // What stands between the lines of a pipe or is no UTF-8 cannot reach it; the forms of passwords are the wallet's to refuse.
  it.each(refusals)('refuses $id before it derives anything', async ({ input, reason }) => {
    const { code, out, err } = await run(`${input.username}\n${input.password}\n${input.passphrase}\n`);
    expect(code).toBe(1);
    expect(err).toContain(reason === 'too-long' ? '1,024 bytes' : 'user name');
    expect(err).not.toContain('Deriving');
    expect(out).toBe('');
  });

  it.each([
    ['a name outside the grammar', 'ada flux\nlong enough password\n', 'user name'],
    ['a name given as an argument only', '', 'user name'],
    ['a password that is too long', `ada.flux\n${'0'.repeat(1025)}\n`, '1,024 bytes'],
  ])('refuses %s before it derives anything', async (_case, input, words) => {
    const { code, out, err } = await run(input, ['ada.flux', 'correct-horse-9 Battery']);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(out).toBe('');
  });

  it('is about sixty lines on public libraries and nothing of ours, and reads no arguments', async () => {
    const text = await readFile(script, 'utf8');
    const sources = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1]);
    const allowed =
      /^(node:stream|node:readline|hash-wasm|@noble\/(curves|hashes)\/.+|@scure\/(base|bip32|bip39)(\/.+)?)$/;
    expect(sources.filter((source) => !allowed.test(source ?? ''))).toEqual([]);
    expect(sources.length).toBe(text.match(/\bimport\b/g)?.length);
    expect(text).not.toMatch(/process\.(argv|env)|require\(|fetch\(|node:(net|http|https|fs|dns)/);
    expect(text.split('\n').length).toBeLessThan(95);
  });

  it('is explained with the versions that the tests ran with', async () => {
    const page = await readFile(new URL('./README.md', import.meta.url), 'utf8');
    const manifest = z
      .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')));
    const installed = { ...manifest.dependencies, ...manifest.devDependencies };
    const pins = [...page.matchAll(/((?:@[a-z]+\/)?[a-z0-9-]+)@([0-9.]+)/g)].map(([, name = '', version]) => [
      name,
      version,
    ]);
    expect(pins.map(([name]) => name)).toEqual([
      'hash-wasm',
      '@noble/curves',
      '@noble/hashes',
      '@scure/base',
      '@scure/bip32',
      '@scure/bip39',
    ]);
    for (const [name = '', version] of pins) expect(installed[name]).toBe(version);
  });
});
