import type { Username } from './username.ts';

const looks: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['l', 'i'],
  ['|', 'i'],
  ['!', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['@', 'a'],
  ['5', 's'],
  ['$', 's'],
  ['7', 't'],
  ['+', 't'],
  ['8', 'b'],
  ['9', 'g'],
]);

/** Lower-case letters and digits of the text, nothing else: separators and decoration do not hide a word. */
export function compact(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** One look for characters that stand for each other, so that `4d4` and `ada` are the same. */
function withoutDisguise(text: string): string {
  return compact(
    [...text.normalize('NFKC').toLowerCase()].map((character) => looks.get(character) ?? character).join(''),
  );
}

/** What a user name tells a guesser: itself, the part before an @, and its parts of three characters or more. */
export function nameParts(username: Username): string[] {
  const parts = username.split(/[._+@-]+/).filter((part) => part.length >= 3);
  const letters = parts.flatMap((part) => part.split(/[0-9]+/)).filter((part) => part.length >= 3);
  return [...new Set([username, compact(username), localPart(username), ...parts, ...letters])];
}

function localPart(username: Username): string {
  return username.split('@')[0] ?? username;
}

/** Whether the password holds the user name (or the part before an @), also with other separators or in disguise. */
export function containsName(password: string, username: Username): boolean {
  return [username, localPart(username)].some((name) => {
    if (compact(name).length < 3) return name.length > 0 && password.toLowerCase().includes(name);
    return compact(password).includes(compact(name)) || withoutDisguise(password).includes(withoutDisguise(name));
  });
}
