/** The signer's review of claims, drawn from invented data: `signer.html?claims=own|foreign&theme=…`. */
import '../../renderer/ui/styles/index.css';
import { createRoot } from 'react-dom/client';
import { EVM_ADDRESS } from '../../renderer/app/testing/fake-account-data.ts';
import { account, FAKE_NOW, OWN_ADDRESS } from '../../renderer/app/testing/fake-data.ts';
import { SignerFrame } from '../../renderer/signer/frame/signer-frame.tsx';
import { ApproveClaimsScreen } from '../../renderer/signer/screens/approve-claims.tsx';
import type { ReviewedClaim } from '../../renderer/signer/session/claims-review.ts';
import type { SignerParts } from '../../renderer/signer/start.ts';
import { dressFromQuery } from './query.ts';

const query = dressFromQuery();
document.documentElement.dataset.window = 'signer';

const claim = (chain: ReviewedClaim['chain'], kind: ReviewedClaim['kind'], fee: bigint): ReviewedClaim => ({
  claimId: chain,
  kind,
  address: OWN_ADDRESS,
  path: "m/44'/19167'/0'/0/0" as ReviewedClaim['path'],
  chain,
  receiver: chain === 'flux' ? OWN_ADDRESS : EVM_ADDRESS,
  isOwnReceiver: query.get('claims') !== 'foreign',
  amount: 3_127_500_000n,
  fee,
  received: 3_127_500_000n - fee,
  phrase: `1${FAKE_NOW - 1_000_000_000_000}`.padEnd(13, '0').concat('Qm7Yd2Ks91hLpZ0vTgXa4RbN'),
});
const screen = {
  kind: 'approve-claims' as const,
  account,
  requestId: '6d'.repeat(16),
  review: {
    service: 'fusion.runonflux.io',
    claims: [claim('bsc', 'mining', 200_000_000n), claim('polygon', 'snapshot', 100_000_000n)],
  },
  openedAtMs: FAKE_NOW - 60_000,
  validUntilMs: FAKE_NOW + 240_000,
};
const parts = { clock: { now: () => FAKE_NOW }, fluxApprovals: {} } as unknown as SignerParts;

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <SignerFrame screen={screen} boot={Promise.resolve(null)}>
      <ApproveClaimsScreen screen={screen} {...parts} />
    </SignerFrame>,
  );
}
