import jsqr from 'jsqr';
import type { Page } from 'playwright';
import { readPng } from '../world/png.ts';

/** What the QR code on screen says to a camera: read from the picture, not from the page. */
export async function readQrCode(page: Page): Promise<string | undefined> {
  const code = page.getByRole('img', { name: /^QR code of/ });
  const { width, height, data } = readPng(await code.screenshot());
  return jsqr(data, width, height)?.data;
}
