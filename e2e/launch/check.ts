/** `npm run check`: the static part of the tests alone. */
import { projectRoot } from './project-root.ts';
import { reportChecks, runStaticChecks } from './stages/static-checks.ts';

process.exitCode = reportChecks(await runStaticChecks(projectRoot)) ? 0 : 1;
