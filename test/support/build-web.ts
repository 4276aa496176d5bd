import { buildWebWhenStale } from '../../server/web-build.ts';

// Once, before test files that serve it run side by side.
await buildWebWhenStale((line) => console.log(line));
