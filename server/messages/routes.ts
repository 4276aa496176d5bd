import { z } from 'zod';
import type { App } from '../core/http/server.ts';
import { canSendMail } from '../core/mail.ts';
import { countMails, pageOfMails } from '../core/mail-outbox.ts';
import { pageOf } from '../core/page.ts';
import {
  Message,
  MessageQuery,
  MessageSummary,
  MessageTemplate,
  MessageTemplateChange,
  OutboxState,
  TemplateKey,
} from './schema.ts';
import { discardMessage, sendHeldMessages, sendMessage } from './send-message.ts';
import { listTemplates, previewWording, resetTemplate, saveTemplate } from './templates.ts';
import { viewMessage } from './view-message.ts';

const IdParams = z.object({ id: z.string() });
const tags = ['Messages'];

export function messagesRoutes(app: App): void {
  outboxRoutes(app);
  templateRoutes(app);
}

function outboxRoutes(app: App): void {
  app.get(
    '/api/v1/messages',
    {
      schema: { querystring: MessageQuery, response: { 200: pageOf(MessageSummary) }, tags },
      config: { permission: 'messages.read' },
    },
    (request) => pageOfMails(request.actor.workspaceId, request.query),
  );
  app.get(
    '/api/v1/messages/state',
    { schema: { response: { 200: OutboxState }, tags }, config: { permission: 'messages.read' } },
    async (request) => ({ canSend: canSendMail(), counts: await countMails(request.actor.workspaceId) }),
  );
  app.get(
    '/api/v1/messages/:id',
    {
      schema: { params: IdParams, response: { 200: Message }, tags },
      config: { permission: 'messages.read' },
    },
    (request) => viewMessage(request.actor, request.params.id),
  );
  app.post(
    '/api/v1/messages/:id/sending',
    {
      schema: { params: IdParams, response: { 202: Message }, tags },
      config: { permission: 'messages.write' },
    },
    async (request, reply) => {
      reply.code(202);
      return sendMessage(request.actor, request.params.id);
    },
  );
  app.post(
    '/api/v1/messages/sending',
    {
      schema: { response: { 202: z.object({ count: z.number() }) }, tags },
      config: { permission: 'messages.write' },
    },
    async (request, reply) => {
      reply.code(202);
      return { count: await sendHeldMessages(request.actor) };
    },
  );
  app.delete(
    '/api/v1/messages/:id',
    {
      schema: { params: IdParams, response: { 204: z.null() }, tags },
      config: { permission: 'messages.write' },
    },
    async (request, reply) => {
      await discardMessage(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function templateRoutes(app: App): void {
  app.get(
    '/api/v1/message-templates',
    { schema: { response: { 200: pageOf(MessageTemplate) }, tags }, config: { permission: 'messages.read' } },
    async (request) => ({ data: await listTemplates(request.actor), nextCursor: null }),
  );
  app.put(
    '/api/v1/message-templates',
    {
      schema: { body: MessageTemplateChange, response: { 200: MessageTemplate }, tags },
      config: { permission: 'messages.write' },
    },
    (request) => saveTemplate(request.actor, request.body),
  );
  app.delete(
    '/api/v1/message-templates',
    {
      schema: { querystring: TemplateKey, response: { 200: MessageTemplate }, tags },
      config: { permission: 'messages.write' },
    },
    (request) => resetTemplate(request.actor, request.query),
  );
  app.post(
    '/api/v1/message-templates/preview',
    {
      schema: {
        body: MessageTemplateChange,
        response: { 200: z.object({ subject: z.string(), text: z.string() }) },
        tags,
      },
      config: { permission: 'messages.write' },
    },
    async (request) => previewWording(request.actor, request.body),
  );
}
