import { enableCompileCache } from 'node:module';

// Reading a thousand modules is most of a start: what an earlier one made of them is kept in the temporary folder.
enableCompileCache();
await import('./commands/command-line.ts');
