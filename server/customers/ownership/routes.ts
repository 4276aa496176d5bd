import { z } from 'zod';
import type { App } from '../../core/http/server.ts';
import { pageOf } from '../../core/page.ts';
import { IdParams } from '../schema/query.ts';
import {
  assignNow,
  changeAssignmentRule,
  createAssignmentRule,
  deleteAssignmentRule,
  listAssignmentRules,
  orderAssignmentRules,
  previewAssignment,
} from './edit-assignment-rules.ts';
import { handOver } from './hand-over.ts';
import {
  AssignmentPreview,
  AssignmentQuery,
  AssignmentRule,
  AssignmentRuleChange,
  HandOver,
  HandOverQuery,
  HoldingsQuery,
  NewAssignmentRule,
  NewHandOver,
  OwnedCounts,
  RuleOrder,
} from './schema.ts';
import { undoHandOver } from './undo-hand-over.ts';
import { listHandOvers, viewHoldings } from './view-hand-overs.ts';

const tags = ['Ownership'];
// Whatever belongs to a member, and whose a record would be, is told and moved for the whole company.
const canRead = { permission: 'accounts.read', needsAllRows: true };
const canWrite = { permission: 'accounts.write', needsAllRows: true };
const canUndo = { permission: 'members.write', needsAllRows: true };
const canRule = { permission: 'workspace.write' };
const Rules = z.object({ data: z.array(AssignmentRule) });

export function ownershipRoutes(app: App): void {
  handOverRoutes(app);
  ruleRoutes(app);
}

function handOverRoutes(app: App): void {
  app.get(
    '/api/v1/hand-overs',
    { schema: { querystring: HandOverQuery, response: { 200: pageOf(HandOver) }, tags }, config: canRead },
    ({ actor, query }) => listHandOvers(actor, query),
  );
  app.get(
    '/api/v1/hand-overs/holdings',
    { schema: { querystring: HoldingsQuery, response: { 200: OwnedCounts }, tags }, config: canRead },
    ({ actor, query }) => viewHoldings(actor, query.userId),
  );
  app.post(
    '/api/v1/hand-overs',
    { schema: { body: NewHandOver, response: { 201: HandOver }, tags }, config: canWrite },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return handOver(actor, body);
    },
  );
  app.delete(
    '/api/v1/hand-overs/:id',
    { schema: { params: IdParams, response: { 200: HandOver }, tags }, config: canUndo },
    ({ actor, params }) => undoHandOver(actor, params.id),
  );
}

function ruleRoutes(app: App): void {
  app.get(
    '/api/v1/assignment-rules',
    { schema: { querystring: AssignmentQuery, response: { 200: Rules }, tags }, config: canRead },
    async ({ actor, query }) => ({ data: await listAssignmentRules(actor, query.object) }),
  );
  app.get(
    '/api/v1/assignment-rules/preview',
    { schema: { querystring: AssignmentQuery, response: { 200: AssignmentPreview }, tags }, config: canRead },
    ({ actor, query }) => previewAssignment(actor, query.object),
  );
  app.post(
    '/api/v1/assignment-rules',
    { schema: { body: NewAssignmentRule, response: { 201: AssignmentRule }, tags }, config: canRule },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return createAssignmentRule(actor, body);
    },
  );
  app.put(
    '/api/v1/assignment-rules/order',
    { schema: { body: RuleOrder, response: { 200: Rules }, tags }, config: canRule },
    async ({ actor, body }) => ({ data: await orderAssignmentRules(actor, body) }),
  );
  app.post(
    '/api/v1/assignment-rules/runs',
    {
      schema: { body: AssignmentQuery, response: { 202: z.object({ isQueued: z.literal(true) }) }, tags },
      config: canRule,
    },
    async ({ actor, body }, reply) => {
      await assignNow(actor, body.object);
      reply.code(202);
      return { isQueued: true as const };
    },
  );
  app.patch(
    '/api/v1/assignment-rules/:id',
    {
      schema: { params: IdParams, body: AssignmentRuleChange, response: { 200: AssignmentRule }, tags },
      config: canRule,
    },
    ({ actor, params, body }) => changeAssignmentRule(actor, params.id, body),
  );
  app.delete(
    '/api/v1/assignment-rules/:id',
    { schema: { params: IdParams, response: { 204: z.null() }, tags }, config: canRule },
    async ({ actor, params }, reply) => {
      await deleteAssignmentRule(actor, params.id);
      return reply.code(204).send(null);
    },
  );
}
