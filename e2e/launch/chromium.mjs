/**
 * Where this machine keeps a Chromium. Plain JavaScript without dependencies: the bootstrap needs it before anything
 * is installed.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = { linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'] };

const FIXED = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

const HINTS = {
  linux:
    'Install Chromium with your package manager (Debian and Ubuntu: apt-get install chromium), then run this again.',
  darwin: 'Install Chromium or Google Chrome in /Applications, then run this again.',
  win32: 'Install Chromium, Google Chrome or Microsoft Edge, then run this again.',
};

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium, or undefined when the usual places have none. */
export function findChromium(platform = process.platform, path = process.env.PATH ?? '') {
  const named = (NAMES[platform] ?? []).flatMap((name) => path.split(delimiter).map((folder) => join(folder, name)));
  return [...named, ...(FIXED[platform] ?? [])].find(isExecutable);
}

/** One line that says what to install on this platform. */
export function chromiumHint(platform = process.platform) {
  return HINTS[platform] ?? HINTS.linux;
}
