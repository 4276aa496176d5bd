import { subDays } from 'date-fns/subDays';
import { now } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { subscribeWithin } from '../core/events.ts';
import { defineTask, schedule } from '../core/jobs.ts';
import { defineMailTemplate } from '../core/mail-templates.ts';
import { deliver } from './deliveries/deliver.ts';
import { noteEvents } from './deliveries/note-events.ts';
import { DELIVER_TASK } from './deliveries/queue.ts';
import { SWITCHED_OFF_MAIL } from './deliveries/tell-switched-off.ts';
import { holdDataOfConnections } from './store/held-data.ts';
import { deleteMessagesBefore } from './store/messages.ts';
import { deleteCallsBefore } from './store/postback-calls.ts';
import type { Told } from './webhooks/describe-events.ts';
import { EVENT_NAMES } from './webhooks/event-types.ts';

const CLEAR_TASK = 'connections.clear-old';
const EVERY_NIGHT = '41 2 * * *';
/** Longer than anything is tried, so that what failed can be replayed in peace. */
const DAYS_KEPT = 30;

export function connectionsJobs(config: Config): void {
  holdDataOfConnections();
  for (const type of EVENT_NAMES)
    subscribeWithin<Told>(type, 'connections.note', (events) => noteEvents(config, events));
  defineTask(DELIVER_TASK, (key) => deliver(config, key as { workspaceId: string; id: string }), {
    waitsOutside: true,
  });
  defineTask(CLEAR_TASK, async () => {
    await deleteMessagesBefore(subDays(now(), DAYS_KEPT));
    await deleteCallsBefore(subDays(now(), DAYS_KEPT));
  });
  schedule(CLEAR_TASK, EVERY_NIGHT);
  defineMailTemplate({
    kind: SWITCHED_OFF_MAIL,
    catalog: 'connections:mail.switchedOff',
    example: {
      company: { name: 'Acme' },
      address: 'https://example.com/webhooks',
      link: `${config.publicUrl}/settings/webhooks`,
    },
  });
}
