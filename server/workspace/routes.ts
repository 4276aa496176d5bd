import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import type { App } from '../core/http/server.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { auditRoutes } from './audit-log/routes.ts';
import { changeWorkspace } from './change-workspace.ts';
import {
  acceptMemberInvitation,
  changeMemberRole,
  inviteMember,
  listMemberInvitations,
  listStaff,
  removeMember,
} from './members.ts';
import { roleRoutes } from './roles/routes.ts';
import {
  ApiKey,
  CreatedApiKey,
  InvitationAcceptance,
  Member,
  MemberChange,
  MemberInvitation,
  NewApiKey,
  NewMemberInvitation,
  SessionView,
  Setup,
  Workspace,
  WorkspaceChange,
} from './schema.ts';
import { signInSessionRoutes } from './sessions/routes.ts';
import { setUpInstallation } from './set-up-workspace.ts';
import { signIn } from './sign-in.ts';
import { hasAnyIdentity } from './store.ts';
import { teamRoutes } from './teams/routes.ts';
import { switchWorkspace, viewSession } from './view-session.ts';

const IdParams = z.object({ id: z.string() });
const SIGN_IN_ATTEMPTS_PER_MINUTE = 30;

export function workspaceRoutes(app: App, config: Config): void {
  signInRoutes(app);
  sessionRoutes(app);
  signInSessionRoutes(app);
  memberRoutes(app, config);
  keyRoutes(app);
  auditRoutes(app);
  roleRoutes(app);
  teamRoutes(app);
}

/** The sign-in library answers its own addresses: password, magic link, one-time codes, sessions. */
function signInRoutes(app: App): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    config: {
      permission: 'public',
      rateLimit: { max: SIGN_IN_ATTEMPTS_PER_MINUTE * 4, timeWindow: '1 minute' },
    },
    handler: answerSignIn,
  });
  app.get(
    '/api/v1/setup',
    {
      schema: { response: { 200: z.object({ isSetUp: z.boolean() }) }, tags: ['Workspace'] },
      config: { permission: 'public' },
    },
    async () => ({ isSetUp: await hasAnyIdentity() }),
  );
  app.post(
    '/api/v1/setup',
    {
      schema: { body: Setup, response: { 201: Workspace }, tags: ['Workspace'] },
      config: {
        permission: 'public',
        rateLimit: { max: SIGN_IN_ATTEMPTS_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => reply.code(201).send(await setUpInstallation(request.body)),
  );
  app.post(
    '/api/v1/member-invitations/:token/acceptance',
    {
      schema: {
        params: z.object({ token: z.string().min(10).max(100) }),
        body: InvitationAcceptance,
        response: { 200: z.object({ email: z.string() }) },
        tags: ['Workspace'],
      },
      config: {
        permission: 'public',
        rateLimit: { max: SIGN_IN_ATTEMPTS_PER_MINUTE, timeWindow: '1 minute' },
      },
    },
    (request) => acceptMemberInvitation(request.params.token, request.body, now()),
  );
}

async function answerSignIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const headers = fromNodeHeaders(request.headers);
  // What a proxy that is trusted says, or the connection itself: never what a stranger wrote into a header.
  headers.set('x-forwarded-for', request.ip);
  const answer = await signIn().handler(
    new Request(`${request.protocol}://${request.host}${request.url}`, {
      method: request.method,
      headers,
      ...(request.body === undefined || request.method === 'GET'
        ? {}
        : { body: JSON.stringify(request.body) }),
    }),
  );
  reply.code(answer.status);
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const value of answer.headers.getSetCookie()) reply.header('set-cookie', value);
  return reply.send(answer.body ? await answer.text() : null);
}

function sessionRoutes(app: App): void {
  app.get(
    '/api/v1/session',
    {
      schema: { response: { 200: SessionView }, tags: ['Workspace'] },
      config: { permission: 'signed-in', isBeforeSecondFactor: true },
    },
    (request) => viewSession(request.actor, request),
  );
  app.put(
    '/api/v1/session/workspace',
    {
      schema: {
        body: z.object({ workspaceId: z.string() }),
        response: { 204: z.null() },
        tags: ['Workspace'],
      },
      config: { permission: 'signed-in', isBeforeSecondFactor: true },
    },
    async (request, reply) => {
      await switchWorkspace(request, request.body.workspaceId);
      return reply.code(204).send(null);
    },
  );
  app.patch(
    '/api/v1/workspace',
    {
      schema: { body: WorkspaceChange, response: { 200: Workspace }, tags: ['Workspace'] },
      config: { permission: 'workspace.write' },
    },
    ({ actor, body }) => changeWorkspace(actor, body),
  );
}

function memberRoutes(app: App, config: Config): void {
  app.get(
    '/api/v1/members',
    {
      schema: { response: { 200: z.object({ data: z.array(Member) }) }, tags: ['Workspace'] },
      config: { permission: 'members.read' },
    },
    async (request) => ({ data: await listStaff(request.actor) }),
  );
  app.patch(
    '/api/v1/members/:id',
    {
      schema: { params: IdParams, body: MemberChange, response: { 200: Member }, tags: ['Workspace'] },
      config: { permission: 'members.write' },
    },
    (request) => changeMemberRole(request.actor, request.params.id, request.body.role),
  );
  app.delete(
    '/api/v1/members/:id',
    {
      schema: { params: IdParams, response: { 204: z.null() }, tags: ['Workspace'] },
      config: { permission: 'members.write' },
    },
    async (request, reply) => {
      await removeMember(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/api/v1/member-invitations',
    {
      schema: { response: { 200: z.object({ data: z.array(MemberInvitation) }) }, tags: ['Workspace'] },
      config: { permission: 'members.read' },
    },
    async (request) => ({ data: await listMemberInvitations(request.actor) }),
  );
  app.post(
    '/api/v1/member-invitations',
    {
      schema: { body: NewMemberInvitation, response: { 201: MemberInvitation }, tags: ['Workspace'] },
      config: { permission: 'members.write' },
    },
    async (request, reply) => {
      reply.code(201);
      return inviteMember(request.actor, config, request.body);
    },
  );
}

function keyRoutes(app: App): void {
  app.get(
    '/api/v1/api-keys',
    {
      schema: { response: { 200: z.object({ data: z.array(ApiKey) }) }, tags: ['Workspace'] },
      config: { permission: 'keys.write' },
    },
    async (request) => ({ data: await listApiKeys(request.actor) }),
  );
  app.post(
    '/api/v1/api-keys',
    {
      schema: { body: NewApiKey, response: { 201: CreatedApiKey }, tags: ['Workspace'] },
      config: { permission: 'keys.write', hasSecretAnswer: true },
    },
    async (request, reply) => {
      reply.code(201);
      return createApiKey(request.actor, request.body);
    },
  );
  app.delete(
    '/api/v1/api-keys/:id',
    {
      schema: { params: IdParams, response: { 204: z.null() }, tags: ['Workspace'] },
      config: { permission: 'keys.write' },
    },
    async (request, reply) => {
      await revokeApiKey(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
