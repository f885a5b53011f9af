import { describe, expect, it } from 'vitest';
import type { Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { createFakeClock } from '../../_families/network/testing/fake-clock.ts';
import type { FluxServer } from './server.ts';
import { createServerPool, type PoolTask } from './server-pool.ts';
import { fakeServer, NOW_MS, tip } from './testing/samples.ts';

const GENESIS = 'aa'.repeat(32);

interface Script {
  tip: () => Tip | WalletError;
  asked: number;
}

function scripted(host: string, first: Tip | WalletError, genesisHash: string | null = GENESIS, testnet = false) {
  const script: Script = { tip: () => first, asked: 0 };
  const server: FluxServer = fakeServer({
    host,
    identity: async () => ({ testnet, genesisHash }),
    tip: async () => {
      script.asked += 1;
      const answer = script.tip();
      if (answer instanceof WalletError) throw answer;
      return answer;
    },
  });
  return { server, script };
}

function setUp(...members: readonly ReturnType<typeof scripted>[]) {
  const clock = createFakeClock(NOW_MS);
  const pool = createServerPool({ servers: members.map(({ server }) => server), clock, genesisHash: GENESIS });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, pool, settle };
}

const whoAnswers: PoolTask<string> = async (server, at) => ({ value: server.host, tip: at });
const older = (blocks: number, ms = 0): Tip => ({
  height: tip.height - blocks,
  hash: 'e'.repeat(64),
  timeMs: tip.timeMs - ms,
});

describe('failover', () => {
  it('asks the first and says where, at which height and when', async () => {
    const { pool } = setUp(scripted('one', tip), scripted('two', tip));
    expect(await pool.use(whoAnswers)).toEqual({ value: 'one', source: 'one', height: tip.height, atMs: NOW_MS });
  });

  it('goes on to the next when one fails, and leaves it alone for a while', async () => {
    const one = scripted('one', new WalletError('network.timeout'));
    const { pool, clock } = setUp(one, scripted('two', tip));
    expect((await pool.use(whoAnswers)).value).toBe('two');
    expect((await pool.use(whoAnswers)).value).toBe('two');
    expect(one.script.asked).toBe(1);
    expect(pool.health()[0]).toMatchObject({ state: 'failing', error: 'network.timeout' });
    one.script.tip = () => tip;
    clock.advance(5_001);
    expect((await pool.use(whoAnswers)).value).toBe('one');
    expect(pool.health()[0]).toMatchObject({ state: 'ok', error: null });
  });

  it('waits longer after each failure, at most five minutes', async () => {
    const one = scripted('one', new WalletError('network.status', { status: 500 }));
    const { pool, clock } = setUp(one, scripted('two', tip));
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      await pool.use(whoAnswers);
      const wait = (pool.health()[0]?.notBeforeMs ?? 0) - clock.now();
      waits.push(wait);
      clock.advance(wait);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
  });

  it('leaves a server that limits us alone for a minute', async () => {
    const { pool, clock } = setUp(scripted('one', new WalletError('server.rate-limited')), scripted('two', tip));
    await pool.use(whoAnswers);
    expect(pool.health()[0]?.notBeforeMs).toBe(clock.now() + 60_000);
  });

  it('tries another when the task itself fails on one', async () => {
    const { pool } = setUp(scripted('one', tip), scripted('two', tip));
    const task: PoolTask<string> = async (server, at) => {
      if (server.host === 'one') throw new WalletError('server.bad-reply', { detail: 'shape' });
      return { value: server.host, tip: at };
    };
    expect((await pool.use(task)).value).toBe('two');
  });

  it('passes on at once what is not the fault of a server', async () => {
    const { pool } = setUp(scripted('one', tip), scripted('two', tip));
    const refused = pool.use(async () => {
      throw new WalletError('chain.bad-address');
    });
    await expect(refused).rejects.toThrow('chain.bad-address');
    expect(pool.health()[0]?.state).not.toBe('failing');
  });
});

describe('when all fail', () => {
  it('throws their common error, else how many were asked and the telling one', async () => {
    const offline = new WalletError('network.offline');
    await expect(setUp(scripted('a', offline), scripted('b', offline)).pool.use(whoAnswers)).rejects.toThrow(
      'network.offline',
    );
    const mixed = setUp(scripted('a', offline), scripted('b', new WalletError('server.bad-reply')));
    await expect(mixed.pool.use(whoAnswers)).rejects.toMatchObject({
      code: 'server.none-left',
      data: { tried: 2, code: 'server.bad-reply' },
    });
    await expect(setUp().pool.use(whoAnswers)).rejects.toMatchObject({ code: 'server.none-left', data: { tried: 0 } });
  });

  it('tries only the one that waits shortest while all are on probation', async () => {
    const one = scripted('one', new WalletError('server.rate-limited'));
    const two = scripted('two', new WalletError('network.timeout'));
    const { pool } = setUp(one, two);
    await expect(pool.use(whoAnswers)).rejects.toThrow('server.none-left');
    two.script.tip = () => tip;
    expect((await pool.use(whoAnswers)).value).toBe('two');
    expect(one.script.asked).toBe(1);
  });
});

