import type { LinkProps } from '@tanstack/react-router';
import type { Stop } from '../../server/strategy/learning/rules.ts';
import type { Permission } from '../../server/workspace/permissions.ts';
import { navigation } from '../rooms.ts';

const HEADER = '#content header';

interface Shown {
  to: LinkProps['to'];
  /** The element that the stop speaks of. */
  target: string;
}

const at = (to: LinkProps['to'], target = HEADER): Shown => ({ to, target });

/** The screen of each stop, and what on it is shown. */
export const SHOWN_AT: Record<Stop, Shown> = {
  home: at('/', '#content section'),
  myDay: at('/my-day'),
  accounts: at('/accounts'),
  tasks: at('/tasks'),
  deals: at('/deals'),
  handOffs: at('/hand-offs'),
  quotes: at('/quotes'),
  health: at('/health'),
  risk: at('/at-risk'),
  surveys: at('/surveys'),
  playbooks: at('/playbooks'),
  revenue: at('/revenue'),
  costs: at('/costs'),
  ranking: at('/ranking'),
  affiliates: at('/affiliates'),
  offers: at('/offers'),
  links: at('/links'),
  material: at('/material'),
  reports: at('/reports'),
  quality: at('/quality'),
  fraud: at('/fraud'),
  commissions: at('/commissions'),
  payouts: at('/payouts'),
  years: at('/payouts/years'),
  members: at('/settings/members'),
  help: at('/', '[data-tour=help]'),
};

/** The stops at screens that the person may see. */
export function stopsFor(stops: readonly Stop[], can: (permission: Permission) => boolean): Stop[] {
  return stops.filter((stop) => {
    const entry = navigation.find(({ to }) => to === SHOWN_AT[stop].to);
    return !entry?.permission || can(entry.permission);
  });
}
