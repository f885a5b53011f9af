import type { Page } from 'playwright';

/** A snapshot writes every letter beyond ASCII as an escape: looked for as it stands, it would never be found. */
function asInSnapshot(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return escaped.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}

/** Which of these texts, plain ASCII, a page still has anywhere in its memory, after everything unreachable was collected. */
export async function findInHeap(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false });
  await session.detach();
  const heap = chunks.join('');
  return texts.filter((text) => heap.includes(text) || heap.includes(asInSnapshot(text)));
}
