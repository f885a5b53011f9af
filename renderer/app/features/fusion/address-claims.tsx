import { chainOfFusion } from '../../../../wallet-core/fusion/fusion-chains.ts';
import {
  AddressText,
  AmountText,
  BareCheckbox,
  Button,
  Card,
  ChainMark,
  Chip,
  type Column,
  Facts,
  Heading,
  Table,
  Text,
  type Tone,
  t,
  tx,
  VisuallyHidden,
} from '../../../ui/index.ts';
import { copyText } from '../../api/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { isBusy, useReview } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import styles from './fusion.module.css';
import {
  type ClaimRowView,
  type ComparisonView,
  chooseRows,
  claim,
  claimOfRow,
  type FusionView,
  fusionName,
  keyOfRow,
  nativeClaim,
  useFusion,
} from './fusion-store.ts';

interface AddressClaimsProps {
  readonly view: FusionView;
  readonly address: string;
  readonly rows: readonly ClaimRowView[];
  readonly comparison: ComparisonView | null;
}

const tones: Readonly<Record<ClaimRowView['standing'], Tone>> = {
  offered: 'positive',
  'below-fee': 'neutral',
  nothing: 'neutral',
  claimed: 'neutral',
  unknown: 'warning',
  'needs-listing': 'warning',
  'not-served': 'warning',
};

/** One reward address: its claims by network with totals, and the two ways to claim them. */
export function AddressClaims({ view, address, rows, comparison }: AddressClaimsProps) {
  const able = useSnapshots(canSend);
  const chosen = useFusion((state) => state.chosen);
  const choice: Column<ClaimRowView> = {
    id: 'choose',
    header: <VisuallyHidden>{t('fusion.col.choose')}</VisuallyHidden>,
    render: (row) => {
      const key = keyOfRow(row);
      return claimOfRow(view, row) === null ? null : (
        <BareCheckbox
          label={t('fusion.choose', { kind: t(`fusion.kind.${row.kind}`), chain: fusionName(row.chain) })}
          checked={chosen.has(key)}
          onChecked={(on) => chooseRows([key], on)}
        />
      );
    },
  };
  const columns: readonly Column<ClaimRowView>[] = [
    ...(able ? [choice] : []),
    { id: 'chain', header: t('fusion.col.chain'), names: true, wide: true, render: (row) => <Place row={row} /> },
    amountColumn('claimable', (row) => row.claimable),
    amountColumn('claimed', (row) => row.claimed),
    amountColumn('fee', (row) => row.fee),
    amountColumn('net', (row) => row.net),
    { id: 'state', header: t('fusion.col.state'), render: (row) => <Standing view={view} row={row} /> },
  ];
  return (
    <Card padding="flush">
      <div className={styles.cardHead}>
        <Text size={12} tone="muted">
          {t('fusion.address')}
        </Text>
        <AddressText address={address} what={t('fusion.address')} onCopy={() => copyText(address)} />
      </div>
      <Table
        caption={t('fusion.table', { address })}
        columns={columns}
        rows={rows}
        keyOf={keyOfRow}
        footer={footerOf(view, rows, able)}
      />
      {comparison !== null && <Ways view={view} comparison={comparison} />}
    </Card>
  );
}

function amountColumn(
  id: 'claimable' | 'claimed' | 'fee' | 'net',
  of: (row: ClaimRowView) => string | null,
): Column<ClaimRowView> {
  return {
    id,
    header: t(`fusion.col.${id}`),
    align: 'end',
    // A fee on nothing is no fee.
    render: (row) =>
      row.claimable === '0' && (id === 'fee' || id === 'net') ? null : <AmountText units={of(row)} {...FLUX} />,
  };
}

/** Sums of what can be claimed here, or, where nothing is signed, of what is offered: of these all three are known. */
function footerOf(view: FusionView, rows: readonly ClaimRowView[], able: boolean) {
  const offered = rows.filter((row) => (able ? claimOfRow(view, row) !== null : row.standing === 'offered'));
  const sum = (of: (row: ClaimRowView) => string | null) => (
    <AmountText units={offered.reduce((total, row) => total + BigInt(of(row) ?? 0), 0n)} {...FLUX} />
  );
  return [
    ...(able ? [null] : []),
    t('fusion.total'),
    sum(({ claimable }) => claimable),
    null,
    sum(({ fee }) => fee),
    sum(({ net }) => net),
    null,
  ];
}

