import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { answerErrors, sendProblem, toProblem } from './errors.ts';
import { answerIdempotently } from './idempotency.ts';
import { readJsonBodies } from './json-body.ts';
import { measureRequests } from './metrics.ts';
import { type Authenticate, guardRoutes, REFERENCE_PAGE } from './permission.ts';
import { secureHeaders } from './security.ts';

const BODY_LIMIT_BYTES = 1_048_576;
// A slow line may take its time over a large import; a silent one may not.
const REQUEST_TIMEOUT_MS = 3_600_000;
const SILENT_CONNECTION_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

const REFERENCE_PAGE_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'frame-ancestors': "'none'",
};

export type App = ReturnType<typeof typed>;

interface HttpParts {
  authenticate: Authenticate;
}

/** An empty server with everything that holds for every route: errors, permissions, limits, headers, OpenAPI. */
export async function createHttp(config: Config, { authenticate }: HttpParts): Promise<App> {
  const app = typed(
    fastify({
      bodyLimit: BODY_LIMIT_BYTES,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: SILENT_CONNECTION_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      genReqId: () => randomUUID(),
      requestIdHeader: false,
      trustProxy: isLoopback,
      logger: false,
      forceCloseConnections: 'idle',
      // An address that cannot be read, for example: found before any route, so no hook sees it.
      frameworkErrors: (error, request, reply) => sendProblem(toProblem(error), request, reply),
      routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    }),
  );
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Goodword API',
        version: '1',
        description: 'Run an affiliate program from customer-success data.',
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'gw_…' } } },
      security: [{ apiKey: [] }],
    },
    transform: describeRoute,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(cookie);
  answerErrors(app);
  readJsonBodies(app);
  logRequests(app);
  measureRequests(app);
  await secureHeaders(app, config);
  guardRoutes(app, authenticate, config);
  answerIdempotently(app);
  await app.register(swaggerUi, { routePrefix: REFERENCE_PAGE, staticCSP: REFERENCE_PAGE_POLICY });
  return app;
}

/** Adds what each route asks for, so that a reader of the document, and the test that walks it, can see it. */
const describeRoute: typeof jsonSchemaTransform = (route) => {
  const described = jsonSchemaTransform(route);
  const { permission, needsAllRows } = route.route.config ?? {};
  const isPublic = permission === 'public';
  return {
    ...described,
    schema: {
      ...described.schema,
      'x-permission': permission,
      ...(needsAllRows ? { 'x-needs-all-rows': true } : {}),
      ...(isPublic ? { security: [] } : {}),
    },
  };
};

/** A proxy on this machine tells whom it speaks for. Asked for every request, so without taking the address apart. */
function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
}

function typed(app: FastifyInstance) {
  return app.withTypeProvider<ZodTypeProvider>();
}

/** One line a request: route pattern and figures only, never addresses, queries or bodies. */
function logRequests(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    log().debug(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}
