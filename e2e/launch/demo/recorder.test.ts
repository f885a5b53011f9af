import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoryRecorder, storySteps } from './recorder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'story-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = () => JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));

describe('the result of an unattended run', () => {
  it('is ok only when every step happened in order', async () => {
    const recorder = new StoryRecorder(folder, 'an engine', () => {});
    expect(read()).toEqual({ engine: 'an engine', ok: false, steps: [] });
    for (const id of storySteps) {
      expect(recorder.isComplete).toBe(false);
      await recorder.step(id, async () => (id === 'confirmed' ? { txid: 'ab' } : {}));
    }
    expect(recorder.isComplete).toBe(true);
    const result = read();
    expect(result.ok).toBe(true);
    expect(result.steps.map((step: { id: string }) => step.id)).toEqual([...storySteps]);
    expect(result.steps[6]).toMatchObject({ id: 'confirmed', ok: true, txid: 'ab' });
    expect(Number.isInteger(result.steps[0].ms)).toBe(true);
  });

  it('keeps the step that failed and throws on', async () => {
    const recorder = new StoryRecorder(folder, 'an engine', () => {});
    await recorder.step('create', async () => ({}));
    await expect(
      recorder.step('sheet', async () => {
        throw new Error('no sheet');
      }),
    ).rejects.toThrow('no sheet');
    expect(read()).toMatchObject({
      ok: false,
      steps: [
        { id: 'create', ok: true },
        { id: 'sheet', ok: false },
      ],
    });
  });

  it('is not ok when a step was left out', async () => {
    const recorder = new StoryRecorder(folder, 'an engine', () => {});
    for (const id of storySteps.filter((step) => step !== 'lock')) await recorder.step(id, async () => ({}));
    expect(read().ok).toBe(false);
  });
});
