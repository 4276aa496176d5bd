import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Listed = { id: string; [field: string]: unknown };

/** Stripe's list addresses, newest first and in pages, with what a test says of its behaviour. */
export class StripeHistory {
  /** By the last part of the address: `customers`, `invoices`, … */
  lists: Record<string, Listed[]> = {};
  /** How many objects a page has, whatever is asked for. */
  pageSize = 1;
  asked: string[] = [];
  keys = new Set<string>();
  /** After so many answers the line is cut, or nobody answers any more. */
  answersLeft = Number.POSITIVE_INFINITY;
  onSilence: (() => void) | null = null;
  refusal: { status: number; error: object } | null = null;
  #server: Server | null = null;

  async open(port = 0): Promise<string> {
    this.#server = createServer((request, response) => this.#answer(request, response)).listen(
      port,
      '127.0.0.1',
    );
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.answersLeft <= 0 && this.onSilence) return void this.onSilence();
    if (this.answersLeft <= 0) return void request.socket.destroy();
    this.answersLeft -= 1;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    this.keys.add(String(request.headers.authorization));
    this.asked.push(`${pathname.replace('/v1/', '')} ${searchParams.get('starting_after') ?? ''}`.trim());
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (this.refusal) return void send(this.refusal.status, { error: this.refusal.error });
    const all = this.lists[pathname.replace(/^.*\//, '')] ?? [];
    const from = all.findIndex(({ id }) => id === searchParams.get('starting_after')) + 1;
    const data = all.slice(from, from + this.pageSize);
    send(200, { object: 'list', url: pathname, has_more: from + data.length < all.length, data });
  }
}
