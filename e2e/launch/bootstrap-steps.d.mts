export function isAtLeast(have: string, want: string): boolean;
export function rememberInstall(root: string): void;
export function isInstalled(root: string): boolean;
export function nodeFromPackages(root: string, platform?: NodeJS.Platform, arch?: string): string | undefined;
export function lockFileOf(root: string): string;
export function withLock<T>(root: string, work: () => T | Promise<T>): Promise<T>;
