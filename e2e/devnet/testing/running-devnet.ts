/** Devnets for tests over HTTP: started with a seed, stopped after the test. */
import { onTestFinished } from 'vitest';
import { type Devnet, type DevnetOptions, startDevnet } from '../index.ts';

export const runningDevnet = async (options: DevnetOptions = {}): Promise<Devnet> => {
  const devnet = await startDevnet({ seed: 'servers', ...options });
  onTestFinished(() => devnet.stop());
  return devnet;
};

/** Status, content type and body of a reply; JSON bodies parsed. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly json: unknown;
}

export const ask = async (url: string, init?: RequestInit): Promise<Answer> => {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text, json: type.startsWith('application/json') ? JSON.parse(text) : null };
};

export const postForm = (url: string, fields: Readonly<Record<string, string>>): Promise<Answer> =>
  ask(url, { method: 'POST', body: new URLSearchParams(fields) });

export const postJson = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });

/** Replaces every value by its type, so that a shape can be compared with another. */
export const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
};
