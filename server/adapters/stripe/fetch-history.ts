import { createHash } from 'node:crypto';
import Stripe from 'stripe';
import { now } from '../../core/clock.ts';
import {
  BACKFILL_STAGES,
  type BackfillStage,
  type HistoryPage,
  HistoryPaused,
  HistoryRefused,
  type ReceivedEvent,
} from '../../signals/index.ts';
import { type Json, objectOf, textOf } from '../fields.ts';
import { describeEvent } from './describe-event.ts';
import { momentOf } from './wire.ts';

const PAGE_SIZE = 100;
/** The library waits between these, longer each time, and as long as Stripe asks. */
const RETRIES = 2;
const PAUSE_S = 60;

interface Page {
  data: { id: string }[];
  has_more: boolean;
}

interface Asked {
  limit: number;
  starting_after?: string;
}

interface Stage {
  list(stripe: Stripe, asked: Asked): Promise<Page>;
  /** As which event an object is told; null where nothing has happened yet. */
  typeOf(object: Json): string | null;
  /** When; the time of the fetch for what may have changed since it was made. */
  at?(object: Json): Date | null;
}

const createdAt = ({ created }: Json) => momentOf(created);

const STAGES: Record<BackfillStage, Stage> = {
  customers: {
    list: (stripe, asked) => stripe.customers.list(asked),
    typeOf: () => 'customer.updated',
  },
  codes: {
    list: (stripe, asked) => stripe.promotionCodes.list(asked),
    typeOf: () => 'promotion_code.updated',
  },
  subscriptions: {
    list: (stripe, asked) =>
      stripe.subscriptions.list({ ...asked, status: 'all', expand: ['data.discounts'] }),
    typeOf: () => 'customer.subscription.updated',
    // One that is over does not change any more.
    at: ({ ended_at }) => momentOf(ended_at),
  },
  checkouts: {
    list: (stripe, asked) => stripe.checkout.sessions.list({ ...asked, status: 'complete' }),
    typeOf: () => 'checkout.session.completed',
    at: createdAt,
  },
  invoices: {
    list: (stripe, asked) =>
      stripe.invoices.list({ ...asked, status: 'paid', expand: ['data.payments', 'data.discounts'] }),
    typeOf: () => 'invoice.paid',
    at: ({ status_transitions, created }) =>
      momentOf(objectOf(status_transitions).paid_at) ?? momentOf(created),
  },
  payments: {
    list: (stripe, asked) => stripe.paymentIntents.list(asked),
    typeOf: ({ status }) => (status === 'succeeded' ? 'payment_intent.succeeded' : null),
    at: createdAt,
  },
  refunds: {
    list: (stripe, asked) => stripe.refunds.list(asked),
    typeOf: () => 'refund.updated',
    at: createdAt,
  },
  credit_notes: {
    list: (stripe, asked) => stripe.creditNotes.list(asked),
    typeOf: ({ status }) => (status === 'void' ? null : 'credit_note.updated'),
    at: createdAt,
  },
  disputes: {
    list: (stripe, asked) => stripe.disputes.list(asked),
    typeOf: () => 'charge.dispute.updated',
    at: createdAt,
  },
};

/** Asks Stripe for one page of its history. @param address of Stripe's API. */
export async function fetchStripeHistory(
  address: string,
  apiKey: string,
  { stage, cursor }: { stage: BackfillStage; cursor: string | null },
): Promise<HistoryPage> {
  const { list, typeOf, at } = STAGES[stage];
  const asked = { limit: PAGE_SIZE, ...(cursor ? { starting_after: cursor } : {}) };
  const { data, has_more: hasMore } = await list(open(address, apiKey), asked).catch(judge);
  const events = data.flatMap((object) => {
    const told = objectOf(object);
    const type = typeOf(told);
    return type ? [toEvent(type, told, at?.(told) ?? now())] : [];
  });
  const last = data.at(-1)?.id;
  const next = hasMore && last ? { stage, cursor: last } : afterStage(stage);
  return { fetched: data.length, events, next };
}

function open(address: string, apiKey: string): Stripe {
  const { hostname: host, port, protocol } = new URL(address);
  return new Stripe(apiKey, {
    ...{
      host,
      protocol: protocol === 'http:' ? 'http' : 'https',
      maxNetworkRetries: RETRIES,
      telemetry: false,
    },
    ...(port ? { port } : {}),
  });
}

function judge(error: unknown): never {
  const { errors } = Stripe;
  if (error instanceof errors.StripeRateLimitError) throw new HistoryPaused(PAUSE_S);
  const isRefusal =
    error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError;
  throw isRefusal ? new HistoryRefused(error.message) : error;
}

function afterStage(stage: BackfillStage): HistoryPage['next'] {
  const next = BACKFILL_STAGES[BACKFILL_STAGES.indexOf(stage) + 1];
  return next ? { stage: next, cursor: null } : null;
}

/** The event that would have been delivered. The same object is the same event; one that has changed is another. */
function toEvent(type: string, object: Json, at: Date): ReceivedEvent {
  const digest = createHash('sha256').update(JSON.stringify(object)).digest('hex').slice(0, 32);
  const event = {
    ...{ id: `backfill_${textOf(object.id)}_${digest}`, object: 'event', type },
    ...{ created: Math.floor(at.getTime() / 1_000), data: { object } },
  };
  return describeEvent(event as unknown as Stripe.Event);
}
