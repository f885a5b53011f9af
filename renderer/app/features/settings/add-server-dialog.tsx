import { type FormEvent, useId, useState } from 'react';
import type { ServerEntry } from '../../../../wallet-core/ipc/index.ts';
import { Button, Dialog, SegmentedControl, Stack, TextField, t } from '../../../ui/index.ts';
import { parseServer, type ServerRefusal } from './server-list.ts';

interface AddServerDialogProps {
  readonly open: boolean;
  readonly known: readonly ServerEntry[];
  readonly onClose: () => void;
  readonly onAdd: (server: ServerEntry) => void;
}

const refusals = { 'not-https': 'servers.urlBad', known: 'servers.urlKnown' } as const;

/** Asks for a server; judged when it is to be added, not at every letter. */
export function AddServerDialog({ open, known, onClose, onAdd }: AddServerDialogProps) {
  const form = useId();
  const [kind, setKind] = useState<ServerEntry['kind']>('insight');
  const [url, setUrl] = useState('');
  const [refusal, setRefusal] = useState<ServerRefusal | null>(null);
  const close = () => {
    setUrl('');
    setRefusal(null);
    onClose();
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseServer(kind, url, known);
    if (!parsed.ok) return setRefusal(parsed.reason);
    onAdd(parsed.value);
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('servers.addTitle')}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary">
            {t('servers.add')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={add} noValidate>
        <Stack gap={16}>
          <TextField
            label={t('servers.url')}
            hint={t('servers.urlHint')}
            name="server-url"
            type="url"
            maxLength={300}
            data-first-focus=""
            value={url}
            onValue={(text) => {
              setUrl(text);
              setRefusal(null);
            }}
            error={refusal === null ? undefined : t(refusals[refusal])}
          />
          <SegmentedControl
            legend={t('servers.kind')}
            value={kind}
            onValue={setKind}
            choices={[
              { value: 'insight', label: t('servers.kind.insight') },
              { value: 'blockbook', label: t('servers.kind.blockbook') },
            ]}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
