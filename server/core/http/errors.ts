import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { log } from '../log.ts';
import { invalid, notFound, Problem } from '../problem.ts';
import type { App } from './server.ts';

const POSTGRES_UNAVAILABLE = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', '08006', '08001', '53300']);
/** A zero byte, in text or in JSON: PostgreSQL keeps none. */
const POSTGRES_ZERO_BYTE = new Set(['22021', '22P05']);
const RETRY_AFTER_S = 2;

// Of a field that is not there, its type says nothing.
z.config({
  customError: ({ code, input }) =>
    code === 'invalid_type' && input === undefined ? 'is required' : undefined,
});

/** Every error leaves as RFC 9457 problem details; what is not meant for the caller stays in the log. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(toProblem(error), request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(notFound('address'), request, reply));
}

/** Sends problem details; shared with routers that answer unknown addresses themselves. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.status >= 500) {
    log().error(
      { requestId: request.id, route: request.routeOptions.url, err: problem.cause ?? problem },
      problem.title,
    );
  }
  return reply
    .code(problem.status)
    .headers(problem.headers ?? {})
    .header('content-type', 'application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem.toBody());
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const place = (error as FastifyError).validationContext ?? 'body';
    return invalid(
      error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || place,
        message: issue.message ?? 'is invalid',
      })),
    );
  }
  const { statusCode, code, message } = error as FastifyError;
  if (statusCode === 413) {
    return new Problem(413, 'body_too_large', 'Too large', 'The body is larger than this address takes.');
  }
  if (statusCode === 429) return tooManyRequests(message);
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return new Problem(statusCode, 'bad_request', 'Bad request', message);
  }
  if (POSTGRES_ZERO_BYTE.has(code)) return invalid([{ path: '', message: 'must not hold zero bytes' }]);
  if (POSTGRES_UNAVAILABLE.has(code)) {
    return new Problem(
      503,
      'unavailable',
      'Not available',
      'The database is not reachable. Try again shortly.',
      {
        headers: { 'retry-after': String(RETRY_AFTER_S) },
        cause: error,
      },
    );
  }
  return new Problem(
    500,
    'internal',
    'Internal error',
    'Something went wrong here. The log holds the details.',
    {
      cause: error,
    },
  );
}

function tooManyRequests(message: string): Problem {
  return new Problem(429, 'rate_limited', 'Too many requests', message);
}
