import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './tabs.module.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly panel: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly active: Id;
  readonly onActive: (id: Id) => void;
  /** The panel takes the height that is left and scrolls inside. */
  readonly fill?: boolean;
}

/** Views beside each other, one shown. Arrow keys, Home and End move; the list is one tab stop. */
export function Tabs<Id extends string>({ label, tabs, active, onActive, fill = false }: TabsProps<Id>) {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === active);
    const last = tabs.length - 1;
    const towards: Partial<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = towards[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || tab === undefined) return;
    event.preventDefault();
    onActive(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  const shown = tabs.find((tab) => tab.id === active);
  return (
    <div className={styles.tabs} data-fill={fill ? '' : undefined}>
      <div ref={list} role="tablist" aria-label={label} className={styles.list}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${prefix}-${tab.id}`}
            className={styles.tab}
            aria-selected={tab.id === active}
            aria-controls={tab.id === active ? `${prefix}-panel` : undefined}
            tabIndex={tab.id === active ? 0 : -1}
            onKeyDown={move}
            onClick={() => onActive(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${active}`} className={styles.panel}>
        {shown?.panel}
      </div>
    </div>
  );
}
