/** The signer with a FLUX chain in memory behind main: it mines what is published, and can be made to lie. */

import { fluxBuilder } from '../../../chains/flux/build.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import type { Outpoint } from '../../../wallet-core/chain-contract/index.ts';
import { type D2faOutput, recordBytes, toWireOutput } from '../../../wallet-core/d2fa/candidates.ts';
import { anchorUnits, placeholderData } from '../../../wallet-core/d2fa/publication.ts';
import { hotp } from '../../../wallet-core/d2fa/totp.ts';
import { type RequestOf, toOutpointText, toWireStatedData, toWireUnsigned } from '../../../wallet-core/ipc/index.ts';
import type { Keyring } from '../../../wallet-core/keyring/index.ts';
import { type AddressText, fromHex, type TxId, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { createDesks, credentialsOf, type Desks, inputOf, screenOf } from './desk-fixture.ts';
import { coinOf, ownAddress } from './payment-fixture.ts';

export const PASSWORD = 'correct horse battery';
export const USERNAME = 'ada-4821';
const ID = 'ab'.repeat(16);
/** About when the chain is as high as here. */
const BLOCK_TIME_MS = 1_789_400_000_000;

export class FactorChain {
  tipHeight = 2_950_000;
  outputs: D2faOutput[] = [];
  /** What the servers say instead of the truth. */
  told: (() => { readonly outputs: readonly D2faOutput[]; readonly tipHeight: number } | null) | null = null;
  /** Changes the bytes between plan and prepare. */
  twist: ((draft: { amount: bigint }) => void) | null = null;
  #data = placeholderData;
  #firstInput: Outpoint | null = null;
  #coins = 0;

  mine(blocks = 1): void {
    this.outputs = this.outputs.map((one) => (one.height === null ? { ...one, height: this.tipHeight + 1 } : one));
    this.tipHeight += blocks;
  }

  #build(keys: Keyring, anchor: string, data: Uint8Array) {
    const amount = { amount: anchorUnits };
    if (data !== placeholderData) this.twist?.(amount);
    return fluxBuilder.build(
      {
        kind: 'payment',
        chain: 'flux',
        asset: 'native',
        recipients: [{ address: unsafeBrand<AddressText>(anchor), amount: amount.amount }],
        message: null,
        data,
        feePerByte: 1n,
        inputs: null,
        unlockedCollateral: [],
      },
      {
        tip: { height: this.tipHeight, hash: '0'.repeat(64), timeMs: 1_795_000_000_000 },
        spendables: [coinOf(keys, this.#coins + 1, 400_000_000n)],
        changeAddress: ownAddress(keys, 1, 0),
      },
    );
  }

  /** Answers for main. */
  serve(desks: Desks): void {
    const { answers } = desks.main;
    let anchor = '';
    const keys = (accountId: string) => desks.session.require(accountId).candidate.keys.keyring;
    answers.set('d2fa.records', () => {
      const said = this.told === null ? this : this.told();
      const readings =
        said === null
          ? []
          : ['one.example', 'two.example'].map((source) => ({
              source,
              tipHeight: said.tipHeight,
              atMs: desks.now(),
              complete: true,
              outputs: said.outputs.map(toWireOutput),
            }));
      return { readings, agreement: 'agree', anchorsWanted: 8 };
    });
    answers.set('d2fa.plan', (request) => {
      const asked = request as RequestOf<'d2fa.plan'>;
      anchor = asked.anchor;
      const { unsigned } = this.#build(keys(asked.accountId), anchor, placeholderData);
      const review = fluxCodec.decode(unsigned);
      const [first] = review.inputs;
      if (first === undefined) throw new TypeError('no input');
      this.#firstInput = first.outpoint;
      const fee = review.fee.toString();
      return {
        planId: ID,
        firstInput: toOutpointText(first.outpoint),
        fee,
        inputCount: 1,
        validUntilMs: desks.now() + 300_000,
      };
    });
    answers.set('d2fa.prepare', (request) => {
      const asked = request as RequestOf<'d2fa.prepare'>;
      this.#data = fromHex(asked.payload);
      const built = this.#build(keys(asked.accountId), anchor, this.#data);
      return {
        draftId: ID,
        stated: toWireStatedData(built.stated),
        unsigned: toWireUnsigned(built.unsigned),
        validUntilMs: desks.now() + 300_000,
      };
    });
    answers.set('d2fa.commit', (request) => {
      const { txid } = request as RequestOf<'d2fa.commit'>;
      if (this.#firstInput === null || this.#data.length !== recordBytes) throw new TypeError('not prepared');
      const firstInput = this.#firstInput;
      this.outputs.push({ txid: unsafeBrand<TxId>(txid), firstInput, data: this.#data, height: null });
      this.#coins += 1;
      return { sendId: 'a-1', txid };
    });
  }
}

export interface FactorWorld {
  readonly desks: Desks;
  readonly chain: FactorChain;
  readonly accountId: string;
  /** The shared secret, read where it was drawn. */
  secret: Uint8Array;
}

function base32(text: string): Uint8Array {
  const bits = [...text.replace(/ /g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
  );
}

/** A device with the account open; on a chain that others may have written on. */
export async function openAccount(chain = new FactorChain()): Promise<FactorWorld> {
  const desks = createDesks({ withFactors: true });
  await desks.pass(BLOCK_TIME_MS - desks.now());
  chain.serve(desks);
  await desks.accounts.start();
  await desks.accounts.signIn(credentialsOf(USERNAME, PASSWORD).credentials);
  await desks.accounts.addPreviewed('Ada');
  await settle();
  const [known] = desks.main.accounts;
  if (known === undefined) throw new TypeError('no account');
  return { desks, chain, accountId: known.accountId, secret: new Uint8Array() };
}

/** The same device after a restart: what main keeps is kept, the process's memory is not. */
export async function restart({ desks: before, chain, secret }: FactorWorld): Promise<FactorWorld> {
  const desks = createDesks({ withFactors: true });
  for (const [key, blob] of before.main.blobs) desks.main.blobs.set(key, blob);
  desks.main.accounts = before.main.accounts;
  chain.serve(desks);
  await desks.pass(before.now() - desks.now());
  await desks.accounts.start();
  const [known] = desks.main.accounts;
  if (known === undefined) throw new TypeError('no account');
  await desks.accounts.unlock(known, credentialsOf(USERNAME, PASSWORD).credentials);
  await settle();
  return { desks, chain, accountId: known.accountId, secret };
}

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

/** The step on screen, which must be this one. */
export function step<Step extends FactorStep>(desks: Desks, wanted: Step) {
  const { view } = screenOf(desks.screens, 'factor');
  if (view.step !== wanted) throw new TypeError(`on screen is ${JSON.stringify(view)}, not ${wanted}`);
  return view as Extract<typeof view, { step: Step }>;
}
type FactorStep = Extract<ReturnType<Desks['screens']['read']>, { kind: 'factor' }>['view']['step'];

export async function prove({ desks }: FactorWorld): Promise<void> {
  screenOf(desks.screens, 'prove');
  // What follows may ask for more before it ends.
  void desks.proofs.proveCredentials(credentialsOf(USERNAME, PASSWORD).credentials);
  do await settle();
  while (desks.screens.read().kind === 'deriving');
}

export function codeOf({ desks, secret }: FactorWorld, away = 0): string {
  return hotp(secret, Math.floor(desks.now() / 30_000) + away);
}

/** What the screen for the shared secret shows. */
export function drawnSecret({ desks }: FactorWorld): string {
  const element = { textContent: '' } as HTMLElement;
  desks.factors.desk.draw('text', element);
  return element.textContent ?? '';
}

/** From the review on: clicked, published, mined, seen. */
export async function approveAndMine({ desks, chain, accountId }: FactorWorld): Promise<void> {
  step(desks, 'review');
  await desks.pass(1_000);
  await desks.factors.desk.approve();
  await settle();
  step(desks, 'published');
  chain.mine();
  await desks.factors.watch.look(desks.session.require(accountId));
}

/** Switches a factor on and lets it be mined. */
export async function switchOn(
  world: FactorWorld,
  { pin = null as string | null, totp = true, asks = ['send', 'sign', 'export'] as const } = {},
): Promise<void> {
  const { desks, accountId } = world;
  await desks.factors.desk.open(accountId);
  step(desks, 'overview');
  void desks.factors.desk.begin();
  await settle();
  await prove(world);
  step(desks, 'choose');
  desks.factors.desk.choose({ totp, pin: pin !== null, asks });
  if (totp) {
    step(desks, 'totp');
    world.secret = base32(drawnSecret(world));
    desks.factors.desk.confirmCode(inputOf(codeOf(world)));
  }
  if (pin !== null) {
    step(desks, 'new-pin');
    desks.factors.desk.setPin(inputOf(pin), inputOf(pin));
  }
  await settle();
  await approveAndMine(world);
}
