import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { AlertDialog, Button, Text, t } from '../../ui/index.ts';

interface ForgetAccountProps {
  readonly account: KnownAccount;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onForget: () => void;
}

/** Says what is lost and what is not before anything is deleted. */
export function ForgetAccount({ account, open, onClose, onForget }: ForgetAccountProps) {
  return (
    <AlertDialog
      open={open}
      onClose={onClose}
      title={t('unlock.forgetTitle', { label: account.label })}
      footer={
        <>
          <Button data-first-focus="" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger" onClick={onForget}>
            {t('unlock.forgetSubmit')}
          </Button>
        </>
      }
    >
      <Text>{t(account.kind === 'imported' ? 'unlock.forgetImported' : 'unlock.forgetText')}</Text>
    </AlertDialog>
  );
}
