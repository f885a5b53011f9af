import { Banner, Button, ErrorState, Row, Text, TextAreaField, TextField, t } from '../../../ui/index.ts';
import styles from './flux-id.module.css';
import { editChecked, useIdentityForms, verifySignature } from './forms-store.ts';

/** Did this address sign this text? Works for Flux, Bitcoin and Ethereum forms. */
export function VerifyForm() {
  const { checked, verdict, verifyError } = useIdentityForms();
  const complete = checked.identity.trim() !== '' && checked.text !== '' && checked.signature.trim() !== '';
  return (
    <form
      className={styles.narrow}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) void verifySignature();
      }}
    >
      <Text tone="muted">{t('verify.intro')}</Text>
      <TextField
        label={t('verify.identity')}
        mono
        name="identity"
        maxLength={128}
        value={checked.identity}
        onValue={(identity) => editChecked({ identity })}
      />
      <TextAreaField
        label={t('verify.text')}
        name="checked-text"
        rows={5}
        maxLength={100_000}
        value={checked.text}
        onValue={(text) => editChecked({ text })}
      />
      <TextField
        label={t('verify.signature')}
        mono
        name="signature"
        maxLength={200}
        value={checked.signature}
        onValue={(signature) => editChecked({ signature })}
      />
      <Row>
        <Button type="submit" variant="primary" disabled={!complete}>
          {t('verify.check')}
        </Button>
      </Row>
      {verdict !== null &&
        (verdict.valid ? (
          <Banner tone="positive" title={t('verify.valid')} live>
            {t('verify.validText', { kind: t(`verify.kind.${verdict.kind}`) })}
          </Banner>
        ) : (
          <Banner tone="danger" title={t('verify.invalid')} live>
            {t('verify.invalidText')}
          </Banner>
        ))}
      {verifyError !== null && <ErrorState shape="inline" code={verifyError.code} />}
    </form>
  );
}
