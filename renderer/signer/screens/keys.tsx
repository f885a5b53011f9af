import { useRef, useState } from 'react';
import { type ImportedKeyUse, importedKeyUses } from '../../../wallet-core/keyring/imported-key.ts';
import {
  AddressText,
  AlertDialog,
  Banner,
  Button,
  Card,
  Checkbox,
  ErrorState,
  Row,
  SelectField,
  Stack,
  Text,
  t,
} from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { Question } from '../frame/question.tsx';
import type { KeySummary } from '../session/key-summary.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { WaitNotice } from './wait-notice.tsx';

type On<Kind extends Screen['kind']> = SignerParts & { readonly screen: Extract<Screen, { kind: Kind }> };

/** The single keys of an account, and the two ways to use a key from elsewhere. */
export function KeysScreen({ screen, accounts, keys: desk, sweeps }: On<'keys'>) {
  const { account, keys, error } = screen;
  const [removing, setRemoving] = useState<KeySummary | null>(null);
  const { accountId } = account;
  return (
    <Question
      focusKey="keys"
      title={t('keys.title')}
      text={t('keys.text')}
      actions={
        <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
          {t('account.backTo', { label: account.label })}
        </Button>
      }
    >
      {error !== null && (
        <Banner tone="danger" title={t('keys.unreadable')}>
          {t('keys.unreadableText')}
        </Banner>
      )}
      {error !== null && <ErrorState code={error.code} shape="inline" />}
      {error === null && (
        <Row gap={12} wrap>
          <Button variant="primary" size="large" onClick={() => desk.showAdd(accountId)}>
            {t('keys.add')}
          </Button>
          <Button size="large" onClick={() => sweeps.show(accountId)}>
            {t('keys.sweep')}
          </Button>
        </Row>
      )}
      {error === null && keys.length === 0 && <Text tone="muted">{t('keys.none')}</Text>}
      {keys.map((key) => (
        <Card key={`${key.use}${key.id}`} title={t(`keys.use.${key.use}`)}>
          <Stack gap={12}>
            {key.address !== null && <AddressText address={key.address} />}
            <Text size={13} tone="muted">
              {t(effectOf(key))}
            </Text>
            <div>
              <Button size="small" onClick={() => setRemoving(key)}>
                {t('keys.remove')}
              </Button>
            </div>
          </Stack>
        </Card>
      ))}
      {removing !== null && (
        <RemoveKey
          onCancel={() => setRemoving(null)}
          onRemove={() => {
            setRemoving(null);
            void desk.remove(accountId, removing.id);
          }}
        />
      )}
    </Question>
  );
}

function effectOf({ use, isServed }: Pick<KeySummary, 'use' | 'isServed'>) {
  if (!isServed) return 'keys.effect.kept' as const;
  return use === 'flux' ? ('keys.effect.flux' as const) : ('keys.effect.flux-id' as const);
}

function RemoveKey({ onCancel, onRemove }: { readonly onCancel: () => void; readonly onRemove: () => void }) {
  const [hasCopy, setHasCopy] = useState(false);
  return (
    <AlertDialog
      open
      onClose={onCancel}
      title={t('keys.removeTitle')}
      footer={
        <>
          <Button data-first-focus="" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger" disabled={!hasCopy} onClick={onRemove}>
            {t('keys.remove')}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        <Text>{t('keys.removeText')}</Text>
        <Checkbox label={t('keys.haveCopy')} checked={hasCopy} onChecked={setHasCopy} />
      </Stack>
    </AlertDialog>
  );
}

/** One private key from another wallet, and what it is for: the digits alone cannot tell. */
export function KeyAddScreen({ screen, keys: desk }: On<'key-add'>) {
  const { account, issue, error } = screen;
  const [use, setUse] = useState<ImportedKeyUse>(screen.use);
  const input = useRef<HTMLInputElement>(null);
  useFirstFocus(input);
  const { accountId } = account;
  return (
    <Question
      focusKey="key-add"
      title={t('keys.addTitle')}
      text={t('keys.addText')}
      onSubmit={() => {
        if (input.current !== null) void desk.judge(accountId, use, input.current);
      }}
      actions={
        <>
          <Button variant="quiet" onClick={() => void desk.show(accountId)}>
            {t('common.back')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('keys.continue')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
      <SelectField
        label={t('keys.for')}
        value={use}
        onValue={setUse}
        options={importedKeyUses.map((value) => ({ value, label: t(`keys.use.${value}`) }))}
      />
      <SecretField
        label={t('keys.key')}
        hint={t(`keys.form.${use}`)}
        name="key"
        inputRef={input}
        error={issueWords(issue, 'key')}
      />
    </Question>
  );
}

/** What the key leads to, before it is kept. */
export function KeyPreviewScreen({ screen, keys: desk }: On<'key-preview'>) {
  const { account, key, replaces } = screen;
  return (
    <Question
      focusKey="key-preview"
      title={t('keys.previewTitle')}
      text={t(key.address === null ? 'keys.previewUnknown' : 'keys.previewText')}
      onSubmit={() => void desk.add()}
      actions={
        <>
          <Button onClick={() => desk.showAdd(account.accountId, key.use)}>{t('preview.reject')}</Button>
          <Button variant="primary" size="large" type="submit">
            {t('keys.keep')}
          </Button>
        </>
      }
    >
      <Card title={t(`keys.use.${key.use}`)}>
        <Stack gap={12}>
          {key.address !== null && <AddressText address={key.address} size="large" />}
          <Text>{t(effectOf(key))}</Text>
          {replaces !== null && (
            <Stack gap={4}>
              <Text size={13} tone="muted">
                {t('keys.insteadOf')}
              </Text>
              <AddressText address={replaces} />
            </Stack>
          )}
        </Stack>
      </Card>
      <Banner tone="warning" title={t('keys.deviceOnly')}>
        {t('keys.deviceOnlyText')}
      </Banner>
    </Question>
  );
}
