import { applyTheme, setClock, setLanguage } from '../../renderer/ui/index.ts';

/** The moment every picture is taken at. */
export const GALLERY_NOW = Date.UTC(2027, 0, 15, 14, 30, 0);

/** Reads `?theme=&language=&dir=&window=` and dresses the page accordingly. */
export function dressFromQuery(): URLSearchParams {
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme');
  applyTheme(theme === 'light' || theme === 'dark' ? theme : 'system');
  if (query.get('language') === 'pseudo') setLanguage('pseudo');
  if (query.get('dir') === 'rtl') document.documentElement.dir = 'rtl';
  const kind = query.get('window');
  if (kind !== null) document.documentElement.dataset.window = kind;
  setClock(() => GALLERY_NOW);
  return query;
}
