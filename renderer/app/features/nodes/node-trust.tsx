import type { NodeAccess, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { Banner, Button, Card, Chip, Facts, Row, Stack, Text, t } from '../../../ui/index.ts';
import styles from './nodes.module.css';

/** The person's decision about the way to the server. */
export type OnTrust = (trust: RequestOf<'nodes.trust'>['trust']) => Promise<void>;

/** `AB:CD:…`, as OpenSSL writes it, in lines of eight bytes, so that it can be compared. */
export function fingerprintLines(sha256: string): readonly { readonly at: number; readonly text: string }[] {
  const bytes = sha256.toUpperCase().match(/.{2}/g) ?? [];
  const lines: { readonly at: number; readonly text: string }[] = [];
  for (let at = 0; at < bytes.length; at += 8) {
    lines.push({ at, text: bytes.slice(at, at + 8).join(':') + (at + 8 < bytes.length ? ':' : '') });
  }
  return lines;
}

/** How to read it on the server, whatever its system. FluxOS keeps its certificate there. */
const COMMAND = 'openssl x509 -noout -fingerprint -sha256 -in zelflux/certs/v1.crt';

function Fingerprint({ of }: { readonly of: string }) {
  return (
    <bdi className={styles.fingerprint} dir="ltr">
      {fingerprintLines(of).map((line) => (
        <span key={line.at} className={styles.fingerprintLine}>
          {line.text}
        </span>
      ))}
    </bdi>
  );
}

/** Whether the server is the person's own: compared once, then held to it. */
export function NodeTrust({ access, trust }: { readonly access: NodeAccess; readonly trust: OnTrust }) {
  const { shown, pinned, transport } = access;
  const untrust = (
    <Row>
      <Button variant="quiet" size="small" onClick={() => void trust({ kind: 'none' })}>
        {t('operate.untrust')}
      </Button>
    </Row>
  );
  if (pinned !== null && shown !== null && pinned !== shown) {
    return (
      <Banner tone="danger" title={t('operate.changed.title')} live>
        <Stack gap={16} align="start">
          <Text>{t('operate.changed.text')}</Text>
          <Facts
            layout="down"
            facts={[
              { id: 'before', term: t('operate.changed.before'), value: <Fingerprint of={pinned} /> },
              { id: 'now', term: t('operate.changed.now'), value: <Fingerprint of={shown} /> },
            ]}
          />
          <Button variant="danger" onClick={() => void trust({ kind: 'certificate', sha256: shown })}>
            {t('operate.changed.trust')}
          </Button>
        </Stack>
      </Banner>
    );
  }
  if (transport === 'pinned' && pinned !== null) {
    return (
      <Card title={t('operate.way')} aside={<Chip tone="positive">{t('request.secure')}</Chip>}>
        <Stack gap={12}>
          <Text>{t('operate.pinned')}</Text>
          <Facts
            layout="down"
            facts={[{ id: 'pinned', term: t('operate.pinnedFor'), value: <Fingerprint of={pinned} /> }]}
          />
          {untrust}
        </Stack>
      </Card>
    );
  }
  if (transport === 'plain') {
    return (
      <Card title={t('operate.way')} aside={<Chip tone="warning">{t('request.plain')}</Chip>}>
        <Stack gap={12}>
          <Text>{t('operate.plain.allowed')}</Text>
          {untrust}
        </Stack>
      </Card>
    );
  }
  return shown === null ? <PlainOnly trust={trust} /> : <NewCertificate shown={shown} trust={trust} />;
}

function PlainOnly({ trust }: { readonly trust: OnTrust }) {
  return (
    <Banner tone="warning" title={t('operate.plain.title')}>
      <Stack gap={12} align="start">
        <Text>{t('operate.plain.text')}</Text>
        <Button onClick={() => void trust({ kind: 'plain-http' })}>{t('operate.plain.allow')}</Button>
      </Stack>
    </Banner>
  );
}

function NewCertificate({ shown, trust }: { readonly shown: string; readonly trust: OnTrust }) {
  return (
    <Card title={t('operate.trust.title')}>
      <Stack gap={16} align="start">
        <Text tone="muted">{t('operate.trust.text')}</Text>
        <Facts
          layout="down"
          facts={[
            { id: 'shown', term: t('operate.fingerprint'), value: <Fingerprint of={shown} /> },
            {
              id: 'command',
              term: t('operate.trust.command'),
              value: <code className={styles.fingerprint}>{COMMAND}</code>,
            },
          ]}
        />
        <Button variant="primary" onClick={() => void trust({ kind: 'certificate', sha256: shown })}>
          {t('operate.trust')}
        </Button>
      </Stack>
    </Card>
  );
}
