import qrcode from 'qrcode-generator';

/** Four modules of white on every side (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

export interface QrPath {
  /** Modules per side, quiet zone included: the size of the view box. */
  readonly size: number;
  /** One SVG path over all dark modules. */
  readonly path: string;
}

/**
 * The QR code of a text as one path: UTF-8, error correction M, the smallest version that fits.
 * `undefined` when the text is too long for any version.
 */
export function qrPath(text: string): QrPath | undefined {
  try {
    const code = qrcode(0, 'M');
    code.addData(toByteString(text), 'Byte');
    code.make();
    const count = code.getModuleCount();
    let path = '';
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (!code.isDark(row, column)) continue;
        let run = 1;
        while (column + run < count && code.isDark(row, column + run)) run++;
        path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h${run}v1h-${run}z`;
        column += run;
      }
    }
    return { size: count + 2 * QUIET_ZONE, path };
  } catch {
    return undefined;
  }
}

/** The library writes the low byte of each UTF-16 unit: give it one unit per UTF-8 byte. */
function toByteString(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
