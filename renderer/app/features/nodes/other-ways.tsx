import { ExternalLink } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import {
  announce,
  Banner,
  Button,
  Card,
  Disclosure,
  ErrorState,
  Row,
  Stack,
  Text,
  TextAreaField,
  TextField,
  t,
} from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { showInSigner } from '../accounts/accounts-store.ts';
import { backToNodes } from './nodes-store.ts';

/** Nodes whose collateral is not made here: imported, of a shared wallet, watched. */
export function OtherWays() {
  return (
    <Card title={t('setup.other')}>
      <Stack gap={16}>
        <Disclosure summary={t('setup.import.title')}>
          <Stack gap={12} align="start">
            <Text tone="muted">{t('setup.import.text')}</Text>
            <Button icon={ExternalLink} onClick={() => void showInSigner('import-nodes')}>
              {t('setup.import.open')}
            </Button>
          </Stack>
        </Disclosure>
        <Disclosure summary={t('setup.script.title')}>
          <ScriptForm />
        </Disclosure>
        <Disclosure summary={t('setup.watch.title')}>
          <WatchForm />
        </Disclosure>
      </Stack>
    </Card>
  );
}

const HEX = /^(?:[0-9a-f]{2}){1,520}$/;

function ScriptForm() {
  const [script, setScript] = useState('');
  const [found, setFound] = useState<ReplyOf<'nodes.add-script'> | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [busy, setBusy] = useState(false);
  const bare = script.trim().toLowerCase();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!HEX.test(bare)) return;
    setBusy(true);
    setError(null);
    setFound(null);
    try {
      setFound(await call('nodes.add-script', { redeemScript: bare }));
    } catch (thrown) {
      setError(toWireError(thrown));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void add(event)} noValidate>
      <Stack gap={12}>
        <Text tone="muted">{t('setup.script.text')}</Text>
        <TextAreaField
          label={t('setup.script.label')}
          mono
          rows={3}
          maxLength={1_040}
          value={script}
          onValue={setScript}
          error={bare === '' || HEX.test(bare) ? undefined : t('setup.script.bad')}
        />
        <Row>
          <Button type="submit" busy={busy} disabled={!HEX.test(bare)}>
            {t('setup.script.add')}
          </Button>
        </Row>
        {error !== null && <ErrorState shape="inline" code={error.code} />}
        {found !== null && (
          <Banner
            tone={found.found.length > 0 ? 'positive' : 'info'}
            title={t('setup.script.found', { count: found.found.length, address: found.address })}
            live
          >
            {found.hasKey ? t('setup.script.key') : t('setup.script.noKey')}
          </Banner>
        )}
      </Stack>
    </form>
  );
}

const OUTPOINT = /^[0-9a-f]{64}:\d{1,10}$/;
const PUBLIC_KEY = /^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/;

function WatchForm() {
  const [outpoint, setOutpoint] = useState('');
  const [owner, setOwner] = useState('');
  const [error, setError] = useState<WireError | null>(null);
  const key = outpoint.trim().toLowerCase();
  const ownerKey = owner.trim().toLowerCase();
  const right = OUTPOINT.test(key) && (ownerKey === '' || PUBLIC_KEY.test(ownerKey));
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!right) return;
    try {
      await call('nodes.add', { key, redeemScript: null, ownerKey: ownerKey === '' ? null : ownerKey });
      announce(t('setup.watch.added'));
      backToNodes();
    } catch (thrown) {
      setError(toWireError(thrown));
    }
  };
  return (
    <form onSubmit={(event) => void add(event)} noValidate>
      <Stack gap={12}>
        <Text tone="muted">{t('setup.watch.text')}</Text>
        <TextField
          label={t('setup.watch.outpoint')}
          hint={t('setup.watch.outpointHint')}
          mono
          name="outpoint"
          maxLength={80}
          value={outpoint}
          onValue={setOutpoint}
          error={key === '' || OUTPOINT.test(key) ? undefined : t('setup.watch.bad')}
        />
        <TextField
          label={t('setup.watch.owner')}
          optional
          mono
          name="owner-key"
          maxLength={130}
          value={owner}
          onValue={setOwner}
          error={ownerKey === '' || PUBLIC_KEY.test(ownerKey) ? undefined : t('setup.watch.ownerBad')}
        />
        <Row>
          <Button type="submit" disabled={!right}>
            {t('setup.watch.add')}
          </Button>
        </Row>
        {error !== null && <ErrorState shape="inline" code={error.code} />}
      </Stack>
    </form>
  );
}
