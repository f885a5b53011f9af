import { Button, Row, t } from '../../ui/index.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { SheetActions } from './sheet-actions.tsx';
import { SheetCard, WriteLine } from './sheet-card.tsx';

type AccountSheetProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'account-sheet' }> };

/** The sheet of an account that is open: what can be shown without its secrets, and room for them. */
export function AccountSheetScreen({ screen, accounts, print, savePdf }: AccountSheetProps) {
  return (
    <Question
      focusKey="account-sheet"
      title={t('accountSheet.title')}
      text={t(screen.account.kind === 'imported' ? 'accountSheet.textImported' : 'accountSheet.text')}
      actions={
        <Button variant="primary" size="large" onClick={() => void accounts.returnToOpen()}>
          {t('common.close')}
        </Button>
      }
    >
      <SheetCard
        account={screen.account}
        firstAddress={screen.firstAddress}
        password={<WriteLine />}
        passphrase={<WriteLine />}
      />
      <Row gap={12} wrap>
        <SheetActions print={print} savePdf={savePdf} />
      </Row>
    </Question>
  );
}
