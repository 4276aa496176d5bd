import { isId } from '../../core/ids.ts';
import { idOf, type Json, textOf } from '../fields.ts';
import { factsOf, type ToldEvent } from './facts.ts';

const CLICK_PREFIX = /^dub_id_/;
const RECORD = 'customer';

/** Who a customer is, as far as events told it. */
export interface Identity {
  /** The seller's own id of the customer; the first that was told stays. */
  externalId: string | null;
  email: string | null;
  name: string | null;
  /** Our clicks that anything names. */
  clickIds: string[];
  /** What has told it so far. */
  tellers: Set<string>;
}

/** @param events in order. */
export function identityOf(events: readonly ToldEvent[]): Identity {
  const identity: Identity = { externalId: null, email: null, name: null, clickIds: [], tellers: new Set() };
  const clickIds = new Set<string>();
  for (const { fact } of factsOf(events, 'identity')) {
    identity.externalId ??= fact.externalId;
    for (const id of fact.clickIds) clickIds.add(id);
    identity.tellers.add(fact.teller);
    const isRecord = fact.teller === RECORD;
    // What the customer record says holds; the latest of it.
    identity.email = isRecord ? (fact.email ?? identity.email) : (identity.email ?? fact.email);
    identity.name = isRecord ? (fact.name ?? identity.name) : (identity.name ?? fact.name);
  }
  return { ...identity, clickIds: [...clickIds] };
}

/** What the seller has put into the system's free fields for us: `metadata`, `custom_data`, `meta_data`. */
export function readCustomData(data: Json): { externalId: string | null; clickIds: string[] } {
  return {
    externalId: idOf(data.goodwordCustomerId) ?? idOf(data.dubCustomerExternalId) ?? null,
    clickIds: clickIdsOf(data.goodwordClickId, data.dubClickId),
  };
}

/** Our click ids among these, bare or as `dub_id_<click>`. */
export function clickIdsOf(...told: unknown[]): string[] {
  return told.flatMap((value) => {
    const id = textOf(value)?.replace(CLICK_PREFIX, '');
    return id && isId(id, 'clk') ? [id] : [];
  });
}
