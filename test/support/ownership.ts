import type { Neighbor } from './neighbor.ts';
import { PLAYBOOK, QUOTE } from './tenant-bodies.ts';

type Create = (path: string, body: object) => Promise<string>;
type List = (path: string) => Promise<{ userId: string }[]>;

/** A rule, a field, and a hand-over from one member to another. */
export async function makeOwnership(create: Create, list: List) {
  const [first, second] = (await list('/members')).map(({ userId }) => userId);
  const accountId = await create('/accounts', { name: 'Owned', ownerId: first });
  const taskTemplate = await create('/task-templates', taskTemplateFor());
  return {
    finance: second ?? '',
    task: await create('/tasks', { title: 'Theirs', assigneeRole: 'sales' }),
    taskTemplate,
    taskTemplateUse: await create(`/task-templates/${taskTemplate}/applications`, {
      ...{ accountId, startOn: '2026-01-01' },
    }),
    assignmentRule: await create('/assignment-rules', {
      ...{ object: 'account', name: 'Theirs', memberIds: [first], isActive: false },
    }),
    field: await create('/fields', { object: 'account', key: 'theirs', name: 'Theirs', type: 'member' }),
    tag: await create('/tags', { name: 'Theirs' }),
    ...(await makeQuote(create)),
    handOver: await create('/hand-overs', { fromUserId: first, toUserIds: [second] }),
  };
}

/** A quote of a deal, with a product and a price list. */
async function makeQuote(create: Create) {
  const product = await create('/products', { name: 'Theirs' });
  const priceList = await create('/price-lists', { name: 'Theirs', currency: 'USD' });
  const dealId = await create('/deals', { name: 'Quoted' });
  return { product, priceList, quote: await create('/quotes', { dealId, ...QUOTE }) };
}

/** Bodies that give records to or take them from another company's members. */
export function ownershipReferences(own: Neighbor, theirs: Neighbor): Record<string, object[]> {
  return {
    'POST /hand-overs': [
      { fromUserId: theirs.user, toUserIds: [own.user] },
      { fromUserId: own.user, toUserIds: [theirs.user] },
      {
        fromUserId: own.user,
        toUserIds: [own.finance],
        accountNotes: [{ accountId: theirs.account, note: 'X' }],
      },
    ],
    'PUT /tags/{id}/merge': [{ intoId: theirs.tag }],
    'POST /import-templates': [{ name: 'X', fileId: theirs.importFile }],
    'PUT /imports/{id}/template': [{ templateId: theirs.importTemplate }],
    'PUT /fields/order': [{ object: 'account', ids: [theirs.field] }],
    'POST /tasks': taskReferences(theirs).map((body) => ({ title: 'X', ...body })),
    'PATCH /tasks/{id}': taskReferences(theirs),
    'POST /tasks/bulk': [
      { field: 'isDone', ids: [own.task, theirs.task], value: true },
      { field: 'assigneeId', ids: [own.task], value: theirs.user },
    ],
    'POST /task-templates': [taskTemplateFor(theirs.user)],
    'PUT /task-templates/{id}': [taskTemplateFor(theirs.user)],
    'POST /task-templates/{id}/applications': [{ accountId: theirs.account, startOn: '2026-01-01' }],
    'POST /hand-offs': [
      { accountId: theirs.account, toRole: 'sales' },
      { personId: theirs.person, toRole: 'sales' },
      { accountId: own.account, toId: theirs.user },
    ],
    'POST /quotes': [
      { dealId: theirs.deal, ...QUOTE },
      ...quotesFor(theirs).map((body) => ({ dealId: own.deal, ...body })),
    ],
    'PUT /quotes/{id}': quotesFor(theirs),
    'POST /price-lists': [
      { name: 'X', currency: 'USD', prices: [{ productId: theirs.product, priceMinor: 1 }] },
    ],
    'PATCH /price-lists/{id}': [{ prices: [{ productId: theirs.product, priceMinor: 1 }] }],
    'POST /playbooks': [playbookFor(theirs.user)],
    'POST /playbook-entry-previews': [{ entry: { ownerId: [theirs.user] } }],
    'PUT /playbooks/{id}': [playbookFor(theirs.user)],
    'POST /playbooks/{id}/runs': [{ accountId: theirs.account }],
    'POST /assignment-rules': [{ object: 'account', name: 'X', memberIds: [theirs.user] }],
    'PUT /assignment-rules/order': [{ object: 'account', ids: [theirs.assignmentRule] }],
  };
}

export function taskTemplateFor(assigneeId: string | null = null) {
  return { name: `For ${assigneeId}`, steps: [{ title: 'X', offsetDays: 1, assigneeId }] };
}

function taskReferences({ account, person, deal, user, task }: Neighbor): object[] {
  return [
    { accountId: account },
    { personId: person },
    { dealId: deal },
    { assigneeId: user },
    { blockerIds: [task] },
  ];
}

function playbookFor(assigneeId: string) {
  const { definition, ...named } = PLAYBOOK;
  const steps = definition.steps.map((step) => ({ ...step, assigneeId }));
  return { ...named, name: 'Y', definition: { ...definition, steps } };
}

const quotesFor = (theirs: Neighbor) => [
  { ...QUOTE, personId: theirs.person },
  { ...QUOTE, priceListId: theirs.priceList },
  { ...QUOTE, lines: [{ productId: theirs.product, priceMinor: 1 }] },
];
