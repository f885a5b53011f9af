import { useEffect } from 'react';
import type { NodeView, WireStartRefusal } from '../../../../wallet-core/ipc/index.ts';
import {
  AmountText,
  Banner,
  Button,
  Card,
  Disclosure,
  EmptyState,
  Heading,
  RadioGroup,
  Stack,
  Text,
  TextAreaField,
  t,
} from '../../../ui/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { ReviewCard } from '../review/review-card.tsx';
import { isBusy, stepOf, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import { BackButton } from './node-detail.tsx';
import styles from './nodes.module.css';
import { backToNodes, useNodes } from './nodes-store.ts';
import { delegatesOf, startNodes, useStart } from './start-store.ts';
import { TierMark } from './tier-mark.tsx';
import { nodeName, refusalWords } from './words.ts';

/** Start the chosen nodes: which are possible, which not and when, then one review of all of them in the signer. */
export function StartPage({ keys }: { readonly keys: readonly string[] }) {
  const step = useReview(stepOf('starts'));
  const signed = useStart((state) => state.signed);
  useEffect(() => useStart.setState({ signed: null, prepared: null }), []);
  return (
    <Screen title={t('start.title')} actions={<BackButton />}>
      {signed !== null ? (
        <Done count={signed} />
      ) : step.kind === 'idle' ? (
        <Choice keys={keys} />
      ) : (
        <ReviewCard step={step}>
          <Asked />
        </ReviewCard>
      )}
    </Screen>
  );
}

function Done({ count }: { readonly count: number }) {
  return (
    <EmptyState
      title={t('start.done', { count })}
      actions={
        <Button variant="primary" onClick={backToNodes}>
          {t('start.toNodes')}
        </Button>
      }
    >
      <span role="status">{t('start.doneText')}</span>
    </EmptyState>
  );
}

/** What the signer has been asked to compare. */
function Asked() {
  const prepared = useStart((state) => state.prepared);
  const nodes = useNodes((state) => state.view?.nodes) ?? [];
  const starts = prepared?.draft?.stated.starts ?? [];
  return (
    <ul className={styles.lines}>
      {starts.map((start) => {
        const node = nodes.find(({ key }) => key === start.key);
        return (
          <li key={start.key} className={styles.line}>
            {node !== undefined && <TierMark tier={node.tier} />}
            <Text as="span" weight="medium">
              {node === undefined ? start.key : nodeName(node)}
            </Text>
            <Text as="span" size={13} tone="muted">
              {t(`start.as.${start.signer}`)}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

/** The refusals that count: of the last preparing where there is one, else as the list said. */
function refusalsOf(
  node: NodeView,
  refused: readonly { readonly key: string; readonly refusals: readonly WireStartRefusal[] }[],
): readonly WireStartRefusal[] {
  return refused.find(({ key }) => key === node.key)?.refusals ?? node.startRefusals;
}

function Choice({ keys }: { readonly keys: readonly string[] }) {
  const view = useNodes((state) => state.view);
  const prepared = useStart((state) => state.prepared);
  const start = useStart();
  const busy = useReview(isBusy);
  const nodes = (view?.nodes ?? []).filter(({ key }) => keys.includes(key));
  const judged = nodes.map((node) => ({ node, refusals: refusalsOf(node, prepared?.refused ?? []) }));
  const ready = judged.filter(({ refusals }) => refusals.length === 0).map(({ node }) => node);
  const left = judged.filter(({ refusals }) => refusals.length > 0);
  return (
    <div className={styles.narrow}>
      <Stack gap={24}>
        <Text tone="muted">{t('start.intro')}</Text>
        {prepared !== null && prepared.draft === null && <Banner tone="warning" title={t('start.none')} live />}
        {ready.length > 0 && (
          <Card title={t('start.ready', { count: ready.length })}>
            <ul className={styles.lines}>
              {ready.map((node) => (
                <li key={node.key} className={styles.line}>
                  <TierMark tier={node.tier} />
                  <Text as="span" weight="medium">
                    {nodeName(node)}
                  </Text>
                  <Text as="span" tone="muted">
                    <AmountText units={node.value} {...FLUX} />
                  </Text>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {left.length > 0 && (
          <Card title={t('start.refused', { count: left.length })}>
            <ul className={styles.lines}>
              {left.map(({ node, refusals }) => (
                <li key={node.key} className={styles.line}>
                  <TierMark tier={node.tier} />
                  <div>
                    <Text weight="medium">{nodeName(node)}</Text>
                    {refusals.map((refusal) => (
                      <Text key={refusal.reason} size={13} tone="muted">
                        {refusalWords(refusal)}
                      </Text>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {ready.length > 0 && <Delegates />}
        {ready.length > 0 && (
          <Button
            variant="primary"
            size="large"
            wide
            disabled={busy || delegatesOf(start) === undefined}
            onClick={() => void startNodes(ready.map(({ key }) => key))}
          >
            {t('start.review', { count: ready.length })}
          </Button>
        )}
        {ready.length === 0 && view !== null && <Heading level={2}>{t('start.none')}</Heading>}
      </Stack>
    </div>
  );
}

function Delegates() {
  const { delegates, delegateText } = useStart();
  const bad = delegates === 'change' && delegateText.trim() !== '' && delegatesOf(useStart.getState()) === undefined;
  return (
    <Disclosure summary={t('start.delegates')}>
      <Stack gap={16}>
        <RadioGroup
          legend={t('start.delegatesLegend')}
          legendHidden
          value={delegates}
          onValue={(value) => useStart.setState({ delegates: value })}
          choices={[
            { value: 'keep', label: t('start.delegatesKeep') },
            { value: 'change', label: t('start.delegatesChange') },
            { value: 'none', label: t('start.delegatesNone') },
          ]}
        />
        {delegates === 'change' && (
          <TextAreaField
            label={t('start.delegates')}
            labelHidden
            mono
            rows={4}
            maxLength={400}
            hint={t('start.delegatesHint')}
            error={bad ? t('start.delegatesBad') : undefined}
            value={delegateText}
            onValue={(text) => useStart.setState({ delegateText: text })}
          />
        )}
      </Stack>
    </Disclosure>
  );
}
