/** The signer window as the person sees it: by headings, labels and buttons. */
import type { Locator, Page } from 'playwright';
import type { Hand } from './hand.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly passphrase: string;
}

export interface Sheet {
  readonly username: string;
  readonly fingerprint: string;
  readonly firstAddress: string;
}

/** What the review says, exact to the unit. */
export interface ReviewOnScreen {
  readonly recipient: string;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly total: bigint;
  readonly message: string | null;
}

/** Argon2 takes seconds, and more on a machine that does other things. */
const DERIVATION_MS = 120_000;

export class SignerScreens {
  readonly page: Page;
  readonly #hand: Hand;

  constructor(page: Page, hand: Hand) {
    this.page = page;
    this.#hand = hand;
  }

  question(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.page.locator(`input[name=${name}]`);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.#hand.press(this.button(name));
  }

  async see(name: string | RegExp): Promise<void> {
    await this.question(name).waitFor({ timeout: DERIVATION_MS });
  }

  async openCreate(): Promise<void> {
    await this.see('One account, every FLUX chain');
    await this.press('Create an account');
    await this.see('Create an account');
  }

  /** On the create screen: takes down what was generated. */
  async readGenerated(withPassphrase = false): Promise<Credentials> {
    if (withPassphrase) await this.#hand.choose(this.page.getByRole('checkbox', { name: /passphrase/ }));
    const secret = async (which: string): Promise<string> => {
      const shown = this.page.locator(`[data-secret=${which}]`);
      await shown.filter({ hasText: /\S/ }).waitFor();
      return (await shown.textContent()) ?? '';
    };
    return {
      username: await this.field('username').inputValue(),
      password: await secret('password'),
      passphrase: withPassphrase ? await secret('passphrase') : '',
    };
  }

  async submitCreate(): Promise<void> {
    await this.press('Create account');
  }

  async readSheet(): Promise<Sheet> {
    await this.see('Write this sheet');
    const value = (term: string): Locator => this.fact(term);
    const text = async (locator: Locator): Promise<string> => (await locator.textContent())?.trim() ?? '';
    return {
      username: await text(value('User name')),
      fingerprint: await text(value('Three words to recognise it')),
      firstAddress: await text(value('First FLUX address').locator('bdi')),
    };
  }

  fact(term: string): Locator {
    return this.page
      .locator('dl > div')
      .filter({ has: this.page.locator(`dt:text-is("${term}")`) })
      .locator('dd');
  }

  async openRetype(): Promise<void> {
    await this.press('I have written it down');
    await this.see('Type it in from your sheet');
  }

  /** Name, password and passphrase as far as the screen asks for them. */
  async type(credentials: Credentials): Promise<void> {
    if (await this.field('username').isVisible()) await this.#hand.write(this.field('username'), credentials.username);
    await this.#hand.write(this.field('password'), credentials.password);
    if (credentials.passphrase === '') return;
    const field = this.field('passphrase');
    if (!(await field.isVisible())) {
      await this.#hand.choose(this.page.getByRole('checkbox', { name: 'My account has a passphrase' }));
    }
    await this.#hand.write(field, credentials.passphrase);
  }

  /** Opens every warning, as the screen demands. */
  async openWarnings(): Promise<void> {
    const details = this.page.getByRole('button', { name: 'Details', exact: true });
    while (await details.first().isVisible()) await this.#hand.press(details.first());
  }

  async readReview(): Promise<ReviewOnScreen> {
    await this.see(/^Send /);
    const units = async (term: string): Promise<bigint> =>
      BigInt((await this.fact(term).locator('data').getAttribute('value')) ?? '');
    const message = this.page.getByTestId('message').locator('bdi');
    return {
      recipient: (await this.page.getByTestId('recipient').locator('bdi').textContent()) ?? '',
      amount: await units('Amount'),
      fee: await units('Network fee'),
      total: await units('Leaves your account'),
      message: (await message.isVisible()) ? await message.textContent() : null,
    };
  }

  async approve(): Promise<void> {
    await this.openWarnings();
    await this.press('Approve and sign');
  }

  /** On the screen "Not signed": what differs, as coded. */
  async readRefusal(): Promise<readonly string[]> {
    await this.see('Not signed');
    const reasons = await this.page.getByTestId('refusal-reasons').getByRole('listitem').all();
    return Promise.all(reasons.map(async (reason) => (await reason.getAttribute('data-reason')) ?? ''));
  }
}
