import { useSyncExternalStore } from 'react';
import { Announcer, Toasts } from '../ui/index.ts';
import { SignerFrame } from './frame/signer-frame.tsx';
import { AccountSheetScreen } from './screens/account-sheet.tsx';
import { ApproveScreen } from './screens/approve.tsx';
import { ApproveAccountScreen } from './screens/approve-account.tsx';
import { ApproveClaimsScreen } from './screens/approve-claims.tsx';
import { ApproveIdentityScreen, SignedTextScreen } from './screens/approve-identity.tsx';
import { ApproveStartsScreen } from './screens/approve-starts.tsx';
import { CheckUpScreen } from './screens/check-up.tsx';
import { ConfirmScreen } from './screens/confirm.tsx';
import { CreateScreen } from './screens/create.tsx';
import { DerivingScreen } from './screens/deriving.tsx';
import { ExportScreen } from './screens/export.tsx';
import { ImportScreen } from './screens/import.tsx';
import { ImportNodesScreen } from './screens/import-nodes.tsx';
import { KeyAddScreen, KeyPreviewScreen, KeysScreen } from './screens/keys.tsx';
import { NodeKeyScreen } from './screens/node-key.tsx';
import { PreviewScreen } from './screens/preview.tsx';
import { IdleScreen, OpeningScreen, SigningScreen } from './screens/progress.tsx';
import { ProveScreen } from './screens/prove.tsx';
import { QuickPinScreen, QuickUnlockScreen } from './screens/quick-unlock.tsx';
import { FailedScreen, RefusedScreen } from './screens/refused.tsx';
import { RemoveScreen } from './screens/remove.tsx';
import { FactorScreens } from './screens/second-factor/factor.tsx';
import { SheetScreen } from './screens/sheet.tsx';
import { SignInScreen } from './screens/sign-in.tsx';
import { SweepDoneScreen, SweepReviewScreen, SweepScreen } from './screens/sweep.tsx';
import { UnlockScreen } from './screens/unlock.tsx';
import { WatchScreen } from './screens/watch.tsx';
import { WelcomeScreen } from './screens/welcome.tsx';
import { WrongPasswordScreen } from './screens/wrong-password.tsx';
import type { Screen } from './session/screen.ts';
import type { SignerParts } from './start.ts';

export function Signer(parts: SignerParts) {
  const screen = useSyncExternalStore(parts.screens.subscribe, parts.screens.read);
  return (
    <SignerFrame screen={screen} boot={parts.boot}>
      {/* Above the question: below it stands the foot with the buttons. */}
      <Toasts />
      <ScreenOf screen={screen} parts={parts} />
      <Announcer />
    </SignerFrame>
  );
}

function ScreenOf({ screen, parts }: { readonly screen: Screen; readonly parts: SignerParts }) {
  switch (screen.kind) {
    case 'starting':
    case 'opening':
      return <OpeningScreen />;
    case 'welcome':
      return <WelcomeScreen screen={screen} {...parts} />;
    case 'unlock':
      return <UnlockScreen key={screen.account.accountId} screen={screen} {...parts} />;
    case 'sign-in':
      return <SignInScreen screen={screen} {...parts} />;
    case 'deriving':
      return <DerivingScreen screen={screen} {...parts} />;
    case 'wrong-password':
      return <WrongPasswordScreen screen={screen} {...parts} />;
    case 'preview':
      return <PreviewScreen screen={screen} {...parts} />;
    case 'create':
      return <CreateScreen screen={screen} {...parts} />;
    case 'sheet':
      return <SheetScreen screen={screen} {...parts} />;
    case 'confirm':
      return <ConfirmScreen screen={screen} {...parts} />;
    case 'import':
      return <ImportScreen screen={screen} {...parts} />;
    case 'watch':
      return <WatchScreen screen={screen} {...parts} />;
    case 'prove':
      return <ProveScreen screen={screen} {...parts} />;
    case 'export':
      return <ExportScreen screen={screen} {...parts} />;
    case 'check-up':
      return <CheckUpScreen screen={screen} {...parts} />;
    case 'quick-unlock':
      return <QuickUnlockScreen screen={screen} {...parts} />;
    case 'quick-pin':
      return <QuickPinScreen screen={screen} {...parts} />;
    case 'keys':
      return <KeysScreen screen={screen} {...parts} />;
    case 'key-add':
      return <KeyAddScreen screen={screen} {...parts} />;
    case 'key-preview':
      return <KeyPreviewScreen screen={screen} {...parts} />;
    case 'sweep':
      return <SweepScreen screen={screen} {...parts} />;
    case 'sweep-review':
      return <SweepReviewScreen screen={screen} {...parts} />;
    case 'sweep-done':
      return <SweepDoneScreen screen={screen} {...parts} />;
    case 'account-sheet':
      return <AccountSheetScreen screen={screen} {...parts} />;
    case 'remove':
      return <RemoveScreen screen={screen} {...parts} />;
    case 'factor':
      return <FactorScreens screen={screen} {...parts} />;
    case 'idle':
      return <IdleScreen screen={screen} {...parts} />;
    case 'approve':
      return <ApproveScreen key={screen.requestId} screen={screen} {...parts} />;
    case 'approve-starts':
      return <ApproveStartsScreen key={screen.requestId} screen={screen} {...parts} />;
    case 'approve-claims':
      return <ApproveClaimsScreen key={screen.requestId} screen={screen} {...parts} />;
    case 'approve-identity':
      return <ApproveIdentityScreen key={screen.requestId} screen={screen} {...parts} />;
    case 'signed-text':
      return <SignedTextScreen screen={screen} {...parts} />;
    case 'node-key':
      return <NodeKeyScreen screen={screen} {...parts} />;
    case 'import-nodes':
      return <ImportNodesScreen screen={screen} {...parts} />;
    case 'approve-account':
      return <ApproveAccountScreen key={screen.requestId} screen={screen} {...parts} />;
    case 'signing':
      return <SigningScreen screen={screen} />;
    case 'refused':
      return <RefusedScreen screen={screen} {...parts} />;
    case 'failed':
      return <FailedScreen screen={screen} {...parts} />;
  }
}
