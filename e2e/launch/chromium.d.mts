export function findChromium(platform?: NodeJS.Platform, path?: string): string | undefined;
export function chromiumHint(platform?: NodeJS.Platform): string;
