import { Card, Facts, Stack, Text, t } from '../../../ui/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { usePrices } from '../prices/price-store.ts';
import { hostOf } from './server-list.ts';
import styles from './settings.module.css';

/** Which build this is, and every host it talks to. */
export function About() {
  const boot = useSnapshots((state) => state.boot);
  const account = useSnapshots((state) => state.account);
  const settings = useSnapshots((state) => state.settings);
  const sync = useSnapshots((state) => state.sync);
  const configured = Object.values(settings?.servers ?? {}).flatMap((list) => list?.map(hostOf) ?? []);
  const answering = (sync?.chains ?? []).flatMap((chain) =>
    chain.provenance === null ? [] : [chain.provenance.source],
  );
  const prices = usePrices((state) => state.view);
  const hosts = [...new Set([...configured, ...answering])];
  return (
    <Card title={t('about.title')}>
      <Stack gap={24}>
        <Facts
          facts={[
            { id: 'version', term: t('about.version'), value: boot?.version ?? t('common.unknown') },
            {
              id: 'engine',
              term: t('about.engine'),
              value:
                boot === null ? t('common.unknown') : `${boot.engine}${boot.standIn ? ` (${t('about.standIn')})` : ''}`,
            },
            {
              id: 'account',
              term: t('about.accountId'),
              value: (
                <Text as="span" mono size={13}>
                  {account?.accountId ?? ''}
                </Text>
              ),
            },
          ]}
        />
        <Stack gap={8}>
          <Text weight="medium">{t('about.hosts')}</Text>
          <Text tone="muted">{t('about.hostsText')}</Text>
          <ul className={styles.hosts}>
            {hosts.map((host) => (
              <li key={host}>
                <Text as="span" mono size={13}>
                  {host}
                </Text>{' '}
                <Text as="span" tone="muted" size={13}>
                  {t('about.hostsServers')}
                </Text>
              </li>
            ))}
            {prices?.state === 'on' &&
              [...new Set(prices.hosts)].map((host) => (
                <li key={`prices ${host}`}>
                  <Text as="span" mono size={13}>
                    {host}
                  </Text>{' '}
                  <Text as="span" tone="muted" size={13}>
                    {t('prices.hosts')}
                  </Text>
                </li>
              ))}
          </ul>
          <Text tone="muted">{t('about.hostsExplorer')}</Text>
        </Stack>
      </Stack>
    </Card>
  );
}
