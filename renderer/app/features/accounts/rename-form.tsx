import { type FormEvent, useState } from 'react';
import { Button, Row, TextField, t } from '../../../ui/index.ts';
import { renameAccount, useAccounts } from './accounts-store.ts';

/** The name of the open account on this device. */
export function RenameForm({ label }: { readonly label: string }) {
  const [text, setText] = useState(label);
  const busy = useAccounts((state) => state.renaming);
  const changed = text.trim() !== label && text.trim() !== '';
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!changed || busy) return;
    useAccounts.setState({ renaming: true });
    await renameAccount(text);
    useAccounts.setState({ renaming: false });
  };
  return (
    <form onSubmit={save}>
      <TextField
        label={t('accounts.name')}
        hint={t('accounts.nameHint')}
        name="accountLabel"
        maxLength={64}
        value={text}
        onValue={setText}
        after={
          changed ? (
            <Row>
              <Button type="submit" size="small" busy={busy}>
                {t('common.save')}
              </Button>
            </Row>
          ) : undefined
        }
      />
    </form>
  );
}
