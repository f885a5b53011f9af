import { type FormEvent, useId, useState } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import type { ServerEntry } from '../../../../wallet-core/ipc/index.ts';
import { Button, Dialog, SegmentedControl, Stack, TextField, t } from '../../../ui/index.ts';
import { parseServer, type ServerRefusal } from './server-list.ts';
import type { ServedChain } from './settings-actions.ts';

interface AddServerDialogProps {
  readonly chain: ServedChain;
  readonly open: boolean;
  readonly known: readonly ServerEntry[];
  readonly onClose: () => void;
  readonly onAdd: (server: ServerEntry) => void;
}

const refusals = {
  'not-https': 'servers.urlBad',
  known: 'servers.urlKnown',
  'bad-key': 'chainServers.keyBad',
} as const;

const kindsOf = (chain: ServedChain): readonly [ServerEntry['kind'], ...ServerEntry['kind'][]] =>
  chain === 'flux' ? ['insight', 'blockbook'] : ['json-rpc', 'etherscan', 'blockscout'];

const isHistory = (kind: ServerEntry['kind']) => kind === 'etherscan' || kind === 'blockscout';

/** Asks for a server; judged when it is to be added, not at every letter. */
export function AddServerDialog({ chain, open, known, onClose, onAdd }: AddServerDialogProps) {
  const form = useId();
  const kinds = kindsOf(chain);
  const [kind, setKind] = useState<ServerEntry['kind']>(kinds[0]);
  const [apiKey, setApiKey] = useState('');
  const [url, setUrl] = useState('');
  const [refusal, setRefusal] = useState<ServerRefusal | null>(null);
  const close = () => {
    setUrl('');
    setApiKey('');
    setKind(kinds[0]);
    setRefusal(null);
    onClose();
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseServer(kind, url, known, isHistory(kind) ? apiKey : '');
    if (!parsed.ok) return setRefusal(parsed.reason);
    onAdd(parsed.value);
    close();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={chain === 'flux' ? t('servers.addTitle') : t('chainServers.add', { network: chainNames[chain] })}
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
            error={refusal === null || refusal === 'bad-key' ? undefined : t(refusals[refusal])}
          />
          <SegmentedControl
            legend={t('servers.kind')}
            value={kind}
            onValue={setKind}
            choices={kinds.map((value) => ({ value, label: t(`servers.kind.${value}`) }))}
          />
          {isHistory(kind) && (
            <TextField
              label={t('chainServers.key')}
              hint={t('chainServers.keyHint')}
              optional
              mono
              name="api-key"
              maxLength={100}
              value={apiKey}
              onValue={(text) => {
                setApiKey(text);
                setRefusal(null);
              }}
              error={refusal === 'bad-key' ? t(refusals[refusal]) : undefined}
            />
          )}
        </Stack>
      </form>
    </Dialog>
  );
}
