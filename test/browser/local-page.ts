import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

const HTML = 'text/html; charset=utf-8';

/** A site that is not Goodword, on this machine: one page, and a script where there is one. */
export class LocalPage {
  url = '';
  private server: Server | null = null;

  async serve(page: string, script = ''): Promise<void> {
    this.server = createServer((request, response) => {
      const isScript = request.url?.endsWith('.js');
      response.setHeader('content-type', isScript ? 'text/javascript' : HTML).end(isScript ? script : page);
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    this.url = `http://127.0.0.1:${address.port}/start`;
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
