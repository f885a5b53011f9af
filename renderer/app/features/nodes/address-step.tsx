import { type FormEvent, useState } from 'react';
import type { NodeSetup, NodeView } from '../../../../wallet-core/ipc/index.ts';
import { apiPorts } from '../../../../wallet-core/nodes/ports.ts';
import { announce, Button, Card, Facts, Row, SelectField, Stack, Text, TextField, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import styles from './nodes.module.css';
import { attempt } from './nodes-store.ts';
import { stepTitle } from './setup-steps.ts';

const HOST = /^[\w.:[\]-]{1,80}$/;

/** Where the server is, and which ports it takes; several nodes behind one address get one each. */
export function AddressStep({ node, setup }: { readonly node: NodeView; readonly setup: NodeSetup }) {
  const [name, setName] = useState(node.name ?? '');
  const [host, setHost] = useState(node.host ?? '');
  const [port, setPort] = useState(String(node.apiPort ?? setup.freeApiPorts[0] ?? apiPorts[0]));
  const bare = host.trim();
  const right = bare === '' || HOST.test(bare);
  // What is free was worked out for the address that is kept, so another one shows no claims.
  const known = bare === (node.host ?? '');
  const isFree = (one: number) => one === node.apiPort || setup.freeApiPorts.includes(one);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!right) return;
    const settings = {
      name: name.trim() === '' ? null : name.trim(),
      host: bare === '' ? null : bare,
      apiPort: bare === '' ? null : Number(port),
    };
    if (await attempt(() => call('nodes.configure', { key: node.key, settings }))) announce(t('setup.saved'));
  };

  return (
    <Card title={stepTitle('address')}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap={16}>
          <Text tone="muted">{t('setup.address.intro')}</Text>
          <TextField
            label={t('setup.address.name')}
            optional
            name="node-name"
            maxLength={64}
            value={name}
            onValue={setName}
          />
          <div className={styles.pair}>
            <TextField
              label={t('setup.address.host')}
              hint={t('setup.address.hostHint')}
              mono
              name="node-host"
              maxLength={80}
              value={host}
              onValue={setHost}
              error={right ? undefined : t('setup.address.hostBad')}
            />
            <SelectField
              label={t('setup.address.port')}
              hint={t('setup.address.portHint')}
              value={port}
              onValue={setPort}
              options={apiPorts.map((one) => ({
                value: String(one),
                label: known
                  ? `${one} · ${isFree(one) ? t('setup.address.portFree') : t('setup.address.portTaken')}`
                  : String(one),
                disabled: known && !isFree(one),
              }))}
            />
          </div>
          <Row>
            <Button type="submit" disabled={!right}>
              {t('setup.save')}
            </Button>
          </Row>
          {setup.ports !== null && (
            <Stack gap={8}>
              <Text weight="medium">{t('setup.address.ports')}</Text>
              <Facts
                facts={(['ui', 'api', 'secureApi', 'syncthing'] as const).map((one) => ({
                  id: one,
                  term: t(`setup.address.${one}`),
                  value: (
                    <Text as="span" mono size={13}>
                      {setup.ports?.[one]}
                    </Text>
                  ),
                }))}
              />
            </Stack>
          )}
        </Stack>
      </form>
    </Card>
  );
}
