import { type RefObject, useState } from 'react';
import { Checkbox, t } from '../../ui/index.ts';
import { issueWords } from '../fields/issue-words.ts';
import { SecretField } from '../fields/secret-field.tsx';
import type { FieldIssue } from '../session/screen.ts';

export interface SecretRefs {
  readonly password: RefObject<HTMLInputElement | null>;
  readonly passphrase: RefObject<HTMLInputElement | null>;
}

/** Password, and the passphrase for those who have one. */
export function SecretFields({ refs, issue }: { readonly refs: SecretRefs; readonly issue: FieldIssue | null }) {
  const [hasPassphrase, setHasPassphrase] = useState(issue?.field === 'passphrase');
  return (
    <>
      <SecretField
        label={t('unlock.password')}
        name="password"
        inputRef={refs.password}
        error={issueWords(issue, 'password')}
      />
      <Checkbox label={t('unlock.addPassphrase')} checked={hasPassphrase} onChecked={setHasPassphrase} />
      {hasPassphrase && (
        <SecretField
          label={t('unlock.passphrase')}
          name="passphrase"
          inputRef={refs.passphrase}
          error={issueWords(issue, 'passphrase')}
        />
      )}
    </>
  );
}
