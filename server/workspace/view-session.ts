import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../core/actor.ts';
import { notFound, unauthorized } from '../core/problem.ts';
import { toLocale } from '../core/words.ts';
import type { SessionView } from './schema.ts';
import { lacksSecondFactor } from './second-factor.ts';
import { signIn } from './sign-in.ts';
import { findWorkspace, listMemberships, setActiveWorkspace } from './store.ts';

/** Who is signed in and what they may do here. */
export async function viewSession(actor: Actor, request: FastifyRequest): Promise<SessionView> {
  const session = await signIn().api.getSession({ headers: fromNodeHeaders(request.headers) });
  const workspace = await findWorkspace(actor.workspaceId);
  if (!session || !workspace) throw unauthorized();
  const memberships = await listMemberships(session.user.id);
  const { user } = session;
  const membership = memberships.find(({ id }) => id === actor.workspaceId);
  return {
    user: {
      id: user.id,
      name: user.name,
      email: user.email,
      locale: toLocale(actor.locale),
      hasTwoFactor: Boolean(user.twoFactorEnabled),
      mustSetUpTwoFactor: membership !== undefined && lacksSecondFactor(membership, user),
    },
    workspace,
    role: membership?.role ?? 'viewer',
    roleName: membership?.roleName ?? null,
    rowScope: membership?.rowScope ?? 'own',
    permissions: [...actor.permissions],
    workspaces: memberships.map(({ id, name }) => ({ id, name })),
  };
}

/** Moves this browser session into another workspace of the same user. */
export async function switchWorkspace(request: FastifyRequest, workspaceId: string): Promise<void> {
  const session = await signIn().api.getSession({ headers: fromNodeHeaders(request.headers) });
  if (!session) throw unauthorized();
  const memberships = await listMemberships(session.user.id);
  if (!memberships.some(({ id }) => id === workspaceId)) throw notFound('workspace');
  await setActiveWorkspace(session.session.id, workspaceId);
}