describe('servers that are behind', () => {
  it('are passed over for one that is not, once that is known', async () => {
    const { pool, settle } = setUp(scripted('one', older(10)), scripted('two', tip));
    await pool.use(whoAnswers);
    await settle();
    expect((await pool.use(whoAnswers)).value).toBe('two');
    expect(pool.health()[0]).toMatchObject({ state: 'behind', error: 'server.behind' });
  });

  it('are passed over by the age of their tip alone', async () => {
    const { pool } = setUp(scripted('one', older(0, 31 * 60_000)), scripted('two', tip));
    expect((await pool.use(whoAnswers)).value).toBe('two');
  });

  it('are used when nothing else is left, and then it is said', async () => {
    const offline = new WalletError('network.offline');
    const { pool } = setUp(
      scripted('one', older(900, 40 * 60_000)),
      scripted('two', offline),
      scripted('three', older(800, 40 * 60_000)),
    );
    expect(await pool.use(whoAnswers)).toMatchObject({ value: 'three', behind: true, height: tip.height - 800 });
  });

  it('are not made so by a server that invents a height or a time', async () => {
    const far = { ...tip, height: tip.height + 1_000_000 };
    const invented = setUp(scripted('one', tip), scripted('liar', far));
    await invented.pool.use(whoAnswers);
    await invented.settle();
    expect(await invented.pool.use(whoAnswers)).toMatchObject({ value: 'one' });
    expect(invented.pool.health()[0]?.state).toBe('ok');
    const future = setUp(scripted('liar', { ...tip, timeMs: NOW_MS + 3 * 3_600_000 }), scripted('two', tip));
    expect((await future.pool.use(whoAnswers)).value).toBe('two');
  });

  it('a small difference is no lag: blocks travel', async () => {
    const { pool, settle } = setUp(scripted('one', older(4)), scripted('two', tip));
    await pool.use(whoAnswers);
    await settle();
    expect(await pool.use(whoAnswers)).toMatchObject({ value: 'one' });
  });
});

describe('servers of another chain', () => {
  it.each([
    ['by their first block', scripted('one', tip, 'bb'.repeat(32))],
    ['by the test network flag', scripted('one', tip, GENESIS, true)],
  ])('are told %s and not used, not even as the last', async (_name, foreign) => {
    const alone = setUp(foreign);
    await expect(alone.pool.use(whoAnswers)).rejects.toThrow('server.wrong-chain');
    alone.clock.advance(10 * 60_000);
    await expect(alone.pool.use(whoAnswers)).rejects.toThrow('server.wrong-chain');
    expect((await setUp(foreign, scripted('two', tip)).pool.use(whoAnswers)).value).toBe('two');
  });

  it('are not asked again for an hour while another answers', async () => {
    const foreign = scripted('one', tip, 'bb'.repeat(32));
    const { pool, clock } = setUp(foreign, scripted('two', tip));
    expect((await pool.use(whoAnswers)).value).toBe('two');
    clock.advance(59 * 60_000);
    expect((await pool.use(whoAnswers)).value).toBe('two');
    expect(foreign.script.asked).toBe(1);
  });

  it('are asked again which chain they are on when no other is left, before anything else', async () => {
    let testnet = true;
    const { server } = scripted('one', tip);
    const { pool } = setUp({
      script: { tip: () => tip, asked: 0 },
      server: { ...server, identity: async () => ({ testnet, genesisHash: GENESIS }) },
    });
    await expect(pool.use(whoAnswers)).rejects.toThrow('server.wrong-chain');
    testnet = false;
    expect((await pool.use(whoAnswers)).value).toBe('one');
  });

  it('get no transaction, also when they were on the right one before', async () => {
    let testnet = false;
    const { server, script } = scripted('one', tip);
    const turning = { ...server, identity: async () => ({ testnet, genesisHash: GENESIS }) };
    const { pool } = setUp({ script, server: turning });
    await pool.use(whoAnswers);
    testnet = true;
    script.tip = () => older(-1);
    await expect(pool.use(whoAnswers)).rejects.toThrow('server.wrong-chain');
    expect(pool.candidates()).toEqual([turning]);
    await expect(pool.check(turning)).rejects.toThrow('server.wrong-chain');
  });

  it('are told also when they change their chain later', async () => {
    let testnet = false;
    const { server, script } = scripted('one', tip);
    const turning = { script, server: { ...server, identity: async () => ({ testnet, genesisHash: GENESIS }) } };
    const { pool } = setUp(turning);
    expect((await pool.use(whoAnswers)).value).toBe('one');
    testnet = true;
    script.tip = () => older(-1);
    await expect(pool.use(whoAnswers)).rejects.toThrow('server.wrong-chain');
  });

  it('cannot be told when a server keeps no old blocks or the world is local', async () => {
    expect((await setUp(scripted('one', tip, null)).pool.use(whoAnswers)).value).toBe('one');
    const clock = createFakeClock(NOW_MS);
    const local = scripted('one', tip, 'bb'.repeat(32));
    const pool = createServerPool({ servers: [local.server], clock, genesisHash: null });
    expect((await pool.use(whoAnswers)).value).toBe('one');
  });
});
