import { listed } from './listed.ts';

interface ItemOptions extends Readonly<Record<string, unknown>> {
  readonly label?: string;
  readonly accelerator?: string;
  readonly click?: (item: object, window: object | null, event: object) => void;
  readonly submenu?: readonly ItemOptions[] | Menu;
}

let applicationMenu: Menu | null = null;

/** A menu that nobody sees; its accelerators work in every window, and the launcher can press them. */
export class Menu {
  readonly items: readonly ItemOptions[];

  constructor(items: readonly ItemOptions[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }

  popup(): void {}

  closePopup(): void {}
}

function allItems(items: readonly ItemOptions[]): ItemOptions[] {
  return items.flatMap((item) => {
    const { submenu } = item;
    return [item, ...(submenu === undefined ? [] : allItems(submenu instanceof Menu ? submenu.items : submenu))];
  });
}

/** `Shift+CmdOrCtrl+l` → `CmdOrCtrl+Shift+L`: one spelling for each. */
export function normaliseAccelerator(text: string): string {
  const parts = text.split('+').map((part) => part.trim());
  const key = parts.pop() ?? '';
  const names = parts.map((part) =>
    /^(cmdorctrl|commandorcontrol|control|ctrl|command|cmd)$/i.test(part) ? 'CmdOrCtrl' : part,
  );
  const order = ['CmdOrCtrl', 'Alt', 'Shift', 'Super'];
  const sorted = [...new Set(names)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return [...sorted, key.length === 1 ? key.toUpperCase() : key].join('+');
}

export function listAccelerators(): string[] {
  const found = allItems(applicationMenu?.items ?? []).flatMap(({ accelerator, click }) =>
    accelerator && click ? [accelerator] : [],
  );
  return found.map(normaliseAccelerator);
}

/** True when an item of the application menu had this accelerator and was clicked. */
export function pressAccelerator(accelerator: string, window: object | null): boolean {
  const wanted = normaliseAccelerator(accelerator);
  const item = allItems(applicationMenu?.items ?? []).find(
    (entry) => entry.accelerator && normaliseAccelerator(entry.accelerator) === wanted,
  );
  item?.click?.(listed('MenuItem', { ...item }), window, {});
  return item?.click !== undefined;
}
