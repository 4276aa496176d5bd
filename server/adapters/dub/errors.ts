import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { toProblem } from '../../core/http/errors.ts';
import type { App } from '../../core/http/server.ts';
import { log } from '../../core/log.ts';
import { invalid, notFound, type Problem } from '../../core/problem.ts';

const DOCS_URL = '/api/docs';

/** The SDK reads an error by its status, and throws on a code that it does not expect there. */
const CODES: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'unprocessable_entity',
  429: 'rate_limit_exceeded',
};

/** Every error below `/dub` leaves in the shape that the SDK reads; unknown addresses too. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => sendError(toWireProblem(error), request, reply));
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    schema: { hide: true },
    config: { permission: 'public' },
    handler: async () => {
      throw notFound('address');
    },
  });
}

/** Acts of the rooms check their input too; what they refuse is the caller's to correct. */
export function toWireProblem(error: unknown): Problem {
  if (!(error instanceof ZodError)) return toProblem(error);
  return invalid(error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** The SDK's word for a problem. */
export function codeOf(problem: Problem): string {
  return CODES[problem.status] ?? (problem.status < 500 ? 'bad_request' : 'internal_server_error');
}

function sendError(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.status >= 500)
    log().error({ requestId: request.id, route: request.routeOptions.url, err: problem.cause ?? problem });
  return reply
    .code(problem.status)
    .headers(problem.headers ?? {})
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ error: { code: codeOf(problem), message: problem.message, doc_url: DOCS_URL } });
}
