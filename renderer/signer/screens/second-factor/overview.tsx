import { Banner, Button, Card, describeError, describeFactor, t } from '../../../ui/index.ts';
import { Points } from '../../frame/points.tsx';
import { Question } from '../../frame/question.tsx';
import type { FactorView } from '../../session/second-factor/factor-screen.ts';
import styles from './factor.module.css';
import type { FactorProps } from './factor-props.ts';
import { StandingFacts, StandingNotices } from './standing.tsx';

type Overview = Extract<FactorView, { step: 'overview' }>;

/** What holds, what a factor is good for and what not, and what can be done. */
export function OverviewScreen({ view, parts }: FactorProps<'overview'>) {
  const { standing, error, refusal } = view;
  const { desk } = parts.factors;
  const isSet = standing.factors.length > 0;
  const mayBegin = isSet || standing.kind === 'none-found' || standing.kind === 'off' || standing.why === 'memory-lost';
  return (
    <Question
      focusKey="factor-overview"
      title={t('factor.overview.title')}
      text={t('factor.overview.text')}
      actions={
        <>
          <Button variant="quiet" onClick={() => desk.close()}>
            {t('common.close')}
          </Button>
          {isSet && standing.request === null && (
            <Button onClick={() => void desk.turnOff()}>{t('factor.turnOff')}</Button>
          )}
          {mayBegin && standing.request === null && (
            <Button variant="primary" size="large" onClick={() => void desk.begin()}>
              {t(isSet ? 'factor.change' : 'factor.setUp')}
            </Button>
          )}
          {standing.request !== null && (
            <Button variant="primary" size="large" onClick={() => void desk.cancelRequest()}>
              {t('factor.cancelRequest')}
            </Button>
          )}
        </>
      }
    >
      <Trouble error={error} refusal={refusal} />
      <StandingNotices standing={standing} />
      <Card>
        <div className={styles.card}>
          <StandingFacts standing={standing} />
          <p className={styles.text}>{describeFactor(standing).text}</p>
        </div>
        <div className={styles.row}>
          <Button size="small" onClick={() => void desk.lookAgain()}>
            {t('factor.lookAgain')}
          </Button>
          {isSet && standing.request === null && (
            <Button size="small" onClick={() => void desk.showLost()}>
              {t('factor.lost')}
            </Button>
          )}
        </div>
      </Card>
      <Card title={t('factor.guards')}>
        <Points>
          <li>{t('factor.guards.open')}</li>
          <li>{t('factor.guards.password')}</li>
        </Points>
      </Card>
      <Card title={t('factor.not')}>
        <Points>
          <li>{t('factor.not.software')}</li>
          <li>{t('factor.not.malware')}</li>
        </Points>
      </Card>
      <p className={styles.text}>{t('factor.cost')}</p>
    </Question>
  );
}

function Trouble({ error, refusal }: Pick<Overview, 'error' | 'refusal'>) {
  if (refusal !== null) {
    const words = refusalWords(refusal);
    return (
      <Banner tone="warning" title={words.title} live>
        {words.text}
      </Banner>
    );
  }
  if (error === null || error.code === 'approval.cancelled') return null;
  const words = describeError(error.code);
  return (
    <Banner tone="danger" title={words.title} live>
      {words.meaning} {words.next}
    </Banner>
  );
}

function refusalWords(refusal: NonNullable<Overview['refusal']>): { readonly title: string; readonly text: string } {
  switch (refusal) {
    case 'nothing-to-disable':
    case 'nothing-to-switch-off':
      return { title: t('factor.refusal.nothing'), text: t('factor.refusal.nothingText') };
    case 'too-many-changes':
      return { title: t('factor.refusal.too-many'), text: t('factor.refusal.too-manyText') };
    default:
      return { title: t('factor.refusal.not-known'), text: t('factor.refusal.not-knownText') };
  }
}
