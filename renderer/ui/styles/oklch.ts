/** OKLCH to sRGB and WCAG contrast, for the test that proves the tokens. Matrices: Björn Ottosson, "OKLab" (2020). */

export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

const OKLCH = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/;

/** An opaque `oklch(l c h)`; `undefined` for anything else. */
export function parseOklch(text: string): Oklch | undefined {
  const match = OKLCH.exec(text.trim());
  if (match === null) return undefined;
  return { lightness: Number(match[1]), chroma: Number(match[2]), hue: Number(match[3]) };
}

/** Linear sRGB; components outside 0…1 mean the colour cannot be shown as written. */
export function toLinearRgb(colour: Oklch): readonly [number, number, number] {
  const hue = (colour.hue * Math.PI) / 180;
  const a = colour.chroma * Math.cos(hue);
  const b = colour.chroma * Math.sin(hue);
  const l = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (colour.lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

export function isInSrgb(colour: Oklch): boolean {
  return toLinearRgb(colour).every((part) => part >= -0.0005 && part <= 1.0005);
}

function luminance(colour: Oklch): number {
  const [r, g, b] = toLinearRgb(colour).map((part) => Math.min(1, Math.max(0, part)));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** WCAG 2.2 contrast ratio, 1…21. */
export function contrast(one: Oklch, other: Oklch): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
