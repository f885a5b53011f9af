import { type FormEvent, useState } from 'react';
import type { NodeSettings, NodeView } from '../../../../wallet-core/ipc/index.ts';
import { announce, Button, Card, RadioCards, Row, Stack, Text, TextField, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { attempt, useNodes } from './nodes-store.ts';
import { stepTitle } from './setup-steps.ts';

const PUBLIC_KEY = /^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/;
const WHOLE = /^\d{1,9}$/;

/** Which identity key the server proves itself with: made from the account, or somebody's own. */
export function IdentityStep({ node }: { readonly node: NodeView }) {
  const view = useNodes((state) => state.view);
  const { identity } = node;
  const next = view?.nextIdentityIndex ?? 0;
  const [source, setSource] = useState<'account' | 'imported'>(
    identity === null || identity.source === 'account' ? 'account' : 'imported',
  );
  const [index, setIndex] = useState(String(identity?.index ?? next));
  const [publicKey, setPublicKey] = useState(identity?.source === 'account' ? '' : (identity?.publicKey ?? ''));
  const taken = view?.nodes.some((one) => one.key !== node.key && one.identity?.index === Number(index)) === true;
  const key = publicKey.trim().toLowerCase();
  const right = source === 'account' ? WHOLE.test(index) : PUBLIC_KEY.test(key);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!right) return;
    const chosen: NodeSettings['identity'] =
      source === 'account' ? { source, index: Number(index) } : { source, publicKey: key };
    if (await attempt(() => call('nodes.configure', { key: node.key, settings: { identity: chosen } }))) {
      announce(t('setup.saved'));
    }
  };

  return (
    <Card title={stepTitle('identity')}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap={16}>
          <Text tone="muted">{t('setup.identity.intro')}</Text>
          <RadioCards
            legend={t('setup.identity.legend')}
            legendHidden
            value={source}
            onValue={setSource}
            choices={[
              {
                value: 'account',
                label: t('setup.identity.account'),
                detail: t('setup.identity.accountDetail', { index: WHOLE.test(index) ? index : String(next) }),
              },
              {
                value: 'imported',
                label: t('setup.identity.imported'),
                detail: t('setup.identity.importedDetail'),
              },
            ]}
          />
          {source === 'account' ? (
            <TextField
              label={t('setup.identity.index')}
              hint={t('setup.identity.indexHint')}
              inputMode="numeric"
              name="identity-index"
              maxLength={9}
              value={index}
              onValue={(text) => setIndex(text.trim())}
              error={WHOLE.test(index) ? undefined : t('setup.identity.indexBad')}
              warning={taken ? t('setup.identity.taken') : undefined}
            />
          ) : (
            <TextField
              label={t('setup.identity.public')}
              mono
              name="identity-key"
              maxLength={130}
              value={publicKey}
              onValue={setPublicKey}
              error={publicKey.trim() === '' || PUBLIC_KEY.test(key) ? undefined : t('setup.identity.publicBad')}
            />
          )}
          <Row>
            <Button type="submit" disabled={!right}>
              {t('setup.save')}
            </Button>
          </Row>
        </Stack>
      </form>
    </Card>
  );
}
