/** `result.json` and the screenshots of an unattended run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** The user story, in this order. */
export const storySteps = [
  'create',
  'sheet',
  'unlock',
  'receive',
  'send-review',
  'send-approve',
  'confirmed',
  'lock',
  'relock-wrong-password',
  'unlock-again',
  'restart',
] as const;
export type StepId = (typeof storySteps)[number];

export interface StepResult {
  readonly id: StepId;
  readonly ok: boolean;
  readonly ms: number;
  /** Read back from the devnet, not from the app. */
  readonly txid?: string;
  /** File name in the output folder. */
  readonly screenshot?: string;
}

export interface StepOutcome {
  /** The page whose picture tells that the step happened. */
  readonly page?: Page;
  readonly txid?: string;
}

export class StoryRecorder {
  private readonly folder: string;
  private readonly engine: string;
  private readonly say: (line: string) => void;
  private readonly steps: StepResult[] = [];

  constructor(folder: string, engine: string, say: (line: string) => void) {
    this.folder = folder;
    this.engine = engine;
    this.say = say;
    mkdirSync(folder, { recursive: true });
    this.write();
  }

  /** Runs a step and keeps its time, picture and outcome; the first failure ends the story by throwing on. */
  async step(id: StepId, play: () => Promise<StepOutcome>): Promise<void> {
    const began = performance.now();
    const since = (): number => Math.round(performance.now() - began);
    try {
      const { page, txid } = await play();
      const ms = since();
      const screenshot = page === undefined ? undefined : await this.picture(page, id);
      this.keep({
        id,
        ok: true,
        ms,
        ...(txid === undefined ? {} : { txid }),
        ...(screenshot === undefined ? {} : { screenshot }),
      });
    } catch (error) {
      this.keep({ id, ok: false, ms: since() });
      throw error;
    }
  }

  /** A picture of a page in a state that a step went through. */
  async picture(page: Page, name: string): Promise<string> {
    const file = `${String(this.steps.length + 1).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(this.folder, file) });
    return file;
  }

  private keep(step: StepResult): void {
    this.steps.push(step);
    this.say(`${step.ok ? 'ok    ' : 'FAILED'} ${step.id} ${step.ms} ms`);
    this.write();
  }

  /** True when every step of the story happened, in order. */
  get isComplete(): boolean {
    return storySteps.every((id, index) => this.steps[index]?.id === id && this.steps[index]?.ok === true);
  }

  private write(): void {
    const result = { engine: this.engine, ok: this.isComplete, steps: this.steps };
    writeFileSync(join(this.folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  }
}
