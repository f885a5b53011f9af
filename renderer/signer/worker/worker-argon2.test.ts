import { describe, expect, it } from 'vitest';
import type { Argon2Parameters } from '../../../wallet-core/ports/index.ts';
import type { DerivationJob, DerivationOutcome } from './derivation-job.ts';
import { createWorkerArgon2, type DerivationWorker } from './worker-argon2.ts';

/** A worker that answers nothing by itself. Production parameters: nothing is computed with them here. */
class FakeWorker implements DerivationWorker {
  readonly jobs: { readonly job: DerivationJob; readonly transfer: Transferable[] }[] = [];
  terminated = 0;
  refusesJobs = false;
  onmessage: DerivationWorker['onmessage'] = null;
  onerror: DerivationWorker['onerror'] = null;

  postMessage(job: DerivationJob, transfer: Transferable[]): void {
    if (this.refusesJobs) throw new TypeError('could not be cloned');
    this.jobs.push({ job, transfer });
  }

  terminate(): void {
    this.terminated += 1;
  }

  answer(outcome: DerivationOutcome): void {
    this.onmessage?.({ data: outcome } as MessageEvent<DerivationOutcome>);
  }

  fail(): void {
    this.onerror?.({} as ErrorEvent);
  }
}

const parameters: Argon2Parameters = { memoryKiB: 524_288, iterations: 4, parallelism: 1, outputLength: 64 };
const output = Uint8Array.from({ length: 64 }, (_, at) => at);

function start(signal?: AbortSignal) {
  const workers: FakeWorker[] = [];
  const argon2 = createWorkerArgon2(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  }, signal);
  const input = Uint8Array.of(1, 2, 3);
  const derive = () => argon2.derive(input, Uint8Array.of(4, 5), parameters);
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (last === undefined) throw new TypeError('no worker');
    return last;
  };
  return { derive, input, workers, worker };
}

const isCode = (code: string) => expect.objectContaining({ code });

describe('Argon2 in a worker', () => {
  it('E-26: each derivation has a worker of its own, which is ended after it', async () => {
    const { derive, workers, worker } = start();
    for (const count of [1, 2]) {
      const deriving = derive();
      expect(workers).toHaveLength(count);
      worker().answer({ kind: 'derived', output });
      expect(await deriving).toEqual(output);
      expect(worker().terminated).toBe(1);
    }
  });

  it('E-25: the secret is handed over, not shared: a copy, transferred', async () => {
    const { derive, input, worker } = start();
    const deriving = derive();
    const [{ job, transfer } = { job: undefined, transfer: [] }] = worker().jobs;
    expect(job?.input).toEqual(input);
    expect(job?.input).not.toBe(input);
    expect(transfer).toEqual([job?.input.buffer]);
    input.fill(0);
    expect(job?.input).toEqual(Uint8Array.of(1, 2, 3));
    expect(job?.parameters).toEqual(parameters);
    worker().answer({ kind: 'derived', output });
    await deriving;
  });

  it.each([
    [{ kind: 'out-of-memory' } as const, 'account.out-of-memory'],
    [{ kind: 'failed' } as const, 'account.derivation-failed'],
    [{ kind: 'derived', output: new Uint8Array(32) } as const, 'account.derivation-failed'],
  ])('%o is %s, at once and without another try with less', async (outcome, code) => {
    const { derive, workers, worker } = start();
    const deriving = derive();
    worker().answer(outcome);
    await expect(deriving).rejects.toThrow(isCode(code));
    expect(workers).toHaveLength(1);
    expect(worker().jobs).toHaveLength(1);
    expect(worker().terminated).toBe(1);
  });

  it('a worker that breaks, or never gets its job, is ended', async () => {
    const { derive, worker } = start();
    const broken = derive();
    worker().fail();
    await expect(broken).rejects.toThrow(isCode('account.derivation-failed'));
    expect(worker().terminated).toBe(1);

    const stubborn = new FakeWorker();
    stubborn.refusesJobs = true;
    const argon2 = createWorkerArgon2(() => stubborn);
    await expect(argon2.derive(new Uint8Array(1), new Uint8Array(1), parameters)).rejects.toThrow(
      isCode('account.derivation-failed'),
    );
    expect(stubborn.terminated).toBe(1);
  });

  it('cancelling ends the worker, and what it says afterwards is not heard', async () => {
    const cancel = new AbortController();
    const { derive, worker } = start(cancel.signal);
    const deriving = derive();
    cancel.abort();
    await expect(deriving).rejects.toThrow(isCode('approval.cancelled'));
    expect(worker().terminated).toBe(1);
    worker().answer({ kind: 'derived', output });
    worker().fail();
    expect(worker().terminated).toBe(1);
  });

  it('cancelled before it began starts no worker', async () => {
    const { derive, workers } = start(AbortSignal.abort());
    await expect(derive()).rejects.toThrow(isCode('approval.cancelled'));
    expect(workers).toEqual([]);
  });
});
