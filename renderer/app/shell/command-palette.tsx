import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Dialog, Kbd, Text, t, VisuallyHidden } from '../../ui/index.ts';
import styles from './command-palette.module.css';
import { type Command, commandsNow, matchCommands } from './commands.ts';
import { useShell } from './shell-store.ts';

const close = () => useShell.setState({ overlay: 'none' });

/** Ctrl-K: go anywhere, do anything, by typing. */
export function CommandPalette() {
  const open = useShell((state) => state.overlay === 'commands');
  return (
    <Dialog open={open} onClose={close} title={t('shell.commands')} bare>
      <Palette />
    </Dialog>
  );
}

function run(command: Command | undefined): void {
  if (command === undefined) return;
  close();
  command.run();
}

function Palette() {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = matchCommands(commandsNow(), typed);
  const current = Math.min(at, Math.max(0, found.length - 1));

  const onKey = (event: KeyboardEvent) => {
    const steps: Partial<Record<string, number>> = {
      ArrowDown: (current + 1) % Math.max(1, found.length),
      ArrowUp: (current - 1 + found.length) % Math.max(1, found.length),
    };
    const next = steps[event.key];
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter') run(found[current]);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.palette}>
      <div className={styles.field}>
        <Search className={styles.icon} aria-hidden />
        <input
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length === 0 ? undefined : `${id}-${current}`}
          aria-label={t('commands.placeholder')}
          placeholder={t('commands.placeholder')}
          autoComplete="off"
          spellCheck={false}
          data-first-focus=""
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      <VisuallyHidden>
        <span role="status">{t('commands.count', { count: found.length })}</span>
      </VisuallyHidden>
      <div className={styles.list} id={`${id}-list`} role="listbox" aria-label={t('shell.commands')}>
        {found.map((command, index) => (
          <div
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={styles.option}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
            onKeyDown={onKey}
          >
            <span>{command.words}</span>
            {command.keys.length > 0 && <Kbd keys={command.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <div className={styles.none}>
          <Text tone="muted">{t('commands.none')}</Text>
        </div>
      )}
    </div>
  );
}
