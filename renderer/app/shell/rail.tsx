import { Lock } from 'lucide-react';
import { ParallaxMark, t } from '../../ui/index.ts';
import { goTo, type RouteMeta, routes, useRoute } from '../routes/router.ts';
import { canSend, useSnapshots } from '../state/index.ts';
import { lock } from './commands.ts';
import styles from './rail.module.css';

/** The screens of this window, and the way out. Only what exists has a door here. */
export function Rail() {
  const able = useSnapshots(canSend);
  const current = useRoute((state) => state.route);
  const here = routes.filter((route) => able || !route.needsKeys);
  const item = (route: RouteMeta) => (
    <li key={route.id}>
      <button
        type="button"
        className={styles.item}
        aria-current={route.id === current ? 'page' : undefined}
        title={t(route.label)}
        onClick={() => goTo(route.id)}
      >
        <route.icon className={styles.icon} aria-hidden />
        <span className={styles.label}>{t(route.label)}</span>
      </button>
    </li>
  );
  return (
    <nav className={styles.rail} aria-label={t('app.rail')}>
      <div className={styles.brand}>
        <ParallaxMark />
        <span className={styles.label}>{t('app.name')}</span>
      </div>
      <ul className={styles.list}>{here.filter((route) => route.place === 'main').map(item)}</ul>
      <ul className={styles.list} data-foot="">
        {here.filter((route) => route.place === 'foot').map(item)}
        <li>
          <button type="button" className={styles.item} title={t('shell.lock')} onClick={lock}>
            <Lock className={styles.icon} aria-hidden />
            <span className={styles.label}>{t('shell.lock')}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}
