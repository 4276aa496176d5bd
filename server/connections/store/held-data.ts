import { holdPersonData } from '../../customers/index.ts';

/** What other systems were told of people, or told us; kept for a month. */
export function holdDataOfConnections(): void {
  const topic = 'systems' as const;
  holdPersonData([
    { table: 'connections.receivers', topic, of: { affiliate_id: 'affiliate' } },
    { table: 'connections.messages', topic, of: {}, mentions: ['body'] },
    { table: 'connections.postback_calls', topic, of: {}, mentions: ['parameters'] },
    { table: 'connections.postback_conversions', topic, of: {}, mentions: ['facts'] },
  ]);
}
