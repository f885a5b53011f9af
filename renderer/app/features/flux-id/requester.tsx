import { Globe, Lock, Unlock } from 'lucide-react';
import type { WireRequester } from '../../../../wallet-core/ipc/index.ts';
import { Banner, Chip, type Fact, Facts, Stack, t } from '../../../ui/index.ts';
import styles from './flux-id.module.css';

/** Who asks, by what this wallet knows of the host. What the page says of itself is not shown: anybody can write that. */
export function Requester({ requester }: { readonly requester: WireRequester }) {
  const facts: readonly Fact[] = [
    {
      id: 'host',
      term: t('request.host'),
      value: (
        <bdi className={styles.host} dir="ltr">
          {requester.host}
        </bdi>
      ),
    },
    { id: 'kind', term: t('request.kind'), value: t(`request.kind.${requester.kind}`) },
  ];
  return (
    <Stack gap={16}>
      <Facts facts={facts} />
      <div className={styles.chips}>
        {requester.secure ? (
          <Chip tone="positive" icon={Lock}>
            {t('request.secure')}
          </Chip>
        ) : (
          <Chip tone="danger" icon={Unlock}>
            {t('request.plain')}
          </Chip>
        )}
        {requester.isOwnNode && (
          <Chip tone="positive" icon={Globe}>
            {t('request.ownNode')}
          </Chip>
        )}
        {!requester.isOwnNode && requester.isListedNode && (
          <Chip tone="info" icon={Globe}>
            {t('request.listedNode')}
          </Chip>
        )}
      </div>
      {requester.warnings.length > 0 && (
        <Banner tone="warning">
          <ul className={styles.warnings}>
            {requester.warnings.map((warning) => (
              <li key={warning}>{t(`request.warn.${warning}`)}</li>
            ))}
          </ul>
        </Banner>
      )}
    </Stack>
  );
}
