import { Card, Identicon, pictureName, Row, Stack, Text, t } from '../../ui/index.ts';

interface FingerprintCardProps {
  readonly heading: string;
  readonly account: { readonly fingerprint: readonly string[] | null; readonly accountId: string };
}

/** The three words and the picture by which a person recognises an account. */
export function FingerprintCard({ heading, account }: FingerprintCardProps) {
  const name = pictureName(account);
  return (
    <Card tone="sunken">
      <Row gap={16} align="center">
        <Identicon name={name} size={48} />
        <Stack gap={4}>
          <Text size={12} tone="muted">
            {heading}
          </Text>
          <Text size={16} weight="strong">
            {account.fingerprint === null ? t('common.none') : account.fingerprint.join(' ')}
          </Text>
        </Stack>
      </Row>
    </Card>
  );
}
