import {
  Banner,
  Button,
  Card,
  describeError,
  Row,
  SegmentedControl,
  Stack,
  Text,
  TextAreaField,
  TextField,
  t,
} from '../../../ui/index.ts';
import { ReviewCard } from '../review/review-card.tsx';
import { dismissReview, isBusy, stepOf, useReview } from '../review/review-store.ts';
import styles from './flux-id.module.css';
import { useFluxId } from './flux-id-store.ts';
import { signText, useIdentityForms } from './forms-store.ts';
import { OutcomeBanner, Signature } from './outcome.tsx';
import { refusalReason } from './words.ts';

/** Signs a text of one's own choosing, as Flux ID or with an address. */
export function SignTextForm() {
  const { as, address, text, outcome } = useIdentityForms();
  const busy = useReview(isBusy);
  const step = useReview(stepOf('flux-id'));
  const wish = useFluxId((state) => state.wish);
  if (outcome !== null) return <Signed />;
  if (wish === null && step.kind !== 'idle') {
    return <ReviewCard step={step} stopped={step.kind === 'stopped' ? <Refused /> : undefined} />;
  }
  return (
    <form
      className={styles.narrow}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signText();
      }}
    >
      <Text tone="muted">{t('sign.intro')}</Text>
      <SegmentedControl
        legend={t('sign.as')}
        value={as}
        onValue={(value) => useIdentityForms.setState({ as: value })}
        choices={[
          { value: 'flux-id', label: t('sign.as.flux-id') },
          { value: 'address', label: t('sign.as.address') },
        ]}
      />
      {as === 'address' && (
        <TextField
          label={t('sign.address')}
          hint={t('sign.addressHint')}
          mono
          name="address"
          maxLength={128}
          value={address}
          onValue={(value) => useIdentityForms.setState({ address: value })}
        />
      )}
      <TextAreaField
        label={t('sign.text')}
        name="text"
        rows={6}
        maxLength={4_000}
        value={text}
        onValue={(value) => useIdentityForms.setState({ text: value })}
      />
      <Row>
        <Button
          type="submit"
          variant="primary"
          disabled={busy || text.trim() === '' || (as === 'address' && address.trim() === '')}
        >
          {t('sign.review')}
        </Button>
      </Row>
    </form>
  );
}

/** Refused here or in the signer; what was typed is still there. */
function Refused() {
  const step = useReview(stepOf('flux-id'));
  if (step.kind !== 'stopped') return null;
  const words = describeError(step.error.code);
  return (
    <Banner
      tone="danger"
      title={words.title}
      live
      actions={<Button onClick={dismissReview}>{t('review.back')}</Button>}
    >
      <Stack gap={8}>
        <Text>{refusalReason(step.error) ?? words.meaning}</Text>
        <Text>{words.next}</Text>
      </Stack>
    </Banner>
  );
}

function Signed() {
  const outcome = useIdentityForms((state) => state.outcome);
  if (outcome === null) return null;
  return (
    <div className={styles.narrow}>
      <Card padding="roomy">
        <Stack gap={16}>
          <OutcomeBanner outcome={outcome} />
          {outcome.signature !== null && <Signature signature={outcome.signature} />}
          <Row>
            <Button onClick={() => useIdentityForms.setState({ outcome: null, text: '' })}>{t('sign.again')}</Button>
          </Row>
        </Stack>
      </Card>
    </div>
  );
}
