import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { App } from './server.ts';

const SECONDS_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The process's metrics; rooms add their own counters to it. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requestSeconds = new Histogram({
  name: 'goodword_http_request_seconds',
  help: 'Time from the request to its whole answer, by route pattern.',
  labelNames: ['method', 'route', 'status'],
  buckets: SECONDS_BUCKETS,
  registers: [metrics],
});

export function measureRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    requestSeconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    done();
  });
}
