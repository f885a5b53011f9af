import { EventEmitter } from 'node:events';

/** The events of `app`, apart from it, so that windows can emit them without a circle of imports. */
export const appEvents = new EventEmitter();
appEvents.setMaxListeners(0);
