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
  chains: z.object({
    flux: z.object({ receive: z.array(z.object({ address: z.string() })) }),
    bitcoin: z.object({ receive: z.array(z.object({ address: z.string() })) }),
    fluxId: z.object({ address: z.string() }),
    evm: z.object({ addresses: z.array(z.object({ address: z.string() })) }),
  }),
});

async function vector(id: string): Promise<z.infer<typeof vectorCase>> {
  const file = await readFile(new URL('../../e2e/vectors/account-v1.json', import.meta.url), 'utf8');
  const cases = z.object({ cases: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(file)).cases;
  return vectorCase.parse(cases.find((item) => item.id === id));
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

describe('the recovery script', () => {
  // Two of the vectors: 512 MiB and seconds each. Capitals around the name, a passphrase; characters that NFKC composes.
  it.each(['ascii-passphrase', 'nfkc-combining'])(
    'gives words, fingerprint and addresses of %s',
    { timeout: 120_000 },
    async (id) => {
      const { input, normalized, mnemonic, fingerprint, chains } = await vector(id);
      const padded = ` ${input.username.toUpperCase()}\t`;
      const { code, out, err } = await run(`${padded}\n${input.password}\n${input.passphrase}\n`);
      expect(code).toBe(0);
      const rows = out.split('\n').map((line) => line.trimEnd());
      expect(rows).toContain(`User name    ${normalized.username}`);
      expect(rows).toContain(`Fingerprint  ${fingerprint.join(' ')}`);
      expect(rows).toContain(`Words        ${mnemonic}`);
      const shown = rows.filter((row) => row.includes(' m/')).map((row) => row.split(/ {2,}/));
      expect(shown).toEqual([
        ['FLUX', "m/44'/19167'/0'/0/0", chains.flux.receive[0]?.address],
        ['FLUX', "m/44'/19167'/0'/0/1", chains.flux.receive[1]?.address],
        ['Flux ID', "m/48'/0'/0'/2'/11/0", chains.fluxId.address],
        ['Bitcoin', "m/84'/0'/0'/0/0", chains.bitcoin.receive[0]?.address],
        ['Ethereum', "m/44'/60'/0'/0/0", chains.evm.addresses[0]?.address],
      ]);
      for (const secret of [input.password, mnemonic]) expect(err).not.toContain(secret);
      expect(out).not.toContain(input.password);
    },
  );

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
    expect(text.split('\n').length).toBeLessThan(85);
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
