/** Steps with which a company begins; whether one is taken is read from its records. */
export const STEPS = [
  ...(['customers', 'people', 'usage', 'revenue', 'costs', 'answers', 'member'] as const),
  ...(['offer', 'plan', 'invitation', 'affiliate', 'link', 'click', 'sale', 'material'] as const),
  ...(['commission', 'company', 'batch', 'payout'] as const),
  ...(['deal', 'wonDeal', 'quote', 'task', 'health', 'playbook', 'report'] as const),
] as const;
export type Step = (typeof STEPS)[number];

/** Screens that the tour stops at. */
export const STOPS = [
  ...(['home', 'myDay', 'accounts', 'tasks', 'deals', 'handOffs', 'quotes', 'health', 'risk'] as const),
  ...(['surveys', 'playbooks', 'revenue', 'costs', 'ranking', 'affiliates', 'offers', 'links'] as const),
  ...([
    'material',
    'reports',
    'quality',
    'fraud',
    'commissions',
    'payouts',
    'years',
    'members',
    'help',
  ] as const),
] as const;
export type Stop = (typeof STOPS)[number];

interface Lessons {
  steps: readonly Step[];
  stops: readonly Stop[];
}

const FOUNDER: Lessons = {
  steps: ['customers', 'revenue', 'member', 'offer', 'plan', 'invitation', 'sale', 'payout'],
  stops: ['home', 'accounts', 'ranking', 'offers', 'affiliates', 'payouts', 'members', 'help'],
};

const LESSONS: Record<string, Lessons> = {
  owner: FOUNDER,
  admin: FOUNDER,
  affiliate_manager: {
    steps: ['offer', 'plan', 'invitation', 'affiliate', 'material', 'click', 'commission', 'batch'],
    stops: ['home', 'ranking', 'offers', 'affiliates', 'links', 'fraud', 'payouts', 'help'],
  },
  success_manager: {
    steps: ['customers', 'usage', 'answers', 'health', 'playbook', 'task'],
    stops: ['home', 'accounts', 'health', 'risk', 'surveys', 'playbooks', 'tasks', 'help'],
  },
  marketer: {
    steps: ['offer', 'material', 'link', 'click', 'answers', 'report'],
    stops: ['home', 'ranking', 'links', 'material', 'surveys', 'reports', 'help'],
  },
  sales: {
    steps: ['customers', 'people', 'deal', 'task', 'quote', 'wonDeal'],
    stops: ['home', 'myDay', 'accounts', 'deals', 'quotes', 'handOffs', 'help'],
  },
  finance: {
    steps: ['revenue', 'costs', 'sale', 'commission', 'company', 'payout'],
    stops: ['home', 'revenue', 'costs', 'commissions', 'payouts', 'years', 'help'],
  },
  viewer: {
    steps: ['customers', 'usage', 'revenue', 'offer', 'affiliate', 'sale'],
    stops: ['home', 'accounts', 'ranking', 'affiliates', 'reports', 'help'],
  },
};

/** What somebody of this role learns first; a role that the workspace made learns what its founder does. */
export function lessonsOf(role: string): Lessons {
  return LESSONS[role] ?? FOUNDER;
}

/** What it takes to look at the records of a step. */
export const STEP_NEEDS: Record<Step, string> = {
  ...{ customers: 'accounts.read', people: 'accounts.read', task: 'tasks.read' },
  ...{ deal: 'deals.read', wonDeal: 'deals.read', quote: 'deals.read', member: 'members.read' },
  ...{ usage: 'signals.read', revenue: 'signals.read', costs: 'signals.read' },
  ...{ answers: 'signals.read', health: 'success.read', playbook: 'playbooks.read' },
  ...{ offer: 'affiliates.read', invitation: 'affiliates.read', affiliate: 'affiliates.read' },
  ...{ link: 'links.read', click: 'links.read', sale: 'links.read', material: 'affiliates.read' },
  ...{ plan: 'commissions.read', commission: 'commissions.read', report: 'reports.read' },
  ...{ company: 'payouts.read', batch: 'payouts.read', payout: 'payouts.read' },
};
