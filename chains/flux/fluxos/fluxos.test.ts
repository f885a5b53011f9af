import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { listRow } from '../../../wallet-core/nodes/testing/rows.ts';
import { type Answer, createFakeHttp } from '../../_families/network/testing/fake-http.ts';
import { readAnswer } from './answer.ts';
import { parseBenchmarkReport, parseBenchmarkStatus } from './benchmark.ts';
import { createFluxOsClient, fluxOsLimits } from './client.ts';
import { parseBlockCount, parseNodeCount, parseNodeStatus, parseSentTxid } from './daemon.ts';
import { parseAdminId, parseDosState, parseFluxInfo, parseFluxVersion } from './flux-info.ts';
import { nodeOperations } from './operations.ts';

const badReply = expect.objectContaining({ code: 'server.bad-reply' });
const success = (data: unknown): string => JSON.stringify({ status: 'success', data });

function node(handler: (path: string) => Answer) {
  const http = createFakeHttp((_request, path) => handler(path));
  return { http, client: createFluxOsClient(http, 'http://203.0.113.7:16127') };
}

const { rank: _, ...statusRow } = listRow(1);
const benchmarks = {
  ipaddress: '192.0.2.7',
  status: 'NIMBUS',
  time: 1_760_000_000,
  real_cores: 4,
  cores: 8,
  ram: 31.2,
  ssd: 440.5,
  hdd: 0,
  ddwrite: 410.2,
  totalstorage: 440,
  eps: 710.3,
  ping: 12.5,
  download_speed: 180.4,
  upload_speed: 90.1,
  bench_version: '6.2.0',
  thunder: false,
  error: '',
};
const info = {
  daemon: { info: { blocks: 2_917_115 } },
  flux: {
    version: '8.17.0',
    ip: '192.0.2.7',
    staticIp: true,
    upnp: false,
    zelid: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7',
    dos: { dosState: 0, dosMessage: null },
    explorerScannedHeigth: { generalScannedHeight: 2_917_114 },
    numberOfConnectionsOut: 20,
    numberOfConnectionsIn: 19,
  },
  apps: { runningapps: [{ Names: ['x'] }], resources: { appsCpusLocked: 0.5 } },
};

describe('answers', () => {
  it('say no with HTTP 200; a no is a value, and its words are cut', () => {
    const read = (text: string) => readAnswer({ status: 200, contentType: 'application/json', text });
    expect(read(success([1]))).toEqual({ ok: true, value: [1] });
    expect(read('{"status":"warning","data":{"message":"x"}}')).toEqual({ ok: true, value: { message: 'x' } });
    expect(
      read('{"status":"error","data":{"code":401,"name":"Unauthorized","message":"Unauthorized. Access denied."}}'),
    ).toEqual({
      ok: false,
      complaint: { name: 'Unauthorized', message: 'Unauthorized. Access denied.' },
    });
    expect(read('{"status":"error","data":"broken"}')).toMatchObject({ complaint: { name: null, message: 'broken' } });
    expect(read('{"status":"error"}')).toMatchObject({ ok: false, complaint: { message: '' } });
    const long = read(JSON.stringify({ status: 'error', data: { message: 'x'.repeat(9_999) } }));
    expect(!long.ok && long.complaint.message.length).toBe(500);
  });

  it.each<[string, Answer, string]>([
    ['HTML', '<html></html>', 'server.bad-reply'],
    ['nothing', '', 'server.bad-reply'],
    ['half a JSON', '{"status":"success","da', 'server.bad-reply'],
    ['another envelope', '{"result":[],"error":null}', 'server.bad-reply'],
    ['a list', '[]', 'server.bad-reply'],
    ['another status', '{"status":"maybe","data":1}', 'server.bad-reply'],
    ['502', { status: 502, text: 'Bad gateway' }, 'network.status'],
    ['429', { status: 429 }, 'server.rate-limited'],
    ['a redirect', { status: 302 }, 'network.redirected'],
    ['too much', 'x'.repeat(fluxOsLimits.small + 1), 'network.too-large'],
    ['no connection', new WalletError('network.timeout'), 'network.timeout'],
  ])('%s', async (_name, answer, code) => {
    await expect(node(() => answer).client.blockCount()).rejects.toMatchObject({ code });
  });
});

