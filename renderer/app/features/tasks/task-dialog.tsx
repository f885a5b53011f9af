import { type FormEvent, useEffect, useId } from 'react';
import { chainNames } from '../../../../wallet-core/assets/index.ts';
import {
  AddressText,
  AmountField,
  AmountText,
  Banner,
  Button,
  Dialog,
  describeError,
  ErrorState,
  type Fact,
  Facts,
  Stack,
  Text,
  TextField,
  t,
  tx,
} from '../../../ui/index.ts';
import { coinOf, type Money } from '../chains/account-chains.ts';
import { accountSentence } from '../gas/account-words.ts';
import { GasField } from '../gas/gas-field.tsx';
import { General } from '../send/account-form.tsx';
import type { Finding } from '../send/findings.ts';
import {
  allowedUnits,
  chainOf,
  closeTask,
  followTask,
  isTaskJudged,
  submitTask,
  type Task,
  type TaskView,
  useTask,
} from './task-store.ts';

const titles = {
  revoke: 'task.revoke',
  allow: 'task.allow',
  'speed-up': 'task.speedUpTitle',
  cancel: 'task.cancelTitle',
} as const;

/** One dialog for all small transactions, over whatever screen asked for one. */
export function TaskDialog() {
  const task = useTask((state) => state.task);
  return task === null ? null : <Open task={task} />;
}

function moneyOfTask(task: Task): Money | null {
  if (task.kind === 'allow') return task.money;
  const { symbol, decimals } = task.kind === 'revoke' ? task.item : task.entry;
  return symbol === null || decimals === null ? null : { symbol, decimals };
}

