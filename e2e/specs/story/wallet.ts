/** The whole wallet in one person's hands: both windows, whichever is shown. */
import type { Page } from 'playwright';
import type { RunningApp } from '../../launch/launcher.ts';
import { isRunning } from '../../launch/process-tree.ts';
import { until } from '../world/until.ts';
import { AppScreens, type Payment } from './app-screens.ts';
import { type Hand, mouse } from './hand.ts';
import { type Credentials, type ReviewOnScreen, SignerScreens } from './signer-screens.ts';

const WINDOW_MS = 60_000;

/** Where the wallet runs; after a restart `app` gives the new one. */
export interface Stage {
  app(): RunningApp;
  /** Told of every page before it is used. */
  watch(page: Page): Page;
}

export class Wallet {
  readonly stage: Stage;
  readonly #hand: Hand;

  constructor(stage: Stage, hand: Hand = mouse) {
    this.stage = stage;
    this.#hand = hand;
  }

  /** The signer window, shown. */
  async signer(): Promise<SignerScreens> {
    const page = await this.stage.app().signerPage({ visible: true, timeoutMs: WINDOW_MS });
    return new SignerScreens(this.stage.watch(page), this.#hand);
  }

  /** The signer window as it waits, warm and hidden, while an account is open. */
  async hiddenSigner(): Promise<SignerScreens> {
    return new SignerScreens(this.stage.watch(await this.stage.app().signerPage()), this.#hand);
  }

  /** The app window, shown. */
  async window(): Promise<AppScreens> {
    const page = await this.stage.app().appPage({ visible: true, timeoutMs: WINDOW_MS });
    return new AppScreens(this.stage.watch(page), this.#hand);
  }

  /** Generated name and password, sheet, typed again; leaves the person on Portfolio. */
  async createAccount(withPassphrase = false): Promise<Credentials> {
    const signer = await this.signer();
    await signer.openCreate();
    const credentials = await signer.readGenerated(withPassphrase);
    await signer.submitCreate();
    await signer.readSheet();
    await signer.openRetype();
    await signer.type(credentials);
    await signer.press('Compare');
    await (await this.window()).title('Portfolio').waitFor();
    return credentials;
  }

  /** Credentials this device has not seen: by the preview. */
  async signIn(credentials: Credentials): Promise<AppScreens> {
    const signer = await this.signer();
    await signer.see('One account, every FLUX chain');
    await signer.press('Sign in');
    await signer.type(credentials);
    await signer.press('Continue');
    await signer.see('Is this your account?');
    await signer.press(/^Add (this account|it although it is empty)$/);
    return this.#arrive();
  }

  /** An account this device knows. */
  async unlock(credentials: Credentials): Promise<AppScreens> {
    await this.tryUnlock(credentials);
    return this.#arrive();
  }

  /** Types and presses Unlock; what follows is for the caller to see. */
  async tryUnlock(credentials: Credentials): Promise<SignerScreens> {
    const signer = await this.signer();
    await signer.see(/^Unlock /);
    await signer.type(credentials);
    await signer.press('Unlock');
    return signer;
  }

  async #arrive(): Promise<AppScreens> {
    const window = await this.window();
    await window.title('Portfolio').waitFor({ timeout: WINDOW_MS });
    return window;
  }

  /** Locks by the button; resolves when the signer's process is gone and a fresh one asks. Gives the pid that ended. */
  async lock(): Promise<number> {
    const { signer: pid } = await this.stage.app().processes();
    if (pid === undefined) throw new Error('there is no signer process');
    await (await this.window()).lock();
    await until(() => !isRunning(pid), { what: `the end of the signer's process ${pid}` });
    await (await this.signer()).see(/^Unlock /);
    return pid;
  }

  /** From the form to the signer's review. */
  async review(payment: Payment): Promise<{ readonly signer: SignerScreens; readonly review: ReviewOnScreen }> {
    await (await this.window()).askForReview(payment);
    const signer = await this.signer();
    return { signer, review: await signer.readReview() };
  }

  /** Sends and gives the txid that the app shows. */
  async send(payment: Payment): Promise<string> {
    const { signer } = await this.review(payment);
    await signer.approve();
    return (await this.window()).readTxid();
  }
}
