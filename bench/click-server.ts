import fastify from 'fastify';
import { openDatabase } from '../server/core/db.ts';
import { newIdAt } from '../server/core/ids.ts';
import { insertClicks } from '../server/tracking/store/clicks.ts';

// What the redirect is measured against: `bare` only answers 302; `single` writes each click, and its sum, with a
// statement of its own, and does nothing else of what the product does.
const CONNECTIONS = 32;
const TARGET = 'https://acme.example/start?plan=pro';
const mode = process.argv[2];

const app = fastify();
if (mode === 'single') openDatabase(process.env.DATABASE_URL ?? '', { pool: 1, hotPool: CONNECTIONS });

app.get<{ Params: { key: string } }>('/r/:key', async (request, reply) => {
  if (mode === 'single') await insertClick(request.params.key, request.headers['x-forwarded-for']);
  return reply.code(302).header('location', TARGET).send();
});
app.get('/readyz', async () => ({ status: 'ready' }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

async function insertClick(key: string, address: string | string[] | undefined): Promise<void> {
  const at = new Date();
  await insertClicks([
    {
      workspaceId: 'bench_single',
      id: newIdAt('clk', at),
      at,
      day: at.toISOString().slice(0, 'YYYY-MM-DD'.length),
      linkId: key,
      affiliateId: 'aff',
      offerId: 'off',
      verdict: 'counted',
      repeatOf: null,
      windowDays: 30,
      visitorId: String(address),
      isKnownVisitor: false,
      visitorHash: String(address),
      ipHash: String(address),
      ipPrefix: '203.0.113.0/24',
      country: 'US',
      device: 'desktop',
      browser: 'Chrome',
      os: 'macOS',
      referrerHost: 'blog.example',
      pageUrl: null,
      targetId: null,
    },
  ]);
}
