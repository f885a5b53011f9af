/** The app window as the person sees it. */
import type { Locator, Page } from 'playwright';
import { until } from '../world/until.ts';
import type { Hand } from './hand.ts';

export type ScreenName = 'Portfolio' | 'Send' | 'Receive' | 'Activity' | 'Coins' | 'Settings';

const titles: Readonly<Record<ScreenName, string>> = {
  Portfolio: 'Portfolio',
  Send: 'Send FLUX',
  Receive: 'Receive FLUX',
  Activity: 'Activity',
  Coins: 'Coins',
  Settings: 'Settings',
};

export interface Payment {
  readonly to: string;
  /** As typed: `12.5`. */
  readonly amount: string;
  readonly message?: string;
}

export class AppScreens {
  readonly page: Page;
  readonly #hand: Hand;

  constructor(page: Page, hand: Hand) {
    this.page = page;
    this.#hand = hand;
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  title(name: ScreenName): Locator {
    return this.page.getByRole('heading', { level: 1, name: titles[name] });
  }

  async goTo(name: ScreenName): Promise<void> {
    await this.#hand.press(
      this.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name, exact: true }),
    );
    await this.title(name).waitFor();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.#hand.press(this.main.getByRole('button', { name }));
  }

  /** Asks the servers now instead of at the next poll. */
  async refresh(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+R');
  }

  /** On Portfolio: the headline in smallest units; undefined while it is not known. */
  async readTotal(): Promise<bigint | undefined> {
    const headline = this.main.locator('data').first();
    if (!(await headline.isVisible())) return undefined;
    return BigInt((await headline.getAttribute('value', { timeout: 5_000 })) ?? '');
  }

  /** Goes to Portfolio and waits for this total, asking the servers meanwhile. */
  async seeTotal(units: bigint): Promise<void> {
    await this.goTo('Portfolio');
    await this.refreshUntil(async () => (await this.readTotal()) === units, `a total of ${units}`);
  }

  /** Asks the servers, and again every second, until it holds. */
  async refreshUntil(holds: () => Promise<boolean>, what: string): Promise<void> {
    for (const end = performance.now() + 60_000; performance.now() < end; ) {
      await this.refresh();
      try {
        await until(holds, { timeoutMs: 1_000, what });
        return;
      } catch {
        // Asked again: the answer may have been on its way before the event.
      }
    }
    throw new Error(`${what} did not come`);
  }

  /** On Receive. */
  async readAddress(): Promise<string> {
    const address = this.main.locator('bdi[data-size=large]');
    await address.waitFor();
    return (await address.textContent()) ?? '';
  }

  async fillPayment({ to, amount, message }: Payment): Promise<void> {
    await this.#hand.write(this.main.locator('input[name=recipient]'), to);
    await this.#hand.write(this.main.locator('input[name=amount]'), amount);
    if (message !== undefined) await this.#hand.write(this.main.locator('textarea[name=message]'), message);
  }

  /** Goes to Send, fills the form and asks for the review. */
  async askForReview(payment: Payment): Promise<void> {
    await this.goTo('Send');
    const again = this.main.getByRole('button', { name: /^(New payment|Back to the payment)$/ });
    if (await again.isVisible()) await this.#hand.press(again);
    await this.fillPayment(payment);
    await this.pressReview();
  }

  /** The button says the sentence as soon as it can be said; a press that comes before the numbers waits for them. */
  async pressReview(): Promise<void> {
    await this.#hand.press(this.main.getByRole('button', { name: /^Review [\d.\s]+ FLUX to / }));
  }

  /** On Send after an approval. */
  async readTxid(): Promise<string> {
    const line = this.main.getByText(/^[0-9a-f]{64}$/);
    await line.waitFor();
    return (await line.textContent()) ?? '';
  }

  /** On Send after an approval: `On its way`, `Confirmed`, … */
  async seeState(title: string | RegExp): Promise<void> {
    const heading = this.main.getByRole('heading', { level: 2, name: title });
    await this.refreshUntil(() => heading.isVisible(), `the state ${title}`);
  }

  /** On Activity: one line for each payment, newest first. */
  async readActivity(): Promise<readonly string[]> {
    const rows = this.main.locator('[data-row-focus]');
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  async lock(): Promise<void> {
    await this.#hand.press(
      this.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Lock' }),
    );
  }
}
