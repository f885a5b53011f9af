/** `/benchmark/*`: what fluxbench measured. Closed source, so the shapes are those seen; figures that are missing stay unknown. */
import { z } from '../../../wallet-core/primitives/zod.ts';
import { parseData, parseNestedJson } from './answer.ts';
import { measured, nodeIp, version, words } from './fields.ts';

const report = z.object({
  ipaddress: nodeIp.nullish(),
  status: words.nullish(),
  time: measured,
  real_cores: measured,
  cores: measured,
  ram: measured,
  ssd: measured,
  hdd: measured,
  ddwrite: measured,
  totalstorage: measured,
  eps: measured,
  ping: measured,
  download_speed: measured,
  upload_speed: measured,
  bench_version: version.nullish(),
  error: words.nullish(),
});

const benchStatus = z.object({ status: words, benchmarking: words });

export interface BenchmarkReport {
  /** Tier in capitals, `failed`, `toaster`, `running` …; `null` when it does not say. */
  readonly status: string | null;
  readonly measuredMs: number | null;
  /** Cores, threads, GB, GB, MB/s, events per second, Mbit/s. */
  readonly figures: {
    readonly cores: number | null;
    readonly threads: number | null;
    readonly ram: number | null;
    readonly storage: number | null;
    readonly write: number | null;
    readonly eps: number | null;
    readonly download: number | null;
    readonly upload: number | null;
  };
  readonly pingMs: number | null;
  readonly version: string | null;
  readonly hasError: boolean;
}

/** `getbenchmarks`, also inside a string. Throws `server.bad-reply`. */
export function parseBenchmarkReport(data: unknown): BenchmarkReport {
  const read = parseData(report, parseNestedJson(data));
  const disks = read.ssd === null && read.hdd === null ? null : (read.ssd ?? 0) + (read.hdd ?? 0);
  return {
    status: read.status ?? null,
    measuredMs: read.time === null ? null : Math.round(read.time * 1_000),
    figures: {
      cores: read.real_cores,
      threads: read.cores,
      ram: read.ram,
      storage: read.totalstorage ?? disks,
      write: read.ddwrite,
      eps: read.eps,
      download: read.download_speed,
      upload: read.upload_speed,
    },
    pingMs: read.ping,
    version: read.bench_version ?? null,
    hasError: (read.error ?? '') !== '',
  };
}

/** `getstatus`: is fluxbench up, and what does it say of the machine? */
export function parseBenchmarkStatus(data: unknown): { readonly isOnline: boolean; readonly benchmarking: string } {
  const { status, benchmarking } = parseData(benchStatus, parseNestedJson(data));
  return { isOnline: status.toLowerCase() === 'online', benchmarking };
}
