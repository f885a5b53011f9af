import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RECOVERY_SCRIPT_SHA256 } from './recovery-script.ts';

it('the sheet names the recovery script that ships with this version', () => {
  const script = readFileSync(join(import.meta.dirname, '../../../assets/recovery/recover.mjs'));
  expect(createHash('sha256').update(script).digest('hex')).toBe(RECOVERY_SCRIPT_SHA256);
});
