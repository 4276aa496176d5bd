import { db } from '../../core/db.ts';
import { decodeCursor, toPage } from '../../core/page.ts';
import type { CallFacts, CallStatus } from '../intake/read-call.ts';
import type { PostbackCall, PostbackCallQuery } from '../intake/schema.ts';

export async function insertCall(workspaceId: string, call: PostbackCall): Promise<void> {
  await db()
    .insertInto('connections.postbackCalls')
    .values({
      workspaceId,
      ...call,
      parameters: JSON.stringify(call.parameters),
      understood: JSON.stringify(call.understood),
    })
    .execute();
}

/** Newest first. */
export async function pageOfCalls(workspaceId: string, query: PostbackCallQuery) {
  const after = decodeCursor(query.cursor);
  let select = db()
    .selectFrom('connections.postbackCalls')
    .select(['id', 'keyId', 'at', 'method', 'parameters', 'understood', 'outcome', 'note', 'conversionKey'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .$castTo<PostbackCall>();
  if (query.keyId) select = select.where('keyId', '=', query.keyId);
  if (after) select = select.where('id', '<', after.id);
  return toPage(await select.execute(), query.limit, (row) => ({ value: null, id: row.id }));
}

/** Over all workspaces; what became of the calls stays known. */
export async function deleteCallsBefore(before: Date): Promise<void> {
  await db().deleteFrom('connections.postbackCalls').where('at', '<', before).execute();
}

export interface ConversionRow {
  status: CallStatus;
  facts: CallFacts;
  isRecorded: boolean;
  takenMinor: number | null;
  changes: number;
  firstReceivedAt: Date;
}

/** The conversion, locked; made when it is new. */
export async function lockConversion(
  workspaceId: string,
  conversionKey: string,
  told: { status: CallStatus; facts: CallFacts; at: Date; isToldByPage: boolean },
): Promise<{ conversion: ConversionRow; isNew: boolean }> {
  const made = await db()
    .insertInto('connections.postbackConversions')
    .values({
      ...{ workspaceId, conversionKey, status: told.status, firstReceivedAt: told.at },
      isToldByPage: told.isToldByPage,
      facts: JSON.stringify(told.facts),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('conversionKey')
    .executeTakeFirst();
  const row = await db()
    .selectFrom('connections.postbackConversions')
    .select(['status', 'facts', 'isRecorded', 'takenMinor', 'changes', 'firstReceivedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('conversionKey', '=', conversionKey)
    .forUpdate()
    .$castTo<ConversionRow>()
    .executeTakeFirstOrThrow();
  return { conversion: row, isNew: made !== undefined };
}

export async function updateConversion(
  workspaceId: string,
  conversionKey: string,
  { facts, ...change }: Partial<Omit<ConversionRow, 'firstReceivedAt'>>,
): Promise<void> {
  await db()
    .updateTable('connections.postbackConversions')
    .set({ ...change, ...(facts ? { facts: JSON.stringify(facts) } : {}) })
    .where('workspaceId', '=', workspaceId)
    .where('conversionKey', '=', conversionKey)
    .execute();
}

export interface ConversionToDecide extends Pick<ConversionRow, 'facts' | 'firstReceivedAt'> {
  conversionKey: string;
}

/** What pages told and nobody has decided, the newest first. */
export async function listConversionsToDecide(
  workspaceId: string,
  limit: number,
): Promise<ConversionToDecide[]> {
  return db()
    .selectFrom('connections.postbackConversions')
    .select(['conversionKey', 'facts', 'firstReceivedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('isToldByPage', '=', true)
    .where('status', '=', 'pending')
    .orderBy('firstReceivedAt', 'desc')
    .orderBy('conversionKey')
    .limit(limit)
    .$castTo<ConversionToDecide>()
    .execute();
}

/** Whether a page told of it and nobody has decided; held until the transaction ends. */
export async function lockConversionToDecide(workspaceId: string, conversionKey: string): Promise<boolean> {
  const row = await db()
    .selectFrom('connections.postbackConversions')
    .select('conversionKey')
    .where('workspaceId', '=', workspaceId)
    .where('conversionKey', '=', conversionKey)
    .where('isToldByPage', '=', true)
    .where('status', '=', 'pending')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
