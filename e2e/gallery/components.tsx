import '../../renderer/ui/styles/index.css';
import { Plus, RefreshCw, Send, Settings, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { FAKE_NOW } from '../../renderer/app/testing/fake-data.ts';
import * as ui from '../../renderer/ui/index.ts';
import styles from './gallery.module.css';
import { dressFromQuery } from './query.ts';

const query = dressFromQuery();
const words = 'orbit canvas lantern';
const address = 't1YhSgB2kT9vQ8mX4cN7dR5wE3zF6jHpLuA';
const flux = { decimals: 8, symbol: 'FLUX' };
const copy = () => Promise.resolve(true);

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <ui.Card title={title}>
      <ui.Stack gap={16}>{children}</ui.Stack>
    </ui.Card>
  );
}

function Buttons() {
  return (
    <Section title="Buttons, chips, keys">
      <ui.Row gap={8} wrap>
        <ui.Button variant="primary" icon={Send}>
          Review 25 FLUX
        </ui.Button>
        <ui.Button>Test server</ui.Button>
        <ui.Button variant="quiet">Cancel</ui.Button>
        <ui.Button variant="danger" icon={Trash2}>
          Remove
        </ui.Button>
        <ui.Button variant="primary" busy>
          Preparing
        </ui.Button>
        <ui.Button disabled>Not now</ui.Button>
      </ui.Row>
      <ui.Row gap={8} wrap>
        <ui.Button size="small" icon={Plus}>
          Add
        </ui.Button>
        <ui.Button size="large" variant="primary">
          Large
        </ui.Button>
        <ui.IconButton icon={RefreshCw} label="Refresh" />
        <ui.IconButton icon={Settings} label="Settings" size="small" />
        <ui.CopyButton what="address" words="Copy address" onCopy={copy} />
        <ui.CopyButton what="address" onCopy={copy} />
        <ui.Kbd keys={['Ctrl', 'K']} />
      </ui.Row>
      <ui.Row gap={8} wrap>
        <ui.Chip>Neutral</ui.Chip>
        <ui.Chip tone="accent">Spendable</ui.Chip>
        <ui.Chip tone="positive">Confirmed</ui.Chip>
        <ui.Chip tone="warning">Pending</ui.Chip>
        <ui.Chip tone="danger">Refused</ui.Chip>
        <ui.Chip tone="info">Immature</ui.Chip>
      </ui.Row>
    </Section>
  );
}

