/** The second factor from outside: an authenticator of our own, strangers on the chain, and the screens as the person sees them. */
import { createHmac } from 'node:crypto';
import type { Locator } from 'playwright';
import { addressOfScript } from '../../devnet/consensus/addresses.ts';
import type { Devnet } from '../../devnet/index.ts';
import { keyNamed, opReturn, p2pkh, signSpend } from '../../devnet/testing/flux-signer.ts';
import type { AppScreens } from './app-screens.ts';
import type { SignerScreens } from './signer-screens.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 of RFC 4648 without padding; spaces as people write them. */
function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/\s/g, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** What an authenticator app shows for the secret (RFC 6238 over RFC 4226: SHA-1, 30 s, 6 digits), by Node's own HMAC. */
export function authenticatorCode(secret: string, nowMs = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return ((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).toString().padStart(6, '0');
}

/** Six digits that are none of the codes of this hour. */
export function wrongCode(secret: string): string {
  const now = Date.now();
  const near = new Set(
    Array.from({ length: 240 }, (_, step) => authenticatorCode(secret, now + (step - 120) * 30_000)),
  );
  for (let number = 100_000; ; number++) if (!near.has(number.toString())) return number.toString();
}

/** A code is good once, and none is good before one that was used: the next comes within half a minute. */
export async function freshCode(secret: string, used: Set<number>): Promise<string> {
  for (;;) {
    const nowMs = Date.now();
    const step = Math.floor(nowMs / 30_000);
    if (!used.has(step)) {
      used.add(step);
      return authenticatorCode(secret, nowMs);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

export interface Published {
  readonly anchor: string;
  readonly record: Buffer;
}

/** What a change put on the chain: 546 to its address, 80 bytes in an OP_RETURN, last. Throws for anything else. */
export function readPublished(devnet: Devnet, txid: string): Published {
  const outputs = devnet.transaction(txid)?.tx.outputs ?? [];
  const paid = outputs.filter(({ value }) => value === 546n);
  const script = Buffer.from(outputs.at(-1)?.script ?? []);
  const [anchor] = paid;
  if (paid.length !== 1 || anchor === undefined) throw new Error('no single address with 546');
  if (script.subarray(0, 3).toString('hex') !== '6a4c50' || script.length !== 83) throw new Error('no record, last');
  const address = addressOfScript(anchor.script);
  if (address === null) throw new Error('an address of no known form');
  return { anchor: address, record: script.subarray(3) };
}

/** A stranger pays the address 546 with these bytes behind it, and it is mined. */
export function payFromStranger(devnet: Devnet, to: string, data: Buffer): void {
  const lock = p2pkh(keyNamed('a stranger with records'));
  const sat = 100_000n;
  devnet.fund(lock.address, sat);
  const coin = devnet.utxos(lock.address)[0];
  if (coin === undefined) throw new Error('the stranger has no coin');
  const outputs = [
    { to, sat: 546n },
    { to: opReturn(data), sat: 0n },
  ];
  const raw = signSpend(
    [{ txid: coin.txid, vout: coin.vout, sat, lock }],
    [{ to: lock.address, sat: sat - 546n - 1_000n }, ...outputs],
  );
  devnet.submit(raw);
  devnet.mine();
}

/** As the app writes large numbers. */
const grouped = (count: number): string => count.toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** Settings in the app: the servers asked anew, and what they lead to, at a height where that matters. */
export async function seeFactor(window: AppScreens, state: RegExp, height?: number): Promise<void> {
  await window.goTo('Settings');
  const card = window.main
    .locator('section')
    .filter({ has: window.page.getByRole('heading', { name: 'Second factor' }) });
  const again = card.getByRole('button', { name: 'Ask again' });
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    await again.click();
    await card.locator('button[aria-busy]').waitFor({ state: 'detached', timeout: 30_000 });
    const isRecent = height === undefined || (await isSeen(card.getByText(grouped(height), { exact: true })));
    if (isRecent && (await isSeen(card.getByText(state).first()))) {
      await card.scrollIntoViewIfNeeded();
      return;
    }
  }
  throw new Error(`a second factor that is ${state} did not come`);
}

/** Within a second. */
export const isSeen = (target: Locator): Promise<boolean> =>
  target.waitFor({ timeout: 1_000 }).then(
    () => true,
    () => false,
  );

export async function openFactor(window: AppScreens, askSigner: () => Promise<SignerScreens>): Promise<SignerScreens> {
  await window.goTo('Settings');
  await window.press(/^(Set up a|Manage the) second factor$/);
  const signer = await askSigner();
  await signer.see('Second factor');
  return signer;
}

/** From the review of a change on: published; gives the txid. */
export async function publishChange(signer: SignerScreens, title: string): Promise<string> {
  await signer.see(title);
  await signer.press('Approve and publish');
  await signer.see('Published');
  return ((await signer.page.getByTestId('txid').textContent()) ?? '').trim();
}

/** The question before a payment is signed. */
export const factorQuestion = 'Second factor, before this payment is signed';
