import { beforeAll, describe, expect, it } from 'vitest';
import { generatePassword } from './generate.ts';
import { guessCost } from './guess-cost.ts';
import type { EstimateGuesses } from './guess-estimate.ts';
import { assessPassword, maxEstimatedCharacters, type StrengthQuestion } from './strength.ts';
import { parseUsername, type Username } from './username.ts';
import { makeZxcvbnEstimator } from './zxcvbn-estimator.ts';

let estimate: EstimateGuesses;
beforeAll(() => {
  estimate = makeZxcvbnEstimator();
});

function username(text: string): Username {
  const result = parseUsername(text);
  if (!result.ok) throw new TypeError(result.reason);
  return result.value;
}

function ask(password: string, more: Partial<StrengthQuestion> = {}): StrengthQuestion {
  return { username: username('ada.flux'), password, passwordOrigin: 'chosen', passphrase: 'none', ...more };
}

const fixed = (guessesLog10: number, leaked = false): EstimateGuesses => {
  return () => ({ guessesLog10, leaked, patterns: [] });
};

describe('the table of account scheme v1', () => {
  const long = 'twelve chars';

  it.each([
    [12.99, 'refused'],
    [13, 'needs-consent'],
    [15.99, 'needs-consent'],
    [16, 'allowed'],
    [Number.NaN, 'refused'],
  ])('10^%d guesses without passphrase: %s', (guesses, verdict) => {
    expect(assessPassword(ask(long), fixed(guesses)).verdict).toBe(verdict);
  });

  it.each([
    [7.99, 'refused'],
    [8, 'allowed'],
    [13, 'allowed'],
    [16, 'allowed'],
  ])('10^%d guesses with a generated passphrase: %s', (guesses, verdict) => {
    expect(assessPassword(ask('8 chars!', { passphrase: 'generated' }), fixed(guesses)).verdict).toBe(verdict);
  });

  it('refuses short, leaked and name-holding ones whatever the estimate', () => {
    expect(assessPassword(ask('eleven char'), fixed(30)).reasons).toEqual(['too-short']);
    expect(assessPassword(ask(long), fixed(30, true)).reasons).toEqual(['leaked']);
    expect(assessPassword(ask('my ada-flux 99 tigers'), fixed(30)).reasons).toEqual(['contains-name']);
    expect(assessPassword(ask('7 chars', { passphrase: 'generated' }), fixed(30)).reasons).toEqual(['too-short']);
    expect(assessPassword(ask(long, { passphrase: 'generated' }), fixed(30, true)).reasons).toEqual(['leaked']);
  });

  it('allows what the generator made, but not once it was edited', () => {
    let at = 0;
    const made = generatePassword({ bytes: () => Uint8Array.of(0, 0, at++, 77) });
    const refusing = fixed(0);
    expect(assessPassword(ask(made, { passwordOrigin: 'generated' }), refusing).verdict).toBe('allowed');
    expect(assessPassword(ask(`${made} `, { passwordOrigin: 'generated' }), refusing).verdict).toBe('refused');
    expect(assessPassword(ask(made, { passwordOrigin: 'chosen' }), refusing).verdict).toBe('refused');
  });

  it('shows the estimator at most the first hundred characters, since its work grows faster than the length', () => {
    let seen = 0;
    assessPassword(ask('\u{1f98a}'.repeat(1000)), (text) => {
      seen = [...text].length;
      return { guessesLog10: 20, leaked: false, patterns: [] };
    });
    expect(seen).toBe(maxEstimatedCharacters);
  });
});

describe('with the real estimator', () => {
  it.each([
    'Password1!',
    'Password1!Password1!',
    'correcthorsebatterystaple',
    'Correct-Horse-Battery-Staple!',
    'correct horse battery staple',
    'zelcore2021',
    'ZelcoreWallet2021!',
    'qwertyuiopasdfghjkl',
    '1qaz2wsx3edc4rfv',
    'zaq1XSW2cde3VFR4',
    'mnbvcxzlkjhgfdsa',
    'q1w2e3r4t5y6u7i8',
    'ada.flux-2026-secret',
    'AdaFlux!tiger!98421',
    '4d4.f1ux zebra tulip!',
    'fluxadafluxada!',
    'satoshi nakamoto 2009',
    'Summer2026!Summer2026!',
    'abcdefghijklmnop',
    'a1'.repeat(50),
    '',
  ])('refuses %j', (password) => {
    const strength = assessPassword(ask(password), estimate);
    expect(strength.verdict).toBe('refused');
    expect(strength.reasons.length).toBeGreaterThan(0);
  });

  it('has the list of leaked passwords that the README states', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common');
    expect(dictionary['passwords-common'].length).toBe(49_233);
    const listed = dictionary['passwords-common'].filter((_, at) => at % 97 === 0).map(String);
    for (const word of listed) {
      const decorated = /^[a-z]+$/.test(word) ? [`${word}2026!`] : [];
      for (const form of [word, word.toUpperCase(), ...decorated]) {
        expect(estimate(form, []).leaked, form).toBe(true);
      }
    }
  });

  it('says why', () => {
    expect(assessPassword(ask('correct horse battery staple'), estimate).reasons).toContain('leaked');
    expect(assessPassword(ask('zaq1XSW2cde3VFR4'), estimate).patterns).toContain('keyboard-walk');
    expect(assessPassword(ask('ada.flux rook 55 stairs'), estimate).patterns).toContain('own-name');
  });

  it('counts the e-mail address and its local part as the name', () => {
    const name = username('brunhilde.k@example.org');
    expect(assessPassword(ask('velvet Brunhilde-K! anchor', { username: name }), fixed(30)).reasons).toEqual([
      'contains-name',
    ]);
    expect(assessPassword(ask('brunhilde rook 55 stairs', { username: name }), estimate).patterns).toContain(
      'own-name',
    );
  });

  it('lets words without pattern and random characters through by their guesses', () => {
    expect(assessPassword(ask('plum-otter-canyon-fiddle-raven'), estimate).verdict).toBe('allowed');
    expect(assessPassword(ask('velvet anchor dune maple'), estimate).verdict).toBe('needs-consent');
    expect(assessPassword(ask('x7$kQ9!mZ2#pL5@w'), estimate).verdict).toBe('allowed');
  });

  it('does not pay for spaces: words apart take no more guesses than joined by one sign', () => {
    const spaced = assessPassword(ask('velvet anchor dune maple'), estimate).guessesLog10;
    const joined = assessPassword(ask('velvetanchordunemaple'), estimate).guessesLog10;
    expect(spaced).toBeLessThanOrEqual(joined + 0.01);
  });
});

describe('guessCost', () => {
  it.each([
    [3, null, 'below-a-dollar'],
    [10, '7.3', 'thousand'],
    [12, '730', 'thousand'],
    [14, '73', 'million'],
    [16, '7.3', 'billion'],
    [9.1364, '1', 'thousand'],
    [23.3, null, 'beyond'],
    [Number.NaN, null, 'below-a-dollar'],
  ])('of 10^%d guesses', (guesses, dollars, scale) => {
    expect(guessCost(guesses)).toEqual({ dollars, scale });
  });
});