function Place({ row }: { readonly row: ClaimRowView }) {
  return (
    <span className={styles.place}>
      <ChainMark chain={chainOfFusion(row.chain)} />
      <span>
        {fusionName(row.chain)}
        <Text as="div" size={12} tone="muted" weight="regular">
          {t(`fusion.kind.${row.kind}`)}
        </Text>
      </span>
    </span>
  );
}

/** Why it cannot be claimed now, where the state alone does not say it. */
function noteOf(view: FusionView, row: ClaimRowView): string | null {
  switch (row.standing) {
    case 'below-fee':
    case 'unknown':
    case 'needs-listing':
    case 'not-served':
      return t(`fusion.note.${row.standing}`);
    case 'offered':
      if (!row.canSign) return t('fusion.note.noKey');
      return claimOfRow(view, row) === null ? t('fusion.note.noAdapter') : null;
    default:
      return null;
  }
}

function Standing({ view, row }: { readonly view: FusionView; readonly row: ClaimRowView }) {
  const note = noteOf(view, row);
  const waits = row.standing === 'offered' && note !== null;
  return (
    <div className={styles.standing}>
      <Chip tone={waits ? 'neutral' : tones[row.standing]}>
        {t(`fusion.standing.${waits ? 'waits' : row.standing}`)}
      </Chip>
      {note !== null && <span className={styles.note}>{note}</span>}
    </div>
  );
}

function Ways({ view, comparison }: { readonly view: FusionView; readonly comparison: ComparisonView }) {
  const busy = useReview(isBusy);
  const able = useSnapshots(canSend);
  const native = nativeClaim(view, comparison);
  const { each, eachThenSwapped, better, breakEven } = comparison;
  return (
    <section className={styles.ways} aria-label={t('fusion.ways')}>
      <Heading level={2} size={14}>
        {t('fusion.ways')}
      </Heading>
      <div className={styles.wayColumns}>
        <Way kind="each" way={each} isBetter={better === 'each'} />
        <Way kind="eachThenSwapped" way={eachThenSwapped} isBetter={false} />
        <Way kind="native" way={comparison.native} isBetter={better === 'native'} />
      </div>
      {comparison.native !== null && (
        <div className={styles.toolbar}>
          <Text size={13} tone="muted">
            {breakEven === null
              ? t('fusion.breakEvenNever')
              : breakEven === '0'
                ? t('fusion.breakEvenNow')
                : tx('fusion.breakEven', { amount: <AmountText units={breakEven} {...FLUX} /> })}
          </Text>
          {able && native !== null && (
            <Button disabled={busy} onClick={() => void claim([native])}>
              {t('fusion.way.claimNative')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Way({
  kind,
  way,
  isBetter,
}: {
  readonly kind: 'each' | 'eachThenSwapped' | 'native';
  readonly way: ComparisonView['native'];
  readonly isBetter: boolean;
}) {
  return (
    <div className={styles.way} data-better={isBetter ? '' : undefined}>
      <div className={styles.askedHead}>
        <Text weight="medium">{t(`fusion.way.${kind}`)}</Text>
        {isBetter && <Chip tone="positive">{t('fusion.way.more')}</Chip>}
      </div>
      {way === null ? (
        <Text size={13} tone="muted">
          {t('fusion.way.unknown')}
        </Text>
      ) : (
        <Facts
          facts={[
            ...(['claimed', 'fees', 'waiting'] as const).map((id) => ({
              id,
              term: t(`fusion.way.${id}`),
              value: <AmountText units={way[id]} {...FLUX} />,
            })),
            { id: 'net', term: t('fusion.way.net'), value: <AmountText units={way.net} {...FLUX} />, strong: true },
          ]}
        />
      )}
    </div>
  );
}
