import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { db, inTransaction } from '../db.ts';
import { conflict, invalidField } from '../problem.ts';
import type { App } from './server.ts';

const MAX_KEY_LENGTH = 255;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds a secret: it is not kept, and a repeat is told so instead. */
    hasSecretAnswer?: boolean;
  }
}

const KeyHeader = z
  .string()
  .min(1)
  .max(MAX_KEY_LENGTH)
  .regex(/^[\x21-\x7e]+$/);

/**
 * `Idempotency-Key` on every POST of a signed-in actor: the act and its remembered answer commit in one
 * transaction, so a repeat gets the first answer again, for ever, and a crash in between leaves neither.
 */
export function answerIdempotently(app: App): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'POST' || route.config?.permission === 'public') return;
    const handle = route.handler;
    route.handler = async function (this: never, request: FastifyRequest, reply: FastifyReply) {
      const header = request.headers['idempotency-key'];
      if (header === undefined) return handle.call(this, request, reply);
      const key = KeyHeader.safeParse(header);
      if (!key.success) throw invalidField('Idempotency-Key', 'must be 1 to 255 printable characters');
      return inTransaction(() =>
        answerOnce(key.data, request, reply, () => handle.call(this, request, reply)),
      );
    } as RouteHandlerMethod;
  });
}

async function answerOnce(
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
  act: () => unknown,
): Promise<unknown> {
  const row = { workspaceId: request.actor.workspaceId, actorId: request.actor.id, key };
  const requestHash = hashRequest(request);
  // A concurrent repeat waits here until the first one has committed or rolled back.
  const claimed = await db()
    .insertInto('core.idempotencyKeys')
    .values({ ...row, requestHash })
    .onConflict((onConflict) => onConflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!claimed) return repeatAnswer(row, requestHash, request, reply);
  const answer = await act();
  // The handler must return its answer: what is sent before the commit could be lost after it.
  if (reply.sent || answer === reply) throw new Error(`${request.routeOptions.url} must return its answer`);
  const kept = request.routeOptions.config.hasSecretAnswer ? null : JSON.stringify(answer ?? null);
  await db()
    .updateTable('core.idempotencyKeys')
    .set({ status: reply.statusCode, answer: kept })
    .where('workspaceId', '=', row.workspaceId)
    .where('actorId', '=', row.actorId)
    .where('key', '=', key)
    .execute();
  return answer;
}

async function repeatAnswer(
  row: { workspaceId: string; actorId: string; key: string },
  requestHash: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const first = await db()
    .selectFrom('core.idempotencyKeys')
    .select(['requestHash', 'status', 'answer'])
    .where('workspaceId', '=', row.workspaceId)
    .where('actorId', '=', row.actorId)
    .where('key', '=', row.key)
    .executeTakeFirstOrThrow();
  if (first.requestHash !== requestHash) {
    throw conflict('idempotency_key_reused', 'This Idempotency-Key was used with another request.');
  }
  if (request.routeOptions.config.hasSecretAnswer) {
    throw conflict('already_answered', 'This was done already, and its secret is shown only once.');
  }
  return reply
    .code(first.status ?? 200)
    .header('idempotent-replayed', 'true')
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(first.answer);
}

/** Forgets what was answered where one of these words stands in it; that it was answered stays, for ever. */
export async function eraseAnswersAbout(workspaceId: string, words: string[]): Promise<void> {
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  await db()
    .updateTable('core.idempotencyKeys')
    .set({ answer: JSON.stringify({ isErased: true }) })
    .where('workspaceId', '=', workspaceId)
    .where(sql<boolean>`answer::text ilike any(${patterns}::text[])`)
    .execute();
}

function hashRequest(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex');
}
