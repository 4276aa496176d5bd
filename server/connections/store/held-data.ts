import { holdPersonData, WITHOUT_ADDRESSES } from '../../customers/index.ts';

/** What other systems were told of people, or told us; kept for a month. */
export function holdDataOfConnections(): void {
  const topic = 'systems' as const;
  holdPersonData([
    { table: 'connections.receivers', topic, of: { affiliate_id: 'affiliate' }, erasure: { removes: true } },
    { table: 'connections.messages', topic, of: {}, mentions: ['body'], erasure: { removes: true } },
    {
      table: 'connections.postback_calls',
      topic,
      of: {},
      mentions: ['parameters'],
      erasure: { removes: true },
    },
    {
      table: 'connections.postback_conversions',
      topic,
      of: {},
      mentions: ['facts'],
      erasure: { keeps: 'books', blanks: { facts: WITHOUT_ADDRESSES } },
    },
  ]);
}
