/** Looks for planted secrets where none may be (E-35). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Planted {
  readonly name: string;
  readonly text: string;
}

const hex = /^[0-9a-f]{16,}$/;

/** The forms in which a secret would lie in a file: as text in both widths, and, when it is hex, as the bytes it means. */
function formsOf({ text }: Planted): readonly Buffer[] {
  const forms = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)),
  ];
  return hex.test(text)
    ? [
        ...forms,
        Buffer.from(text, 'hex'),
        Buffer.from(Buffer.from(text, 'hex').toString('base64').replace(/=+$/, '').slice(0, -1)),
      ]
    : [...forms, Buffer.from(Buffer.from(text, 'utf8').toString('hex'))];
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `name in place` for every secret found in a file under `folder`; empty is good. */
export function searchFiles(folder: string, planted: readonly Planted[]): readonly string[] {
  return filesUnder(folder).flatMap((file) => {
    const content = readFileSync(file);
    return planted
      .filter((one) => formsOf(one).some((form) => content.includes(form)))
      .map(({ name }) => `${name} in ${file.slice(folder.length + 1)}`);
  });
}

export function searchText(text: string, planted: readonly Planted[]): readonly string[] {
  const content = Buffer.from(text, 'utf8');
  return planted
    .filter((one) => formsOf(one).some((form) => content.includes(form)))
    .map(({ name }) => `${name} in the app's output`);
}
