import { type FormEvent, useState } from 'react';
import { Button, Card, TextField, t } from '../../../ui/index.ts';
import styles from './flux-id.module.css';
import { takeIdentityLink } from './flux-id-store.ts';

/** Takes a link that was copied: a login, a signature or an address somebody asks for. */
export function PasteLink() {
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setBad(!(await takeIdentityLink(text)));
  };
  return (
    <Card title={t('fluxId.paste')}>
      <form className={styles.form} onSubmit={(event) => void open(event)} noValidate>
        <TextField
          label={t('fluxId.pasteLabel')}
          hint={t('fluxId.pasteHint')}
          mono
          name="link"
          placeholder="zel:?action=sign&…"
          maxLength={4_096}
          value={text}
          onValue={(value) => {
            setText(value);
            setBad(false);
          }}
          error={bad ? t('fluxId.pasteBad') : undefined}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {t('fluxId.pasteOpen')}
        </Button>
      </form>
    </Card>
  );
}
