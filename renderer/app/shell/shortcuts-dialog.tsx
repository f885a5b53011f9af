import { Dialog, Heading, Kbd, Stack, t } from '../../ui/index.ts';
import { routes } from '../routes/router.ts';
import { useShell } from './shell-store.ts';
import styles from './shortcuts-dialog.module.css';

const groups = [
  {
    title: 'shortcuts.anywhere',
    rows: [
      { words: 'shortcuts.palette', keys: [['Ctrl', 'K']] },
      {
        words: 'shortcuts.screens',
        keys: [
          ['Ctrl', '1'],
          ['Ctrl', Math.min(9, routes.length).toString()],
        ],
      },
      { words: 'shortcuts.hide', keys: [['Ctrl', 'H']] },
      { words: 'shortcuts.refresh', keys: [['Ctrl', 'R']] },
      { words: 'shortcuts.lock', keys: [['Ctrl', 'L']] },
      { words: 'shortcuts.help', keys: [['?']] },
      { words: 'shortcuts.close', keys: [['Esc']] },
    ],
  },
  {
    title: 'shortcuts.lists',
    rows: [
      { words: 'shortcuts.move', keys: [['↑'], ['↓']] },
      { words: 'shortcuts.ends', keys: [['Home'], ['End']] },
      { words: 'shortcuts.open', keys: [['Enter']] },
    ],
  },
] as const;

/** Every shortcut there is. */
export function ShortcutsDialog() {
  const open = useShell((state) => state.overlay === 'shortcuts');
  return (
    <Dialog open={open} onClose={() => useShell.setState({ overlay: 'none' })} title={t('shortcuts.title')}>
      <Stack gap={24}>
        {groups.map((group) => (
          <Stack key={group.title} gap={8}>
            <Heading level={3}>{t(group.title)}</Heading>
            <dl className={styles.list}>
              {group.rows.map((row) => (
                <div key={row.words} className={styles.row}>
                  <dt>{t(row.words)}</dt>
                  <dd className={styles.keys}>
                    {row.keys.map((keys) => (
                      <Kbd key={keys.join('+')} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </Stack>
        ))}
      </Stack>
    </Dialog>
  );
}
