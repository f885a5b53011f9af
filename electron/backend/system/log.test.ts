import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { allowedFields, createFileLogger } from './log.ts';
import { logError } from './log-error.ts';

function logIn(folder: string, limits: { maxBytes?: number; keep?: number } = {}) {
  const path = join(folder, 'logs', 'backend.log');
  return { path, logger: createFileLogger({ path, clock: fakeClock(), ...limits }) };
}

test('a line has time, level, event and the allowed fields', () => {
  const { path, logger } = logIn(temporaryFolder());
  logger.log('info', 'sync.done', { chain: 'flux', ms: 12, host: '127.0.0.1:8080', amount: 5, note: 'x' });
  logger.log('debug', 'sync.detail');
  expect(readFileSync(path, 'utf8')).toBe(
    '{"time":"2026-01-01T00:00:00.000Z","level":"info","event":"sync.done","chain":"flux","ms":12,"host":"127.0.0.1:8080"}\n',
  );
});

test('E-35: addresses, amounts, names, phrases and secrets never reach a line', () => {
  const planted = [
    't1Z4mAVuVbLpsQr6NCMWcbbqs2obfRCQnP1',
    'a'.repeat(64),
    'hunter2 correct horse',
    'Alice Example',
    '12.50000000 FLUX',
    String(new SecretBytes(new Uint8Array(32))),
  ];
  const names = ['code', 'why', 'host', 'cause', 'at', 'address', 'amount', 'value', 'text', 'username'];
  for (const text of planted) {
    for (const name of names) expect(Object.keys(allowedFields({ [name]: text }))).toEqual([]);
  }
  expect(allowedFields({ amount: 12.5, value: 3, address: true })).toEqual({});
});

test('whatever the fields, a line is one line of JSON with known names', () => {
  const folder = temporaryFolder();
  const { path, logger } = logIn(folder);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean())), (fields) => {
      logger.log('error', 'test.line', fields);
    }),
    { numRuns: 200 },
  );
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) expect(JSON.parse(line).event).toBe('test.line');
});

test('errors are written as code, data and place, never with their text', () => {
  const { path, logger } = logIn(temporaryFolder());
  logError(logger, 'test.coded', new WalletError('network.offline', { cause: 'ECONNREFUSED' }));
  logError(logger, 'test.other', new RangeError('the password is hunter2'));
  logError(logger, 'test.thrown', 'hunter2');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('"code":"network.offline"');
  expect(text).toContain('ECONNREFUSED');
  expect(text).toMatch(/"cause":"RangeError","at":"log\.test\.ts:\d+"/);
  expect(text).not.toContain('hunter2');
});

test('files are rotated and only a few are kept', () => {
  const folder = temporaryFolder();
  const { path, logger } = logIn(folder, { maxBytes: 1_000, keep: 2 });
  for (let i = 0; i < 100; i++) logger.log('info', 'test.line', { count: i });
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['backend.log', 'backend.log.1', 'backend.log.2']);
  for (const name of readdirSync(join(folder, 'logs')))
    expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(1_000);
  expect(readFileSync(path, 'utf8')).toContain('"count":99');
});

test('a log that cannot be written does not stop anything', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'logs', 'backend.log'), { recursive: true });
  const { path, logger } = logIn(folder);
  expect(() => logger.log('info', 'test.line')).not.toThrow();
  expect(existsSync(path)).toBe(true);
});
