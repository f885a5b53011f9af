import { FileDown } from 'lucide-react';
import {
  AddressText,
  AgeText,
  AmountText,
  Button,
  Card,
  Chip,
  type Column,
  CopyButton,
  Disclosure,
  Row,
  Stack,
  Table,
  Text,
  t,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { FLUX } from '../send/form.ts';
import { DossierButtons } from './dossier-buttons.tsx';
import styles from './fusion.module.css';
import { type ClaimView, exportClaims, fusionName } from './fusion-store.ts';
import { claimText, tones } from './words.ts';

/** Claims made from this wallet, newest first, and what became of them on the network that pays. */
export function ClaimHistory({ claims }: { readonly claims: readonly ClaimView[] }) {
  const columns: readonly Column<ClaimView>[] = [
    {
      id: 'what',
      header: t('fusion.history.what'),
      names: true,
      wide: true,
      render: (claim) => (
        <span>
          {fusionName(claim.chain)}
          <Text as="div" size={12} tone="muted" weight="regular">
            {t(`fusion.kind.${claim.claim}`)}
          </Text>
        </span>
      ),
    },
    { id: 'when', header: t('fusion.history.when'), render: (claim) => <AgeText atMs={claim.startedAtMs} /> },
    {
      id: 'fee',
      header: t('fusion.col.fee'),
      align: 'end',
      render: (claim) => <AmountText units={claim.fee} {...FLUX} />,
    },
    {
      id: 'received',
      header: t('fusion.history.received'),
      align: 'end',
      render: (claim) => <AmountText units={claim.received} {...FLUX} />,
    },
    { id: 'state', header: t('fusion.col.state'), render: (claim) => <Became claim={claim} /> },
  ];
  return (
    <Card
      title={t('fusion.history')}
      padding={claims.length === 0 ? 'normal' : 'flush'}
      aside={
        claims.length > 0 && (
          <Button size="small" icon={FileDown} onClick={() => void exportClaims()}>
            {t('fusion.history.export')}
          </Button>
        )
      }
    >
      {claims.length === 0 ? (
        <Text tone="muted">{t('fusion.history.none')}</Text>
      ) : (
        <Table
          caption={t('fusion.history')}
          columns={columns}
          rows={claims}
          keyOf={({ claimId }) => claimId}
          rowAlign="top"
        />
      )}
    </Card>
  );
}

function Became({ claim }: { readonly claim: ClaimView }) {
  const { headline, tone, txid, refusal } = claim;
  const text = claimText(headline);
  return (
    <div className={styles.standing}>
      <Chip tone={tones[tone]}>{t(`fusion.claim.${headline}`)}</Chip>
      {text !== null && <span className={styles.note}>{text}</span>}
      {refusal !== null && <span className={styles.note}>{t('fusion.said', { words: refusal })}</span>}
      <Disclosure summary={t('fusion.history.more')}>
        <Stack gap={8}>
          <Text size={12} tone="muted">
            {t('fusion.receivedAt')}
          </Text>
          <AddressText address={claim.claimingAddress} form="short" />
          {txid !== null && (
            <Row gap={4}>
              <span className={styles.txid} title={txid}>
                {txid}
              </span>
              <CopyButton size="small" what={t('fusion.txid')} onCopy={() => copyText(txid)} />
            </Row>
          )}
          <DossierButtons id={claim.claimId} />
        </Stack>
      </Disclosure>
    </div>
  );
}
