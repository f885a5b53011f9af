import { t } from '../../ui/index.ts';
import type { FieldIssue } from '../session/screen.ts';

/** The sentence beside a field, when the issue is about that field. */
export function issueWords(issue: FieldIssue | null, field: FieldIssue['field']): string | undefined {
  if (issue === null || issue.field !== field) return undefined;
  if (issue.reason === 'empty') return t('field.empty');
  switch (field) {
    case 'username':
      switch (issue.reason) {
        case 'length':
          return t('field.username.length');
        case 'exists':
          return t('field.username.exists');
        default:
          return t('field.username.character');
      }
    case 'words':
      switch (issue.reason) {
        case 'unknown-word':
          return t('field.words.unknown-word', placesOf(issue));
        case 'checksum':
          return issue.positions?.length ? t('field.words.look', placesOf(issue)) : t('field.words.checksum');
        case 'swapped':
          return t('field.words.swapped', placesOf(issue));
        case 'single-key':
          return t('field.words.single-key');
        default:
          return t('field.words.word-count');
      }
    case 'devicePassword':
      switch (issue.reason) {
        case 'too-short':
          return t('field.device.too-short');
        case 'few-guesses':
        case 'leaked':
          return t(`create.reason.${issue.reason}`);
        default:
          return secretWords(issue.reason);
      }
    case 'pin':
    case 'pinAgain':
      return pinWords(issue);
    case 'address':
      switch (issue.reason) {
        case 'private':
        case 'one-of-two':
        case 'same':
          return t(`field.address.${issue.reason}`);
        default:
          return t('field.address.refused');
      }
    case 'key':
      return keyWords(issue.reason);
    case 'label':
      return t('field.empty');
    default:
      return secretWords(issue.reason);
  }
}

function keyWords(reason: string): string {
  switch (reason) {
    case 'length':
    case 'checksum':
    case 'unknown-word':
    case 'wrong-network':
    case 'range':
    case 'mismatch':
    case 'mnemonic':
    case 'extended-key':
    case 'encrypted':
    case 'public-key':
    case 'other-use':
    case 'uncompressed':
    case 'exists':
    case 'second-flux-id':
    case 'full':
    case 'sweep-use':
      return t(`field.key.${reason}`);
    case 'extended-public-key':
      return t('field.key.public-key');
    case 'too-long':
      return t('field.key.length');
    default:
      return t('field.key.form');
  }
}

function pinWords({ reason, left = 0 }: FieldIssue): string {
  switch (reason) {
    case 'wrong':
      return left === 0 ? t('field.pin.erased') : t('field.pin.wrong', { count: left });
    case 'mismatch':
      return t('field.pin.mismatch');
    case 'guessable':
      return t('field.pin.guessable');
    default:
      return t('field.pin.form');
  }
}

function placesOf({ positions = [] }: FieldIssue) {
  return { count: positions.length, places: positions.join(', ') };
}

function secretWords(reason: string): string {
  switch (reason) {
    case 'control':
      return t('field.secret.control');
    case 'surrogate':
      return t('field.secret.surrogate');
    case 'unassigned':
      return t('field.secret.unassigned');
    default:
      return t('field.secret.length');
  }
}
