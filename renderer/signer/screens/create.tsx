import { RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { generateUsername, parseUsername, type Strength } from '../../../wallet-core/credentials/index.ts';
import { Button, Checkbox, IconButton, RadioCards, Row, Stack, Text, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { PlainField } from '../fields/plain-field.tsx';
import { SecretField } from '../fields/secret-field.tsx';
import { SecretText } from '../fields/secret-text.tsx';
import { useFirstFocus } from '../fields/use-first-focus.ts';
import { Question } from '../frame/question.tsx';
import { loadAssessor } from '../session/assess-password.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { StrengthNote } from './strength-note.tsx';
import { WaitNotice } from './wait-notice.tsx';

type CreateProps = SignerParts & { readonly screen: Extract<Screen, { kind: 'create' }> };

/** Name, password, passphrase: generated unless the person insists, and honest about what a guess costs. */
export function CreateScreen({ screen, accounts, creates, random }: CreateProps) {
  const { issue, error } = screen;
  const draft = accounts.draft;
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const consent = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<'generated' | 'own'>('generated');
  const [withPassphrase, setWithPassphrase] = useState(draft.has('passphrase'));
  const [version, setVersion] = useState(0);
  const [strength, setStrength] = useState<Strength | null>(null);
  const [consented, setConsented] = useState(false);
  const [suggestion] = useState(() => generateUsername(random));
  useFirstFocus(username);

  /** For the words on screen; what counts is the desk's own look when the account is made. */
  const assess = async () => {
    const judge = await loadAssessor();
    const typed = password.current?.value ?? '';
    const name = parseUsername(username.current?.value ?? '');
    if (typed === '' || !name.ok) return setStrength(null);
    const passphrase = draft.has('passphrase') ? 'generated' : 'none';
    setStrength(judge({ username: name.value, password: typed, passwordOrigin: 'chosen', passphrase }));
  };
  const reassess = () => {
    if (kind === 'own') void assess().catch(() => setStrength(null));
  };

  useEffect(() => {
    if (!draft.has('password')) draft.makePassword();
    setVersion((before) => before + 1);
  }, [draft]);

  const suggestAnother = () => {
    draft.makePassword();
    setVersion((before) => before + 1);
  };

  const togglePassphrase = (wanted: boolean) => {
    if (wanted) draft.makePassphrase();
    else draft.dropPassphrase();
    setWithPassphrase(wanted);
    setVersion((before) => before + 1);
    reassess();
  };

  const isAllowed =
    kind === 'generated' || strength?.verdict === 'allowed' || (strength?.verdict === 'needs-consent' && consented);

  const submit = () => {
    const name = username.current?.value ?? '';
    if (!isAllowed) return;
    if (kind === 'generated') void creates.create(name);
    else if (password.current !== null) void creates.createWithOwn(name, password.current, consented);
  };

  return (
    <Question
      focusKey="create"
      title={t('create.title')}
      text={t('create.text')}
      onSubmit={submit}
      actions={
        <>
          <Button variant="quiet" onClick={() => accounts.showFront()}>
            {t('common.back')}
          </Button>
          <Button variant="primary" size="large" type="submit" disabled={!isAllowed}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      <WaitNotice secondsLeft={0} error={error} />
      <PlainField
        label={t('create.username')}
        hint={t('create.usernameHint')}
        name="username"
        inputRef={username}
        defaultValue={suggestion}
        onEdit={reassess}
        error={issueWords(issue, 'username')}
      />
      <RadioCards
        legend={t('create.passwordKind')}
        value={kind}
        onValue={(chosen) => {
          setKind(chosen);
          setStrength(null);
          setConsented(false);
        }}
        choices={[
          { value: 'generated', label: t('create.generated'), detail: t('create.generatedDetail') },
          { value: 'own', label: t('create.own'), detail: t('create.ownDetail') },
        ]}
      />
      {kind === 'generated' ? (
        <Row gap={8} align="center">
          <Stack grow>
            <SecretText draft={draft} which="password" visible version={version} label={t('create.password')} />
          </Stack>
          <IconButton icon={RefreshCw} label={t('create.another')} onClick={suggestAnother} />
        </Row>
      ) : (
        <>
          <SecretField
            label={t('create.password')}
            name="password"
            inputRef={password}
            onEdit={reassess}
            error={issueWords(issue, 'password')}
          />
          <StrengthNote
            strength={strength}
            hasPassphrase={withPassphrase}
            consentRef={consent}
            onConsentEdit={() => setConsented(consent.current?.value.trim() === t('create.consentSentence'))}
          />
        </>
      )}
      <Checkbox
        label={t('create.passphrase')}
        hint={t('create.passphraseHint')}
        checked={withPassphrase}
        onChecked={togglePassphrase}
      />
      {withPassphrase && (
        <Stack gap={4}>
          <Text size={13} weight="medium">
            {t('create.passphraseLabel')}
          </Text>
          <SecretText draft={draft} which="passphrase" visible version={version} label={t('create.passphraseLabel')} />
        </Stack>
      )}
    </Question>
  );
}
