import { useState } from 'react';
import {
  Banner,
  Button,
  CopyButton,
  ErrorState,
  Progress,
  Row,
  SegmentedControl,
  Stack,
  Text,
  t,
} from '../../ui/index.ts';
import { SecretText } from '../fields/secret-text.tsx';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import styles from './approve.module.css';
import { secondsUntil } from './wait-notice.tsx';

/** The identity key of a node in the lines where it belongs; its settings left for the installer, if the person wants. */
export function NodeKeyScreen({
  screen,
  nodeKeys,
  accounts,
  clock,
}: SignerParts & { readonly screen: Extract<Screen, { kind: 'node-key' }> }) {
  const { index, name, publicKey, hideAtMs, busy, words, error } = screen;
  const [which, setWhich] = useState<'conf' | 'list'>('conf');
  const [asked, setAsked] = useState(false);
  const now = useNow(clock, true);
  useEscape(() => void accounts.returnToOpen());
  return (
    <Question
      focusKey="node-key"
      title={name === null ? t('nodeKey.title', { number: index + 1 }) : t('nodeKey.titleOf', { name })}
      text={t('nodeKey.text')}
      actions={
        <Button variant="primary" size="large" onClick={() => void accounts.returnToOpen()}>
          {t('export.done')}
        </Button>
      }
    >
      <SegmentedControl
        legend={t('nodeKey.file')}
        value={which}
        onValue={setWhich}
        choices={[
          { value: 'conf', label: 'flux.conf' },
          { value: 'list', label: 'fluxnode.conf' },
        ]}
      />
      <SecretText draft={nodeKeys} which={which} visible version={0} label={t('nodeKey.lines')} />
      <Row gap={12} wrap>
        <CopyButton onCopy={() => nodeKeys.copy(which)} what={t('nodeKey.what')} words={t('export.copy')} />
        <Text size={12} tone="muted">
          {t('export.hides', { count: secondsUntil(hideAtMs, now) })}
        </Text>
      </Row>
      <Stack gap={4}>
        <Text size={12} tone="muted">
          {t('nodeKey.publicKey')}
        </Text>
        <code className={styles.raw}>{publicKey}</code>
      </Stack>
      {words === null ? (
        <Stack gap={8}>
          <Text size={13}>{t('nodeKey.handOver')}</Text>
          {asked && (
            <Banner tone="warning" title={t('nodeKey.handOverRisk')}>
              {t('nodeKey.handOverRiskText')}
            </Banner>
          )}
          <Row gap={12} wrap>
            <Button disabled={busy} onClick={() => (asked ? void nodeKeys.handOver() : setAsked(true))}>
              {t(asked ? 'nodeKey.handOverYes' : 'nodeKey.handOverAsk')}
            </Button>
          </Row>
          {busy && <Progress label={t('nodeKey.handingOver')} value={null} />}
          {error !== null && <ErrorState code={error.code} shape="inline" />}
        </Stack>
      ) : (
        <Banner tone="positive" title={t('nodeKey.words')}>
          <span className={styles.marked}>{words}</span>
        </Banner>
      )}
    </Question>
  );
}
