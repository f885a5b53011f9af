/**
 * axe-core over a page of the app. It runs in an isolated world, entered by DevTools: the page's CSP and frozen globals
 * stay as they are, and the page cannot tell.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  return known;
}

async function evaluate(session: CDPSession, contextId: number, expression: string): Promise<unknown> {
  const options = { expression, contextId, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', options);
  if (exceptionDetails !== undefined) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
}

/** One line for each thing axe objects to; empty is good. `only`: these rules and no others. */
export async function findBarriers(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  const session = await sessionOf(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  });
  if ((await evaluate(session, executionContextId, 'typeof axe')) !== 'object') {
    await evaluate(session, executionContextId, `${source};0`);
  }
  const runOnly = only === undefined ? { type: 'tag', values: tags } : { type: 'rule', values: only };
  const run = `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })}).then(r => r.violations)`;
  const violations = (await evaluate(session, executionContextId, run)) as readonly Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`,
    ),
  );
}