function Open({ task }: { readonly task: Task }) {
  const form = useId();
  const view = useTask();
  useEffect(followTask, []);
  const current = isTaskJudged(view, task);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void submitTask();
  };
  return (
    <Dialog
      open
      wide
      onClose={closeTask}
      title={t(titles[task.kind])}
      footer={
        <>
          <Button data-first-focus="" onClick={closeTask}>
            {t('common.close')}
          </Button>
          <Button type="submit" form={form} variant="primary" busy={view.busy || (!current && view.judged !== null)}>
            {t('task.review')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Stack gap={16}>
          {view.changed && <Banner tone="warning" title={t('send.changed')} live />}
          <Said task={task} />
          <Fields task={task} view={view} />
          <Fee task={task} view={view} />
          <Text size={12} tone="muted">
            {t('send.reviewHint')}
          </Text>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What it does, in a sentence and in terms. */
function Said({ task }: { readonly task: Task }) {
  const chain = chainOf(task);
  const network: Fact = { id: 'network', term: t('task.network'), value: chainNames[chain] };
  if (task.kind === 'revoke') {
    const { item } = task;
    const spender = <AddressText address={item.spender} form="short" />;
    return (
      <>
        <Text>{tx('task.revokeText', { spender })}</Text>
        <Facts
          facts={[
            network,
            { id: 'token', term: t('task.token'), value: item.symbol ?? t('task.unknownToken') },
            { id: 'spender', term: t('task.spender'), value: spender },
          ]}
        />
      </>
    );
  }
  if (task.kind === 'allow') {
    return (
      <>
        <Text>{t('task.allowText')}</Text>
        <Facts facts={[network, { id: 'token', term: t('task.token'), value: task.money.symbol }]} />
        {task.spender !== null && (
          <Facts
            layout="down"
            facts={[{ id: 'spender', term: t('task.spender'), value: <AddressText address={task.spender} /> }]}
          />
        )}
      </>
    );
  }
  const { entry } = task;
  const [party] = entry.recipients;
  return (
    <>
      <Text>{t(task.kind === 'cancel' ? 'task.cancelText' : 'task.speedUpText')}</Text>
      <Facts
        facts={[
          network,
          ...(party === undefined || entry.account?.action === 'cancel'
            ? []
            : [
                {
                  id: 'payment',
                  term: t('task.payment'),
                  value: (
                    <>
                      <AmountText units={party.amount} symbol={entry.symbol} decimals={entry.decimals} />{' '}
                      {tx('entry.to', { who: <AddressText address={party.address} form="short" /> })}
                    </>
                  ),
                },
              ]),
          { id: 'number', term: t('sent.number'), value: entry.account?.nonce.toString() ?? '' },
          {
            id: 'before',
            term: t('task.feeBefore'),
            value: <AmountText units={entry.fee} {...coinOf(chain)} always />,
          },
        ]}
      />
    </>
  );
}

/** Spender and amount of an allowance; everything else is given. */
function Fields({ task, view }: { readonly task: Task; readonly view: TaskView }) {
  if (task.kind !== 'allow') return null;
  const errors: readonly Finding[] = (view.judged?.validation?.errors ?? []).map((issue) => ({
    ...issue,
    reason: issue.data.reason,
  }));
  const unfinished = view.spender === '' && !view.asked;
  const recipient = unfinished ? undefined : errors.find((one) => one.field === 'recipient');
  const amount = errors.find((one) => one.field === 'amount');
  const bad = view.amount !== '' && allowedUnits(task, view.amount) === null;
  const sentence = (one: Finding | undefined) =>
    one === undefined ? undefined : accountSentence(one, task.chain, task.money);
  return (
    <>
      {task.spender === null && (
        <TextField
          label={t('task.spenderAddress')}
          mono
          name="spender"
          placeholder="0x…"
          maxLength={200}
          value={view.spender}
          onValue={(spender) => useTask.setState({ spender: spender.trim() })}
          error={sentence(recipient)}
        />
      )}
      <AmountField
        label={t('task.allowAmount')}
        name="allowance"
        unit={task.money.symbol}
        value={view.amount}
        onValue={(text) => useTask.setState({ amount: text })}
        hint={
          task.now === null || task.now.unlimited
            ? undefined
            : tx('task.allowNow', { amount: <AmountText units={task.now.amount} {...task.money} /> })
        }
        error={
          bad || (view.asked && view.amount === '')
            ? describeError(view.amount === '' ? 'send.amount-missing' : 'amount.bad-format').title
            : view.asked || view.amount !== ''
              ? sentence(amount)
              : undefined
        }
      />
    </>
  );
}

/** The fee in the chain's coin, and every finding that belongs to no field of the dialog. */
function Fee({ task, view }: { readonly task: Task; readonly view: TaskView }) {
  const chain = chainOf(task);
  const money = moneyOfTask(task) ?? coinOf(chain);
  const validation = view.judged?.validation ?? null;
  const toFinding = (issue: Finding): Finding => ({ ...issue, reason: issue.data?.reason });
  const all = (issues: readonly Omit<Finding, 'reason'>[]) => issues.map((one) => toFinding({ ...one, reason: null }));
  const quiet = new Set(['send.waits-behind']);
  const errors = all(validation?.errors ?? []);
  const warnings = all(validation?.warnings ?? []).filter((one) => !quiet.has(one.code));
  const gasMissing = errors.find((one) => one.code === 'send.gas-missing');
  const fee = errors.find((one) => one.field === 'fee' && one !== gasMissing);
  const recipientWarning = warnings.find((one) => one.field === 'recipient');
  const elsewhere = task.kind === 'allow' ? undefined : errors.find((one) => one.field === 'recipient');
  return (
    <>
      {recipientWarning !== undefined && (
        <Banner tone="warning" title={describeError(recipientWarning.code).title} live>
          {describeError(recipientWarning.code).meaning} {describeError(recipientWarning.code).next}
        </Banner>
      )}
      <GasField
        chain={chain}
        gas={view.gas}
        onGas={(gas) => useTask.setState({ gas })}
        offer={validation?.offer ?? null}
        unknown={view.judged?.errorCode != null && validation === null}
        asked={view.asked}
        error={fee === undefined ? undefined : accountSentence(fee, chain, money)}
        warning={
          warnings.some((one) => one.field === 'fee')
            ? warnings.filter((one) => one.field === 'fee').map((one) => accountSentence(one, chain, money))[0]
            : undefined
        }
      />
      {gasMissing !== undefined && (
        <Banner tone="danger" title={describeError(gasMissing.code).title} live>
          {accountSentence(gasMissing, chain, money)}
        </Banner>
      )}
      {elsewhere !== undefined && <ErrorState shape="inline" code={elsewhere.code} />}
      <General findings={{ errors, warnings }} validation={validation} chain={chain} />
      {view.judged?.errorCode != null && <ErrorState shape="inline" code={view.judged.errorCode} />}
    </>
  );
}
