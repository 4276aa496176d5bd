import type { Finding } from './doctor.ts';

/** One object on standard output and nothing else there. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printFindings(findings: Finding[]): void {
  for (const { check, isFine, detail, advice } of findings) {
    console.log(`${isFine ? '✓' : '✗'} ${check}: ${detail}${advice ? ` — ${advice}` : ''}`);
  }
}
