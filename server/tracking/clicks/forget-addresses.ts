import { addHours } from 'date-fns/addHours';
import { subDays } from 'date-fns/subDays';
import { now } from '../../core/clock.ts';
import { inTransaction } from '../../core/db.ts';
import { listWorkspaces } from '../../workspace/index.ts';
import {
  eraseAddresses,
  findForgottenUntil,
  findOldestClick,
  setForgottenUntil,
} from '../store/addresses.ts';

/** Of so many hours of clicks at a time, so that no click waits long for the table. */
const HOURS_AT_ONCE = 1;

/** In every workspace; see `forgetAddresses`. */
export async function forgetAddressesEverywhere(): Promise<void> {
  for (const { id, addressRetentionDays } of await listWorkspaces())
    await forgetAddresses(id, subDays(now(), addressRetentionDays));
}

/**
 * Clicks from before the moment lose the keyed hashes of address and browser and the network. Goes on where it
 * stopped, from the oldest click; what is forgotten stays so when the time to keep it is made longer.
 */
export async function forgetAddresses(workspaceId: string, until: Date): Promise<void> {
  let from = (await findForgottenUntil(workspaceId)) ?? (await findOldestClick(workspaceId));
  while (from && from < until) {
    const start: Date = from;
    const end = new Date(Math.min(addHours(start, HOURS_AT_ONCE).getTime(), until.getTime()));
    await inTransaction(async () => {
      await eraseAddresses(workspaceId, start, end);
      await setForgottenUntil(workspaceId, end);
    });
    from = end;
  }
}
