/** How the person works: with the mouse, or with the keyboard alone. */
import type { Locator } from 'playwright';
import { until } from '../world/until.ts';

export interface Hand {
  /** A button, a tab, a row; waits until it can be pressed. */
  press(target: Locator): Promise<void>;
  /** Replaces what stands in a field. */
  write(target: Locator, text: string): Promise<void>;
  /** Turns a checkbox on, or chooses one of a group of radio buttons. */
  choose(target: Locator): Promise<void>;
}

const PATIENCE_MS = 30_000;

export const mouse: Hand = {
  press: (target) => target.click({ timeout: PATIENCE_MS }),
  write: (target, text) => target.fill(text, { timeout: PATIENCE_MS }),
  // The box itself may be drawn by its label; a click on either is what a person does.
  choose: (target) => target.check({ timeout: PATIENCE_MS, force: true }),
};

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Every stop on the way has to show that it has the focus. */
const showsFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const shown = (one: Element): boolean => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
    };
    // A ring may be drawn by the control's own frame or by the visible part of a hidden input.
    const around = [element, element.parentElement, element.nextElementSibling, element.parentElement?.parentElement];
    return around.some((one) => one != null && shown(one));
  });

const MOST_STOPS = 80;

async function tabTo(target: Locator): Promise<void> {
  await target.waitFor({ timeout: PATIENCE_MS });
  await until(() => target.isEnabled(), { timeoutMs: PATIENCE_MS, what: 'a control that can be used' });
  const { keyboard: keys } = target.page();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await isFocused(target)) {
      if (!(await showsFocus(target))) throw new Error(`no focus ring on ${target}`);
      return;
    }
    await keys.press('Tab');
  }
  throw new Error(`${target} cannot be reached with the Tab key`);
}

/** Tab, Space and typing; never a mouse call. */
export const keyboard: Hand = {
  async press(target) {
    await tabTo(target);
    await target.page().keyboard.press('Space');
  },
  async write(target, text) {
    await tabTo(target);
    await target.page().keyboard.press('ControlOrMeta+A');
    await target.page().keyboard.type(text);
  },
  async choose(target) {
    if (await target.isChecked()) return;
    if ((await target.getAttribute('type')) === 'radio') {
      const group = await target.getAttribute('name');
      await tabTo(target.page().locator(`input[type=radio][name="${group}"]:checked`));
      for (let step = 0; step < MOST_STOPS && !(await target.isChecked()); step++) {
        await target.page().keyboard.press('ArrowDown');
      }
    } else {
      await tabTo(target);
      await target.page().keyboard.press('Space');
    }
    if (!(await target.isChecked())) throw new Error(`${target} cannot be chosen by keyboard`);
  },
};
