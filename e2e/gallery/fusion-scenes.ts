/** The screen of Fusion in every state: claims, swaps and what can go wrong with them. */
import { type FusionTab, useFusion } from '../../renderer/app/features/fusion/fusion-store.ts';
import { useSwap } from '../../renderer/app/features/fusion/swap-store.ts';
import { useReview } from '../../renderer/app/features/review/review-store.ts';
import { goTo } from '../../renderer/app/routes/router.ts';
import { EVM_ADDRESS } from '../../renderer/app/testing/fake-account-data.ts';
import { fails, type Handlers, never } from '../../renderer/app/testing/fake-bridge.ts';
import * as data from '../../renderer/app/testing/fake-data.ts';
import * as fusion from '../../renderer/app/testing/fake-fusion.ts';
import type { ReplyOf } from '../../wallet-core/ipc/index.ts';
import { error, read, type Scene } from './scene.ts';

type View = ReplyOf<'fusion.read'>;
type Quote = typeof fusion.quote;

const view = (change: Partial<View>): Partial<Handlers> => ({
  'fusion.read': () => ({ ...fusion.fusionView, ...change }),
});
const tab = (id: FusionTab) => () => {
  useFusion.setState({ tab: id });
  goTo('fusion');
};
const typed = () => {
  useSwap.setState((state) => ({ form: { ...state.form, amount: '500' } }));
  tab('swaps')();
};
const quoted = (change: Partial<Quote>): Scene => ({
  arrange: () => {
    typed();
    useSwap.setState({ reply: { kind: 'quote', quote: { ...fusion.quote, ...change } } });
  },
});
const signing = (subject: 'claims' | 'deposit') =>
  useReview.setState({ subject, attempt: 1, step: { kind: 'signing', draftId: '5a'.repeat(16) } });

export const fusionScenes: Readonly<Record<string, Scene>> = {
  'fusion-claims': { arrange: tab('claims') },
  'fusion-claims-chosen': {
    arrange: tab('claims'),
    press: ['tbody tr:nth-child(2) input', 'tbody tr:nth-child(3) input'],
  },
  'fusion-claims-signer': {
    arrange: () => {
      tab('claims')();
      const one = { address: data.OWN_ADDRESS, claimingAddress: EVM_ADDRESS, amount: '3127500000' };
      useFusion.setState({
        asked: [
          { ...one, claim: 'mining', chain: 'bsc', fee: '200000000', received: '2927500000' },
          { ...one, claim: 'mining', chain: 'matic', fee: '100000000', received: '3027500000' },
        ],
      });
      signing('claims');
    },
  },
  'fusion-offline': {
    answers: view({ error: error('network.timeout'), readAtMs: data.FAKE_NOW - 5 * 3_600_000 }),
    arrange: tab('claims'),
  },
  'fusion-watch': {
    answers: { ...read({ account: { ...data.account, kind: 'watch', username: null } }) },
    arrange: tab('claims'),
  },
  'fusion-no-service': { answers: view({ service: null }), arrange: tab('claims') },
  'fusion-never-read': {
    answers: view({ rows: null, readAtMs: null, comparisons: [], claims: [] }),
    arrange: tab('claims'),
  },
  'fusion-no-claims': { answers: view({ rows: [], comparisons: [], claims: [] }), arrange: tab('claims') },
  'fusion-loading': { answers: { 'fusion.read': never }, arrange: tab('claims') },
  'fusion-error': { answers: { 'fusion.read': fails('store.corrupt') }, arrange: tab('claims') },
  'fusion-swaps': { arrange: tab('swaps') },
  'fusion-swaps-none': { answers: view({ swaps: [] }), arrange: tab('swaps') },
  'fusion-swaps-wrong': {
    answers: view({ swaps: [fusion.reservedSwap, fusion.unclaimedSwap, fusion.wrongSwap] }),
    arrange: tab('swaps'),
  },
  'fusion-quote': quoted({}),
  'fusion-quote-changed': quoted({ depositStanding: 'changed', needsConsent: true }),
  'fusion-quote-expired': quoted({ expiresAtMs: data.FAKE_NOW - 1 }),
  'fusion-quote-refused': {
    arrange: () => {
      typed();
      useSwap.setState({
        reply: { kind: 'refused', reason: 'not-above-fee', minimum: '4200000001', maximum: '10000000000000' },
      });
    },
  },
  'fusion-swap-signer': {
    arrange: () => {
      tab('swaps')();
      useSwap.setState({ deposit: fusion.reservedSwap });
      signing('deposit');
    },
  },
};
