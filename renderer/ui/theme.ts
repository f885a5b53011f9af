export type Theme = 'system' | 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';

/**
 * Dresses the page: `data-theme` for a chosen theme, nothing for the system's. `data-shade` says which of the two it
 * comes to; the signer, dark in both, takes its ground from it. Returns what ends following the system.
 */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement): () => void {
  const system = window.matchMedia(DARK);
  const dress = () => {
    root.dataset.shade = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
  };
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  dress();
  system.addEventListener('change', dress);
  return () => system.removeEventListener('change', dress);
}
