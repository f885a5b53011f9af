import { useRef } from 'react';
import { Banner, Button, ErrorState, Field, Stack, Text, t } from '../../ui/index.ts';
import { useEscape } from '../fields/use-escape.ts';
import styles from '../fields/words-field.module.css';
import { Question } from '../frame/question.tsx';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';

/** The text holds private keys of nodes: it lives in the field alone and is emptied as soon as it was read (E-25). */
export function ImportNodesScreen({
  screen,
  nodeImports,
  accounts,
}: SignerParts & { readonly screen: Extract<Screen, { kind: 'import-nodes' }> }) {
  const { found, flaws, added, error } = screen;
  const input = useRef<HTMLTextAreaElement>(null);
  useEscape(() => void accounts.returnToOpen());
  const read = () => {
    const field = input.current;
    if (field === null) return;
    nodeImports.read(field.value);
    field.value = '';
  };
  const isFound = found !== null && found.length > 0;
  return (
    <Question
      focusKey="import-nodes"
      title={t('importNodes.title')}
      text={t('importNodes.text')}
      actions={
        <>
          <Button variant="quiet" onClick={() => void accounts.returnToOpen()}>
            {t(added === null ? 'common.cancel' : 'export.done')}
          </Button>
          {added === null && (
            <Button variant="primary" size="large" onClick={() => (isFound ? void nodeImports.adopt() : read())}>
              {isFound ? t('importNodes.add', { count: found.length }) : t('importNodes.read')}
            </Button>
          )}
        </>
      }
    >
      {!isFound && (
        <Field label={t('importNodes.file')} hint={t('importNodes.hint')}>
          {(control) => (
            <textarea
              {...control}
              ref={input}
              className={styles.words}
              rows={6}
              autoComplete="off"
              autoCorrect="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={200_000}
            />
          )}
        </Field>
      )}
      {found !== null && found.length === 0 && flaws.length === 0 && <Text>{t('importNodes.none')}</Text>}
      {flaws.length > 0 && (
        <Banner tone="warning" title={t('importNodes.flaws', { count: flaws.length })}>
          <ul>
            {flaws.slice(0, 10).map(({ line, flaw }) => (
              <li key={`${line}${flaw}`}>{t('importNodes.flaw', { line, what: t(`importNodes.flaw.${flaw}`) })}</li>
            ))}
          </ul>
        </Banner>
      )}
      {isFound && added === null && (
        <Stack gap={8}>
          {found.map(({ key, name, host }) => (
            <Stack key={key} gap={4}>
              <Text weight="strong">
                <bdi>{name}</bdi> · {host}
              </Text>
              <Text size={12} tone="muted">
                {key.slice(0, 16)}…{key.slice(60)}
              </Text>
            </Stack>
          ))}
        </Stack>
      )}
      {added !== null && (
        <Banner tone="positive" title={t('importNodes.added', { count: added.added })}>
          {added.known > 0 ? t('importNodes.known', { count: added.known }) : ''}
        </Banner>
      )}
      {error !== null && <ErrorState code={error.code} shape="inline" />}
    </Question>
  );
}
