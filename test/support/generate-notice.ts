import { writeFileSync } from 'node:fs';
import { listShippedPackages } from './shipped-packages.ts';

// Writes NOTICE from the packages that are installed.
const HEAD = `Goodword
Copyright The Goodword authors. Licensed under the Apache License, Version 2.0 (see LICENSE).

Goodword is shipped with, or runs on, these packages. Each carries its own license text in its package.

`;

const packages = await listShippedPackages();
const lines = packages.map(({ name, license }) => `${name}: ${license}`);
writeFileSync(new URL('../../NOTICE', import.meta.url), `${HEAD}${lines.join('\n')}\n`);
