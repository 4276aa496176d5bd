import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { newId } from '../../core/ids.ts';
import { Problem } from '../../core/problem.ts';
import { findLinkOfClick } from '../../tracking/index.ts';
import { findWorkspace } from '../../workspace/index.ts';
import { insertCall } from '../store/postback-calls.ts';
import type { OpenPostbackKey } from './manage-keys.ts';
import { type ReadCall, readCall } from './read-call.ts';
import type { PostbackCall } from './schema.ts';
import { type Outcome, settleConversion } from './settle-conversion.ts';

const MAX_PARAMETERS = 50;
const MAX_TEXT = 500;

/** Does what a tracker's call means, once, and keeps the call with what became of it. */
export function receivePostback(
  key: OpenPostbackKey,
  method: PostbackCall['method'],
  sent: Record<string, string>,
): Promise<Outcome> {
  return receiveCall(key, method, sent, now(), async (call) => call);
}

/** @param complete what is known of the call beside its parameters. */
export async function receiveCall(
  key: OpenPostbackKey,
  method: PostbackCall['method'],
  sent: Record<string, string>,
  at: Date,
  complete: (call: ReadCall) => Promise<ReadCall>,
): Promise<Outcome> {
  const { workspaceId } = key;
  const workspace = await findWorkspace(workspaceId);
  const parameters = storable(sent);
  const call = await complete(readCall(parameters, workspace?.currency ?? 'USD'));
  const result = await judge(key, call, at);
  await insertCall(workspaceId, {
    ...{ id: newId('pbc'), keyId: key.id, at, method, parameters, understood: call.understood },
    ...{ conversionKey: call.conversionKey, ...result },
  });
  return result;
}

async function judge(key: OpenPostbackKey, call: ReadCall, at: Date): Promise<Outcome> {
  const refusal = call.fault ?? (await refusalOfClick(key, call));
  if (refusal) return { outcome: 'refused', note: refusal };
  try {
    return await inTransaction(() => settleConversion(key.workspaceId, call, at));
  } catch (error) {
    // What a rule refuses is told in the console; what is broken stays a fault of the server.
    if (error instanceof Problem && error.status < 500) return { outcome: 'refused', note: error.code };
    throw error;
  }
}

/** A click that nobody knows is a mistake in the tracker's set-up, unless a coupon or an earlier call says whose it is. */
async function refusalOfClick({ workspaceId, offerId }: OpenPostbackKey, { facts }: ReadCall) {
  if (!facts.clickId) return null;
  const link = await findLinkOfClick(workspaceId, facts.clickId);
  if (!link) return facts.couponCode ? null : 'unknown_click';
  return offerId && link.offerId !== offerId ? 'another_offer' : null;
}

/** PostgreSQL takes no zero bytes and no half characters in text. */
function storable(sent: Record<string, string>): Record<string, string> {
  const clean = (text: string) => text.replaceAll('\u0000', '').slice(0, MAX_TEXT).toWellFormed();
  return Object.fromEntries(
    Object.entries(sent)
      .slice(0, MAX_PARAMETERS)
      .map(([name, value]) => [clean(name), clean(value)]),
  );
}
