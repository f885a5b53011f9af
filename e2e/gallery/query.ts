import { FAKE_NOW } from '../../renderer/app/testing/fake-data.ts';
import { applyTheme, setClock, setLanguage } from '../../renderer/ui/index.ts';

/** Reads `?theme=&language=&dir=&window=` and dresses the page accordingly. */
export function dressFromQuery(): URLSearchParams {
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme');
  applyTheme(theme === 'light' || theme === 'dark' ? theme : 'system');
  if (query.get('language') === 'pseudo') setLanguage('pseudo');
  if (query.get('dir') === 'rtl') document.documentElement.dir = 'rtl';
  const kind = query.get('window');
  if (kind !== null) document.documentElement.dataset.window = kind;
  setClock(() => FAKE_NOW);
  return query;
}
