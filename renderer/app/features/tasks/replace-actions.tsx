import { FastForward, X } from 'lucide-react';
import type { SendEntry } from '../../../../wallet-core/ipc/index.ts';
import { Button, Row, Stack, Text, t } from '../../../ui/index.ts';
import { canSend, useSnapshots } from '../../state/index.ts';
import { advance } from '../send/send-store.ts';
import { openTask } from './task-store.ts';

/** What can be done about a payment that waits, and what became of it when another took its number. */
export function ReplaceActions({ entry }: { readonly entry: SendEntry }) {
  const able = useSnapshots(canSend);
  const { account } = entry;
  const heir = useSnapshots((state) => state.sends?.entries.find((one) => one.sendId === account?.replacedBy));
  if (account === undefined) return null;
  const replaceable = account.canReplace && able;
  if (!replaceable && heir === undefined && account.replaces === null) return null;
  return (
    <Stack gap={8}>
      {account.replaces !== null && (
        <Text size={13} tone="muted">
          {t('sent.replaces')}
        </Text>
      )}
      <Row gap={8} wrap>
        {replaceable && (
          <>
            <Button icon={FastForward} onClick={() => openTask({ kind: 'speed-up', entry })}>
              {t('task.speedUp')}
            </Button>
            {account.action !== 'cancel' && (
              <Button icon={X} onClick={() => openTask({ kind: 'cancel', entry })}>
                {t('task.cancel')}
              </Button>
            )}
          </>
        )}
        {heir !== undefined && (
          <Button onClick={() => advance({ kind: 'show', sendId: heir.sendId, txid: heir.txid })}>
            {t('sent.replacedBy')}
          </Button>
        )}
      </Row>
    </Stack>
  );
}
