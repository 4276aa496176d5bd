import type { FastifyRequest } from 'fastify';
import type { Actor } from '../core/actor.ts';
import { conflict, Problem } from '../core/problem.ts';
import { words } from '../core/words.ts';
import { hasSecondFactor, type Membership } from './store.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Open to a member who has yet to set up the second factor that the workspace asks for. */
    isBeforeSecondFactor?: boolean;
  }
}

/** Whether the workspace asks this member for a second factor that they have not; affiliates are not asked. */
export function lacksSecondFactor(
  { requiresSecondFactor, role }: Pick<Membership, 'requiresSecondFactor' | 'role'>,
  user: { twoFactorEnabled?: boolean | null },
): boolean {
  return requiresSecondFactor && role !== 'affiliate' && !user.twoFactorEnabled;
}

/** @throws Problem 403 `second_factor_required`, but where the route is needed to set it up. */
export function refuseWithoutSecondFactor(request: FastifyRequest, locale: string): void {
  if (request.routeOptions.config.isBeforeSecondFactor) return;
  const text = words(locale, 'settings:secondFactor.required');
  throw new Problem(403, 'second_factor_required', 'Second factor required', text);
}

/** Nobody asks of others what they do not do, nor locks themselves out. @throws Problem 409 */
export async function refuseWithoutOwnFactor(actor: Actor): Promise<void> {
  if (actor.userId && (await hasSecondFactor(actor.userId))) return;
  throw conflict('second_factor_first', words(actor.locale, 'settings:secondFactor.ownFirst'));
}
