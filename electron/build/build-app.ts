import { existsSync, rmSync } from 'node:fs';

import { build } from 'vite';
import { type BundleName, type BundlePaths, bundleConfig, bundleNames } from './bundles.ts';
import { writeFileList } from './list-files.ts';
import { type BundleRecord, emptyRecord } from './record-modules.ts';

export type BundleRecords = Readonly<Record<BundleName, BundleRecord>>;

/** Vite takes NODE_ENV from its surroundings where it is set; a release never holds a development build of React. */
async function asProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Builds every bundle into `paths.out`, which is emptied first, and writes the file list. Throws on the first error. */
export async function buildApp(paths: BundlePaths): Promise<BundleRecords> {
  if (existsSync(paths.out)) rmSync(paths.out, { recursive: true, force: true });
  const records: Partial<Record<BundleName, BundleRecord>> = {};
  const one = async (name: BundleName): Promise<void> => {
    const record = emptyRecord();
    await build(bundleConfig(name, paths, record));
    records[name] = record;
  };
  await asProduction(async () => {
    for (const name of bundleNames) await one(name);
  });
  writeFileList(paths.out);
  return records as BundleRecords;
}
