import type { NodesView } from '../../../../wallet-core/ipc/index.ts';
import {
  AgeText,
  Banner,
  Button,
  Disclosure,
  describeError,
  ErrorState,
  formatCount,
  spanWords,
  t,
  tx,
} from '../../../ui/index.ts';
import { refreshNodes, useNodes } from './nodes-store.ts';
import { nodeName } from './words.ts';

/** What has to be known before any of the nodes: a wrong clock, sources that disagree, a list that is old. */
export function NodesBanners({ view }: { readonly view: NodesView }) {
  const { clock, differences, error, sources, provenance } = view;
  const [first, second] = sources;
  return (
    <>
      {clock.verdict === 'wrong' && (
        <Banner
          tone="danger"
          title={t('nodes.clock.title', {
            span: clock.offsetMs === null ? t('amount.unknown') : spanWords(Math.abs(clock.offsetMs)),
          })}
          live
        >
          {t('nodes.clock.text')}
        </Banner>
      )}
      {error !== null && (
        <ErrorState
          code={error.code}
          shape="inline"
          actions={
            <Button size="small" onClick={refreshNodes}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {error !== null && provenance !== null && (
        <Banner tone="warning" title={t('nodes.stale')}>
          {tx('nodes.asOf', {
            source: provenance.source,
            height: formatCount(provenance.height),
            age: <AgeText atMs={provenance.atMs} />,
          })}
        </Banner>
      )}
      {differences.length > 0 && first !== undefined && second !== undefined && (
        <Banner
          tone="warning"
          title={t('nodes.differ.title', { count: new Set(differences.map(({ key }) => key)).size })}
        >
          {t('nodes.differ.text', { first: first.host, second: second.host })}
          <Disclosure summary={t('nodes.differ.list')}>
            <Differences view={view} first={first.host} second={second.host} />
          </Disclosure>
        </Banner>
      )}
      {second?.error != null && error === null && (
        <Banner tone="info" title={t('nodes.source.failed', { source: second.host })}>
          {describeError(second.error.code).title}.
        </Banner>
      )}
    </>
  );
}

function Differences({
  view,
  first,
  second,
}: {
  readonly view: NodesView;
  readonly first: string;
  readonly second: string;
}) {
  const known = useNodes((state) => state.view?.nodes ?? view.nodes);
  return (
    <ul>
      {view.differences.map(({ key, kind, field }) => {
        const found = known.find((one) => one.key === key);
        const node = found === undefined ? `${key.slice(0, 8)}…` : nodeName(found);
        const words =
          kind === 'only-first'
            ? t('nodes.differ.only-first', { node, first })
            : kind === 'only-second'
              ? t('nodes.differ.only-second', { node, second })
              : t('nodes.differ.field', { node, field: field ?? t('nodes.differ.someField') });
        return <li key={`${key} ${kind} ${field}`}>{words}</li>;
      })}
    </ul>
  );
}
