import { systemActor } from '../../../core/actor.ts';
import { countMailsBefore, deleteMailsBefore } from '../../../core/mail-outbox.ts';
import { countAuditEntriesBefore, deleteAuditEntriesBefore } from '../../../workspace/index.ts';
import { eraseUnasked } from '../erase-person.ts';
import type { RetentionKind } from './schema.ts';
import { countQuietLeads, selectQuietLeads } from './store.ts';

const LEADS_PER_PAGE = 100;
/** Who acts where a rule does. */
const BY = 'Retention rule';

interface Kind {
  count(workspaceId: string, before: Date): Promise<number>;
  /** @returns how many went. */
  forget(workspaceId: string, before: Date): Promise<number>;
}

/** What each rule forgets. None of it is in the books. */
export const KINDS: Record<RetentionKind, Kind> = {
  quiet_leads: { count: countQuietLeads, forget: forgetLeads },
  mails: { count: countMailsBefore, forget: deleteMailsBefore },
  audit: { count: countAuditEntriesBefore, forget: deleteAuditEntriesBefore },
};

/** Each in a transaction of its own; who cannot be erased now stays, and is looked at again the next night. */
async function forgetLeads(workspaceId: string, before: Date): Promise<number> {
  const actor = systemActor(workspaceId, BY);
  let count = 0;
  let afterId = '';
  for (;;) {
    const page = await selectQuietLeads(workspaceId, before, { afterId, limit: LEADS_PER_PAGE });
    for (const id of page) if (await eraseUnasked(actor, id)) count += 1;
    const last = page.at(-1);
    if (!last) return count;
    afterId = last;
  }
}
