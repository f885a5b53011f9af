import { Monitor, Moon, Sun } from 'lucide-react';
import type { Settings } from '../../../../wallet-core/ipc/index.ts';
import { passwordFrom } from '../../../../wallet-core/policy/recipient-rule.ts';
import {
  amountWords,
  Card,
  LoadingLabel,
  SegmentedControl,
  SelectField,
  Skeleton,
  Stack,
  Switch,
  Text,
  t,
} from '../../../ui/index.ts';
import { Screen } from '../../shell/screen.tsx';
import { useSnapshots } from '../../state/index.ts';
import { AccountSection } from '../accounts/account-section.tsx';
import { BackupSection } from '../accounts/backup-section.tsx';
import { PriceChoice } from '../prices/price-choice.tsx';
import { SecondFactorSection } from '../second-factor/second-factor-section.tsx';
import { About } from './about.tsx';
import { ChainServers } from './chain-servers.tsx';
import { Servers } from './servers.tsx';
import styles from './settings.module.css';
import { changeSettings } from './settings-actions.ts';

/** Everything that can be chosen. Every change takes effect at once and is kept. */
export function SettingsScreen() {
  const settings = useSnapshots((state) => state.settings);
  const account = useSnapshots((state) => state.account);
  return (
    <Screen title={t('settings.title')}>
      <div className={styles.sections}>
        {settings === null ? (
          <Loading />
        ) : (
          <>
            <Appearance settings={settings} />
            <Locking settings={settings} />
            {account !== null && account.kind !== 'watch' && <SecondFactorSection />}
            <Servers servers={settings.servers.flux} />
            <ChainServers servers={settings.servers} />
            {account !== null && <AccountSection account={account} />}
            {account !== null && account.kind !== 'watch' && <BackupSection />}
          </>
        )}
        <About />
      </div>
    </Screen>
  );
}

function Loading() {
  return (
    <>
      <LoadingLabel />
      {(['settings.appearance', 'settings.security', 'servers.title'] as const).map((title) => (
        <Card key={title} title={t(title)}>
          <Stack gap={16}>
            <Skeleton size="control" width="long" />
            <Skeleton size="control" width="full" />
          </Stack>
        </Card>
      ))}
    </>
  );
}

function Appearance({ settings }: { readonly settings: Settings }) {
  return (
    <Card title={t('settings.appearance')}>
      <Stack gap={24}>
        <SegmentedControl
          legend={t('settings.theme')}
          value={settings.theme}
          onValue={(theme) => void changeSettings({ theme })}
          choices={[
            { value: 'system', label: t('theme.system'), icon: Monitor },
            { value: 'light', label: t('theme.light'), icon: Sun },
            { value: 'dark', label: t('theme.dark'), icon: Moon },
          ]}
        />
        <Switch
          label={t('settings.hideAmounts')}
          hint={t('settings.hideAmountsHint')}
          checked={settings.hideAmounts}
          onChecked={(hideAmounts) => void changeSettings({ hideAmounts })}
        />
        <PriceChoice settings={settings} />
        <SelectField
          label={t('settings.language')}
          value={settings.language}
          options={[{ value: 'en', label: t('settings.language.en') }]}
          onValue={(language) => void changeSettings({ language })}
        />
      </Stack>
    </Card>
  );
}

const lockChoices = [1, 2, 5, 10, 15, 30, 60, 120];

function Locking({ settings }: { readonly settings: Settings }) {
  const minutes = lockChoices.includes(settings.autoLockMinutes)
    ? lockChoices
    : [...lockChoices, settings.autoLockMinutes].toSorted((a, b) => a - b);
  return (
    <Card title={t('settings.security')}>
      <Stack gap={24}>
        <SelectField
          label={t('settings.lockAfter')}
          hint={t('settings.lockHint')}
          value={settings.autoLockMinutes.toString()}
          options={minutes.map((count) => ({
            value: count.toString(),
            label: t('settings.minutes', { count }),
          }))}
          onValue={(value) => void changeSettings({ autoLockMinutes: Number.parseInt(value, 10) })}
        />
        <Stack gap={0}>
          <Text>{t('settings.firstPayment')}</Text>
          <Text size={12} tone="muted">
            {t('settings.firstPaymentHint', { amount: amountWords(passwordFrom.flux, 8, 'FLUX') })}
          </Text>
        </Stack>
        <Switch
          label={t('settings.follow')}
          hint={t('settings.followHint')}
          checked={settings.followWhileLocked}
          onChecked={(followWhileLocked) => void changeSettings({ followWhileLocked })}
        />
        <Switch
          label={t('settings.notifications')}
          hint={t('settings.notificationsHint')}
          checked={settings.notifications}
          onChecked={(notifications) => void changeSettings({ notifications })}
        />
      </Stack>
    </Card>
  );
}
