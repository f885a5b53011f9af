import { useState } from 'react';
import {
  AddressText,
  Banner,
  Button,
  CopyButton,
  RadioCards,
  Row,
  SegmentedControl,
  SelectField,
  Stack,
  Text,
  TextField,
  t,
} from '../../ui/index.ts';
import { SecretText } from '../fields/secret-text.tsx';
import { useEscape } from '../fields/use-escape.ts';
import { useNow } from '../fields/use-now.ts';
import { Question } from '../frame/question.tsx';
import { MAX_EXPORT_INDEX } from '../session/export-desk.ts';
import type { ExportChoice, Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { keyName } from './key-name.ts';
import { secondsUntil } from './wait-notice.tsx';

type ExportProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'export' }> };

export function ExportScreen(props: ExportProps) {
  return props.screen.shown === null ? (
    <ChooseExport {...props} />
  ) : (
    <ShownExport {...props} shown={props.screen.shown} />
  );
}

const kinds = ['words', 'xpub', 'flux-id', 'address-key'] as const;

function ChooseExport({ screen, accounts, exports }: ExportProps) {
  const [keyAt, setKeyAt] = useState('0');
  const offered: readonly ExportChoice['kind'][] = screen.keys.length === 0 ? kinds : [...kinds, 'single-key'];
  const [kind, setKind] = useState<ExportChoice['kind']>('words');
  const [branch, setBranch] = useState<'0' | '1'>('0');
  const [index, setIndex] = useState('0');
  const isIndex = /^\d{1,5}$/.test(index) && Number(index) <= MAX_EXPORT_INDEX;
  const submit = () => {
    const key = screen.keys[Number(keyAt)];
    if (kind === 'single-key') {
      if (key !== undefined) exports.choose({ kind, id: key.id, use: key.use });
    } else if (kind !== 'address-key') exports.choose({ kind });
    else if (isIndex) exports.choose({ kind, branch: branch === '0' ? 0 : 1, index: Number(index) });
  };
  return (
    <Question
      focusKey="export"
      title={t('export.title')}
      text={t('export.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
            {t('export.done')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={kind === 'address-key' && !isIndex}>
            {t('export.show')}
          </Button>
        </>
      }
    >
      <RadioCards
        legend={t('export.choice')}
        value={kind}
        onValue={setKind}
        choices={offered.map((value) => ({ value, label: t(`export.${value}`), detail: t(`export.${value}Detail`) }))}
      />
      {kind === 'single-key' && (
        <SelectField
          label={t('export.whichKey')}
          value={keyAt}
          onValue={setKeyAt}
          options={screen.keys.map((key, at) => ({ value: String(at), label: keyName(key) }))}
        />
      )}
      {kind === 'address-key' && (
        <Stack gap={16}>
          <SegmentedControl
            legend={t('export.branch')}
            value={branch}
            onValue={setBranch}
            choices={[
              { value: '0', label: t('export.branch.0') },
              { value: '1', label: t('export.branch.1') },
            ]}
          />
          <TextField label={t('export.index')} value={index} onValue={setIndex} inputMode="numeric" maxLength={5} />
        </Stack>
      )}
    </Question>
  );
}

function ShownExport({
  screen,
  shown,
  accounts,
  exports,
  clock,
}: ExportProps & { readonly shown: NonNullable<ExportProps['screen']['shown']> }) {
  const { account, hideAtMs, clipboardUntilMs } = screen;
  const { what, address } = shown;
  const now = useNow(clock, true);
  const onClipboard = secondsUntil(clipboardUntilMs, now);
  const title = t(`export.shown.${what.kind}`);
  useEscape(() => exports.hide());
  return (
    <Question
      focusKey={what.kind}
      title={title}
      actions={
        <>
          <Button variant="quiet" onClick={() => exports.hide()}>
            {t('export.list')}
          </Button>
          <Button variant="primary" size="large" onClick={() => void accounts.returnToOpen()}>
            {t('export.done')}
          </Button>
        </>
      }
    >
      <Banner tone={what.kind === 'xpub' ? 'info' : 'warning'} title={t(`export.warning.${what.kind}`)} />
      {address !== null && (
        <Stack gap={4}>
          <Text size={13} tone="muted">
            {t('export.address')}
          </Text>
          <AddressText address={address} />
        </Stack>
      )}
      <SecretText
        draft={exports}
        which={what.kind === 'words' ? 'words' : 'export'}
        visible
        version={0}
        label={title}
      />
      {what.kind === 'words' && account.kind === 'imported' && <Text tone="muted">{t('export.passphrase')}</Text>}
      <Row gap={12} wrap>
        <CopyButton onCopy={() => exports.copy()} what={t('export.copyWhat')} words={t('export.copy')} />
        <Button variant="quiet" onClick={() => exports.extend()}>
          {t('export.longer')}
        </Button>
      </Row>
      <Text tone="muted">{t('export.hides', { count: secondsUntil(hideAtMs, now) })}</Text>
      {onClipboard > 0 && <Text>{t('export.clipboard', { count: onClipboard })}</Text>}
    </Question>
  );
}
