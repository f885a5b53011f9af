import { ExternalLink } from 'lucide-react';
import type { NodeSetup, NodeView } from '../../../../wallet-core/ipc/index.ts';
import { Button, Card, CopyButton, Row, Stack, Text, t } from '../../../ui/index.ts';
import { call, copyText } from '../../api/index.ts';
import styles from './nodes.module.css';
import { attempt } from './nodes-store.ts';
import { stepTitle } from './setup-steps.ts';

/** The lines for the server. The one with the key stays without its value here; the signer shows it. */
export function LinesStep({ node, setup }: { readonly node: NodeView; readonly setup: NodeSetup }) {
  const { identityIndex, confLines } = setup;
  const open = confLines.filter(({ secret }) => !secret).map(({ text }) => text);
  const show = () => {
    if (identityIndex === null) return;
    void attempt(() =>
      call('signer.show-node-key', { key: node.key, index: identityIndex, name: node.name, host: node.host }),
    );
  };
  return (
    <Card title={stepTitle('lines')}>
      <Stack gap={16}>
        <Text tone="muted">{t('setup.lines.intro')}</Text>
        <pre className={styles.conf}>
          {confLines.map((line) => (
            <span key={line.text} className={styles.confLine} data-secret={line.secret ? '' : undefined}>
              {line.text}
              {line.secret && <em className={styles.confSecret}>{t('setup.lines.secretMark')}</em>}
              {'\n'}
            </span>
          ))}
        </pre>
        {confLines.some(({ secret }) => secret) && (
          <Text size={13} tone="muted">
            {t('setup.lines.secret')}
          </Text>
        )}
        <Row gap={8} wrap>
          <Button variant="primary" icon={ExternalLink} disabled={identityIndex === null} onClick={show}>
            {t('setup.lines.show')}
          </Button>
          <CopyButton
            what={t('setup.lines.what')}
            words={t('setup.lines.copy')}
            onCopy={() => copyText(`${open.join('\n')}\n`)}
          />
        </Row>
        <Text size={13} tone="muted">
          {identityIndex === null ? t('setup.lines.none') : t('setup.lines.handOver')}
        </Text>
      </Stack>
    </Card>
  );
}
