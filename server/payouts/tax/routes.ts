import multipart from '@fastify/multipart';
import type { FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { getAffiliate, getOwnAffiliate } from '../../affiliates/index.ts';
import type { App } from '../../core/http/server.ts';
import { isFreshSignIn, requireFreshSignIn } from '../../workspace/index.ts';
import { changeAffiliateTax, changeOwnTax, changeTreatment } from './change-tax.ts';
import { TAX_FORM_KINDS } from './rules.ts';
import { AffiliateTax, OwnTax, TaxChange, TaxTreatment } from './schema.ts';
import { FORM_LIMITS, keepForm, openForm, receiveForm } from './tax-forms.ts';
import { viewAffiliateTax, viewOwnTax, viewTax } from './view-tax.ts';

const IdParams = z.object({ id: z.string() });
const FormParams = IdParams.extend({ formId: z.string() });
const FormQuery = z.object({ kind: z.enum(TAX_FORM_KINDS).default('other') });
const tags = ['Tax'];
const reading = { permission: 'tax.read' };
const writing = { permission: 'tax.write' };
const portal = { permission: 'portal.use' };
const uploading = {
  consumes: ['multipart/form-data'],
  description: 'One file of up to 5 MB: a PDF, a JPEG or a PNG.',
};

export function taxRoutes(app: App): void {
  staffRoutes(app);
  portalRoutes(app);
  uploadRoutes(app);
}

function staffRoutes(app: App): void {
  app.get(
    '/api/v1/affiliates/:id/tax',
    { schema: { params: IdParams, response: { 200: AffiliateTax }, tags }, config: reading },
    ({ actor, params }) => viewAffiliateTax(actor, params.id),
  );
  app.put(
    '/api/v1/affiliates/:id/tax',
    { schema: { params: IdParams, body: TaxChange, response: { 200: AffiliateTax }, tags }, config: writing },
    ({ actor, params, body }) => changeAffiliateTax(actor, params.id, body),
  );
  app.put(
    '/api/v1/affiliates/:id/tax-treatment',
    {
      schema: { params: IdParams, body: TaxTreatment, response: { 200: AffiliateTax }, tags },
      config: writing,
    },
    ({ actor, params, body }) => changeTreatment(actor, params.id, body),
  );
  app.get(
    '/api/v1/affiliates/:id/tax-forms/:formId',
    { schema: { params: FormParams, tags }, config: reading },
    async ({ actor, params }, reply) => {
      const form = await openForm(actor, params.id, params.formId);
      return sendForm(reply, form);
    },
  );
}

/** Never shown within our pages, whatever it holds: it is a stranger's file. */
function sendForm(reply: FastifyReply, form: { name: string; contentType: string; bytes: Buffer }) {
  reply
    .type(form.contentType)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(form.name)}`);
  return form.bytes;
}

function portalRoutes(app: App): void {
  const schema = { response: { 200: OwnTax }, tags: ['Portal'] };
  app.get('/api/v1/portal/tax', { schema, config: portal }, async (request) => ({
    ...(await viewOwnTax(request.actor)),
    needsSignIn: !(await isFreshSignIn(request)),
  }));
  app.put(
    '/api/v1/portal/tax',
    { schema: { ...schema, body: TaxChange }, config: portal },
    async (request) => {
      await requireFreshSignIn(request);
      return { ...(await changeOwnTax(request.actor, request.body)), needsSignIn: false };
    },
  );
}

/** The body is read as it comes in, so no other route gets to know this kind of body. */
function uploadRoutes(app: App): void {
  app.register(async (scope) => {
    await scope.register(multipart, { limits: FORM_LIMITS, throwFileSizeLimit: false });
    const typed = scope.withTypeProvider<ZodTypeProvider>();
    typed.post(
      '/api/v1/affiliates/:id/tax-forms',
      {
        schema: {
          ...uploading,
          params: IdParams,
          querystring: FormQuery,
          response: { 201: AffiliateTax },
          tags,
        },
        config: writing,
      },
      async (request, reply) => {
        const { actor, params, query } = request;
        const affiliate = await getAffiliate(actor.workspaceId, params.id);
        await keepForm(actor, affiliate, query.kind, await receiveForm(request));
        reply.code(201);
        return viewTax(actor.workspaceId, affiliate);
      },
    );
    typed.post(
      '/api/v1/portal/tax-forms',
      {
        schema: { ...uploading, querystring: FormQuery, response: { 201: OwnTax }, tags: ['Portal'] },
        config: portal,
      },
      async (request, reply) => {
        await requireFreshSignIn(request);
        const { actor, query } = request;
        const affiliate = await getOwnAffiliate(actor);
        await keepForm(actor, affiliate, query.kind, await receiveForm(request));
        reply.code(201);
        return { ...(await viewTax(actor.workspaceId, affiliate)), needsSignIn: false };
      },
    );
  });
}