describe('the daemon through FluxOS', () => {
  it('tells a node that is in a list from one that is in none', () => {
    expect(parseNodeStatus({ ...statusRow, status: 'CONFIRMED' })).toMatchObject({
      status: 'confirmed',
      node: { tier: 'cumulus' },
    });
    expect(
      parseNodeStatus({ ...statusRow, status: 'DOS', ip: '', confirmed_height: 0, last_paid_height: 0 }),
    ).toMatchObject({
      status: 'dos',
      node: { lastPaidHeight: null, lastPaidMs: null, confirmedHeight: 0 },
    });
    const collateral = `COutPoint(${'aa'.repeat(32)}, 3)`;
    expect(parseNodeStatus({ status: 'expired', collateral })).toEqual({
      status: 'expired',
      collateral: `${'aa'.repeat(32)}:3`,
      node: null,
    });
    expect(parseNodeStatus({ status: 'OFFLINE', collateral }).status).toBe('other');
  });

  it('refuses what is bent', () => {
    for (const change of [{ txhash: 'x' }, { tier: 'GOLD' }, { ip: '<b>' }, { pubkey: '04' }, { amount: '1e9' }]) {
      const { collateral: _collateral, ...bare } = statusRow;
      expect(() => parseNodeStatus({ ...bare, status: 'CONFIRMED', ...change })).toThrow(badReply);
    }
    for (const data of [-1, 1.5, '5', 5e8, null]) expect(() => parseBlockCount(data)).toThrow(badReply);
    expect(() => parseSentTxid('AA'.repeat(32))).toThrow(badReply);
  });

  it('asks for lists with a filter that is one, and takes the answer whole or not at all', async () => {
    const { http, client } = node(() => success([listRow(1), listRow(2)]));
    expect(await client.nodeList('t1abc')).toMatchObject({ ok: true, value: { length: 2 } });
    expect(http.requests[0]?.url).toBe('http://203.0.113.7:16127/daemon/viewdeterministicfluxnodelist?filter=t1abc');
    await expect(client.nodeList('../x?y')).rejects.toMatchObject({ code: 'input.bad' });
    const bent = node(() => success([listRow(1), { ...listRow(2), tier: 'x' }]));
    await expect(bent.client.nodeList()).rejects.toMatchObject({ code: 'server.bad-reply' });
  });

  it('sends a transaction as a form', async () => {
    const { http, client } = node(
      () => '{"status":"error","data":{"code":-26,"message":"18: fluxnode-tx-sig-to-old"}}',
    );
    expect(await client.sendRawTransaction('05ff')).toMatchObject({
      ok: false,
      complaint: { message: '18: fluxnode-tx-sig-to-old' },
    });
    expect(http.requests[0]).toMatchObject({
      method: 'POST',
      body: 'hexstring=05ff',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  });
});

describe('benchmarks', () => {
  it('are read from an object and from a string of JSON', () => {
    const expected = {
      status: 'NIMBUS',
      figures: { cores: 4, threads: 8, ram: 31.2, storage: 440, upload: 90.1 },
      hasError: false,
      version: '6.2.0',
    };
    expect(parseBenchmarkReport(benchmarks)).toMatchObject(expected);
    expect(parseBenchmarkReport(JSON.stringify(benchmarks))).toMatchObject(expected);
  });

  it('leave unknown what is missing or makes no sense', () => {
    const report = parseBenchmarkReport({
      eps: '710.3',
      ram: -1,
      cores: Number.NaN,
      ddwrite: 'fast',
      totalstorage: null,
      ssd: 100,
    });
    expect(report.figures).toMatchObject({
      eps: 710.3,
      ram: null,
      threads: null,
      write: null,
      storage: 100,
      download: null,
    });
    expect(report).toMatchObject({ status: null, measuredMs: null });
  });

  it('of a benchmark that is online', () => {
    expect(parseBenchmarkStatus({ status: 'online', benchmarking: 'running' })).toEqual({
      isOnline: true,
      benchmarking: 'running',
    });
    expect(() => parseBenchmarkStatus('"x"')).toThrow(badReply);
  });
});

describe('what FluxOS says of itself', () => {
  it('is read as far as it goes', () => {
    expect(parseFluxInfo(info)).toEqual({
      version: '8.17.0',
      ip: '192.0.2.7',
      hasStaticIp: true,
      usesUpnp: false,
      adminId: '1FvyAqqELFiQyaEWdhFbWF8MZapKPZS8J7',
      daemonHeight: 2_917_115,
      scannedHeight: 2_917_114,
      dosLevel: 0,
      hasDosMessage: false,
      connections: 39,
      runningApps: 1,
    });
    const empty = Object.values(parseFluxInfo({}));
    expect(empty.filter((value) => value !== null)).toEqual([false]);
    expect(parseFluxInfo({ flux: { zelid: '<script>' } }).adminId).toBeNull();
    expect(parseDosState({ dosState: 100, dosMessage: 'Flux IP detection failed' })).toEqual({
      level: 100,
      hasMessage: true,
    });
    expect(parseFluxVersion('8.17.0')).toBe('8.17.0');
    expect(() => parseAdminId('3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy')).toThrow(badReply);
  });
});

describe('operations', () => {
  it('are unique GETs with the login as a header, never in the address (T-14)', async () => {
    const { http, client } = node(() => success({ message: 'Flux daemon successfully restarted' }));
    expect(await client.operate('restart-daemon', 'zelid=1&signature=s%2B&loginPhrase=p', '17-1')).toEqual({
      ok: true,
      value: 'Flux daemon successfully restarted',
    });
    expect(http.requests[0]).toMatchObject({
      method: 'GET',
      url: 'http://203.0.113.7:16127/flux/restartdaemon?ts=17-1',
      headers: { zelidauth: 'zelid=1&signature=s%2B&loginPhrase=p', 'x-apicache-bypass': 'true' },
    });
  });

  it('give text and nothing else back, cut', async () => {
    expect(await node(() => success('log')).client.operate('read-daemon-log', 'a', '1')).toMatchObject({
      value: 'log',
    });
    expect(await node(() => success({ a: 1 })).client.operate('read-daemon-log', 'a', '1')).toMatchObject({
      value: '',
    });
    const long = await node(() => success('x'.repeat(300_000))).client.operate('read-daemon-log', 'a', '1');
    expect(long.ok && long.value.length).toBe(200_000);
  });

  it('have a path of their own each', () => {
    const paths = Object.values(nodeOperations).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.every((path) => /^\/(?:flux|benchmark)\/[a-z]+$/.test(path))).toBe(true);
  });
});

describe('hostile answers', () => {
  it('never throw anything but server.bad-reply (property)', () => {
    const parsers = [
      parseNodeStatus,
      parseNodeCount,
      parseBlockCount,
      parseSentTxid,
      parseBenchmarkReport,
      parseBenchmarkStatus,
      parseFluxInfo,
      parseDosState,
      parseAdminId,
      parseFluxVersion,
    ];
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (data) => {
        for (const parse of parsers) {
          try {
            parse(data);
          } catch (error) {
            expect(error).toEqual(badReply);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('nested JSON is no way around the bounds', () => {
    expect(() => parseBenchmarkReport(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)).toThrow(badReply);
    expect(() => parseBenchmarkReport(`{"status":"${'x'.repeat(1_100_000)}"}`)).toThrow(badReply);
  });
});
