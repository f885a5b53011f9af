import { Button, Progress, t } from '../../ui/index.ts';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';

export function OpeningScreen() {
  return (
    <Question title={t('opening.title')} focusKey="opening">
      <Progress label={t('opening.title')} value={null} />
    </Question>
  );
}

/** Open and hidden; seen only when the person brings the window up. */
export function IdleScreen({ screen, lock }: SignerParts & { readonly screen: Extract<Screen, { kind: 'idle' }> }) {
  return (
    <Question
      title={t('idle.title', { label: screen.account.label })}
      text={t('idle.text')}
      focusKey=""
      actions={<Button onClick={lock}>{t('idle.lock')}</Button>}
    />
  );
}

export function SigningScreen({ screen }: { readonly screen: Extract<Screen, { kind: 'signing' }> }) {
  return (
    <Question title={t('signing.title')} text={t('approve.next')} focusKey="signing">
      <Progress label={t('signing.progress')} value={screen.total === 0 ? null : screen.done / screen.total} />
    </Question>
  );
}