function Fields() {
  const [text, setText] = useState('');
  const [amount, setAmount] = useState('1234.5');
  const [message, setMessage] = useState('Invoice 42');
  const [kind, setKind] = useState<'insight' | 'blockbook'>('insight');
  const [theme, setTheme] = useState<ui.Theme>('system');
  const [fee, setFee] = useState<'1' | '2' | '5'>('1');
  const [on, setOn] = useState(true);
  return (
    <Section title="Fields">
      <ui.TextField
        label="Recipient"
        value={text}
        onValue={setText}
        mono
        placeholder="t1…"
        hint="A Flux address or a flux: link"
      />
      <ui.TextField
        label="Recipient"
        value="t1YhSgB2kT9"
        onValue={setText}
        mono
        error="The address has the wrong length. A part may be missing."
      />
      <ui.AmountField
        label="Amount"
        value={amount}
        onValue={setAmount}
        unit="FLUX"
        large
        actions={<ui.Button size="small">Max</ui.Button>}
        warning="This spends everything that can be spent"
      />
      <ui.TextAreaField label="Message" optional value={message} onValue={setMessage} aside="10 of 80 bytes" />
      <ui.SelectField
        label="Kind of server"
        value={kind}
        onValue={setKind}
        options={[
          { value: 'insight', label: 'Insight' },
          { value: 'blockbook', label: 'Blockbook' },
        ]}
      />
      <ui.SegmentedControl
        legend="Theme"
        value={theme}
        onValue={setTheme}
        choices={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <ui.RadioCards
        legend="Fee"
        value={fee}
        onValue={setFee}
        choices={[
          { value: '1', label: 'Normal', detail: 'next blocks · 0.00000226 FLUX' },
          { value: '2', label: 'Faster', detail: 'ahead of most · 0.00000452 FLUX' },
          { value: '5', label: 'First', detail: 'ahead of nearly all · 0.0000113 FLUX' },
        ]}
      />
      <ui.Switch
        label="Hide amounts"
        hint="Figures leave the screen until you show them again"
        checked={on}
        onChecked={setOn}
      />
      <ui.Checkbox label="Keep this account in the list of this device" checked={on} onChecked={setOn} />
      <ui.Row gap={8}>
        <ui.BareCheckbox label="Some" indeterminate checked={false} onChecked={setOn} />
        <ui.BareCheckbox label="None" checked={false} onChecked={setOn} />
        <ui.BareCheckbox label="Off" checked disabled onChecked={setOn} />
      </ui.Row>
    </Section>
  );
}

function Money() {
  return (
    <Section title="Money">
      <ui.Text size={40} weight="strong">
        <ui.AmountText units={123456780000000n} {...flux} />
      </ui.Text>
      <ui.Row gap={16} wrap>
        <ui.AmountText units="-2500000226" {...flux} sign="both" />
        <ui.AmountText units={2500000000n} {...flux} sign="both" coloured />
        <ui.AmountText units={null} {...flux} unknownReason="the server has not answered" />
        <ui.HideAmounts hidden>
          <ui.AmountText units={1n} {...flux} />
        </ui.HideAmounts>
        <ui.AmountText units={1n} {...flux} />
        <ui.AgeText atMs={FAKE_NOW - 8_000} />
        <ui.AgeText atMs={FAKE_NOW - 3 * 86_400_000} />
      </ui.Row>
      <ui.AddressText address={address} onCopy={copy} />
      <ui.AddressText address={address} size="large" />
      <ui.AddressText address={address} form="short" onCopy={copy} />
      <ui.StackedBar
        label="Total FLUX by part"
        {...flux}
        parts={[
          { id: 'a', label: 'Spendable', explanation: 'confirmed and free to send', units: 51234567800000n, look: 1 },
          { id: 'b', label: 'Pending', explanation: 'on its way to you', units: 2500000000n, look: 2 },
          { id: 'c', label: 'Immature', explanation: 'mined, not old enough yet', units: 1125000000n, look: 3 },
          { id: 'd', label: 'Collateral', explanation: 'stands for a FluxNode', units: 100000000000n, look: 4 },
          { id: 'e', label: 'Frozen', explanation: 'kept back by you', units: 0n, look: 5 },
        ]}
      />
    </Section>
  );
}

const names = [
  words,
  'river stone apple',
  'zebra zone zoo',
  'abandon ability able',
  'cloud drift ember',
  'fabric galaxy hammer',
  'ice jazz kite',
  'lemon magic north',
];

function Pictures() {
  return (
    <Section title="Pictures">
      <ui.Row gap={12} wrap>
        {names.map((name) => (
          <ui.Identicon key={name} name={name} size={48} />
        ))}
      </ui.Row>
      <ui.Row gap={12} align="center" wrap>
        <ui.Identicon name={words} size={20} />
        <ui.Identicon name={words} size={32} />
        <ui.Identicon name={words} size={96} />
        <ui.ParallaxMark label="Parallax" />
        <ui.ChainMark chain="flux" />
        <ui.ChainMark chain="ergo" />
        <ui.PlanesMark />
        <ui.QrCode text={`flux:${address}?amount=25`} what="a Flux address" />
      </ui.Row>
    </Section>
  );
}

function Feedback() {
  return (
    <Section title="Feedback">
      <ui.Banner tone="info" title="You have not paid this address before">
        Compare the whole address with its source.
      </ui.Banner>
      <ui.Banner tone="warning" title="The balance is 3 h old" actions={<ui.Button size="small">Refresh</ui.Button>} />
      <ui.Banner tone="danger" title="This is not what you copied">
        The clipboard changed after you pasted.
      </ui.Banner>
      <ui.Banner tone="positive" title="Confirmed" />
      <ui.ErrorState code="server.none-left" actions={<ui.Button>Try again</ui.Button>} />
      <ui.EmptyState title="Nothing here yet" actions={<ui.Button variant="primary">Receive FLUX</ui.Button>}>
        Payments you make and receive appear here.
      </ui.EmptyState>
      <ui.Progress label="Making keys" value={0.4} />
      <ui.Stack gap={8}>
        <ui.Skeleton size={40} />
        <ui.Skeleton width="long" />
        <ui.Skeleton width="full" size="control" />
      </ui.Stack>
    </Section>
  );
}

function Structure() {
  const [tab, setTab] = useState<'one' | 'two'>('one');
  const [dialog, setDialog] = useState<'none' | 'dialog' | 'alert'>(
    query.get('open') === 'dialog' ? 'dialog' : query.get('open') === 'alert' ? 'alert' : 'none',
  );
  const close = () => setDialog('none');
  return (
    <Section title="Structure">
      <ui.Tabs
        label="Example"
        active={tab}
        onActive={setTab}
        tabs={[
          { id: 'one', label: 'Claims', panel: <ui.Text>First panel</ui.Text> },
          { id: 'two', label: 'Swaps', panel: <ui.Text>Second panel</ui.Text> },
        ]}
      />
      <ui.Disclosure summary="Raw bytes" open>
        <ui.Text mono size={12}>
          0400008085202f8901
        </ui.Text>
      </ui.Disclosure>
      <ui.Table
        caption="Places"
        keyOf={(row) => row.id}
        rows={[
          { id: 'flux', units: 51234567800000n },
          { id: 'ergo', units: 2500000000n },
        ]}
        columns={[
          {
            id: 'chain',
            header: 'Chain',
            wide: true,
            names: true,
            render: (row) => (
              <ui.Row gap={8}>
                <ui.ChainMark chain={row.id === 'flux' ? 'flux' : 'ergo'} /> {row.id}
              </ui.Row>
            ),
          },
          {
            id: 'amount',
            header: 'Amount',
            align: 'end',
            render: (row) => <ui.AmountText units={row.units} {...flux} aligned />,
          },
          { id: 'age', header: 'Age', align: 'end', render: () => <ui.AgeText atMs={FAKE_NOW - 60_000} /> },
        ]}
      />
      <ui.Timeline
        label="Payment"
        steps={[
          { id: 'a', title: 'Approved in the signer', state: 'done' },
          { id: 'b', title: 'Written to disk', state: 'done', detail: '14:29:58' },
          { id: 'c', title: 'With the network', state: 'current', detail: 'Waiting for the first block' },
          { id: 'd', title: 'Confirmed', state: 'waiting' },
        ]}
      />
      <ui.Facts
        facts={[
          { id: 'fee', term: 'Fee', value: <ui.AmountText units={226n} {...flux} /> },
          { id: 'total', term: 'Total', value: <ui.AmountText units={2500000226n} {...flux} />, strong: true },
        ]}
      />
      <ui.Row gap={8}>
        <ui.Button onClick={() => setDialog('dialog')}>Open dialog</ui.Button>
        <ui.Button onClick={() => setDialog('alert')}>Open alert</ui.Button>
        <ui.Button onClick={() => ui.toast('positive', 'Label saved')}>Toast</ui.Button>
        <ui.Popover trigger={<span>1 of 1 chains, 8 s ago</span>} label="Sync state">
          <ui.Text>Flux · 8 s ago</ui.Text>
        </ui.Popover>
      </ui.Row>
      <ui.Dialog
        open={dialog === 'dialog'}
        onClose={close}
        title="Add a server"
        footer={
          <>
            <ui.Button onClick={close}>Cancel</ui.Button>
            <ui.Button variant="primary">Add</ui.Button>
          </>
        }
      >
        <ui.TextField label="Address" value="" onValue={() => undefined} data-first-focus="" />
      </ui.Dialog>
      <ui.AlertDialog
        open={dialog === 'alert'}
        onClose={close}
        title="This is not what you copied"
        footer={
          <>
            <ui.Button onClick={close} data-first-focus="">
              Clear the field
            </ui.Button>
            <ui.Button variant="danger">Keep it</ui.Button>
          </>
        }
      >
        <ui.Text>The clipboard changed after you pasted.</ui.Text>
      </ui.AlertDialog>
    </Section>
  );
}

function Gallery() {
  return (
    <main className={styles.page}>
      <ui.Heading level={1}>Components</ui.Heading>
      <Buttons />
      <Fields />
      <Money />
      <Pictures />
      <Feedback />
      <Structure />
      <ui.Announcer />
      <ui.Toasts />
    </main>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Gallery />);
