/**
 * zod, told not to compile validators with `new Function`: the windows' CSP forbids it. The flag is read when a schema
 * is constructed, so every schema in the project takes `z` from here and never from the package.
 */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
