import { useState } from 'react';
import { Banner, Button, Row, Text, t } from '../../ui/index.ts';
import { SecretText } from '../fields/secret-text.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { SheetActions } from './sheet-actions.tsx';
import { SheetCard, WriteLine } from './sheet-card.tsx';

type SheetProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'sheet' }> };

/** Everything somebody needs to come back, on one sheet of paper. */
export function SheetScreen({ screen, accounts, creates, print, savePdf }: SheetProps) {
  const { summary, taken } = screen;
  const { draft } = accounts;
  const [visible, setVisible] = useState(false);
  const secret = (which: 'password' | 'passphrase', label: string) =>
    draft.has(which) && visible ? (
      <SecretText draft={draft} which={which} visible version={0} label={label} />
    ) : (
      <WriteLine />
    );
  return (
    <Question
      focusKey="sheet"
      title={t('sheet.title')}
      text={t('sheet.text')}
      actions={
        <>
          <Button variant="quiet" onClick={() => accounts.showFront()}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" size="large" onClick={() => creates.showConfirm()}>
            {t('sheet.next')}
          </Button>
        </>
      }
    >
      {taken === true && (
        <Banner tone="danger" title={t('sheet.taken')} live>
          {t('sheet.takenText')}
        </Banner>
      )}
      <SheetCard
        account={summary}
        firstAddress={summary.firstAddress}
        password={secret('password', t('sheet.password'))}
        passphrase={
          draft.has('passphrase') ? (
            secret('passphrase', t('sheet.passphrase'))
          ) : (
            <Text tone="muted">{t('sheet.noPassphrase')}</Text>
          )
        }
      />
      <Row gap={12} wrap>
        {(draft.has('password') || draft.has('passphrase')) && (
          <Button onClick={() => setVisible(!visible)}>{t(visible ? 'sheet.conceal' : 'sheet.reveal')}</Button>
        )}
        <SheetActions print={print} savePdf={savePdf} conceal={() => setVisible(false)} />
      </Row>
    </Question>
  );
}
