import { AddressText, AlertDialog, Button, Stack, Text, t } from '../../../ui/index.ts';
import { editForm, useSend } from './send-store.ts';

/** The paste guard's alarm (E-38): the safe way is to clear the field; keeping it takes a look at every group. */
export function GuardDialog() {
  const alarm = useSend((state) => state.alarm);
  const recipient = useSend((state) => state.form.recipient);
  const clear = () => editForm({ recipient: '' });
  const keep = () => useSend.setState({ alarm: null, compared: true });
  return (
    <AlertDialog
      open={alarm !== null}
      onClose={clear}
      title={t('guard.title')}
      footer={
        <>
          <Button variant="primary" onClick={clear} data-first-focus="">
            {t('guard.clear')}
          </Button>
          <Button onClick={keep}>{t('guard.keep')}</Button>
        </>
      }
    >
      <Stack gap={12}>
        <Text>{alarm === 'at-once' ? t('guard.atOnce') : t('guard.later')}</Text>
        <Text>{t('guard.compare')}</Text>
        <AddressText address={recipient} size="large" />
      </Stack>
    </AlertDialog>
  );
}
