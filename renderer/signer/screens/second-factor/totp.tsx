import { useEffect, useRef } from 'react';
import { Button, Stack, Text, t } from '../../../ui/index.ts';
import { PlainField } from '../../fields/plain-field.tsx';
import secretStyles from '../../fields/secret-text.module.css';
import { Question } from '../../frame/question.tsx';
import type { FactorDesk } from '../../session/second-factor/factor-desk.ts';
import styles from './factor.module.css';
import type { FactorProps } from './factor-props.ts';
import { clockText, factorIssue } from './issue-words.ts';

/** The shared secret for the authenticator app, drawn by the desk: React knows neither picture nor text (E-25). */
export function TotpScreen({ view, parts }: FactorProps<'totp'>) {
  const { desk } = parts.factors;
  const code = useRef<HTMLInputElement>(null);
  return (
    <Question
      focusKey="factor-totp"
      title={t('factor.totp.title')}
      text={t('factor.totp.text')}
      onSubmit={() => {
        if (code.current !== null) desk.confirmCode(code.current);
      }}
      actions={
        <>
          <Button variant="quiet" onClick={() => void desk.back()}>
            {t('factor.back')}
          </Button>
          <Button variant="primary" size="large" type="submit">
            {t('factor.continue')}
          </Button>
        </>
      }
    >
      <SharedSecret desk={desk} />
      <PlainField
        label={t('factor.code')}
        name="code"
        inputRef={code}
        {...(view.issue === null ? { hint: t('factor.codeHint', { time: clockText(view.nowMs) }) } : {})}
        error={factorIssue(view.issue, 'code', view.nowMs)}
      />
      <Text size={13} tone="muted">
        {t('factor.totp.keep')}
      </Text>
    </Question>
  );
}

function SharedSecret({ desk }: { readonly desk: FactorDesk }) {
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const [square, line] = [picture.current, text.current];
    if (square !== null) desk.draw('qr', square);
    if (line !== null) desk.draw('text', line);
    return () => {
      square?.replaceChildren();
      line?.replaceChildren();
    };
  }, [desk]);
  return (
    <Stack gap={12}>
      <div ref={picture} className={styles.code} role="img" aria-label={t('factor.totp.qr')} />
      <Text size={13} tone="muted" id="factor-secret">
        {t('factor.totp.secret')}
      </Text>
      <output ref={text} className={secretStyles.secret} aria-labelledby="factor-secret" data-secret="totp" />
    </Stack>
  );
}
