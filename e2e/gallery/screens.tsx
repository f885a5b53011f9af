import '../../renderer/ui/styles/index.css';
import { createRoot } from 'react-dom/client';
import { App } from '../../renderer/app/shell/app.tsx';
import { useSnapshots } from '../../renderer/app/state/index.ts';
import { createFakeBridge } from '../../renderer/app/testing/fake-bridge.ts';
import { dressFromQuery } from './query.ts';
import { scenes } from './scenes.ts';

const query = dressFromQuery();
const scene = scenes[query.get('scene') ?? 'portfolio'];
if (scene === undefined) throw new Error('no such scene');

const theme = query.get('theme');
const bridge = createFakeBridge(scene.answers);
Object.defineProperty(window, 'parallax', { value: bridge });
Object.defineProperty(window, 'galleryScenes', {
  value: Object.entries(scenes).map(([name, { until, press }]) => ({ name, until: until ?? null, press: press ?? [] })),
});

const isRead = () => useSnapshots.getState().phase !== 'connecting' || scene.answers?.['state.read'] !== undefined;

/** The scene's own settings win over the system's theme, so the query's theme goes through them. */
function dress(): void {
  const { settings } = useSnapshots.getState();
  if (settings !== null && (theme === 'light' || theme === 'dark')) {
    useSnapshots.setState({ settings: { ...settings, theme } });
  }
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);

let arranged = false;
function arrange(): void {
  if (arranged || !isRead()) return;
  arranged = true;
  setTimeout(() => {
    dress();
    scene?.arrange?.(bridge);
    document.documentElement.dataset.arranged = '';
  });
}
useSnapshots.subscribe(arrange);
setTimeout(arrange, 50);
