import { Button, Progress, t } from '../../../ui/index.ts';
import { Question } from '../../frame/question.tsx';
import type { SignerParts } from '../../start.ts';
import { AskScreen } from './ask.tsx';
import { ChooseScreen } from './choose.tsx';
import { type FactorScreen, turnBack } from './factor-props.ts';
import { LostScreen } from './lost.tsx';
import { NewPinScreen } from './new-pin.tsx';
import { OverviewScreen } from './overview.tsx';
import { PublishedScreen } from './published.tsx';
import { ReviewScreen } from './review.tsx';
import { StuckScreen } from './stuck.tsx';
import { TotpScreen } from './totp.tsx';
import { UndecidedScreen } from './undecided.tsx';

export function FactorScreens({ screen, ...parts }: SignerParts & { readonly screen: FactorScreen }) {
  const { view } = screen;
  switch (view.step) {
    case 'looking':
      return (
        <Waiting title={t('factor.looking')} text={t('factor.lookingText')} onBack={() => turnBack(screen, parts)} />
      );
    case 'preparing':
      return <Waiting title={t('factor.preparing')} text={t('factor.preparingText')} />;
    case 'verifying':
      return <Waiting title={t('factor.verifying')} text={t('factor.verifyingText')} />;
    case 'publishing':
      return <Waiting title={t('factor.publishing')} />;
    case 'overview':
      return <OverviewScreen screen={screen} view={view} parts={parts} />;
    case 'choose':
      return <ChooseScreen screen={screen} view={view} parts={parts} />;
    case 'totp':
      return <TotpScreen screen={screen} view={view} parts={parts} />;
    case 'new-pin':
      return <NewPinScreen screen={screen} view={view} parts={parts} />;
    case 'lost':
      return <LostScreen screen={screen} view={view} parts={parts} />;
    case 'review':
      return <ReviewScreen screen={screen} view={view} parts={parts} />;
    case 'published':
      return <PublishedScreen screen={screen} view={view} parts={parts} />;
    case 'ask':
      return <AskScreen screen={screen} view={view} parts={parts} />;
    case 'undecided':
      return <UndecidedScreen screen={screen} view={view} parts={parts} />;
    case 'stuck':
      return <StuckScreen screen={screen} view={view} parts={parts} />;
  }
}

interface WaitingProps {
  readonly title: string;
  readonly text?: string;
  readonly onBack?: () => void;
}

function Waiting({ title, text, onBack }: WaitingProps) {
  return (
    <Question
      title={title}
      {...(text === undefined ? {} : { text })}
      focusKey={title}
      actions={onBack === undefined ? undefined : <Button onClick={onBack}>{t('common.cancel')}</Button>}
    >
      <Progress label={title} value={null} />
    </Question>
  );
}
