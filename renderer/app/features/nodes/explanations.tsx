import type { NodeView } from '../../../../wallet-core/ipc/index.ts';
import { Button, Chip, Popover, Stack, Text, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import styles from './nodes.module.css';
import { attempt, isStartable, openPage, refreshNodes } from './nodes-store.ts';
import { type Explanation, explain, severityTones, standing } from './words.ts';

/** What the person can press to take the next step; nothing where it is done elsewhere. */
export function StepButton({ node, explanation }: { readonly node: NodeView; readonly explanation: Explanation }) {
  switch (explanation.step) {
    case 'start':
      if (!isStartable(node)) {
        const needsIdentity = node.startRefusals.some(({ reason }) => reason === 'no-identity');
        return needsIdentity ? (
          <Button size="small" onClick={() => openPage({ kind: 'setup', key: node.key })}>
            {t('node.setUp')}
          </Button>
        ) : null;
      }
      return (
        <Button size="small" variant="primary" onClick={() => openPage({ kind: 'start', keys: [node.key] })}>
          {t('nodes.startOne')}
        </Button>
      );
    case 'make-collateral':
    case 'make-exact-output':
      return (
        <Button size="small" onClick={() => openPage({ kind: 'setup', key: null })}>
          {t('nodes.add')}
        </Button>
      );
    case 'put-key-in-configuration':
      return (
        <Button size="small" onClick={() => openPage({ kind: 'setup', key: node.key })}>
          {t('node.setUp')}
        </Button>
      );
    case 'restart-daemon':
    case 'restart-benchmark':
    case 'update-software':
      return node.ownership === 'watched' || node.host === null ? null : (
        <Button size="small" onClick={() => openPage({ kind: 'operate', key: node.key })}>
          {t('node.operate')}
        </Button>
      );
    case 'check-server':
      return node.host === null ? null : (
        <Button size="small" onClick={() => void attempt(() => call('nodes.ask-server', { key: node.key }))}>
          {t('node.ask')}
        </Button>
      );
    case 'ask-another-source':
      return (
        <Button size="small" onClick={refreshNodes}>
          {t('nodes.refresh')}
        </Button>
      );
    default:
      return null;
  }
}

/** Every sentence about a node with its next step, the most important first. */
export function Explanations({
  node,
  of = node.explanations,
}: {
  readonly node: NodeView;
  readonly of?: readonly Explanation[];
}) {
  return (
    <ul className={styles.explanations}>
      {of.map((one) => (
        <li key={one.id} className={styles.explanation} data-severity={one.severity}>
          <Stack gap={8} align="start">
            <div>
              <Text>{explain(one)}</Text>
              {one.step !== 'none' && (
                <Text tone="muted" size={13}>
                  {t(`nodes.step.${one.step}`)}
                </Text>
              )}
            </div>
            <StepButton node={node} explanation={one} />
          </Stack>
        </li>
      ))}
    </ul>
  );
}

/** Where a node stands in one or two words. */
export function StateChip({ node }: { readonly node: NodeView }) {
  return <Chip tone={severityTones[standing(node).severity]}>{t(`nodes.state.${node.state}`)}</Chip>;
}

/** The chip that opens its explanation. */
export function StatePopover({ node }: { readonly node: NodeView }) {
  const state = t(`nodes.state.${node.state}`);
  return (
    <Popover trigger={<StateChip node={node} />} label={t('nodes.explain', { state })}>
      <div className={styles.explainPanel}>
        <Explanations node={node} />
      </div>
    </Popover>
  );
}
