import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { pool } from '../../server/core/db.ts';
import { drainJobs } from './database.ts';

export interface Received {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A real server that keeps what it is sent, and answers as a test wishes. */
export function useReceiver() {
  const receiver = { url: '', status: 200, answer: 'fine', received: [] as Received[] };
  const server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receiver.received.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      answer.writeHead(receiver.status).end(receiver.answer);
    });
  });
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => Object.assign(receiver, { status: 200, answer: 'fine', received: [] }));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return receiver;
}

/** Works everything that waits for a later time, as if that had come. */
export async function drainLater(): Promise<void> {
  await pool().query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
  await drainJobs();
}
