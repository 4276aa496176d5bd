import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyRequest } from 'fastify';
import { now } from '../core/clock.ts';
import { Problem } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { signIn } from './sign-in.ts';

const FRESH_FOR_MS = 15 * 60 * 1_000;

/** Whether the password, the code or the mailed link was given within the last quarter of an hour. */
export async function isFreshSignIn(request: FastifyRequest): Promise<boolean> {
  const session = await signIn().api.getSession({ headers: fromNodeHeaders(request.headers) });
  return session !== null && now().getTime() - session.session.createdAt.getTime() < FRESH_FOR_MS;
}

/** For what a session that was left open somewhere must not do. @throws Problem 403 `sign_in_again`. */
export async function requireFreshSignIn(request: FastifyRequest): Promise<void> {
  if (await isFreshSignIn(request)) return;
  const text = words(request.actor.locale, 'settings:security.signInAgain');
  throw new Problem(403, 'sign_in_again', 'Sign in again', text);
}
