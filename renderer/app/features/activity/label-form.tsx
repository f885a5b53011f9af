import { type FormEvent, useState } from 'react';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import { announce, Button, describeError, Row, TextField, t, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';

/** The person's own label of a payment. */
export function LabelForm({ txid, label }: { readonly txid: string; readonly label: string | null }) {
  const [text, setText] = useState(label ?? '');
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await call('label.set', { target: { kind: 'transaction', txid }, text: text.trim() });
      announce(t('detail.labelSaved'));
    } catch (thrown) {
      toast('danger', describeError(toWireError(thrown).code).title);
    } finally {
      setBusy(false);
    }
  };
  const changed = text.trim() !== (label ?? '');
  return (
    <form onSubmit={save}>
      <TextField
        label={t('detail.label')}
        hint={t('detail.labelHint')}
        name="label"
        maxLength={200}
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
