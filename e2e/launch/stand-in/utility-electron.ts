/** `import … from 'electron'` in a utility process: nothing the product uses is there. */
import { unlisted } from './electron/listed.ts';

export const net = unlisted('net in utility processes');
export const systemPreferences = unlisted('systemPreferences in utility processes');
export default unlisted('electron in utility processes');
