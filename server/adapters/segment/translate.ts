import { randomUUID } from 'node:crypto';
import type { Message } from '../../signals/index.ts';
import { idOf, type Json, objectOf, textOf } from '../fields.ts';
import { acquisitionChannel } from './channel.ts';
import { correctedTime } from './corrected-time.ts';
import { accountOf, companyOf, personOf } from './traits.ts';

const MAX_FEATURE = 200;

type Base = Pick<Message, 'messageId' | 'at' | 'userId' | 'anonymousId' | 'channel'>;

/** What a batch says once for all of its events. */
export interface Envelope {
  sentAt: unknown;
  context: Json;
  receivedAt: Date;
}

/**
 * An event of the Segment specification in our own words.
 * @param type what the address says, else what the event says of itself.
 * @returns null for what tells nothing: an unknown type, a track without a name, an alias without both ids.
 */
export function translate(event: Json, type: string, envelope: Envelope): Message | null {
  const context = mergeContext(envelope.context, objectOf(event.context));
  const base = baseOf(event, context, envelope);
  switch (type) {
    case 'identify':
      return identify(base, objectOf(event.traits), context);
    case 'group':
      return group(base, event);
    case 'track':
      return usage(base, 'track', featureOf(event.event), event.properties, context);
    case 'page':
      return usage(base, 'page', viewOf(event, 'Page'), event.properties, context);
    case 'screen':
      return usage(base, 'screen', viewOf(event, 'Screen'), event.properties, context);
    case 'alias':
      return alias(base, event);
    default:
      return null;
  }
}

/** The event's own context on top of the batch's, one level deep. */
function mergeContext(common: Json, own: Json): Json {
  const merged: Json = { ...common };
  for (const [name, value] of Object.entries(own)) {
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
    merged[name] = isObject ? { ...objectOf(common[name]), ...(value as Json) } : value;
  }
  return merged;
}

function baseOf(event: Json, context: Json, { sentAt, receivedAt }: Envelope): Base {
  const campaign = objectOf(context.campaign);
  const page = objectOf(context.page);
  const original = event.originalTimestamp ?? event.timestamp;
  return {
    messageId: textOf(event.messageId) ?? randomUUID(),
    at: correctedTime(original, event.sentAt ?? sentAt, receivedAt),
    userId: idOf(event.userId),
    anonymousId: idOf(event.anonymousId),
    channel: acquisitionChannel({
      campaign: { source: textOf(campaign.source), medium: textOf(campaign.medium) },
      referrer: textOf(objectOf(event.properties).referrer) ?? textOf(page.referrer),
      url: textOf(objectOf(event.properties).url) ?? textOf(page.url),
    }),
  };
}

function identify(base: Base, own: Json, context: Json): Message {
  // Some clients send the traits in the context alone.
  const traits = { ...objectOf(context.traits), ...own };
  return { ...base, kind: 'identify', person: personOf(traits), account: companyOf(traits, context) };
}

function group(base: Base, event: Json): Message | null {
  const externalId = idOf(event.groupId);
  if (externalId === undefined) return null;
  return { ...base, kind: 'group', account: accountOf(externalId, objectOf(event.traits)) };
}

function usage(
  base: Base,
  kind: 'track' | 'page' | 'screen',
  feature: string | undefined,
  properties: unknown,
  context: Json,
): Message | null {
  if (feature === undefined) return null;
  const accountExternalId = idOf(context.groupId);
  return { ...base, kind, feature, accountExternalId, properties: objectOf(properties) };
}

function featureOf(name: unknown): string | undefined {
  return textOf(name)?.slice(0, MAX_FEATURE).toWellFormed();
}

/** `Viewed Docs Index Page`: the field's own name for a view of a category and name. */
function viewOf(event: Json, noun: string): string | undefined {
  const properties = objectOf(event.properties);
  const category = textOf(event.category) ?? textOf(properties.category);
  const name = textOf(event.name) ?? textOf(properties.name);
  return featureOf(['Viewed', category, name, noun].filter((word) => word !== undefined).join(' '));
}

function alias(base: Base, event: Json): Message | null {
  const previousId = idOf(event.previousId);
  if (previousId === undefined || base.userId === undefined) return null;
  return { ...base, kind: 'alias', previousId };
}
