import { Printer } from 'lucide-react';
import { useState } from 'react';
import { AddressText, Banner, Button, Card, Facts, Identicon, pictureName, Row, Text, t } from '../../ui/index.ts';
import { SecretText } from '../fields/secret-text.tsx';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';

type SheetProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'sheet' }> };

/** Everything somebody needs to come back, on one sheet of paper. */
export function SheetScreen({ screen, accounts, print }: SheetProps) {
  const { summary, taken } = screen;
  const { draft } = accounts;
  const [visible, setVisible] = useState(false);
  const name = pictureName(summary);
  const secret = (which: 'password' | 'passphrase', label: string) =>
    draft.has(which) && visible ? (
      <SecretText draft={draft} which={which} visible version={0} label={label} />
    ) : (
      <Text tone="muted">{t('sheet.byHand')}</Text>
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
          <Button variant="primary" size="large" onClick={() => accounts.showConfirm()}>
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
      <Card title={t('sheet.heading')} aside={<Identicon name={name} size={48} />}>
        <Facts
          layout="down"
          facts={[
            { id: 'username', term: t('sheet.username'), value: <Text mono>{summary.username}</Text> },
            { id: 'password', term: t('sheet.password'), value: secret('password', t('sheet.password')) },
            {
              id: 'passphrase',
              term: t('sheet.passphrase'),
              value: draft.has('passphrase') ? (
                secret('passphrase', t('sheet.passphrase'))
              ) : (
                <Text tone="muted">{t('sheet.noPassphrase')}</Text>
              ),
            },
            { id: 'version', term: t('sheet.version'), value: 'v1' },
            {
              id: 'fingerprint',
              term: t('sheet.fingerprint'),
              value: (
                <Text size={16} weight="strong" id="sheet-fingerprint">
                  {summary.fingerprint?.join(' ')}
                </Text>
              ),
            },
            { id: 'first', term: t('sheet.firstAddress'), value: <AddressText address={summary.firstAddress} /> },
          ]}
        />
      </Card>
      <Row gap={12} wrap>
        {(draft.has('password') || draft.has('passphrase')) && (
          <Button onClick={() => setVisible(!visible)}>{t(visible ? 'sheet.conceal' : 'sheet.reveal')}</Button>
        )}
        <Button
          variant="quiet"
          icon={Printer}
          onClick={() => {
            setVisible(false);
            print();
          }}
        >
          {t('sheet.print')}
        </Button>
      </Row>
    </Question>
  );
}
